"""A line over time, and what its variance is made of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.web.finance.pages import months as month_pages
from utfall.web.finance.pages import movers as mover_pages
from utfall.web.finance.views.opened import opened


@require_safe
def months(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """A line month by month and as rolling twelve months."""
    of = opened(request, unit, month)
    page = month_pages.months(of.place, of.books, of.asked, of.line)
    return render(request, "finance/months.html", {"page": page})


@require_safe
def movers(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """What explains the variance of a line."""
    of = opened(request, unit, month)
    page = mover_pages.movers(of.place, of.books, of.asked, of.line, against=request.GET.get("mot", ""))
    return render(request, "finance/movers.html", {"page": page})
