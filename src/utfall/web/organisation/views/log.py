"""The log of an authority."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken
from utfall.web.organisation.access import LEADS, entering
from utfall.web.organisation.pages import log as pages


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The deeds of the authority, the last first; with `kontrollera` the chain of the whole log is followed."""
    asked, authority = entering(request, LEADS)
    rows = Event.objects.filter(authority=authority.code).order_by("-number")
    before = request.GET.get("fore", "")
    if before.isdecimal():
        rows = rows.filter(number__lt=int(before[:18]))
    faults = tuple(broken()) if request.GET.get("kontrollera") else None
    page = pages.log(asked, authority, tuple(rows[: pages.MOST + 1]), faults)
    return render(request, "organisation/log.html", {"page": page})
