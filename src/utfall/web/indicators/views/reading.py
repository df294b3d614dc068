"""Indicators read: the list, and one with its drawing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from utfall.domain.figure import Figure
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.records.indicators.queries import measured
from utfall.records.indicators.queries.plausible import At, Reckoned, reckoned
from utfall.records.organisation.models import Authority, Round
from utfall.web.indicators import finding
from utfall.web.indicators.pages import indicator as pages
from utfall.web.indicators.pages import listing
from utfall.web.reporting import facts
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
        measured.standings(found.authority, derived=derived(found.authority)), found.authority,
        view=request.GET.get("visa", ""), query=request.GET.get("q", ""), may_define=found.may_define,
    )  # fmt: skip
    return render(request, "indicators/indicators.html", {"page": page})


@require_safe
def indicator(request: HttpRequest, number: int) -> HttpResponse:
    """One indicator."""
    found = finding.indicator(request, number)
    whole = measured.whole(found.row, derived=derived(found.authority))
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


def derived(authority: Authority) -> tuple[Figure, ...]:
    """The outcomes that follow from other figures, as the latest round's facts have them."""
    round = _latest(authority)
    known = facts.figures_of(round) if round else None
    if round is None or known is None:
        return ()
    kept = _OUTCOMES.get(round.pk)
    if kept is None or kept[0] is not known:
        found = (one for one in known.figures.values() if one.scenario is Scenario.OUTCOME)
        kept = known, tuple(one for one in found if not one.address.cuts)
        _OUTCOMES[round.pk] = kept
    return kept[1]


_OUTCOMES: dict[int, tuple[Snapshot, tuple[Figure, ...]]] = {}
"""The outcomes of each round's facts, as long as those are the same: there are ten thousand figures to look through."""


def _latest(authority: Authority) -> Round | None:
    rows = Round.objects.filter(authority=authority).exclude(state=RoundState.PLANNED)
    return rows.select_related("authority").order_by("-position").first()


def _reckoned(found: finding.One, whole: measured.Whole) -> Reckoned | None:
    """What the formula gives for the latest outcome, or for the latest round where there is none."""
    last, round = whole.standing.last, _latest(found.authority)
    if last is None and round is None:
        return None
    period = last.period if last else Period.parse(round.period) if round else None
    return reckoned(found.row, At(found.row.scope, period, {}), whole.relations) if period else None
