"""Comparability items: listed with the result without them, taken down, changed and taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Kind
from utfall.locale import mark as _
from utfall.records.finance.actions import result_items as actions
from utfall.records.finance.models import ComparabilityItem
from utfall.records.finance.queries import listed
from utfall.records.finance.queries.books import books
from utfall.records.finance.queries.sums import comparability_items, figures
from utfall.web.finance import yearly
from utfall.web.finance.forms.declared import ItemForm
from utfall.web.finance.pages import comparability as pages
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted


@require_safe
def comparability(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The items of the unit and all below it."""
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    known = books(found.authority)
    values = comparability_items(known, found.period) if known else ()
    page = pages.comparability(
        found, listed.items(found.unit), {item.code: item for item in values},
        figures(known, (unit,), found.period) if known and unit in known.organisation else {},
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, unit, year))
    return render(request, "finance/comparability.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new item."""
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    found.writable()
    form = ItemForm(posted(request), units=found.writable_units(), period=found.period, unit=unit)
    page = _form_page(found, gettext(_("Ny jämförelsestörande post")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_item(found.authority, form.said(), by=found.who, now=timezone.now()),
        _("Posten är tillagd."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Other words, accounts or amounts."""
    found, row = _found(request, unit, year, number)
    form = ItemForm(posted(request), units=found.writable_units(), period=found.period, unit=unit, item=row)
    page = _form_page(found, row.name, gettext(_("Spara")), row)
    deed = yearly.Deed(
        lambda: actions.change_item(number, form.said(), by=found.who, now=timezone.now()),
        _("Posten är ändrad."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take it away."""
    found, row = _found(request, unit, year, number)
    deed = yearly.Deed(
        lambda: actions.remove_item(number, by=found.who, now=timezone.now()),
        _("Posten är borttagen."), reverse("finance:comparability", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort %(name)s?")) % {"name": row.name}
    consequence = gettext(_("Det justerade resultatet räknas om utan posten. Huvudboken ändras inte."))
    return yearly.confirmed(request, title, consequence, deed)


def _found(
    request: HttpRequest, unit: str, year: int, number: int
) -> tuple[yearly.Yearly, ComparabilityItem]:
    found = yearly.found(request, unit, year, Kind.RESULT_ITEM)
    row = listed.one(ComparabilityItem, found.authority, number)
    if row is None:
        raise Http404
    found.writable(row.unit)
    return found, row


def _form_page(found: yearly.Yearly, title: str, yes: str, row: ComparabilityItem | None = None) -> EditPage:
    place = (found.unit.code, found.year)
    back = reverse("finance:comparability", args=place)
    remove = reverse("finance:remove_comparability", args=(*place, row.pk)) if row else ""
    trail = ((gettext(_("Jämförelsestörande poster %(year)s")) % {"year": found.year}, back),)
    return EditPage(title, yes, back, found.authority.name, trail=trail, remove=remove)
