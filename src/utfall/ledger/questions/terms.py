"""How a municipality's codes are to be understood: whose a cost centre is, which line an account makes."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.statement import ProjectClass, StatementForm
from utfall.ledger.questions.asking import Perimeter

FIRST_MONTH, LAST_MONTH = 190001, 299912
BALANCE_SHEET = ("1", "2")
"""Classes 1 and 2 of Kommun-Bas are assets and liabilities; no line of an income statement takes them."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a code stands for in some months, both included, as 202401; empty where it stands for nothing."""

    first_month: int
    last_month: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The organisation, the form of the statement, the classes of projects and the codes of counterparts.

    `forms` are the forms of years whose chart of accounts was another. `classes` goes by the beginning of the
    project's code, the longest wins; a row without project is operation. `counterparts` gives the unit that a motpart
    code stands for; one that is not there is looked up among the cost centres.
    """

    organisation: Organisation
    form: StatementForm
    forms: Mapping[int, StatementForm] = field(default_factory=dict)
    classes: Mapping[str, ProjectClass] = field(default_factory=dict)
    counterparts: Mapping[str, str] = field(default_factory=dict)
    balance_sheet: tuple[str, ...] = BALANCE_SHEET
    _owners: Mapping[str, tuple[OrgUnit, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("forms", "classes", "counterparts"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        owners: dict[str, list[OrgUnit]] = {}
        for unit in self.organisation.units:
            for code in unit.ansvar:
                owners.setdefault(code, []).append(unit)
        object.__setattr__(self, "_owners", {code: tuple(units) for code, units in owners.items()})

    def lines(self, account: str, *, years: Iterable[int]) -> tuple[Span, ...]:
        """The report line of an account in each of the years, years alike joined; empty where no line takes it."""
        spans = [
            Span(year * 100 + 1, year * 100 + 12, self.forms.get(year, self.form).line_of(account) or "")
            for year in sorted(years)
        ]
        return tuple(_joined(spans))

    def project_class(self, project: str) -> ProjectClass | None:
        """The class of a project, or None where nothing says it."""
        for length in range(len(project), -1, -1):
            if project[:length] in self.classes:
                return self.classes[project[:length]]
        return None if project else ProjectClass.OPERATION

    def units(self, ansvar: str) -> tuple[Span, ...]:
        """The unit that a cost centre belongs to, month by month: the one that exists on the month's last day."""
        return tuple(_filled(_months(unit) for unit in self._owners.get(ansvar, ())))

    def counterpart(self, motpart: str) -> tuple[Span, ...]:
        """The unit that a motpart code stands for; empty where nobody knows it."""
        unit = self.counterparts.get(motpart)
        if unit is None:
            return self.units(motpart)
        return (Span(FIRST_MONTH, LAST_MONTH, unit),)

    def in_scope(self, scope: str | None) -> Callable[[str], bool]:
        """Whether a unit is the scope or below it. Without a scope everything is, even what belongs to no unit."""
        if scope is None:
            return lambda unit: True
        below = frozenset(unit.code for unit in self.organisation.subtree(scope))
        return below.__contains__

    def shown_as(self, unit: str, level: UnitKind | None) -> str:
        """The unit of the level that the unit belongs to, or the unit itself where there is none above it."""
        if not unit or level is None:
            return unit
        return next((above.code for above in self.organisation.path(unit) if above.kind is level), unit)

    def node(self, unit: str, within: Perimeter) -> str:
        """The part of the organisation inside which the unit's postings are internal; empty where there is none."""
        if not unit:
            return ""
        path = self.organisation.path(unit)
        match within:
            case Perimeter.UNIT:
                return unit
            case Perimeter.GROUP:
                return path[-1].code
            case Perimeter.AREA | Perimeter.COMMITTEE | Perimeter.MUNICIPALITY:
                return next((above.code for above in path if above.kind is _KINDS[within]), "")


_KINDS = {
    Perimeter.AREA: UnitKind.AREA,
    Perimeter.COMMITTEE: UnitKind.COMMITTEE,
    Perimeter.MUNICIPALITY: UnitKind.MUNICIPALITY,
}


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one meaning made one span."""
    spans = list(spans)
    start = 0
    for position, span in enumerate(spans):
        if position + 1 == len(spans) or spans[position + 1].meaning != span.meaning:
            yield Span(spans[start].first_month, span.last_month, span.meaning)
            start = position + 1


def _months(unit: OrgUnit) -> Span:
    """The months on whose last day the unit exists."""
    first = FIRST_MONTH if unit.valid_from is None else unit.valid_from.year * 100 + unit.valid_from.month
    if unit.valid_to is None:
        return Span(first, LAST_MONTH, unit.code)
    end = unit.valid_to
    whole = end.day == calendar.monthrange(end.year, end.month)[1]
    before = end if whole else end.replace(day=1) - dt.timedelta(days=1)
    return Span(first, before.year * 100 + before.month, unit.code)


def _filled(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, with empty ones between, so that every month is in exactly one."""
    month = FIRST_MONTH
    for span in sorted(spans, key=lambda span: span.first_month):
        first = max(span.first_month, month)
        if first > month:
            yield Span(month, _step(first, -1), "")
        if span.last_month >= first:
            yield Span(first, span.last_month, span.meaning)
            month = _step(span.last_month, 1)
    if month <= LAST_MONTH:
        yield Span(month, LAST_MONTH, "")


def _step(month: int, by: int) -> int:
    count = month // 100 * 12 + month % 100 - 1 + by
    return count // 12 * 100 + count % 12 + 1
