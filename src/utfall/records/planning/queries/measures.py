"""Measures for a balanced budget: which of them somebody may see, and what she may do to them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from utfall.domain.access import Act, Kind, Thing, permission, visibility
from utfall.domain.denied import Denied, first_refusal
from utfall.domain.planning import ConsultationRule, MeasureState
from utfall.records.finance.objects import rules_of
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit, Person
from utfall.records.planning.models import Goal, GoalLevel, Measure
from utfall.records.planning.objects.measures import with_related
from utfall.records.planning.queries.access import committee


def rows() -> QuerySet[Measure]:
    """All measures with what asking about them takes; four questions."""
    return with_related(Measure.objects.all()).prefetch_related("circle")


def thing(row: Measure) -> Thing:
    """The measure as access sees it."""
    circle = frozenset() if row.released else frozenset(one.get_username() for one in row.circle.all())
    return Thing(
        Kind.MEASURE, row.authority.code, path=path_of(row.unit), released=row.released, circle=circle
    )


def may_see(by: Acting, row: Measure, *, ask: str = "") -> Denied | None:
    """Why she may not see the measure, or None if she may."""
    return visibility(by.actor, thing(row), ask=ask)


def may_see_any(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see any measure of the authority, or None if she may see those of her own units."""
    if by.actor.authority != authority.code:
        return visibility(by.actor, Thing(Kind.MEASURE, authority.code, path=(authority.code,)), ask=ask)
    return permission(by.actor, Act.READ, Kind.MEASURE, ask=ask)


def may_add(by: Acting, unit: OrgUnit) -> Denied | None:
    """Why she may not propose a measure for the unit, or None if she may."""
    return permission(by.actor, Act.WRITE, Kind.MEASURE, path=path_of(unit))


def may_write(by: Acting, row: Measure) -> Denied | None:
    """Why she may not change the measure, or None if she may."""
    return first_refusal(may_see(by, row), may_add(by, row.unit))


def may_record(by: Acting, row: Measure) -> Denied | None:
    """Why she may not record what was decided about it: a secretary may, and whoever leads the committee's work."""
    refused = may_see(by, row)
    if refused is not None or permission(by.actor, Act.RECORD_DECISION, Kind.ROUND) is None:
        return refused
    return permission(by.actor, Act.WRITE, Kind.MEASURE, path=path_of(committee(row.authority)))


def measures(unit: OrgUnit, by: Acting) -> tuple[Measure, ...]:
    """The measures of the unit and all below it that she may see, in their order. Four questions."""
    found = (
        rows().filter(authority=unit.authority, unit__path__startswith=unit.path).order_by("position", "pk")
    )
    return tuple(row for row in found if may_see(by, row) is None)


def measure(number: int) -> Measure | None:
    """The measure with the number, or None."""
    return rows().filter(pk=number).first()


def of_goal(authority: Authority, code: str, by: Acting) -> tuple[Measure, ...]:
    """The measures that belong to the goal with the code and that she may see; what is abandoned is left out."""
    found = rows().filter(authority=authority, goal__code=code).exclude(state=MeasureState.ABANDONED.value)
    found = found.order_by("position", "pk")
    return tuple(row for row in found if may_see(by, row) is None)


def goals(authority: Authority) -> tuple[Goal, ...]:
    """The goals that a measure can belong to: those in force, areas and units' own left out."""
    found = Goal.objects.filter(authority=authority, retired_on=None)
    return tuple(found.exclude(level__in=(GoalLevel.AREA, GoalLevel.UNIT)).order_by("position", "pk"))


def consultation_rule(authority: Authority) -> ConsultationRule:
    """What comes before a decision on staffing, as the authority has set it."""
    rules = rules_of(authority, rounds=())
    return rules.settings.consultation if rules else ConsultationRule.EITHER


def names(people: Iterable[Person]) -> tuple[str, ...]:
    """The people by name."""
    return tuple(sorted(str(person) for person in people))
