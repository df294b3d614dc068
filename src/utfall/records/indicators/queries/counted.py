"""What a unit counts beside money: portions, pupils, and other measures that the settings name."""

import dataclasses
from collections.abc import Iterable

from utfall.domain.figure import Figure
from utfall.records.indicators.models import Indicator, Value
from utfall.records.indicators.objects import figure_of
from utfall.records.organisation.models import Authority, OrgUnit


def counted(authority: Authority, unit: OrgUnit, measures: Iterable[str]) -> tuple[Figure, ...]:
    """The values in force of the measures for exactly the unit, named as their indicators are named. Two queries."""
    wanted = tuple(measures)
    names = dict(
        Indicator.objects.filter(authority=authority, measure__in=wanted).values_list("measure", "name")
    )
    rows = Value.objects.filter(
        authority=authority, scope=unit, measure__in=wanted, replaced_at=None, cuts={}
    )
    return tuple(
        dataclasses.replace(figure_of(row), name=names.get(row.measure, row.name))
        for row in rows.order_by("position", "pk")
    )
