"""Indicators that are reckoned: which follow from which, and the figures that come of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.indicators.calculation import WORDS, Operation, calculate
from utfall.domain.indicators.definition import Indicator, IndicatorRelation
from utfall.domain.period import Period, PeriodKind
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question
from utfall.domain.unit import PERCENT, PERCENTAGE_POINTS, Dimension, Unit
from utfall.locale import mark as _

Cuts: TypeAlias = tuple[tuple[str, str], ...]
Column: TypeAlias = Mapping[tuple[Period, Cuts], Figure]
"""The outcomes of one measure at one unit, by period and cuts."""
DERIVED = "härledd"
"""The document of a derived figure's source."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Derivation:
    """An indicator that is reckoned from parts, in their order; `code` is that of the relation or the index."""

    code: str
    subject: Indicator
    operation: Operation
    parts: tuple[Indicator | Question, ...]

    def scope(self, part: Indicator | Question) -> str:
        """The unit whose values of the part are taken: the part's own, or for a survey question the subject's."""
        return part.scope if isinstance(part, Indicator) else self.subject.scope

    def problem(self) -> Denied | None:
        """Why the units do not go together, or None."""
        names = ", ".join(f"{part.name} ({part.unit})" for part in self.parts)
        units = {part.unit for part in self.parts}
        told = {"name": self.subject.name, "unit": self.subject.unit.symbol, "parts": names}
        if len(units) > 1 and {unit.dimension for unit in units} != {Dimension.MONEY}:
            return Denied("formula.unlike", UNLIKE, told)
        if self.operation is Operation.ROLLING_12 and next(iter(units)).dimension in _NEVER_SUMMED:
            return Denied("formula.rolling-share", ROLLING_SHARE, told)
        if not _is_unit_of(self.operation, self.subject.unit, next(iter(units))):
            return Denied("formula.unit", RESULT_UNIT, told)
        return None


UNLIKE = _("{name} kan inte räknas: delarna har olika måttenheter, {parts}.")
ROLLING_SHARE = _(
    "{name} kan inte räknas: andelar och skalor summeras inte över månader. Räkna täljare och nämnare rullande, och sedan andelen."
)
RESULT_UNIT = _("{name} kan inte räknas: {parts} ger inte {unit}. Rätta måttenheten eller formeln.")
CIRCULAR = _("{name} räknas ur sig själv genom andra formler. Ta bort något av sambanden.")
TWICE = _("{name} har två formler. Ta bort den ena.")
_NEVER_SUMMED = (Dimension.SHARE, Dimension.SHARE_CHANGE, Dimension.SCALE, Dimension.INTENSITY)


def _is_unit_of(operation: Operation, result: Unit, part: Unit) -> bool:
    """Whether a formula over parts in a unit can have its result in the other. A word of one's own is any unit."""
    if operation is Operation.SHARE:
        return result == PERCENT
    if operation is Operation.DIFFERENCE and (part, result) == (PERCENT, PERCENTAGE_POINTS):
        return True
    return result.dimension in (part.dimension, Dimension.OTHER)


@dataclass(frozen=True, slots=True)
class Declared:
    """The formulas that can be reckoned, each after those that it needs, and what is wrong with the others.

    `of` has the formula of each reckoned indicator by its code, `problems` a refusal by the code of the relation.
    """

    ordered: tuple[Derivation, ...] = ()
    of: Mapping[str, Derivation] = field(default_factory=dict)
    problems: Mapping[str, Denied] = field(default_factory=dict)


def declared(objects: Mapping[str, Coded]) -> Declared:
    """The formulas that the relations and the indices of surveys declare, with the parts that are there.

    One whose subject or parts are missing is left out: that a code points at nothing is told elsewhere.
    """
    found: dict[str, Derivation] = {}
    problems: dict[str, Denied] = {}
    for one in _declared(objects):
        wrong = one.problem()
        if one.subject.code in found:
            wrong = Denied("formula.twice", TWICE, {"name": one.subject.name})
        if wrong is None:
            found[one.subject.code] = one
        else:
            problems[one.code] = wrong
    ordered, circular = _in_order(found)
    problems |= {one.code: Denied("formula.circle", CIRCULAR, {"name": one.subject.name}) for one in circular}
    return Declared(ordered, {one.subject.code: one for one in ordered}, problems)


def _declared(objects: Mapping[str, Coded]) -> Iterator[Derivation]:
    for item in objects.values():
        match item:
            case Index():
                subject, codes, operation = item.indicator, item.questions, Operation.MEAN
            case IndicatorRelation() if item.operation is not None:
                subject, codes, operation = item.subject, item.members, item.operation
            case _:
                continue
        about, parts = objects.get(subject), members(objects, codes)
        if isinstance(about, Indicator) and parts:
            yield Derivation(item.code, about, operation, parts)


def members(objects: Mapping[str, Coded], codes: Sequence[str]) -> tuple[Indicator | Question, ...]:
    """The indicators and questions of the codes; nothing where one of them is missing."""
    found = [objects.get(code) for code in codes]
    known = tuple(item for item in found if isinstance(item, Indicator | Question))
    return known if len(known) == len(codes) else ()


def _in_order(found: Mapping[str, Derivation]) -> tuple[tuple[Derivation, ...], tuple[Derivation, ...]]:
    """Each after those that its parts need, else in the order given; what needs itself is told apart."""
    ordered: dict[str, Derivation] = {}
    left = dict(found)
    while ready := [one for one in left.values() if not any(part.code in left for part in one.parts)]:
        for one in ready:
            ordered[one.subject.code] = left.pop(one.subject.code)
    return tuple(ordered.values()), tuple(left.values())


def by_place(figures: Iterable[Figure], measures: frozenset[str]) -> dict[tuple[str, str], dict[tuple[Period, Cuts], Figure]]:  # fmt: skip
    """The outcomes of the measures, by measure and unit."""
    found: dict[tuple[str, str], dict[tuple[Period, Cuts], Figure]] = {}
    for figure in figures:
        address = figure.address
        if address.measure in measures and address.scenario is Scenario.OUTCOME:
            column = found.setdefault((address.measure, address.scope.code), {})
            column[address.period, address.cuts] = figure
    return found


def derive(formulas: Iterable[Derivation], figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """What follows from the figures, formula by formula; the order is that of `declared`, so that each has its parts.

    There is a figure for every period and cut that all parts have; money is in kronor, as it is kept.
    """
    formulas = tuple(formulas)
    wanted = frozenset(part.measure for one in formulas for part in one.parts)
    known = by_place(figures, wanted)
    made: list[Figure] = []
    for one in formulas:
        columns = [known.get((part.measure, one.scope(part)), {}) for part in one.parts]
        found = tuple(
            _rolling(one, columns[0]) if one.operation is Operation.ROLLING_12 else _each(one, columns)
        )
        known.setdefault((one.subject.measure, one.subject.scope), {}).update(
            {(figure.period, figure.address.cuts): figure for figure in found}
        )
        made += found
    return tuple(made)


def _each(one: Derivation, columns: Sequence[Column]) -> Iterator[Figure]:
    for key in columns[0]:
        if all(key in column for column in columns):
            yield from _figure(one, *key, [column[key] for column in columns])


def _rolling(one: Derivation, column: Column) -> Iterator[Figure]:
    for period, cuts in column:
        if period.kind is PeriodKind.MONTH:
            window = Period(period.first - _MONTHS + 1, period.last, rolling=True)
            months = [column.get((month, cuts)) for month in window.each_month()]
            known = [month for month in months if month is not None]
            if len(known) == _MONTHS:
                yield from _figure(one, window, cuts, known)


def _figure(one: Derivation, period: Period, cuts: Cuts, parts: Sequence[Figure]) -> Iterator[Figure]:
    value = calculate(one.operation, [(part.name, part.value) for part in parts])
    if isinstance(value, Denied):
        return
    address = Address(one.subject.measure, Scope(one.subject.scope), period, Scenario.OUTCOME, cuts)
    unit = one.subject.unit
    if unit.dimension is Dimension.MONEY:
        unit = parts[0].unit
    exponent = value.normalize().as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, *(part.decimals for part in parts))
    formula = f"{WORDS[one.operation]} {', '.join(part.measure for part in one.parts)}"
    yield Figure(address, value, unit, decimals, Source(DERIVED, formula), one.subject.name)
