"""Who asks for what: the person, the authority she acts for, and the thing that the address names."""

import datetime as dt
from dataclasses import dataclass
from typing import NoReturn, cast

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from utfall.domain.access import no_access
from utfall.domain.denied import Denied
from utfall.locale import LANGUAGES, SWEDISH
from utfall.records.organisation.actor import Acting, acting, whom_to_ask
from utfall.records.organisation.models import Authority, Person, Round
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.contributions import find, find_authority, find_round
from utfall.web.shell import addresses

AUTHORITY = "namnd"
"""The part of the query that names an authority, for those with roles in several, and for what lies in another."""
HIDDEN = frozenset({"access.not-found", "access.wall"})
"""Refusals that do not even say that there is something."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A signed-in person's question: `authority` is where she looks, `by` who she is while she asks."""

    by: Acting
    authority: Authority | None
    today: dt.date

    @property
    def is_outside(self) -> bool:
        """Whether she looks into another authority than the one that she acts for."""
        own = self.by.authority
        return self.authority is None or own is None or own.pk != self.authority.pk

    def href(self, name: str, *args: object, **query: object) -> str:
        """The address of a page for the same authority; of this part unless the name says another (`review:report`)."""
        path = addresses.found(name if ":" in name else f"reporting:{name}", *args)
        if self.authority is not None and (self.is_outside or len(self.by.choices) > 1):
            query = {AUTHORITY: self.authority.code, **query}
        return addresses.with_query(path, **query)

    def contribution_href(
        self, contribution: Contribution, name: str = "contribution", **query: object
    ) -> str:
        """The address of a contribution's page, or of another page about it."""
        task = contribution.task if hasattr(contribution, "task") else None
        unit = task.unit if task else contribution.unit
        code = contribution.round.code if contribution.round else ""
        kind = {"slag": contribution.kind} if contribution.kind != "comment" else {}
        return self.href(name, contribution.object, code, enhet=unit.code, **kind, **query)


def asking(request: HttpRequest) -> Asking:
    """The question of the signed-in person; the authority is in the address where she has several."""
    code = request.GET.get(AUTHORITY, "")
    today = timezone.localdate()
    by = acting(cast(Person, request.user), today=today, authority=code)
    return Asking(by, find_authority(code, by), today)


def round_asked(asked: Asking, code: str) -> Round:
    """The round with the code in the authority asked about; 404 where there is none."""
    found = find_round(asked.authority, code) if asked.authority else None
    if found is None:
        if asked.by.authority is None:
            refuse(asked, no_access())
        raise Http404
    return found


def contribution_asked(request: HttpRequest, asked: Asking, object: str, code: str) -> Contribution:
    """The contribution that the address names, if she may see it; 404 or 403 with whom to ask if not."""
    round = round_asked(asked, code)
    found = find(round, object, asked.by, unit=request.GET.get("enhet", ""), kind=request.GET.get("slag", ""))
    return refuse(asked, found) if isinstance(found, Denied) else found


def refuse(asked: Asking, denied: Denied) -> NoReturn:
    """Answer with the page of the refusal: 404 for what she may not know of, 403 with whom to ask otherwise."""
    if denied.code in HIDDEN:
        raise Http404
    if denied.code == "access.no-permission" and asked.authority is not None:
        denied = no_access(whom_to_ask(asked.authority, today=asked.today))
    raise PermissionDenied(sentence(denied))


def sentence(denied: Denied) -> str:
    """The refusal in the language of the page."""
    return denied.sentence(language())


def errors(form: Form) -> str:
    """Everything that is wrong with a form, for a message above a page that is shown anew."""
    return " ".join(str(error) for found in form.errors.values() for error in found)


def language() -> str:
    """The language of the page as our own sentences know it."""
    current = get_language() or SWEDISH
    return current if current in LANGUAGES else SWEDISH
