"""The statement of a unit, and the way to one's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from utfall.records.finance.queries.latest import latest_month
from utfall.web.finance import finding
from utfall.web.finance.pages import statement as pages
from utfall.web.shell.asking import asking, unless


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the statement of the person's own unit or committee, for the last month that is posted."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        raise Http404
    unless(finding.access.may_see_totals(who, who.authority))
    unit = finding.own_unit(who)
    if unit is None:
        raise Http404
    return redirect("finance:statement", unit.code, latest_month(who.actor.today))


@require_safe
def statement(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """Outcome, budget and forecast of the unit from January to the month."""
    found = finding.place(request, unit)
    page = pages.statement(found, finding.period(month, request.GET.get("fran", "")))
    return render(request, "finance/statement.html", {"page": page})
