"""What an earlier system's names may mean here."""

from utfall.integrations.word_export import Named
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import units as all_units
from utfall.records.planning.models import Assignment, Goal
from utfall.records.sources.models import SourceObject


def units(authority: Authority) -> tuple[Named, ...]:
    """The authority's own units with all their names."""
    known = all_units()
    own = {code for code, row in known.rows.items() if row.authority_id == authority.pk}
    return tuple(
        Named(
            unit.code,
            unit.name,
            tuple(name for name in (unit.short, unit.abbreviation, *unit.aliases, *unit.wrong_names) if name),
        )
        for unit in known.values
        if unit.code in own
    )


def objects(authority: Authority, of: tuple[Named, ...]) -> tuple[Named, ...]:
    """Everything that a text can be about: the plan, indicators, assignments, risks and controls, and the units."""
    own = {"authority": authority}
    rows = (
        Goal.objects.filter(**own, retired_on=None),
        Indicator.objects.filter(**own),
        Assignment.objects.filter(**own),
        SourceObject.objects.filter(**own, kind__in=("Risk", "ControlActivity")),
    )
    found = [
        Named(*pair)
        for queryset in rows
        for pair in queryset.order_by("position", "pk").values_list("code", "name")
    ]
    return (*found, *of)
