"""The recovery plan: on the page, and as a document to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from utfall.documents.compose.recovery import Setting, recovery_document
from utfall.documents.render import FORMATS
from utfall.documents.render import render as written
from utfall.domain.figure import Address, Scope
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import RecoveryPlan, recovery_plan
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.records.finance.queries.access import may_see_forecast
from utfall.records.finance.queries.books import books
from utfall.records.finance.queries.explanations import figure_of
from utfall.records.finance.queries.latest import latest_month
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.objects.measures import measure_value
from utfall.records.planning.queries import measures as queries
from utfall.web.finance import finding
from utfall.web.finance.measures import found_unit
from utfall.web.finance.pages import recovery as pages
from utfall.web.shell.asking import unless

_RESULT = "resultat.inkl"


@require_safe
def recovery(request: HttpRequest) -> HttpResponse:
    """The plan on a page that prints."""
    found = found_unit(request)
    page = pages.recovery(_plan(request, found), found.unit, names=_names(found))
    return render(request, "finance/recovery.html", {"page": page})


@require_safe
def document(request: HttpRequest, form: str) -> HttpResponse:
    """The plan as PDF or Word."""
    if form not in ("pdf", "docx"):
        raise Http404
    found = found_unit(request)
    plan = _plan(request, found)
    setting = Setting(found.unit.name, "ett prognostiserat resultat", timezone.now(), _names(found))
    answer = HttpResponse(
        written(recovery_document(plan, setting), form), content_type=FORMATS[form].media_type
    )
    name = f"atgardsplan-{found.unit.code.lower()}-{plan.year}{FORMATS[form].ending}"
    shown = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{name}"'
    return answer


def _plan(request: HttpRequest, found: finding.Place) -> RecoveryPlan:
    """Released measures only: the plan is a public record from the moment it is printed."""
    unless(may_see_forecast(found.who, found.authority, found.path))
    asked = request.GET.get("ar", "")
    year = (
        int(asked) if asked.isdecimal() and len(asked) == 4 else int(latest_month(found.who.actor.today)[:4])
    )
    rows = [row for row in queries.measures(found.unit, found.who) if row.released]
    return recovery_plan(
        map(measure_value, rows), own=found.authority.code, year=year, result=_result(found, year)
    )


def _result(found: finding.Place, year: int) -> Money:
    """The forecast result of the year, the carried-over result in it; nothing where there is no forecast."""
    known = books(found.authority)
    address = Address(_RESULT, Scope(found.unit.code), Period.year(year), Scenario.FORECAST)
    figure = figure_of(known, address) if known else None
    return Money.of(figure.value, KR) if figure else Money(0)


def _names(found: finding.Place) -> dict[str, str]:
    return dict(OrgUnit.objects.filter(authority=found.authority).values_list("code", "name"))
