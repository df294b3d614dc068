"""Who may see and change agreements."""

from utfall.domain.access import Act, Kind, Path, Thing, permission, visibility
from utfall.domain.denied import Denied, first_refusal
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority


def may_see(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see the agreements of the authority, or None if she may."""
    return visibility(by.actor, Thing(Kind.AGREEMENT, authority.code), ask=ask)


def may_write(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not change the agreements of the unit at the place, or None if she may."""
    return first_refusal(
        may_see(by, authority, ask=ask), permission(by.actor, Act.WRITE, Kind.AGREEMENT, path=path, ask=ask)
    )
