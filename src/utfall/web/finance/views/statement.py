"""The statement of a unit, its declared forms, and the way to one's own."""

import dataclasses

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from utfall.domain.figure import Figure
from utfall.records.finance.queries import access
from utfall.records.finance.queries.books import Books, books
from utfall.records.finance.queries.latest import latest_month
from utfall.records.indicators.queries.counted import counted
from utfall.web.finance import exports, finding, live
from utfall.web.finance.asked import asked
from utfall.web.finance.pages import forms as form_pages
from utfall.web.finance.pages import statement as pages
from utfall.web.shell import workbook
from utfall.web.shell.asking import asking, unless


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the statement of the person's own unit or committee, for the last month that is posted."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        raise Http404
    unless(access.may_see_totals(who, who.authority))
    unit = finding.own_unit(who)
    if unit is None:
        raise Http404
    return redirect("finance:statement", unit.code, latest_month(who.actor.today))


@require_safe
def statement(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """Outcome, budget and forecast of the unit from January to the month."""
    found = finding.place(request, unit)
    held, wanted = books(found.authority), asked(request, found.unit, month).plain()
    if held is not None and found.unit.code not in held.organisation:
        raise Http404
    page = pages.statement(found, held, wanted, volumes=_volumes(found, held))
    if held is not None and exports.is_asked(request) and not page.empty:
        if request.GET.get(workbook.FETCH) == exports.CSV:
            rows = [[row.title, *(cell.printed for cell in row.cells)] for row in page.rows]
            heads = [page.title, *(head.word for head in page.heads)]
            return exports.as_csv(exports.file_name(f"resultat-{unit}-{month}"), heads, rows)
        return live.answer(page, pages.table(found, held, wanted), wanted)
    return render(request, "finance/statement.html", {"page": page})


@require_safe
def form(request: HttpRequest, unit: str, month: str, form: str) -> HttpResponse:
    """A declared form of the unit: its lines, or the units of one line."""
    found = finding.place(request, unit)
    held = books(found.authority)
    placed = held.form(form) if held else None
    if held is None or placed is None or unit not in held.below(placed.scope):
        raise Http404
    wanted = dataclasses.replace(asked(request, found.unit, month), form=form)
    page = form_pages.form(found, held, wanted, placed)
    return exports.table(request, page) or render(request, "finance/opened.html", {"page": page})


def _volumes(found: finding.Place, held: Books | None) -> tuple[Figure, ...]:
    """What is counted beside money in the unit."""
    measures = held.rules.settings.volumes if held else ()
    return counted(found.authority, found.unit, measures) if measures else ()
