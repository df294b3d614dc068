"""Choose a figure to put into a text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.web.reporting import facts
from utfall.web.reporting.asking import asking, contribution_asked
from utfall.web.reporting.insertable import insertable
from utfall.web.reporting.pages import inserting as pages


@require_safe
def insert(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """The figures of the text's object and unit, or those that the words find, each with its reference.

    The panel beside the text shows the same list, and puts the reference in at the cursor.
    """
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    words = " ".join(request.GET.get("q", "").split())[:100]
    known = facts.figures_of(found.round) if found.round else None
    figures = insertable(found, known, asked.by, words=words) if known else ()
    return render(request, "reporting/insert.html", {"page": pages.page(asked, found, figures, words)})
