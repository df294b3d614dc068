"""Carried-over results: listed, taken down, changed, taken away, and how they enter the result."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Kind
from utfall.domain.finance import Treatment
from utfall.locale import mark as _
from utfall.records.finance.actions import result_items as actions
from utfall.records.finance.models import CarriedOver
from utfall.records.finance.queries import listed
from utfall.records.finance.queries.books import Books, books
from utfall.records.finance.queries.sums import figures
from utfall.records.organisation.models import OrgUnit
from utfall.web.finance import yearly
from utfall.web.finance.forms.declared import CarriedForm, TreatmentForm
from utfall.web.finance.pages import carried as pages
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted


@require_safe
def carried(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """What the unit and all below it carry into the year."""
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    known = books(found.authority)
    page = pages.carried(
        found, listed.carried(found.unit, year), found.units(), _treatment(known),
        figures(known, (unit,), found.period) if known and unit in known.organisation else {},
        may_treat=found.may_write(_top(found)),
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, unit, year))
    return render(request, "finance/carried.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new carried-over result."""
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    found.writable()
    form = CarriedForm(posted(request), units=found.writable_units(), year=year, unit=unit)
    page = _form_page(found, gettext(_("Nytt rullat resultat")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_carried(found.authority, form.said(), by=found.who, now=timezone.now()),
        _("Det rullade resultatet är tillagt."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Another amount, or the decision."""
    found, row = _found(request, unit, year, number)
    form = CarriedForm(posted(request), units=found.writable_units(), year=row.year, unit=unit, carried=row)
    page = _form_page(found, row.unit.name, gettext(_("Spara")), row)
    deed = yearly.Deed(
        lambda: actions.change_carried(number, form.said(), by=found.who, now=timezone.now()),
        _("Det rullade resultatet är ändrat."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take it away."""
    found, row = _found(request, unit, year, number)
    deed = yearly.Deed(
        lambda: actions.remove_carried(number, by=found.who, now=timezone.now()),
        _("Det rullade resultatet är borttaget."), reverse("finance:carried", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort %(name)s?")) % {"name": row.name.lower()}
    consequence = gettext(_("Resultatet för %(unit)s räknas om utan beloppet.")) % {"unit": row.unit.name}
    return yearly.confirmed(request, title, consequence, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def treatment(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """How what is carried enters the result of a part of the year, for the whole authority."""
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    found.writable(_top(found))
    form = TreatmentForm(posted(request), treatment=_treatment(books(found.authority)))
    page = _form_page(found, gettext(_("Så räknas rullat resultat in")), gettext(_("Spara")))
    deed = yearly.Deed(
        lambda: actions.set_treatment(
            found.authority, Treatment(form.cleaned_data["treatment"]), by=found.who, now=timezone.now()
        ),
        _("Alla resultat räknas så från nu."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


def _treatment(known: Books | None) -> Treatment:
    return known.rules.settings.treatment if known else Treatment.PRORATED


def _top(found: yearly.Yearly) -> OrgUnit:
    """The authority's own unit, where what holds for all of it is decided."""
    return OrgUnit.objects.filter(code=found.authority.code).first() or found.unit


def _found(request: HttpRequest, unit: str, year: int, number: int) -> tuple[yearly.Yearly, CarriedOver]:
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    row = listed.one(CarriedOver, found.authority, number)
    if row is None:
        raise Http404
    found.writable(row.unit)
    return found, row


def _form_page(found: yearly.Yearly, title: str, yes: str, row: CarriedOver | None = None) -> EditPage:
    place = (found.unit.code, found.year)
    back = reverse("finance:carried", args=place)
    remove = reverse("finance:remove_carried", args=(*place, row.pk)) if row else ""
    trail = ((gettext(_("Rullat resultat %(year)s")) % {"year": found.year}, back),)
    return EditPage(title, yes, back, found.authority.name, trail=trail, remove=remove)
