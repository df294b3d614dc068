"""The search as an ordinary page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.records.reporting.queries import search as queries
from utfall.web.reporting.asking import asking
from utfall.web.search import figures, pages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words find in the authority that one acts for."""
    asked = asking(request)
    text = " ".join(request.GET.get("q", "").split())[:200]
    hits = queries.search(text, asked.by)
    page = pages.search(asked, text, hits, figures.stored(text, asked.by))
    return render(request, "search/search.html", {"page": page})
