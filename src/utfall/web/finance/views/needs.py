"""Needs: listed in order of priority, asked for, moved, decided on and taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.access import Kind
from utfall.locale import mark as _
from utfall.records.organisation.actor import path_of
from utfall.records.planning.actions import needs as actions
from utfall.records.planning.models import Need
from utfall.records.planning.queries import needs as queries
from utfall.web.finance import yearly
from utfall.web.finance.forms.needs import DecisionForm, NeedForm
from utfall.web.finance.pages import needs as pages
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted, unless


@require_safe
def needs(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """What the unit and all below it ask for in the budget of the year."""
    found = yearly.found(request, unit, year, Kind.NEED)
    rows = queries.needs(found.unit, year)
    units = {row.unit.code: row.unit for row in rows}
    deciding = (
        code
        for code, one in units.items()
        if queries.may_decide(found.who, found.authority, path_of(one)) is None
    )
    page = pages.needs(found, rows, request.GET.get("visa", ""), may_decide=deciding)
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, unit, year))
    return render(request, "finance/needs.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new need, last in the order."""
    found = yearly.found(request, unit, year, Kind.NEED)
    found.writable()
    form = NeedForm(posted(request), units=found.writable_units(), year=year, unit=unit)
    page = _form_page(found, gettext(_("Nytt behov")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_need(found.authority, form.asked(), by=found.who, now=timezone.now()),
        _("Behovet är tillagt, sist i ordningen."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Other words or another amount."""
    found, row = _found(request, unit, year, number)
    found.writable(row.unit)
    form = NeedForm(posted(request), units=found.writable_units(), year=row.year, unit=unit, need=row)
    remove_at = reverse("finance:remove_need", args=(unit, year, number))
    page = _form_page(found, row.name, gettext(_("Spara")), remove_at)
    deed = yearly.Deed(
        lambda: actions.change_need(number, form.asked(), by=found.who, now=timezone.now()),
        _("Behovet är ändrat."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """What was decided about it."""
    found, row = _found(request, unit, year, number)
    unless(queries.may_decide(found.who, found.authority, path_of(row.unit)))
    form = DecisionForm(posted(request), need=row)
    page = _form_page(
        found, gettext(_("Beslut: %(name)s")) % {"name": row.name}, gettext(_("Spara beslutet"))
    )
    deed = yearly.Deed(
        lambda: actions.decide_need(number, form.decided(), by=found.who, now=timezone.now()),
        _("Beslutet är sparat."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_POST
def move(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """One step up or down in the order of the page."""
    found, row = _found(request, unit, year, number)
    found.writable()
    deed = yearly.Deed(
        lambda: actions.move_need(
            row.pk, within=found.unit, up=request.POST.get("way") == "up", by=found.who, now=timezone.now()
        ),
        _("Ordningen är ändrad."), reverse("finance:needs", args=(unit, year)),
    )  # fmt: skip
    return yearly.at_once(request, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take it away."""
    found, row = _found(request, unit, year, number)
    found.writable(row.unit)
    deed = yearly.Deed(
        lambda: actions.remove_need(number, by=found.who, now=timezone.now()),
        _("Behovet är borttaget."), reverse("finance:needs", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort %(name)s?")) % {"name": row.name}
    return yearly.confirmed(request, title, gettext(_("Behovet försvinner ur listan.")), deed)


def _found(request: HttpRequest, unit: str, year: int, number: int) -> tuple[yearly.Yearly, Need]:
    found = yearly.found(request, unit, year, Kind.NEED)
    row = queries.need(found.authority, number)
    if row is None:
        raise Http404
    return found, row


def _form_page(found: yearly.Yearly, title: str, yes: str, remove_at: str = "") -> EditPage:
    back = reverse("finance:needs", args=(found.unit.code, found.year))
    trail = ((gettext(_("Behov till budget %(year)s")) % {"year": found.year}, back),)
    return EditPage(title, yes, back, found.authority.name, trail=trail, remove=remove_at)
