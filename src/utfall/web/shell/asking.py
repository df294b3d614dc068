"""Who asks, and for which authority: where every view begins."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from utfall.domain.access.refusals import NOT_FOUND
from utfall.domain.denied import Denied
from utfall.domain.finding import Finding
from utfall.locale import SWEDISH
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Person


def asking(request: HttpRequest, authority: str = "") -> Acting:
    """The person who asks, acting for the authority if she may, else for her first one."""
    if not isinstance(request.user, Person):
        raise TypeError("The page is open to people who are not signed in.")
    return acting(request.user, today=timezone.localdate(), authority=authority)


def within(who: Acting, authority: str) -> None:
    """Answer as of a page that does not exist, unless she has a role in the authority: others' objects are not confirmed."""
    if authority not in who.actor.authorities:
        raise Http404


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def refuse(denied: Denied) -> NoReturn:
    """Answer with the refusal: as a page that does not exist where nobody may know that it does."""
    if denied.code == NOT_FOUND.code:
        raise Http404
    raise PermissionDenied(said(denied))


def unless(denied: Denied | None) -> None:
    """Go on if there is no refusal."""
    if denied is not None:
        refuse(denied)


def said(denied: Denied) -> str:
    """The refusal in the reader's language."""
    return denied.sentence(get_language() or SWEDISH)


def said_finding(finding: Finding) -> str:
    """What a finding says, in the reader's language."""
    return finding.sentence(get_language() or SWEDISH)
