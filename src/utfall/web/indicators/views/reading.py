"""Indicators read: the list, and one with its drawing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from utfall.domain.finding import Finding
from utfall.domain.indicators import Declared, implausible
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState
from utfall.records.indicators.queries import fetched, measured, plausible, reckoning
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.queries.about import text_about
from utfall.web.indicators import finding
from utfall.web.indicators.pages import indicator as pages
from utfall.web.indicators.pages import listing, sheets
from utfall.web.reporting.asking import Asking
from utfall.web.shell import workbook
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
        measured.standings(found.authority, derived=reckoning.derived(found.authority)), found.authority,
        view=request.GET.get("visa", ""), query=request.GET.get("q", ""), may_define=found.may_define,
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(sheets.indicators(page))
    return render(request, "indicators/indicators.html", {"page": page})


@require_safe
def indicator(request: HttpRequest, number: int) -> HttpResponse:
    """One indicator."""
    found = finding.indicator(request, number)
    known = reckoning.formulas(found.authority)
    figures = reckoning.derived(found.authority, known)
    whole = measured.whole(found.row, derived=figures)
    period = _period(found, whole) if found.row.code in known.of else None
    since, year, cut = (request.GET.get(name, "") for name in ("fran", "ar", "uppdelning"))
    page = pages.indicator(
        whole,
        cut=cut,
        since=_year(since),
        year=_year(year),
        questions=_questions(found, whole, known),
        others=fetched.comparisons(found.row) if cut == pages.OTHERS else (),
        reckoned=reckoning.inputs_of(found.row, period, known, figures) if period else None,
        may_enter=bool(found.places()),
        may_define=found.may_define,
        today=found.who.actor.today,
        text=_text(found),
    )
    if workbook.is_asked(request):
        return workbook.answer(sheets.indicator(page, number))
    return render(request, "indicators/indicator.html", {"page": page})


def _text(found: finding.One) -> tuple[str, str] | None:
    """The round that is open and the address of the text about the indicator in it."""
    text = text_about(found.authority, found.row.code, found.who)
    if text is None or text.round is None:
        return None
    asked = Asking(found.who, found.authority, found.who.actor.today)
    return text.round.name, asked.contribution_href(text)


def _questions(found: finding.One, whole: measured.Whole, known: Declared) -> tuple[Finding, ...]:
    """What speaks against the latest outcome, unless somebody has explained it."""
    last = whole.standing.last
    if last is None or last.row is None or last.row.reason:
        return ()
    context = plausible.context(
        found.row, plausible.At(found.row.scope, last.period, {}), decimals=last.decimals,
        numerator=last.row.numerator, denominator=last.row.denominator, known=known,
    )  # fmt: skip
    return implausible(last.value, context)


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _latest(authority: Authority) -> Round | None:
    rows = Round.objects.filter(authority=authority).exclude(state=RoundState.PLANNED)
    return rows.select_related("authority").order_by("-position").first()


def _period(found: finding.One, whole: measured.Whole) -> Period | None:
    """That of the latest outcome, or of the latest round where there is none."""
    if whole.standing.last is not None:
        return whole.standing.last.period
    round = _latest(found.authority)
    return Period.parse(round.period) if round else None
