"""Values in and out in the long format: uploaded, looked at, stored or downloaded."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.denied import Denied
from utfall.domain.unit import unit_named
from utfall.integrations.folder.exchange import ProposedValue, read_upload, write_download
from utfall.integrations.folder.series import MeasureDefinition
from utfall.integrations.folder.source import Reading
from utfall.locale import mark as _
from utfall.records.indicators import uploads
from utfall.records.indicators.actions.importing import import_values, why_not
from utfall.records.indicators.models import Indicator, Value
from utfall.records.indicators.objects import figures
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import Units, units
from utfall.web.indicators import finding
from utfall.web.indicators.forms import UploadForm
from utfall.web.indicators.pages import exchange as pages
from utfall.web.indicators.pages.form import FormPage
from utfall.web.shell.asking import posted, said


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the file, and go to the page that shows what it would change."""
    found = finding.authority(request, code)
    finding.definable(found)
    form = UploadForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        return redirect("indicators:preview", code, uploads.keep(found.authority, file.name, file.read()))
    listed = reverse("indicators:indicators", args=(code,))
    page = FormPage(
        title=gettext(_("Importera mätvärden")),
        yes=gettext(_("Granska filen")),
        back=listed,
        lead=gettext(_("Inget sparas förrän du har sett vad filen ändrar.")),
        trail=((gettext(_("Indikatorer")), listed),),
        committee=found.authority.name,
    )
    return render(
        request, "indicators/upload.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """What a kept file would change; when asked to, store it."""
    found = finding.authority(request, code)
    finding.definable(found)
    kept = uploads.kept(found.authority, sha256)
    if kept is None:
        raise Http404
    name, data = kept
    known = units()
    reading = read(found.authority, name, data, known)
    proposed = [one.figure for one in reading.values]
    refused = why_not(found.authority, proposed, known.rows)
    problem = said(refused) if refused is not None else ""
    page = pages.preview(name, reading.values, reading.findings, found.authority, problem=problem)
    if request.method == "POST" and page.may_store:
        done = import_values(
            found.authority, proposed, known.rows, name=name, sha256=sha256, by=found.who, now=timezone.now()
        )
        if not isinstance(done, Denied):
            words = ngettext("%(num)s värde är importerat.", "%(num)s värden är importerade.", done)
            messages.success(request, words % {"num": done})
            return redirect("indicators:indicators", code)
        messages.error(request, said(done))
    status = 422 if request.method == "POST" else 200
    return render(request, "indicators/preview.html", {"page": page}, status=status)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """All values in force as one file that can be imported again."""
    found = finding.authority(request, code)
    data = write_download(figures(found.authority).values(), measures=measures(found.authority))
    return HttpResponse(
        data,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="matvarden-{found.authority.code}.csv"'},
    )


def read(authority: Authority, name: str, data: bytes, known: Units) -> Reading[tuple[ProposedValue, ...]]:
    """What the file would change in the authority."""
    return read_upload(
        name, data, measures=measures(authority), organisation=known.organisation, known=figures(authority)
    )


def measures(authority: Authority) -> dict[str, MeasureDefinition]:
    """What is measured in the authority: its indicators, and whatever else it has values of."""
    values = Value.objects.filter(authority=authority, replaced_at=None).order_by("position", "pk")
    found = {
        measure: MeasureDefinition(name, unit_named(unit))
        for measure, name, unit in values.values_list("measure", "name", "unit_of_measure")
    }
    indicators = Indicator.objects.filter(authority=authority).values_list(
        "measure", "name", "unit_of_measure"
    )
    return found | {measure: MeasureDefinition(name, unit_named(unit)) for measure, name, unit in indicators}
