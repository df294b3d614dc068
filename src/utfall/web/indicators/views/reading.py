"""Indicators read: the list, and one with its drawing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from utfall.records.indicators.queries import measured
from utfall.records.indicators.queries.plausible import At, Reckoned, reckoned
from utfall.web.indicators import finding
from utfall.web.indicators.pages import indicator as pages
from utfall.web.indicators.pages import listing
from utfall.web.shell.asking import asking


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the indicators of the person's own authority."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        raise Http404
    finding.authority(request, who.authority.code)
    return redirect("indicators:indicators", who.authority.code)


@require_safe
def indicators(request: HttpRequest, code: str) -> HttpResponse:
    """All indicators of an authority."""
    found = finding.authority(request, code)
    page = listing.indicators(
        measured.standings(found.authority), found.authority,
        view=request.GET.get("visa", ""), query=request.GET.get("q", ""), may_define=found.may_define,
    )  # fmt: skip
    return render(request, "indicators/indicators.html", {"page": page})


@require_safe
def indicator(request: HttpRequest, number: int) -> HttpResponse:
    """One indicator."""
    found = finding.indicator(request, number)
    whole = measured.whole(found.row)
    since = request.GET.get("fran", "")
    page = pages.indicator(
        whole,
        cut=request.GET.get("uppdelning", ""),
        since=int(since) if since.isascii() and since.isdigit() else None,
        reckoned=_reckoned(found, whole),
        may_enter=bool(found.places()),
        may_define=found.may_define,
        today=found.who.actor.today,
    )
    return render(request, "indicators/indicator.html", {"page": page})


def _reckoned(found: finding.One, whole: measured.Whole) -> Reckoned | None:
    last = whole.standing.last
    if last is None:
        return None
    return reckoned(found.row, At(found.row.scope, last.period, {}), whole.relations)
