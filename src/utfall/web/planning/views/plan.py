"""The plan of a committee or of a unit, as a tree, a table or a print."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from utfall.records.planning.queries import chain
from utfall.records.planning.queries.access import may_see_council
from utfall.records.reporting.queries.assessed import last_assessments
from utfall.web.planning import finding
from utfall.web.planning.pages import plan as pages
from utfall.web.planning.pages import sheets
from utfall.web.planning.pages import unit as unit_pages
from utfall.web.shell import workbook
from utfall.web.shell.asking import asking, said, unless, within

_TEMPLATES = {"trad": "planning/plan.html", "tabell": "planning/plan.html", "utskrift": "planning/print.html"}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the plan of the person's own authority, of the last year that something is planned for."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        unless(may_see_council(who))
        return redirect("help")
    years = chain.years(who.authority)
    return redirect("planning:plan", years[-1] if years else timezone.localdate().year, who.authority.code)


@require_safe
def plan(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """A committee's plan; of a unit, its own plan."""
    found = finding.place(request, code, year)
    refused = found.may_see()
    if refused is not None and found.is_committee:
        unless(may_see_council(found.who))
        return _council(request, found, said(refused))
    within(found.who, found.authority.code)
    unless(refused)
    return _committee(request, found) if found.is_committee else _unit(request, found)


def _committee(request: HttpRequest, found: finding.Place) -> HttpResponse:
    asked = _asked(request)
    may_write = found.may_write() is None
    page = pages.plan(
        chain.plan(found.authority, found.year, contributing=True),
        found.unit,
        asked,
        assessments=last_assessments(found.authority, found.year),
        units=chain.unit_plans(found.authority, found.year),
        years=chain.years(found.authority),
        ended=chain.retired(found.authority, found.year),
        may_write=may_write,
        may_record=found.may_record() is None,
    )
    return _answered(request, page)


def _council(request: HttpRequest, found: finding.Place, refusal: str) -> HttpResponse:
    """The council's goals, which no wall hides, for somebody outside it."""
    asked = _asked(request)
    page = pages.plan(
        chain.council_plan(found.authority, found.year), found.unit, asked,
        assessments={}, units=(), years=(), ended=(), may_write=False, may_record=False, refusal=refusal,
    )  # fmt: skip
    return _answered(request, page)


def _asked(request: HttpRequest) -> pages.Asked:
    """How the plan is to be shown; a workbook is made from the table."""
    asked = pages.Asked.of(request.GET.dict())
    return replace(asked, view="tabell") if workbook.is_asked(request) else asked


def _answered(request: HttpRequest, page: pages.PlanPage) -> HttpResponse:
    if workbook.is_asked(request):
        return workbook.answer(sheets.plan(page))
    return render(request, _TEMPLATES[page.view], {"page": page})


def _unit(request: HttpRequest, found: finding.Place) -> HttpResponse:
    asked = unit_pages.Asked.of(request.GET.dict())
    page = unit_pages.unit_plan(
        chain.unit_plan(found.unit, found.year), found.authority, asked,
        may_write=found.may_write() is None, today=found.who.actor.today,
        units=chain.units_with_plans(found.authority, found.year), years=chain.years(found.authority),
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(sheets.unit(page, found.unit.code))
    return render(
        request, "planning/unit_print.html" if asked.printed else "planning/unit.html", {"page": page}
    )
