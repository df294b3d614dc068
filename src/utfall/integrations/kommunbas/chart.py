"""A municipality's chart of accounts for a year: names, and which report line each account belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from utfall.domain.finding import Finding, Severity, Value
from utfall.integrations.encoding import Source
from utfall.integrations.kommunbas import values
from utfall.integrations.kommunbas.sheet import Row, layout, rows
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

NO_COLUMNS = _("Kontoplanen saknar kolumnen {column}. Den ska ha kolumnerna Konto, Benämning och Rad.")
TWICE = _("Konto {account} står redan på rad {first} med en annan rapportrad. Ta bort den ena raden.")
NOT_AN_ACCOUNT = _(
    "”{text}” är inget konto. Skriv kontots siffror eller de första av dem, till exempel 5011 eller 50."
)
UNMAPPED = _(
    "Konto {account} har ingen rapportrad i kontoplanen för {year}. Lägg till kontot eller dess första siffror; "
    "beloppet skulle annars saknas i resultatet."
)
_ACCOUNT = ("konto", "kontonr", "kontonummer", "kontoprefix")
_NAME = ("benämning", "namn", "kontonamn")
_LINE = ("rad", "rapportrad")


@dataclass(frozen=True, slots=True)
class Chart:
    """Names by account and report lines by account prefix, for one municipality and year.

    Kommun-Bas lets each municipality add accounts, so the lines are never written in code. Of two prefixes that fit
    an account the longer decides.
    """

    municipality: str
    year: int
    names: Mapping[str, str]
    lines: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))
        object.__setattr__(self, "lines", MappingProxyType(dict(self.lines)))

    def line_of(self, account: str) -> str | None:
        """The report line of the account; None where no prefix fits. There is no "other"."""
        for length in range(len(account), 0, -1):
            if (line := self.lines.get(account[:length])) is not None:
                return line
        return None

    def unmapped(self, accounts: Iterable[str], *, where: str) -> tuple[Finding, ...]:
        """An error for each of the accounts that has no report line, in order."""
        return tuple(
            Finding(
                "kommunbas.unmapped-account",
                Severity.ERROR,
                where,
                UNMAPPED,
                {"account": account, "year": self.year},
            )
            for account in sorted(set(accounts))
            if self.line_of(account) is None
        )


def read_chart(
    source: Source, *, name: str, municipality: str, year: int
) -> tuple[Chart | None, tuple[Finding, ...]]:
    """The chart in a CSV file or workbook with the columns Konto, Benämning and Rad; None where it lacks Konto or Rad.

    A row without a line only names its account. `name` is the file's, for the findings.
    """
    how = layout(source)
    if isinstance(how, Finding):
        return None, (how,)
    tally = Tally()
    stream = (row for row in rows(source, how) if not row.is_empty)
    header = next(stream, Row(1, ()))
    words = [values.code(cell).lower() for cell in header.cells]
    account, named, line = (
        next((words.index(w) for w in known if w in words), None) for known in (_ACCOUNT, _NAME, _LINE)
    )
    for place, column in ((account, "Konto"), (line, "Rad")):
        if place is None:
            tally.add(Finding("kommunbas.chart-column", Severity.ERROR, name, NO_COLUMNS, {"column": column}))
    if account is None or line is None:
        return None, tally.findings
    names: dict[str, str] = {}
    lines: dict[str, str] = {}
    first: dict[str, int] = {}
    for row in stream:
        number, title, target = (_cell(row, place) for place in (account, named, line))
        if not (number.isascii() and number.isdigit()):
            told: dict[str, Value] = {"text": number}
            tally.add(
                Finding(
                    "kommunbas.chart-account",
                    Severity.ERROR,
                    f"{name}, rad {row.number}",
                    NOT_AN_ACCOUNT,
                    told,
                )
            )
            continue
        if lines.get(number, target) != target:
            again: dict[str, Value] = {"account": number, "first": first[number]}
            tally.add(
                Finding("kommunbas.chart-twice", Severity.ERROR, f"{name}, rad {row.number}", TWICE, again)
            )
            continue
        first.setdefault(number, row.number)
        names[number] = title
        if target:
            lines[number] = target
    return Chart(municipality, year, names, lines), tally.findings


def _cell(row: Row, place: int | None) -> str:
    return "" if place is None or place >= len(row.cells) else values.code(row.cells[place])
