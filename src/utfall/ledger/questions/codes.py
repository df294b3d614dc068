"""The small tables that go with a question, made of the terms and of the codes that occur."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.domain.finding import Finding, Severity
from utfall.domain.money import Money
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR
from utfall.ledger.control import Control
from utfall.ledger.questions.asking import Cut
from utfall.ledger.questions.engine import Table
from utfall.ledger.questions.terms import FIRST_MONTH, LAST_MONTH, Span, Terms
from utfall.locale import mark as _

NO_LINE = _(
    "Konto {code} hör inte till någon rad i resultaträkningen, så {amount} saknas i den. "
    "Lägg till kontot i kontoplanens mappning."
)
NO_UNIT = _("Ansvar {code} hör inte till någon enhet, så {amount} saknas. Lägg till koden i organisationen.")
NO_UNIT_THEN = _(
    "Ansvar {code} hör inte till någon enhet {first}–{last}. Se över enheternas giltighetstider."
)
NO_CLASS = _(
    "Projekt {code} har ingen projektklass, så {amount} saknas. Ange om det är drift, driftprojekt, "
    "investering eller exploatering."
)
NO_COUNTERPART = _(
    "Motpart {code} är okänd och räknas som extern ({amount}). Lägg till koden bland motparterna."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The codes that occur in the asked batches of one municipality, with their sums in öre, and the years."""

    municipality: str
    years: frozenset[int]
    sums: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, municipality: str, controls: Iterable[tuple[int, Control]]) -> "Seen":
        """The codes of the controls, each with its batch's year."""
        years = set()
        sums: dict[str, dict[str, int]] = {}
        for year, control in controls:
            years.add(year)
            for dimension, by_code in control.sums.items():
                whole = sums.setdefault(dimension, {})
                for code, öre in by_code.items():
                    whole[code] = whole.get(code, 0) + öre
        return cls(municipality, frozenset(years), sums)

    def finding(
        self, code: str, *, dimension: str, message: str, severity: Severity = Severity.ERROR
    ) -> Finding:
        """What is wrong with a code, and how much money it is about (debit +, credit −)."""
        values = {"code": code or "–", "amount": quantity(Money(self.sums[dimension][code]).kr, KR, 2)}
        return Finding(
            f"ledger.no-{_MISSING[message]}",
            severity,
            f"{self.municipality}, {dimension} {code}",
            message,
            values,
        )


_MISSING = {NO_LINE: "line", NO_UNIT: "unit", NO_CLASS: "class", NO_COUNTERPART: "counterpart"}
Rows = Iterator[tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Codes:
    """The tables of a question by name, and what the codes that occur lack."""

    tables: Mapping[str, Table]
    findings: tuple[Finding, ...]
    _always: Mapping[str, tuple[int, int]]

    def dated(self, *, first_month: int, last_month: int) -> frozenset[str]:
        """The tables in which some code stands for what it does only in a part of these months."""
        return frozenset(
            name for name, (first, last) in self._always.items() if first > first_month or last < last_month
        )


def codes(seen: Iterable[Seen], *, terms: Callable[[str], Terms], cut: Cut, needs: frozenset[str]) -> Codes:
    """The tables that the question needs (`accounts`, `units`, `projects`, `internal`)."""
    seen = tuple(seen)
    findings: list[Finding] = []
    tables = {}
    for name in sorted(needs):
        columns, make = _TABLES[name]
        rows = [row for one in seen for row in make(one, terms(one.municipality), cut, findings)]
        tables[name] = Table(columns, tuple(rows))
    return Codes(
        tables, tuple(findings), {name: _always(tables[name]) for name in tables if name != "projects"}
    )


def _always(table: Table) -> tuple[int, int]:
    """The months in which every row of the table holds."""
    first, last = table.columns.index("first_month"), table.columns.index("last_month")
    return (
        max((int(row[first]) for row in table.rows), default=FIRST_MONTH),
        min((int(row[last]) for row in table.rows), default=LAST_MONTH),
    )


def _accounts(seen: Seen, terms: Terms, cut: Cut, findings: list[Finding]) -> Rows:
    for account, öre in seen.sums["konto"].items():
        for span in terms.lines(account, years=seen.years):
            if not span.meaning and öre and not account.startswith(terms.balance_sheet):
                findings.append(seen.finding(account, dimension="konto", message=NO_LINE))
            if span.meaning in cut.lines if cut.lines is not None else span.meaning:
                yield seen.municipality, account, *_months(span), span.meaning


def _units(seen: Seen, terms: Terms, cut: Cut, findings: list[Finding]) -> Rows:
    inside = terms.in_scope(cut.scope)
    for ansvar, öre in seen.sums["ansvar"].items():
        spans = terms.units(ansvar)
        if öre and not any(span.meaning for span in spans):
            findings.append(seen.finding(ansvar, dimension="ansvar", message=NO_UNIT))
        elif öre:
            findings += _gaps(seen, ansvar, spans)
        for span in spans:
            if inside(span.meaning):
                node = terms.node(span.meaning, cut.within) if cut.within else ""
                yield seen.municipality, ansvar, *_months(span), terms.shown_as(span.meaning, cut.level), node


def _gaps(seen: Seen, ansvar: str, spans: Iterable[Span]) -> Iterator[Finding]:
    """A question for each stretch of the seen years in which a known cost centre belongs to nobody."""
    for span in spans:
        first = max(span.first_month, min(seen.years) * 100 + 1)
        last = min(span.last_month, max(seen.years) * 100 + 12)
        if not span.meaning and first <= last:
            values = {"code": ansvar, "first": str(first), "last": str(last)}
            where = f"{seen.municipality}, ansvar {ansvar}"
            yield Finding("ledger.no-unit-then", Severity.QUESTION, where, NO_UNIT_THEN, values)


def _projects(seen: Seen, terms: Terms, cut: Cut, findings: list[Finding]) -> Rows:
    for project, öre in seen.sums["projekt"].items():
        kind = terms.project_class(project)
        if kind is None and öre:
            findings.append(seen.finding(project, dimension="projekt", message=NO_CLASS))
        if cut.classes is None or kind in cut.classes:
            yield seen.municipality, project, kind or ""


def _internal(seen: Seen, terms: Terms, cut: Cut, findings: list[Finding]) -> Rows:
    assert cut.within is not None
    for motpart, öre in seen.sums["motpart"].items():
        if not motpart:
            continue
        spans = [span for span in terms.counterpart(motpart) if span.meaning]
        if not spans and öre:
            findings.append(
                seen.finding(motpart, dimension="motpart", message=NO_COUNTERPART, severity=Severity.QUESTION)
            )
        for span in spans:
            if node := terms.node(span.meaning, cut.within):
                yield seen.municipality, motpart, *_months(span), node


def _months(span: Span) -> tuple[int, int]:
    return span.first_month, span.last_month


_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Seen, Terms, Cut, list[Finding]], Rows]]] = {
    "accounts": (("municipality", "konto", "first_month", "last_month", "line"), _accounts),
    "units": (("municipality", "ansvar", "first_month", "last_month", "unit", "node"), _units),
    "projects": (("municipality", "projekt", "class"), _projects),
    "internal": (("municipality", "motpart", "first_month", "last_month", "node"), _internal),
}
