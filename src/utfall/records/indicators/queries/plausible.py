"""What a value that is being entered is held against: earlier values, and what it is declared to depend on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.denied import Denied
from utfall.domain.indicators import Compared, EntryContext, IndicatorRelationKind, Operation, calculate
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import unit_named
from utfall.records.indicators.models import Indicator, IndicatorRelation, Value
from utfall.records.indicators.objects import indicator_value
from utfall.records.indicators.queries.measured import measured, relations_of
from utfall.records.organisation.models import OrgUnit

_OPERATIONS = {
    IndicatorRelationKind.MEAN_OF: Operation.MEAN,
    IndicatorRelationKind.DIFFERENCE: Operation.DIFFERENCE,
}
"""The relations by which a value can be reckoned; the others only limit it."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a value belongs: a unit, a period and the cuts."""

    scope: OrgUnit
    period: Period
    cuts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the indicator's formula gives for a period, or why it gives nothing; `parts` are names in their order."""

    operation: Operation
    parts: tuple[str, ...]
    period: Period
    value: Decimal | Denied


def context(
    row: Indicator, at: At, *, decimals: int, numerator: Decimal | None, denominator: Decimal | None
) -> EntryContext:
    """What is known when the value is entered. Four queries at most."""
    relations = relations_of(row)
    others = _others(row, relations, at)
    found: dict[str, list[Compared]] = {"wholes": [], "parts": [], "exclusive": [], "mean_of": []}
    for relation in relations:
        name, codes = _use(row, relation)
        known = [others[code] for code in codes if code in others]
        # The mean of some of the members is not the mean.
        if name and (name != "mean_of" or len(known) == len(codes)):
            found[name] += known
    return EntryContext(
        indicator=indicator_value(row),
        where=row.name,
        decimals=decimals,
        earlier=_earlier(row, at),
        wholes=tuple(found["wholes"]),
        parts=tuple(found["parts"]),
        exclusive=tuple(found["exclusive"]),
        mean_of=tuple(found["mean_of"]),
        numerator=numerator,
        denominator=denominator,
    )


def reckoned(row: Indicator, at: At, relations: Iterable[IndicatorRelation] | None = None) -> Reckoned | None:
    """What the indicator's formula gives, or None where it has no formula."""
    for relation in relations_of(row) if relations is None else relations:
        operation = _OPERATIONS.get(IndicatorRelationKind(relation.kind))
        if operation is not None and relation.subject == row.code:
            others = _others(row, (relation,), at)
            names = _names(row, relation.members)
            parts = [
                (names.get(code, code), others[code].value if code in others else None)
                for code in relation.members
            ]
            in_order = tuple(name for name, _value in parts)
            return Reckoned(operation, in_order, at.period, calculate(operation, parts))
    return None


def _use(row: Indicator, relation: IndicatorRelation) -> tuple[str, tuple[str, ...]]:
    """What the relation says about the entered value, and the codes of those that it says it about."""
    members = tuple(relation.members)
    is_subject = relation.subject == row.code
    match IndicatorRelationKind(relation.kind):
        case IndicatorRelationKind.SUBSET_OF | IndicatorRelationKind.SHARE_OF:
            return ("wholes", members) if is_subject else ("parts", (relation.subject,))
        case IndicatorRelationKind.EXCLUSIVE_ANSWERS:
            return "exclusive", tuple(code for code in members if code != row.code)
        case IndicatorRelationKind.MEAN_OF:
            return ("mean_of", members) if is_subject else ("", ())
        case IndicatorRelationKind.DIFFERENCE:
            return "", ()


def _others(row: Indicator, relations: Iterable[IndicatorRelation], at: At) -> dict[str, Compared]:
    """The values of the related indicators at the same place, by code."""
    codes = {code for one in relations for code in (one.subject, *one.members)} - {"", row.code}
    if not codes:
        return {}
    indicators = {
        one.measure: one for one in Indicator.objects.filter(authority=row.authority, code__in=codes)
    }
    values = _at(row, at).filter(measure__in=indicators)
    found = {}
    for value in values:
        other = indicators[value.measure]
        one = measured((value,), unit_named(other.unit_of_measure))[0]
        found[other.code] = Compared(other.name, one.value, one.decimals)
    return found


def _names(row: Indicator, codes: Iterable[str]) -> dict[str, str]:
    rows = Indicator.objects.filter(authority=row.authority, code__in=tuple(codes))
    return dict(rows.values_list("code", "name"))


def _earlier(row: Indicator, at: At) -> tuple[Decimal, ...]:
    """The values of other periods of the same place, before this one."""
    rows = Value.objects.filter(
        authority=row.authority, measure=row.measure, scope=at.scope, scenario=Scenario.OUTCOME.value,
        cuts=dict(at.cuts), replaced_at=None,
    ).exclude(period=str(at.period))  # fmt: skip
    found = measured(rows, unit_named(row.unit_of_measure))
    return tuple(one.value for one in found if one.period.last < at.period.last)


def _at(row: Indicator, at: At):  # type: ignore[no-untyped-def]
    return Value.objects.filter(
        authority=row.authority, scope=at.scope, period=str(at.period), scenario=Scenario.OUTCOME.value,
        cuts=dict(at.cuts), replaced_at=None,
    )  # fmt: skip
