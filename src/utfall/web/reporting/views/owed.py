"""Vem som lämnar vad: who owes what in each kind of round, and from which variance a comment is owed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from utfall.domain.access import Act, Kind, Thing, no_access, permission, visibility
from utfall.domain.denied import Denied
from utfall.domain.reporting import VarianceLimit
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority
from utfall.records.reporting import actions
from utfall.records.reporting.rules import rules_of
from utfall.web.reporting import forms
from utfall.web.reporting.asking import Asking, asking, refuse
from utfall.web.reporting.pages import owed as pages


def owed(request: HttpRequest) -> HttpResponse:
    """The table of one kind of round; those who decide may change it."""
    asked, authority = _asked(request)
    kind = pages.kind_named(request.GET.get("slag", ""))
    if request.method == "POST":
        return _decided(request, asked, authority, kind)
    return _shown(request, asked, authority, kind, limit=None)


@require_POST
def variance_limit(request: HttpRequest) -> HttpResponse:
    """From which variance a comment is owed."""
    asked, authority = _asked(request)
    form = forms.Limit(request.POST)
    kind = pages.kind_named(request.GET.get("slag", ""))
    if not form.is_valid():
        return _shown(request, asked, authority, kind, limit=form, status=422)
    percent = form.cleaned_data["percent"]
    limit = None if percent is None else VarianceLimit(percent)
    result = actions.set_variance_limit(authority, limit, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return refuse(asked, result)
    messages.success(request, gettext(_("Gränsen är sparad.")))
    return redirect(pages.href(asked, kind))


def _decided(request: HttpRequest, asked: Asking, authority: Authority, kind: RoundKind) -> HttpResponse:
    rows = None if request.POST.get("usual") else pages.rows_sent(request.POST, kind)
    result = actions.set_owed(authority, kind, rows, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return refuse(asked, result)
    words = [gettext(_("Sparat. Det gäller nya rundor och de som är öppna."))]
    if result.made:
        words.append(ngettext("%(num)s uppgift är utlagd.", "%(num)s uppgifter är utlagda.", result.made)
                     % {"num": result.made})  # fmt: skip
    if result.taken_away:
        words.append(ngettext("%(num)s tom uppgift är borttagen.", "%(num)s tomma uppgifter är borttagna.",
                              result.taken_away) % {"num": result.taken_away})  # fmt: skip
    messages.success(request, " ".join(words))
    return redirect(pages.href(asked, kind))


def _shown(
    request: HttpRequest, asked: Asking, authority: Authority, kind: RoundKind, *, limit: forms.Limit | None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rules = rules_of(authority)
    decides = permission(asked.by.actor, Act.WRITE, Kind.ROUND) is None
    page = pages.page(asked, authority, rules, kind, decides=decides)
    form = limit or forms.Limit(initial={"percent": page.limit})
    return render(request, "reporting/owed.html", {"page": page, "limit": form}, status=status)


def _asked(request: HttpRequest) -> tuple[Asking, Authority]:
    """The question of somebody who sees the rounds of the authority that she acts for."""
    asked = asking(request)
    if asked.authority is None or asked.by.authority is None:
        return refuse(asked, no_access())
    refused = visibility(asked.by.actor, Thing(Kind.ROUND, authority=asked.authority.code))
    return (asked, asked.authority) if refused is None else refuse(asked, refused)
