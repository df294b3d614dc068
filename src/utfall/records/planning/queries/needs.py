"""Needs in their order of priority, and who may see, change and decide on them."""

from utfall.domain.access import Act, Kind, Path, Thing, permission, visibility
from utfall.domain.denied import Denied, first_refusal
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Need


def needs(unit: OrgUnit, year: int) -> tuple[Need, ...]:
    """What the unit and those below it ask for in the budget of the year, the most important first."""
    rows = Need.objects.filter(authority=unit.authority, year=year, unit__path__startswith=unit.path)
    return tuple(rows.select_related("unit").order_by("position", "pk"))


def need(authority: Authority, number: int) -> Need | None:
    """The need with the number, if it is the authority's."""
    rows = Need.objects.filter(authority=authority, pk=number)
    return rows.select_related("authority", "unit").first()


def may_see(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see the needs of the authority, or None if she may."""
    return visibility(by.actor, Thing(Kind.NEED, authority.code), ask=ask)


def may_write(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not change the needs of the unit at the place, or None if she may."""
    return first_refusal(
        may_see(by, authority, ask=ask), permission(by.actor, Act.WRITE, Kind.NEED, path=path, ask=ask)
    )


def may_decide(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not record what was decided about a need of the unit at the place, or None if she may."""
    return first_refusal(
        may_see(by, authority, ask=ask),
        permission(by.actor, Act.RECORD_DECISION, Kind.NEED, path=path, ask=ask),
    )
