"""Indicators that are reckoned from others, from the values in force: the same as a round's facts have."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.indicators import Declared, Derivation, Operation, calculate, declared, derive
from utfall.domain.indicators import Indicator as IndicatorValue
from utfall.domain.period import Period, PeriodKind
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question
from utfall.domain.unit import Unit
from utfall.records.indicators.models import Indicator, IndicatorRelation, Value
from utfall.records.indicators.objects import figure_of, indicator_value, relation_value
from utfall.records.organisation.models import Authority
from utfall.records.sources.codec import restored
from utfall.records.sources.models import SourceObject


@dataclass(frozen=True, slots=True)
class Input:
    """A part of a formula at its unit and in a period; `value` is None where there is none. Money is in kronor."""

    code: str
    name: str
    period: Period
    value: Decimal | None
    decimals: int
    unit: Unit
    source: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the indicator's formula gives for a period, or why it gives nothing; `inputs` are its parts in order."""

    operation: Operation
    period: Period
    value: Decimal | Denied
    inputs: tuple[Input, ...]


def formulas(authority: Authority) -> Declared:
    """The formulas of the authority: those of its relations, and the indices of its surveys. Four queries at most."""
    objects: dict[str, Coded] = {}
    wanted: set[str] = set()
    for row in IndicatorRelation.objects.filter(authority=authority).order_by("position", "pk"):
        relation = relation_value(row)
        objects[relation.code] = relation
        wanted |= {relation.subject, *relation.members}
    kinds: dict[str, type] = {"Index": Index, "Question": Question}
    stored = SourceObject.objects.filter(authority=authority, kind__in=kinds).order_by("position", "pk")
    for one in stored:
        item: Coded = restored(kinds[one.kind], one.fields)
        objects[item.code] = item
        wanted |= {item.indicator} if isinstance(item, Index) else set()
    if not wanted:
        return Declared()
    indicators = Indicator.objects.filter(authority=authority, code__in=wanted - {""})
    for found in indicators.select_related("scope").prefetch_related("targets"):
        objects[found.code] = indicator_value(found)
    return declared(objects)


def derived(authority: Authority, known: Declared | None = None) -> tuple[Figure, ...]:
    """The outcomes that follow from the values in force, for all periods and cuts."""
    known = formulas(authority) if known is None else known
    return derive(known.ordered, _stored(authority, known.ordered)) if known.ordered else ()


def inputs_of(row: Indicator, period: Period, known: Declared, figures: Iterable[Figure]) -> Reckoned | None:
    """What the formula makes of what in the period, or None without a formula; `figures` are the derived ones."""
    formula = known.of.get(row.code)
    if formula is None:
        return None
    found = {one.address: one for one in (*_stored(row.authority, (formula,)), *figures)}
    inputs = tuple(
        _input(part, formula, month, found) for part in formula.parts for month in _periods(formula, period)
    )
    value = calculate(formula.operation, [(one.name, one.value) for one in inputs])
    return Reckoned(formula.operation, period, value, inputs)


def _periods(formula: Derivation, period: Period) -> tuple[Period, ...]:
    if formula.operation is not Operation.ROLLING_12:
        return (period,)
    window = Period(period.last - 11, period.last, rolling=True)
    return window.each_month() if period.kind in (PeriodKind.ROLLING, PeriodKind.MONTH) else ()


def _input(
    part: IndicatorValue | Question, formula: Derivation, period: Period, found: dict[Address, Figure]
) -> Input:
    figure = found.get(Address(part.measure, Scope(formula.scope(part)), period, Scenario.OUTCOME))
    if figure is None:
        return Input(part.code, part.name, period, None, 0, part.unit, "")
    return Input(part.code, part.name, period, figure.value, figure.decimals, figure.unit, str(figure.source))


def _stored(authority: Authority, known: Iterable[Derivation]) -> list[Figure]:
    """The values in force of all that the formulas are made of."""
    measures = {part.measure for one in known for part in one.parts}
    rows = Value.objects.filter(
        authority=authority, measure__in=measures, replaced_at=None, scenario=Scenario.OUTCOME.value
    )
    return [figure_of(row) for row in rows.order_by("position", "pk")]
