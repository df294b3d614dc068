"""Who may see and change a plan."""

from utfall.domain.access import Act, Kind, Path, Thing, permission, visibility
from utfall.domain.denied import Denied
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit


def may_see(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see the plans of the authority, or None if she may."""
    return visibility(by.actor, Thing(Kind.PLAN, authority.code), ask=ask)


def may_see_council(by: Acting) -> Denied | None:
    """Why she may not see the council's goals, which no wall hides."""
    return visibility(by.actor, Thing(Kind.COUNCIL_GOAL, by.actor.authority))


def may_write(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not change a plan of the authority at the place, or None if she may."""
    refused = may_see(by, authority, ask=ask)
    if refused is not None:
        return refused
    return permission(by.actor, Act.WRITE, Kind.PLAN, path=path, ask=ask)


def may_record(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not record what the committee decided about its plan: a secretary may, and whoever plans for it."""
    refused = may_see(by, authority, ask=ask)
    if refused is not None:
        return refused
    if permission(by.actor, Act.RECORD_DECISION, Kind.ROUND) is None:
        return None
    return permission(by.actor, Act.WRITE, Kind.PLAN, path=path_of(committee(authority)), ask=ask)


def committee(authority: Authority) -> OrgUnit:
    """The authority's own unit, the top of its tree. Raises OrgUnit.DoesNotExist."""
    return OrgUnit.objects.get(code=authority.code)
