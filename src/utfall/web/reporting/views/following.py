"""Uppföljning besides the overview: all texts on one page, what deviates, and what has happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.records.indicators.queries import measured
from utfall.records.organisation.models import Round
from utfall.records.reporting.queries import deviating
from utfall.records.reporting.queries import together as queries
from utfall.records.reporting.queries.contributions import round_refusal
from utfall.records.reporting.queries.overview import rounds_of, units_of
from utfall.records.reporting.queries.responsibility import responsibility
from utfall.records.reporting.rules import rules_of
from utfall.web.reporting import facts, writing
from utfall.web.reporting.asking import Asking, asking, refuse, round_asked
from utfall.web.reporting.pages import deviations as deviation_pages
from utfall.web.reporting.pages import together as pages
from utfall.web.shell import workbook


@require_safe
def together(request: HttpRequest, round: str) -> HttpResponse:
    """Every text of a section in one table; each is sent to where its own page sends it."""
    asked = asking(request)
    found = _taking_part(asked, round)
    start = request.GET.get("fran", "")
    chosen = pages.Filter(
        section=request.GET.get("del", ""), unit=request.GET.get("enhet", ""),
        unfinished=request.GET.get("visa") == "ej-klara",
        start=int(start[:6]) if start.isascii() and start.isdigit() else 0,
    )  # fmt: skip
    texts = queries.together(
        found, asked.by, section=chosen.section, unit=chosen.unit, unfinished=chosen.unfinished,
        start=chosen.start,
    )  # fmt: skip
    page = pages.page(
        asked, found, texts, chosen, units=units_of(found, asked.by), rounds=rounds_of(asked.by)
    )
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, found.code))
    context = {"page": page, "tab": writing.new_tab(), "who": writing.signed(asked.by.person)}
    return render(request, "reporting/together.html", context)


@require_safe
def deviations(request: HttpRequest, round: str) -> HttpResponse:
    """Goals, indicators and money that do not go as planned, each with who is to say why."""
    asked = asking(request)
    found = _taking_part(asked, round)
    answers = responsibility(found.authority, today=asked.today)
    known, limit = facts.figures_of(found), rules_of(found.authority).limit
    figures = known.figures if known else {}
    page = deviation_pages.page(
        asked,
        found,
        goals=deviating.goals(found, asked.by, answers),
        indicators=deviating.indicators(found, asked.by, measured.standings(found.authority), answers),
        money=deviating.money(found, asked.by, figures, answers, limit=limit),
        percent=limit.percent,
        has_figures=bool(figures),
        rounds=rounds_of(asked.by),
    )
    if workbook.is_asked(request):
        return workbook.answer(*deviation_pages.sheets(page, found.code))
    return render(request, "reporting/deviations.html", {"page": page})


@require_safe
def happened(request: HttpRequest, round: str) -> HttpResponse:
    """Who did what with which text, the last first."""
    asked = asking(request)
    found = _taking_part(asked, round)
    page = pages.history(asked, found, queries.happened(found, asked.by), rounds=rounds_of(asked.by))
    return render(request, "reporting/happened.html", {"page": page})


def _taking_part(asked: Asking, code: str) -> Round:
    found = round_asked(asked, code)
    refused = round_refusal(found, asked.by)
    return found if refused is None else refuse(asked, refused)
