"""What a value that is being entered is held against: earlier values, and what it is declared to depend on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.indicators import (
    Compared,
    Declared,
    Derivation,
    EntryContext,
    IndicatorRelationKind,
    Operation,
)
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import unit_named
from utfall.records.indicators.models import Indicator, IndicatorRelation, Value
from utfall.records.indicators.objects import indicator_value
from utfall.records.indicators.queries.measured import measured, relations_of
from utfall.records.indicators.queries.reckoning import formulas
from utfall.records.organisation.models import OrgUnit


@dataclass(frozen=True, slots=True)
class At:
    """Where a value belongs: a unit, a period and the cuts."""

    scope: OrgUnit
    period: Period
    cuts: Mapping[str, str]


def context(
    row: Indicator, at: At, *, decimals: int, numerator: Decimal | None, denominator: Decimal | None,
    known: Declared | None = None,
) -> EntryContext:  # fmt: skip
    """What is known when the value is entered; `known` are the formulas of the authority, if they are at hand."""
    relations = relations_of(row)
    others = _others(row, relations, at)
    found: dict[str, list[Compared]] = {"wholes": [], "parts": [], "exclusive": []}
    for relation in relations:
        name, codes = _use(row, relation)
        if name:
            found[name] += [others[code] for code in codes if code in others]
    formula = (formulas(row.authority) if known is None else known).of.get(row.code)
    return EntryContext(
        indicator=indicator_value(row),
        where=row.name,
        decimals=decimals,
        earlier=_earlier(row, at),
        wholes=tuple(found["wholes"]),
        parts=tuple(found["parts"]),
        exclusive=tuple(found["exclusive"]),
        operation=formula.operation if formula else None,
        members=_members(row, formula, at) if formula else (),
        numerator=numerator,
        denominator=denominator,
    )


def _use(row: Indicator, relation: IndicatorRelation) -> tuple[str, tuple[str, ...]]:
    """How the relation limits the entered value, and the codes of those that it is held against."""
    members = tuple(relation.members)
    is_subject = relation.subject == row.code
    match IndicatorRelationKind(relation.kind):
        case IndicatorRelationKind.SHARE_OF if len(members) == 2:
            # The first member is a part of the second.
            if is_subject:
                return "", ()
            return ("wholes", members[1:]) if row.code == members[0] else ("parts", members[:1])
        case IndicatorRelationKind.SUBSET_OF | IndicatorRelationKind.SHARE_OF:
            return ("wholes", members) if is_subject else ("parts", (relation.subject,))
        case IndicatorRelationKind.EXCLUSIVE_ANSWERS:
            return "exclusive", tuple(code for code in members if code != row.code)
        case _:
            return "", ()


def _members(row: Indicator, formula: Derivation, at: At) -> tuple[Compared, ...]:
    """The formula's parts at the same unit and in the period; none where one of them is missing."""
    periods = [at.period]
    if formula.operation is Operation.ROLLING_12:
        periods = list(at.period.each_month()) if at.period.rolling else []
    values = Value.objects.filter(
        authority=row.authority, scope=at.scope, period__in=[str(one) for one in periods], cuts=dict(at.cuts),
        measure__in=[part.measure for part in formula.parts], scenario=Scenario.OUTCOME.value, replaced_at=None,
    )  # fmt: skip
    known = {(value.measure, value.period): value for value in values}
    found = []
    for part in formula.parts:
        for period in periods:
            value = known.get((part.measure, str(period)))
            if value is None:
                return ()
            one = measured((value,), part.unit)[0]
            found.append(Compared(part.name, one.value, one.decimals))
    return tuple(found)


def _others(row: Indicator, relations: Iterable[IndicatorRelation], at: At) -> dict[str, Compared]:
    """The values of the related indicators by code: at the same unit, or each at its own where this is at its own."""
    codes = {code for one in relations for code in (one.subject, *one.members)} - {"", row.code}
    if not codes:
        return {}
    related = Indicator.objects.filter(authority=row.authority, code__in=codes)
    own = at.scope.pk == row.scope_id
    places = {(one.measure, one.scope_id if own else at.scope.pk): one for one in related}
    values = Value.objects.filter(
        authority=row.authority, period=str(at.period), scenario=Scenario.OUTCOME.value, cuts=dict(at.cuts),
        replaced_at=None, measure__in=[one.measure for one in places.values()],
    )  # fmt: skip
    found = {}
    for value in values:
        other = places.get((value.measure, value.scope_id))
        if other is not None:
            one = measured((value,), unit_named(other.unit_of_measure))[0]
            found[other.code] = Compared(other.name, one.value, one.decimals)
    return found


def _earlier(row: Indicator, at: At) -> tuple[Decimal, ...]:
    """The values of other periods of the same place, before this one."""
    rows = Value.objects.filter(
        authority=row.authority, measure=row.measure, scope=at.scope, scenario=Scenario.OUTCOME.value,
        cuts=dict(at.cuts), replaced_at=None,
    ).exclude(period=str(at.period))  # fmt: skip
    found = measured(rows, unit_named(row.unit_of_measure))
    return tuple(one.value for one in found if one.period.last < at.period.last)
