"""The goal chain of a year, with what hangs on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from utfall.domain.goal_chain import LOCKED, Chain, Level, Node
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import Authority, Forum, OrgUnit
from utfall.records.planning.models import Activity, FocusTarget, Goal, PlanVersion

WITHIN = (Level.AREA, Level.STRATEGIC, Level.COMMITTEE, Level.FOCUS)
"""What the plan of a committee holds; a unit's own goals are in the unit's plan."""


@dataclass(frozen=True, slots=True)
class Named:
    """The number and the name of an indicator: all that a plan says of it."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The chain of a year, its rows by code, the indicators of each goal by code, and the versions, last first.

    `contributors` are the short names of the units that contribute to a goal, by its number.
    """

    authority: Authority
    year: int
    chain: Chain
    rows: dict[str, Goal]
    indicators: dict[str, tuple[Named, ...]]
    versions: tuple[PlanVersion, ...] = ()
    contributors: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def goals(authority: Authority, year: int, *, levels: Iterable[Level] = WITHIN) -> tuple[Goal, ...]:
    """The goals in force in the year, in their order, with parent, owner and forum. Three queries at most.

    Each goal and each unit is fetched once: a plan has hundreds of goals below a few.
    """
    rows = tuple(
        Goal.objects.filter(authority=authority, level__in=[level.value for level in levels]).order_by(
            "position", "pk"
        )
    )
    known = {row.pk: row for row in rows}
    owners = OrgUnit.objects.in_bulk({row.owner_id for row in rows if row.owner_id is not None})
    forums = Forum.objects.in_bulk({row.forum_id for row in rows if row.forum_id is not None})
    for row in rows:
        if row.forum_id is not None:
            row.forum = forums[row.forum_id]
        if row.parent_id in known:
            row.parent = known[row.parent_id]
        if row.owner_id is not None:
            row.owner = owners[row.owner_id]
    return tuple(row for row in rows if row.retired_on is None and in_force(row, year))


def contributors(authority: Authority) -> dict[int, tuple[str, ...]]:
    """The short names of the units that contribute to each goal, by the goal's number."""
    rows = (
        Goal.contributors.through.objects.filter(goal__authority=authority)
        .order_by("orgunit__position", "orgunit_id")
        .values_list("goal_id", "orgunit__abbreviation", "orgunit__name")
    )
    found: dict[int, list[str]] = {}
    for goal, short, name in rows:
        found.setdefault(goal, []).append(short or name)
    return {goal: tuple(names) for goal, names in found.items()}


def in_force(goal: Goal, year: int) -> bool:
    """Whether the goal is of the year: its own year, or among the years that end with its target year."""
    if goal.year is not None:
        return goal.year == year
    return goal.target_year is None or goal.target_year - goal.years < year <= goal.target_year


def chain_of(rows: Iterable[Goal]) -> Chain:
    """The goals as a tree."""
    return Chain(tuple(node_of(row) for row in rows))


def node_of(row: Goal) -> Node:
    """A goal in the chain; `parent` and `owner` are best fetched before."""
    return Node(
        code=row.code,
        name=row.name,
        level=Level(row.level),
        parent=row.parent.code if row.parent_id and row.parent else "",
        description=row.description,
        owner=row.owner.code if row.owner_id and row.owner else "",
        target_year=row.target_year,
    )


def plan(authority: Authority, year: int, *, contributing: bool = False) -> Plan:
    """The committee's plan of the year, if asked for with the units that contribute. Seven queries at most."""
    rows = goals(authority, year)
    return Plan(
        authority=authority,
        year=year,
        chain=chain_of(rows),
        rows={row.code: row for row in rows},
        indicators=indicators_by_goal(authority),
        versions=versions(authority, year),
        contributors=contributors(authority) if contributing else {},
    )


def council_plan(authority: Authority, year: int) -> Plan:
    """What of the plan everybody may know: the council's goals, and nothing that hangs on them."""
    rows = goals(authority, year, levels=LOCKED)
    return Plan(authority, year, chain_of(rows), {row.code: row for row in rows}, {})


def indicators_by_goal(authority: Authority) -> dict[str, tuple[Named, ...]]:
    """The indicators of each goal by its code; those of a target under a focus belong to the focus."""
    focus_of = dict(FocusTarget.objects.filter(authority=authority).values_list("code", "focus__code"))
    rows = Indicator.objects.filter(authority=authority).exclude(parent="").order_by("position", "pk")
    found: dict[str, list[Named]] = {}
    for pk, name, parent in rows.values_list("pk", "name", "parent"):
        found.setdefault(focus_of.get(parent, parent), []).append(Named(pk, name))
    return {code: tuple(names) for code, names in found.items()}


def versions(authority: Authority, year: int) -> tuple[PlanVersion, ...]:
    """The versions of a year's plan, the last first."""
    rows = PlanVersion.objects.filter(authority=authority, year=year).select_related("by")
    return tuple(rows.order_by("-number"))


def retired(authority: Authority, year: int) -> tuple[Goal, ...]:
    """The goals that would be in force in the year if nobody had ended them."""
    rows = (
        Goal.objects.filter(authority=authority, retired_on__isnull=False)
        .exclude(level=Level.UNIT.value)
        .order_by("-retired_on", "position")
    )
    return tuple(row for row in rows if in_force(row, year))


def goal(authority: Authority, number: int) -> Goal | None:
    """A goal of the authority, or None; what is ended is found too."""
    return (
        Goal.objects.filter(authority=authority, pk=number)
        .select_related("parent", "owner", "forum", "committee", "authority")
        .prefetch_related("contributors")
        .first()
    )


def years(authority: Authority) -> tuple[int, ...]:
    """The years that something is planned for, in order."""
    focuses = Goal.objects.filter(authority=authority, year__isnull=False).values_list("year", flat=True)
    decided = PlanVersion.objects.filter(authority=authority).values_list("year", flat=True)
    return tuple(sorted({year for year in (*focuses.distinct(), *decided.distinct()) if year}))


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit's plan of the year: the committee's chain, the unit's own goals in it, and the activities of each goal."""

    unit: OrgUnit
    year: int
    chain: Chain
    rows: dict[str, Goal]
    activities: dict[str, tuple[Activity, ...]]


def unit_plan(unit: OrgUnit, year: int) -> UnitPlan:
    """The plan of a unit with an authority. Four queries."""
    if unit.authority is None:
        raise ValueError(f"{unit.code} belongs to no authority.")
    rows = [row for row in goals(unit.authority, year, levels=Level) if not _of_another(row, unit)]
    activities: dict[str, list[Activity]] = {}
    for row in activities_of(unit, year):
        activities.setdefault(row.goal.code, []).append(row)
    return UnitPlan(
        unit=unit,
        year=year,
        chain=chain_of(rows),
        rows={row.code: row for row in rows},
        activities={code: tuple(found) for code, found in activities.items()},
    )


def activities_of(unit: OrgUnit, year: int) -> tuple[Activity, ...]:
    """What a unit does in the year, in its order."""
    rows = Activity.objects.filter(unit=unit, year=year).select_related("goal", "responsible")
    return tuple(rows.order_by("position", "pk"))


def units_with_plans(authority: Authority, year: int) -> tuple[OrgUnit, ...]:
    """The units of the authority below its committee, each with how many activities it has in the year (`planned`)."""
    own = Q(activities__year=year)
    rows = OrgUnit.objects.filter(authority=authority).exclude(code=authority.code)
    return tuple(rows.annotate(planned=Count("activities", filter=own)).order_by("path", "position"))


def unit_plans(authority: Authority, year: int) -> tuple[tuple[str, str, int], ...]:
    """The code and name of each unit below the committee, in order, with how many activities it has in the year."""
    rows = Activity.objects.filter(unit__authority=authority, year=year).order_by().values_list("unit_id")
    planned = dict(rows.annotate(Count("pk")))
    units = OrgUnit.objects.filter(authority=authority).exclude(code=authority.code)
    named = units.order_by("path", "position").values_list("pk", "code", "name")
    return tuple((code, name, planned.get(pk, 0)) for pk, code, name in named)


def _of_another(row: Goal, unit: OrgUnit) -> bool:
    return row.level == Level.UNIT and row.owner_id != unit.pk
