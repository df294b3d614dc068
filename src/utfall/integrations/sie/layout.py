"""Which fields each SIE record has, in order: one table that both the reader and the writer follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from utfall.integrations.sie import records as r


class Kind(Enum):
    """How a field is written."""

    TEXT = auto()
    ACCOUNT = auto()
    WHOLE = auto()
    AMOUNT = auto()
    QUANTITY = auto()
    DAY = auto()
    PERIOD = auto()
    OBJECTS = auto()


class Group(Enum):
    """The four parts of a file, in the order the standard prescribes."""

    FLAG = 0
    IDENTIFICATION = 1
    CHART = 2
    AMOUNTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A field: the attribute it becomes, how it is written, its Swedish name in the standard, and if it must be there."""

    attribute: str
    kind: Kind
    swedish: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A label with the record it becomes and its fields in order."""

    label: str
    make: Callable[..., r.Record]
    group: Group
    columns: tuple[Column, ...]


def _text(attribute: str, swedish: str, *, required: bool = False) -> Column:
    return Column(attribute, Kind.TEXT, swedish, required)


_NUMBER = "nummer"
_NAME = "namn"
_CODE = "kod"
_YEAR = Column("year", Kind.WHOLE, "årsnummer", required=True)
_ACCOUNT = Column("account", Kind.ACCOUNT, "kontonummer", required=True)
_OBJECTS = Column("objects", Kind.OBJECTS, "objektlista", required=True)
_PERIOD = Column("period", Kind.PERIOD, "period", required=True)
_AMOUNT = Column("öre", Kind.AMOUNT, "belopp", required=True)
_QUANTITY = Column("quantity", Kind.QUANTITY, "kvantitet")
_OF_ACCOUNT = (_YEAR, _ACCOUNT, _AMOUNT, _QUANTITY)
_OF_OBJECT = (_YEAR, _ACCOUNT, _OBJECTS, _AMOUNT, _QUANTITY)
_OF_PERIOD = (_YEAR, _PERIOD, _ACCOUNT, _OBJECTS, _AMOUNT, _QUANTITY)
_G = Group

LAYOUTS = (
    Layout("#FLAGGA", r.Flag, _G.FLAG, (Column("imported", Kind.WHOLE, "flagga", required=True),)),
    Layout("#PROGRAM", r.Program, _G.IDENTIFICATION, (
        _text("name", _NAME, required=True), _text("version", "version"))),
    Layout("#FORMAT", r.Charset, _G.IDENTIFICATION, (_text("name", "teckentabell", required=True),)),
    Layout("#GEN", r.Generated, _G.IDENTIFICATION, (
        Column("day", Kind.DAY, "datum", required=True), _text("sign", "signatur"))),
    Layout("#SIETYP", r.FileType, _G.IDENTIFICATION, (Column("number", Kind.WHOLE, "typ", required=True),)),
    Layout("#PROSA", r.Prose, _G.IDENTIFICATION, (_text("text", "text", required=True),)),
    Layout("#FTYP", r.CompanyForm, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#FNR", r.CompanyCode, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#ORGNR", r.CorporateId, _G.IDENTIFICATION, (
        _text("number", _NUMBER, required=True), _text("acquisition", "förvärvsnummer"),
        _text("activity", "verksamhetsnummer"))),
    Layout("#BKOD", r.Industry, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#ADRESS", r.PostalAddress, _G.IDENTIFICATION, (
        _text("contact", "kontakt"), _text("street", "gatuadress"), _text("post", "postadress"),
        _text("telephone", "telefon"))),
    Layout("#FNAMN", r.CompanyName, _G.IDENTIFICATION, (_text("name", _NAME, required=True),)),
    Layout("#RAR", r.FiscalYear, _G.IDENTIFICATION, (
        Column("number", Kind.WHOLE, "årsnummer", required=True), Column("start", Kind.DAY, "startdatum"),
        Column("end", Kind.DAY, "slutdatum"))),
    Layout("#TAXAR", r.TaxYear, _G.IDENTIFICATION, (_text("year", "år", required=True),)),
    Layout("#OMFATTN", r.CoveredThrough, _G.IDENTIFICATION, (Column("day", Kind.DAY, "datum", required=True),)),
    Layout("#KPTYP", r.ChartKind, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#VALUTA", r.Currency, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#KONTO", r.Account, _G.CHART, (
        Column("number", Kind.ACCOUNT, "kontonummer", required=True), _text("name", _NAME))),
    Layout("#KTYP", r.AccountKind, _G.CHART, (_ACCOUNT, _text("kind", "kontotyp"))),
    Layout("#ENHET", r.AccountUnit, _G.CHART, (_ACCOUNT, _text("unit", "enhet", required=True))),
    Layout("#SRU", r.TaxCode, _G.CHART, (_ACCOUNT, _text("code", _CODE, required=True))),
    Layout("#DIM", r.Dimension, _G.CHART, (
        _text("number", "dimension", required=True), _text("name", _NAME, required=True))),
    Layout("#UNDERDIM", r.SubDimension, _G.CHART, (
        _text("number", "dimension", required=True), _text("name", _NAME, required=True),
        _text("parent", "överordnad dimension", required=True))),
    Layout("#OBJEKT", r.DimensionObject, _G.CHART, (
        _text("dimension", "dimension", required=True), _text("code", "objektnummer", required=True),
        _text("name", _NAME))),
    Layout("#IB", r.OpeningBalance, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#UB", r.ClosingBalance, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#OIB", r.ObjectOpeningBalance, _G.AMOUNTS, _OF_OBJECT),
    Layout("#OUB", r.ObjectClosingBalance, _G.AMOUNTS, _OF_OBJECT),
    Layout("#RES", r.Result, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#PSALDO", r.PeriodBalance, _G.AMOUNTS, _OF_PERIOD),
    Layout("#PBUDGET", r.PeriodBudget, _G.AMOUNTS, _OF_PERIOD),
)  # fmt: skip
BY_LABEL: Mapping[str, Layout] = {layout.label: layout for layout in LAYOUTS}
BY_RECORD: Mapping[type, Layout] = {
    layout.make: layout for layout in LAYOUTS if isinstance(layout.make, type)
}

VOUCHER = (
    _text("series", "serie", required=True), _text("number", "verifikationsnummer", required=True),
    Column("day", Kind.DAY, "datum", required=True), _text("text", "text"),
    Column("registered_on", Kind.DAY, "registreringsdatum"), _text("sign", "signatur"),
)  # fmt: skip
TRANSACTION = (
    _ACCOUNT, _OBJECTS, _AMOUNT, Column("day", Kind.DAY, "datum"), _text("text", "text"), _QUANTITY,
    _text("sign", "signatur"),
)  # fmt: skip


def group_of(record: r.Record) -> Group:
    """The part of the file that the record belongs to."""
    return Group.AMOUNTS if isinstance(record, r.Voucher) else BY_RECORD[type(record)].group
