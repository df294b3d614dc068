"""Who may see and change indicators."""

from utfall.domain.access import Act, Kind, Path, Thing, permission, visibility
from utfall.domain.denied import Denied
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit


def may_see(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see the indicators of the authority, or None if she may."""
    return visibility(by.actor, Thing(Kind.INDICATOR, authority.code), ask=ask)


def may_write(by: Acting, authority: Authority, path: Path) -> Denied | None:
    """Why she may not enter values of the authority at the place, or None if she may."""
    refused = may_see(by, authority)
    return permission(by.actor, Act.WRITE, Kind.INDICATOR, path=path) if refused is None else refused


def may_define(by: Acting, authority: Authority) -> Denied | None:
    """Why she may not change what the authority's indicators are, or import values of all of it."""
    refused = may_see(by, authority)
    if refused is not None:
        return refused
    place = path_of(OrgUnit.objects.filter(code=authority.code).first())
    return permission(by.actor, Act.IMPORT, Kind.INDICATOR, path=place)
