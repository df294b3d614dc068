"""The records of a SIE file as values: one class a label, amounts in whole öre, debit +, credit −."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from utfall.domain.period import Period


@dataclass(frozen=True, slots=True)
class Flag:
    """#FLAGGA: whether the receiver has already imported the file."""

    imported: int = 0


@dataclass(frozen=True, slots=True)
class Program:
    """#PROGRAM: what wrote the file."""

    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Charset:
    """#FORMAT: always PC8, whatever the bytes are."""

    name: str = "PC8"


@dataclass(frozen=True, slots=True)
class Generated:
    """#GEN: when the file was written, and by whom."""

    day: dt.date | None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class FileType:
    """#SIETYP: 1 to 4."""

    number: int


@dataclass(frozen=True, slots=True)
class Prose:
    """#PROSA: free text."""

    text: str


@dataclass(frozen=True, slots=True)
class CompanyForm:
    """#FTYP: the legal form, such as AB or S."""

    code: str


@dataclass(frozen=True, slots=True)
class Industry:
    """#BKOD: the SNI code."""

    code: str


@dataclass(frozen=True, slots=True)
class CompanyCode:
    """#FNR: what the writing program calls the company."""

    code: str


@dataclass(frozen=True, slots=True)
class CorporateId:
    """#ORGNR: the corporate identity number as written, and the numbers that tell two sets of books apart."""

    number: str
    acquisition: str = ""
    activity: str = ""

    @property
    def normal(self) -> str:
        """Ten digits with a hyphen before the last four; what is written, where it has not ten or twelve digits."""
        digits = "".join(character for character in self.number if character in "0123456789")
        if len(digits) == 12 and digits[:2] in {"16", "19", "20"}:
            digits = digits[2:]
        return f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else self.number


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """#ADRESS."""

    contact: str = ""
    street: str = ""
    post: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class CompanyName:
    """#FNAMN."""

    name: str


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """#RAR: 0 is the current year, −1 the one before; the dates may be missing in a file of type 4I."""

    number: int
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TaxYear:
    """#TAXAR."""

    year: str


@dataclass(frozen=True, slots=True)
class CoveredThrough:
    """#OMFATTN: the day through which the balances are complete."""

    day: dt.date | None


@dataclass(frozen=True, slots=True)
class ChartKind:
    """#KPTYP: the chart of accounts; BAS95 where it is not said."""

    code: str


@dataclass(frozen=True, slots=True)
class Currency:
    """#VALUTA: SEK where it is not said."""

    code: str


@dataclass(frozen=True, slots=True)
class Account:
    """#KONTO: number (a text, for some are not numbers) and name."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AccountKind:
    """#KTYP: the class of an account (T asset, S liability, K cost, I income), as written; some programs leave it empty."""

    account: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TaxCode:
    """#SRU: the account's code in the tax return; an account may have several."""

    account: str
    code: str


@dataclass(frozen=True, slots=True)
class AccountUnit:
    """#ENHET: what the account's quantities are counted in."""

    account: str
    unit: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """#DIM: 1 is cost centre, 6 project, 20 and up are the company's own."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class SubDimension:
    """#UNDERDIM: a dimension under another."""

    number: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class DimensionObject:
    """#OBJEKT: a code of a dimension, and its name. Leading zeros matter."""

    dimension: str
    code: str
    name: str = ""


Pairs = tuple[tuple[str, str], ...]
"""An object list: dimension and code, in the file's order."""


@dataclass(frozen=True, slots=True)
class AccountAmount:
    """An amount of an account in a fiscal year (0 current, −1 before)."""

    year: int
    account: str
    öre: int
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OpeningBalance(AccountAmount):
    """#IB."""


@dataclass(frozen=True, slots=True)
class ClosingBalance(AccountAmount):
    """#UB."""


@dataclass(frozen=True, slots=True)
class Result(AccountAmount):
    """#RES: the outcome of a result account in the year."""


@dataclass(frozen=True, slots=True)
class ObjectAmount:
    """An amount of an account and an object in a fiscal year."""

    year: int
    account: str
    objects: Pairs
    öre: int
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ObjectOpeningBalance(ObjectAmount):
    """#OIB."""


@dataclass(frozen=True, slots=True)
class ObjectClosingBalance(ObjectAmount):
    """#OUB."""


@dataclass(frozen=True, slots=True)
class PeriodAmount:
    """The change of an account in one calendar month, not a running total.

    Without objects it is the whole account; with objects it is a part of the same money. The two are never added.
    """

    year: int
    period: Period
    account: str
    objects: Pairs
    öre: int
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PeriodBalance(PeriodAmount):
    """#PSALDO: outcome of the month."""


@dataclass(frozen=True, slots=True)
class PeriodBudget(PeriodAmount):
    """#PBUDGET: budget of the month."""


class Booking(StrEnum):
    """What a voucher's row does. Only TRANS is booked.

    An added row (RTRANS) is always followed by an identical TRANS for readers that do not know of it, and a struck
    row (BTRANS) is no longer valid: booking them would count the money twice, or count what was taken away.
    """

    BOOKED = "#TRANS"
    ADDED = "#RTRANS"
    STRUCK = "#BTRANS"


@dataclass(frozen=True, slots=True)
class Transaction:
    """A row of a voucher. `day` is None where the voucher's own date holds; `line` is the row in the file."""

    account: str
    objects: Pairs
    öre: int
    day: dt.date | None = None
    text: str = ""
    quantity: Decimal | None = None
    sign: str = ""
    booking: Booking = Booking.BOOKED
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Voucher:
    """#VER with its rows. Series and number are texts and may be empty in a file of type 4I."""

    series: str
    number: str
    day: dt.date | None
    text: str = ""
    registered_on: dt.date | None = None
    sign: str = ""
    rows: tuple[Transaction, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """Series and number as one text: `A 17`."""
        return f"{self.series} {self.number}".strip()

    @property
    def booked(self) -> tuple[Transaction, ...]:
        """The rows that count."""
        return tuple(row for row in self.rows if row.booking is Booking.BOOKED)

    @property
    def öre(self) -> int:
        """The sum of the rows that count; zero in a voucher that balances."""
        return sum(row.öre for row in self.rows if row.booking is Booking.BOOKED)


Record = (
    Flag | Program | Charset | Generated | FileType | Prose | CompanyForm | Industry | CompanyCode | CorporateId
    | PostalAddress | CompanyName | FiscalYear | TaxYear | CoveredThrough | ChartKind | Currency | Account
    | AccountKind | TaxCode | AccountUnit | Dimension | SubDimension | DimensionObject | OpeningBalance
    | ClosingBalance | Result | ObjectOpeningBalance | ObjectClosingBalance | PeriodBalance | PeriodBudget | Voucher
)  # fmt: skip
"""Any record; #KSUMMA is about the file, not in it, and is told by the reader."""
