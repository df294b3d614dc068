"""What the page of one goal shows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.goal_chain import LOCKED, Chain, Level
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Goal, Measure
from utfall.records.planning.objects import measure_value
from utfall.records.planning.queries.chain import Plan
from utfall.web.finance.pages.measure_words import standing


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A goal with what stands above, below and beside it."""

    title: str
    kind: str
    committee: str
    year: int
    trail: tuple[tuple[str, str], ...]
    description: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str, str], ...]
    """Name, address and status of the measures for a balanced budget that belong to the goal."""
    below: tuple[tuple[str, str, str], ...]
    locked: str
    ended: str
    restore: str
    rewrite: str
    retire: str
    put: str
    add: str
    text: tuple[str, str] | None
    """The round that is open, and the address of the text about the goal in it."""


def goal(
    found: Plan, row: Goal, unit: OrgUnit, *, may_write: bool, indicators: tuple[tuple[str, str], ...],
    measures: Iterable[Measure], today: dt.date, text: tuple[str, str] | None = None,
) -> GoalPage:  # fmt: skip
    """The page; `indicators` are names with addresses."""
    place = (found.year, unit.code)
    level = Level(row.level)
    change = may_write and level not in LOCKED and row.retired_on is None
    above = (
        [one for one in found.chain.path(row.code) if one.code != row.code] if row.code in found.chain else []
    )
    plan_href = reverse("planning:plan", args=place)
    return GoalPage(
        title=row.name,
        kind=gettext(level.word),
        committee=unit.name,
        year=found.year,
        trail=(
            (gettext(_("Plan %(year)s %(name)s")) % {"year": found.year, "name": unit.name}, plan_href),
            *((one.name, reverse("planning:goal", args=(*place, found.rows[one.code].pk))) for one in above),
        ),
        description=tuple(filter(None, row.description.splitlines())),
        facts=tuple(_facts(row)),
        indicators=indicators,
        measures=tuple(
            (one.name, reverse("finance:measure", args=(one.pk,)), standing(measure_value(one), today=today))
            for one in measures
        ),
        below=tuple(_below(found, found.chain, row.code, place)),
        locked=gettext(_("Målet hör till kommunen och ändras av fullmäktige.")) if level in LOCKED else "",
        ended=gettext(_("Avslutat %(date)s.")) % {"date": row.retired_on.isoformat()}
        if row.retired_on
        else "",
        restore=reverse("planning:restore", args=(*place, row.pk)) if may_write and row.retired_on else "",
        rewrite=reverse("planning:rewrite", args=(*place, row.pk)) if change else "",
        retire=reverse("planning:retire", args=(*place, row.pk)) if change else "",
        put=reverse("planning:put", args=(*place, row.pk)) if change else "",
        add=f"{reverse('planning:add', args=place)}?under={row.pk}"
        if may_write and level is not Level.AREA
        else "",
        text=text,
    )


def _below(found: Plan, chain: Chain, code: str, place: tuple[int, str]) -> list[tuple[str, str, str]]:
    if code not in chain:
        return []
    return [
        (one.name, reverse("planning:goal", args=(*place, found.rows[one.code].pk)), gettext(one.level.word))
        for one in chain.below(code)
    ]


def _facts(row: Goal) -> list[tuple[str, str]]:
    units = ", ".join(unit.name for unit in row.contributors.all())
    year = str(row.year or "")
    found = [
        (_("Beteckning"), row.code),
        (_("Ansvarig"), row.owner.name if row.owner else ""),
        (_("Forum"), row.forum.name if row.forum else ""),
        (_("Bidrar"), units),
        (_("Målår"), str(row.target_year or "")),
        (_("År"), year),
    ]
    return [(gettext(word), value) for word, value in found if value]
