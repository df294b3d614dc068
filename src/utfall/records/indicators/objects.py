"""Indicators and their values as rows, and as the values that reports are made from."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from utfall.domain import indicators as domain
from utfall.domain.figure import Address, Figure, Source
from utfall.domain.unit import unit_named
from utfall.records.indicators.models import Indicator, IndicatorRelation, Target, Value
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed

Units = Mapping[str, OrgUnit]


def store(authority: Authority, placed: Iterable[Placed], units: Units) -> None:
    """Indicators with their targets, and relations, as rows; other objects are passed by."""
    placed = tuple(placed)
    targets: list[Target] = []
    for one in placed:
        if isinstance(one.item, domain.Indicator):
            row = _indicator(authority, one, one.item, units)
            row.save()
            targets += (target_row(row, target, position) for position, target in enumerate(one.item.targets))
    Target.objects.bulk_create(targets)
    IndicatorRelation.objects.bulk_create(
        IndicatorRelation(
            authority=authority, code=one.item.code, name=one.item.name, kind=one.item.kind.value,
            members=list(one.item.members), subject=one.item.subject, question=one.item.question,
            place=one.place, position=one.position,
        )
        for one in placed
        if isinstance(one.item, domain.IndicatorRelation)
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
    rows = Indicator.objects.filter(authority=authority).select_related("scope").prefetch_related("targets")
    for row in rows.order_by("position", "pk"):
        yield Placed(row.position, indicator_value(row), row.place)
    for relation in IndicatorRelation.objects.filter(authority=authority).order_by("position", "pk"):
        yield Placed(relation.position, relation_value(relation), relation.place)


def relation_value(row: IndicatorRelation) -> domain.IndicatorRelation:
    """A relation as the report sees it."""
    kind = domain.IndicatorRelationKind(row.kind)
    return domain.IndicatorRelation(row.code, row.name, kind, tuple(row.members), row.subject, row.question)


def indicator_value(row: Indicator) -> domain.Indicator:
    """An indicator as the report sees it; `targets` are best fetched before."""
    targets = sorted(row.targets.all(), key=lambda target: target.position)
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
        source_document=figure.source.document,
        source_place=figure.source.place,
        entered_at=at,
        position=position,
    )


def figures(authority: Authority) -> dict[Address, Figure]:
    """The values in force, in their order, by address."""
    found: dict[Address, Figure] = {}
    for row in Value.objects.filter(authority=authority, replaced_at=None).order_by("position", "pk"):
        figure = figure_of(row)
        found[figure.address] = figure
    return found


def figure_of(row: Value) -> Figure:
    """A value as a figure."""
    source = Source(row.source_document, row.source_place)
    unit = unit_named(row.unit_of_measure)
    return Figure(Address.parse(row.address), Decimal(row.value), unit, row.decimals, source, row.name)
