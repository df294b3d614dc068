"""Rundor: all rounds of the authority, and the next year laid out or taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.access import Act, Kind, Thing, no_access, permission, visibility
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.planning.models import Goal
from utfall.records.reporting import actions
from utfall.records.reporting.actions.first_year import lay_out_first_year, take_back_first_year
from utfall.records.reporting.actions.years import proposed
from utfall.records.reporting.queries.overview import rounds_of
from utfall.web.reporting.asking import Asking, asking, refuse, sentence
from utfall.web.reporting.pages import years as pages


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round by year, with the focuses that the next year may go on with."""
    asked = _asked(request)
    assert asked.authority is not None
    rows = rounds_of(asked.by)
    leads = permission(asked.by.actor, Act.LEAD, Kind.ROUND) is None
    last = pages.last_year(rows)
    candidates = proposed(asked.authority, last).takings if leads else ()
    codes = [one.candidate.code for one in candidates]
    focuses = Goal.objects.filter(authority=asked.authority, code__in=codes).order_by("position", "pk")
    return render(request, "reporting/rounds.html", {"page": pages.rounds(asked, rows, focuses, leads=leads)})


@require_POST
def lay_out(request: HttpRequest, year: int) -> HttpResponse:
    """Lay out the year after this one."""
    asked = _asked(request)
    assert asked.authority is not None
    chosen = request.POST.getlist("inriktning")
    result = actions.shift_year(asked.authority, year, chosen, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, result)
    messages.success(request, gettext(_("%(year)s är upplagt. Du kan ångra så länge ingen har arbetat i det.")) % {"year": result.year})  # fmt: skip
    return redirect(asked.href("rounds"))


@require_POST
def lay_out_first(request: HttpRequest) -> HttpResponse:
    """Lay out the first year of an authority that has no rounds."""
    asked = _asked(request)
    assert asked.authority is not None
    year = request.POST.get("year", "").strip()
    number = int(year) if year.isascii() and year.isdigit() else 0
    result = lay_out_first_year(asked.authority, number, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, result)
    messages.success(
        request, gettext(_("%(year)s är upplagt. Öppna en runda när det är dags.")) % {"year": number}
    )
    return redirect(asked.href("rounds"))


@require_POST
def take_back(request: HttpRequest, year: int) -> HttpResponse:
    """Take the year away again."""
    asked = _asked(request)
    assert asked.authority is not None
    now = timezone.now()
    if pages.is_first(year, Round.objects.filter(authority=asked.authority)):
        result = take_back_first_year(asked.authority, by=asked.by, now=now)
    else:
        result = actions.undo_year(asked.authority, year, by=asked.by, now=now)
    if isinstance(result, Denied):
        return _said(request, asked, result)
    messages.success(request, gettext(_("%(year)s är borttaget igen.")) % {"year": year})
    return redirect(asked.href("rounds"))


def _asked(request: HttpRequest) -> Asking:
    """The question of somebody who sees the rounds of the authority that she acts for."""
    asked = asking(request)
    if asked.by.authority is None or asked.authority is None:
        return refuse(asked, no_access())
    refused = visibility(asked.by.actor, Thing(Kind.ROUND, authority=asked.authority.code))
    return asked if refused is None else refuse(asked, refused)


def _said(request: HttpRequest, asked: Asking, denied: Denied) -> HttpResponse:
    if denied.code.startswith("access."):
        return refuse(asked, denied)
    messages.error(request, sentence(denied))
    return redirect(asked.href("rounds"))
