"""The front of administration, and the organisation as it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from utfall.records.organisation.objects import units as all_units
from utfall.web.organisation.access import ORGANISATION, entering
from utfall.web.organisation.pages import start as pages
from utfall.web.reporting.asking import asking


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is to administer; what she may not open is shown with whom it is for."""
    return render(request, "organisation/start.html", {"page": pages.start(asking(request))})


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit of the municipality in its place."""
    asked, authority = entering(request, ORGANISATION)
    page = pages.units(asked, authority, all_units())
    return render(request, "organisation/units.html", {"page": page})
