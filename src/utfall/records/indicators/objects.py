"""Indicators and their values as rows, and as the values that reports are made from."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from utfall.domain import indicators as domain
from utfall.domain.figure import Address, Figure, Grounds, Source
from utfall.domain.period import Period
from utfall.domain.unit import unit_named
from utfall.records.indicators.models import Indicator, IndicatorRelation, NoValue, Target, Value
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed

Units = Mapping[str, OrgUnit]


def store(authority: Authority, placed: Iterable[Placed], units: Units, *, at: dt.datetime) -> None:
    """Indicators with their targets and what they wait for, and relations, as rows; other objects are passed by."""
    placed = tuple(placed)
    targets: list[Target] = []
    awaited: list[NoValue] = []
    for one in placed:
        if isinstance(one.item, domain.Indicator):
            row = _indicator(authority, one, one.item, units)
            row.save()
            targets += (target_row(row, target, position) for position, target in enumerate(one.item.targets))
            awaited += (_awaited_row(row, each, units, at) for each in one.item.awaited)
    Target.objects.bulk_create(targets)
    NoValue.objects.bulk_create(awaited)
    IndicatorRelation.objects.bulk_create(
        IndicatorRelation(
            authority=authority, code=one.item.code, name=one.item.name, kind=one.item.kind.value,
            members=list(one.item.members), subject=one.item.subject, question=one.item.question,
            place=one.place, position=one.position,
        )
        for one in placed
        if isinstance(one.item, domain.IndicatorRelation)
    )  # fmt: skip


def _awaited_row(row: Indicator, one: domain.Awaited, units: Units, at: dt.datetime) -> NoValue:
    return NoValue(
        indicator=row, scope=units[one.scope], period=str(one.period), reason=one.reason,
        expected_on=one.expected_on, at=at,
    )  # fmt: skip


def _indicator(authority: Authority, one: Placed, item: domain.Indicator, units: Units) -> Indicator:
    return Indicator(
        authority=authority,
        code=item.code,
        name=item.name,
        measure=item.measure,
        unit_of_measure=item.unit.symbol,
        decimals=item.decimals,
        kind=item.kind.value,
        direction=item.direction.value,
        scope=units[item.scope],
        parent=item.parent,
        base_year=item.base_year,
        source=item.source,
        no_value=item.no_value,
        kolada=item.kolada,
        place=one.place,
        position=one.position,
    )


def target_row(indicator: Indicator, target: domain.Target, position: int) -> Target:
    """A target as a row that is not saved yet."""
    return Target(
        indicator=indicator,
        year=target.year,
        comparator=target.comparator.value,
        value="" if target.value is None else str(target.value),
        decimals=target.decimals,
        position=position,
    )


def objects(authority: Authority) -> Iterator[Placed]:
    """The indicators and relations of the authority, in the order of each kind."""
    rows = Indicator.objects.filter(authority=authority).select_related("scope")
    rows = rows.prefetch_related("targets", "no_values__scope")
    for row in rows.order_by("position", "pk"):
        yield Placed(row.position, indicator_value(row, awaited=row.no_values.all()), row.place)
    for relation in IndicatorRelation.objects.filter(authority=authority).order_by("position", "pk"):
        yield Placed(relation.position, relation_value(relation), relation.place)


def relation_value(row: IndicatorRelation) -> domain.IndicatorRelation:
    """A relation as the report sees it."""
    kind = domain.IndicatorRelationKind(row.kind)
    return domain.IndicatorRelation(row.code, row.name, kind, tuple(row.members), row.subject, row.question)


def indicator_value(
    row: Indicator, targets: Iterable[Target] | None = None, *, awaited: Iterable[NoValue] = ()
) -> domain.Indicator:
    """An indicator as the report sees it; its targets are best given or fetched before."""
    known = row.targets.all() if targets is None else targets
    targets = sorted(known, key=lambda target: target.position)
    return domain.Indicator(
        code=row.code,
        name=row.name,
        measure=row.measure,
        unit=unit_named(row.unit_of_measure),
        decimals=row.decimals,
        kind=domain.IndicatorKind(row.kind),
        direction=domain.DirectionOfGood(row.direction),
        scope=row.scope.code,
        parent=row.parent,
        targets=tuple(target_value(target) for target in targets),
        base_year=row.base_year,
        source=row.source,
        no_value=row.no_value,
        kolada=row.kolada,
        awaited=tuple(
            domain.Awaited(Period.parse(one.period), one.scope.code, one.reason, one.expected_on)
            for one in sorted(awaited, key=lambda one: (one.period, one.scope.code))
        ),
    )


def target_value(row: Target) -> domain.Target:
    """A target as the report sees it."""
    value = Decimal(row.value) if row.value else None
    return domain.Target(row.year, domain.Comparator(row.comparator), value, row.decimals)


def store_values(authority: Authority, figures: Iterable[Figure], units: Units, *, at: dt.datetime) -> None:
    """The measured values as rows, in the order given."""
    Value.objects.bulk_create(
        value_row(authority, figure, units[figure.scope.code], at=at, position=position)
        for position, figure in enumerate(figures)
    )


def value_row(
    authority: Authority, figure: Figure, scope: OrgUnit, *, at: dt.datetime, position: int
) -> Value:
    """A value as a row that is not saved yet."""
    address = figure.address
    return Value(
        authority=authority,
        address=str(address),
        measure=address.measure,
        scope=scope,
        period=str(address.period),
        scenario=address.scenario.value,
        cuts=dict(address.cuts),
        value=str(figure.value),
        unit_of_measure=figure.unit.symbol,
        decimals=figure.decimals,
        name=figure.name,
        **_grounds_row(figure.grounds),
        source_document=figure.source.document,
        source_place=figure.source.place,
        entered_at=at,
        position=position,
    )


def _grounds_row(grounds: Grounds | None) -> dict[str, object]:
    known = grounds or Grounds()
    return {
        "numerator": known.numerator, "denominator": known.denominator, "answers": known.answers,
        "reason": known.reason,
    }  # fmt: skip


def figures(authority: Authority) -> dict[Address, Figure]:
    """The values in force, in their order, by address."""
    found: dict[Address, Figure] = {}
    for row in Value.objects.filter(authority=authority, replaced_at=None).order_by("position", "pk"):
        figure = figure_of(row)
        found[figure.address] = figure
    return found


def figure_of(row: Value, *, name: str | None = None) -> Figure:
    """A value as a figure; `name` is what it is called now, if not as when it was stored."""
    source = Source(row.source_document, row.source_place)
    unit = unit_named(row.unit_of_measure)
    grounds = Grounds(row.numerator, row.denominator, row.answers, row.reason)
    return Figure(
        Address.parse(row.address), Decimal(row.value), unit, row.decimals, source,
        row.name if name is None else name,
        None if grounds == Grounds() else grounds,
    )  # fmt: skip
