"""Who may open which page of administration."""

from collections.abc import Iterable

from django.http import HttpRequest

from utfall.domain.access import Act, Kind, granting, no_access
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority
from utfall.web.reporting.asking import Asking, asking, refuse

Ways = tuple[tuple[Act, Kind], ...]
"""Any one of these permissions is enough."""

GRANTS: Ways = ((Act.GRANT, Kind.GRANT),)
LEADS: Ways = ((Act.GRANT, Kind.GRANT), (Act.LEAD, Kind.ROUND))
ORGANISATION: Ways = ((Act.READ, Kind.ORGANISATION),)
IMPORTS: Ways = ((Act.IMPORT, Kind.ORGANISATION), (Act.GRANT, Kind.GRANT))
STAFF: Ways = ((Act.READ, Kind.ROUND),)
OPERATES: Ways = ((Act.OPERATE, Kind.SYSTEM),)
EARLIER: Ways = ((Act.IMPORT, Kind.PLAN),)


def may(by: Acting, ways: Iterable[tuple[Act, Kind]]) -> bool:
    """Whether she has any of the permissions in the authority that she acts for; the site itself belongs to none."""
    return any(
        granting(by.actor, act, kind) for act, kind in ways if by.authority is not None or kind is Kind.SYSTEM
    )


def entering(request: HttpRequest, ways: Ways) -> tuple[Asking, Authority]:
    """The question and the authority that it is about, refused unless she may enter. Nobody enters another's."""
    asked = asking(request)
    authority = asked.by.authority
    if authority is None or asked.is_outside or not may(asked.by, ways):
        refuse(asked, no_access())
    return asked, authority
