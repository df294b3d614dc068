"""Values fetched from Kolada: they become a file in the long format, which is looked at before it is stored."""

import time
from collections.abc import Iterable, Iterator

import httpx
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR, Dimension, unit_named
from utfall.integrations.folder.exchange import write_download
from utfall.integrations.kolada import KeyValue, Kolada
from utfall.locale import mark as _
from utfall.records.indicators import uploads
from utfall.records.indicators.models import Indicator
from utfall.records.indicators.queries.measured import SEX, money_shift
from utfall.web.indicators import finding
from utfall.web.indicators.forms import KoladaForm
from utfall.web.indicators.pages.form import FormPage
from utfall.web.indicators.views.exchange import measures
from utfall.web.shell.asking import posted, said_finding

ADDRESS = "https://api.kolada.se/v3"
_SECONDS = 10.0
_SEX = {"K": "k", "M": "m"}


@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the values of every indicator that is a key figure of Kolada."""
    found = finding.authority(request, code)
    finding.definable(found)
    rows = Indicator.objects.filter(authority=found.authority).exclude(kolada="").select_related("scope")
    indicators = {row.kolada: row for row in rows}
    form = KoladaForm.starting(posted(request), found.who.actor.today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        values = _ask(indicators, said["municipality"], range(said["first"], said["last"] + 1), form)
        if not form.errors:
            figures = list(_figures(values, indicators))
            name = f"Kolada-{said['municipality']}-{said['first']}-{said['last']}.csv"
            data = write_download(figures, measures=measures(found.authority))
            return redirect("indicators:preview", code, uploads.keep(found.authority, name, data))
    listed = reverse("indicators:indicators", args=(code,))
    names = tuple(f"{row.kolada}: {row.name}" for row in indicators.values())
    page = FormPage(
        title=gettext(_("Hämta från Kolada")),
        yes=gettext(_("Hämta och granska")),
        back=listed,
        lead=gettext(_("Inget sparas förrän du har sett vad som ändras. Källa: Kolada.")),
        trail=((gettext(_("Indikatorer")), listed),),
        committee=found.authority.name,
    )
    context = {"page": page, "form": form, "names": names}
    return render(request, "indicators/kolada.html", context, status=422 if form.errors else 200)


def _ask(
    indicators: Iterable[str], municipality: str, years: Iterable[int], form: KoladaForm
) -> tuple[KeyValue, ...]:
    """The values, or a refusal in the form."""
    with httpx.Client(timeout=_SECONDS) as http:
        service = Kolada(getattr(settings, "KOLADA", ADDRESS), http=http, wait=time.sleep)
        answer = service.values(kpis=sorted(indicators), municipalities=[municipality], years=list(years))
    for one in answer.findings:
        form.add_error(None, said_finding(one))
    if not answer.findings and not any(value.value is not None for value in answer.values):
        form.add_error(None, gettext(_("Kolada har inga värden för de här nyckeltalen och åren.")))
    return answer.values


def _figures(values: Iterable[KeyValue], indicators: dict[str, Indicator]) -> Iterator[Figure]:
    """What Kolada has a value of; a missing one is never zero, and so not among them."""
    for one in values:
        row = indicators.get(one.kpi)
        if row is None or one.value is None:
            continue
        cuts = ((SEX, _SEX[one.sex]),) if one.sex in _SEX else ()
        address = Address(row.measure, Scope(row.scope.code), Period.year(one.year), Scenario.OUTCOME, cuts)
        unit = unit_named(row.unit_of_measure)
        exponent = one.value.as_tuple().exponent
        value, decimals = one.value, max(0, -exponent if isinstance(exponent, int) else 0)
        if unit.dimension is Dimension.MONEY and unit != KR:
            value, decimals, unit = unit.convert(value, to=KR), decimals - money_shift(unit), KR
        yield Figure(address, value, unit, decimals, Source("Kolada", f"{one.kpi} {one.year}"), row.name)
