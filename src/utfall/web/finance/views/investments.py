"""Investments: listed, taken down, changed and taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Kind
from utfall.locale import mark as _
from utfall.records.finance.actions import investments as actions
from utfall.records.finance.models import Investment
from utfall.records.finance.queries import listed
from utfall.records.finance.queries.books import books
from utfall.report.investment_figures import investment_figures
from utfall.web.finance import yearly
from utfall.web.finance.forms.declared import InvestmentForm
from utfall.web.finance.pages import investments as pages
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted


@require_safe
def investments(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The investments of the unit and all below it."""
    found = yearly.found(request, unit, year, Kind.INVESTMENT)
    rows, known = listed.investments(found.unit), books(found.authority)
    figures = investment_figures(
        pages.declared(rows), listed.invested(known) if known else {}, period=found.period,
        scope=found.unit.code, sources=known.rules.sources if known else {},
    )  # fmt: skip
    page = pages.investments(found, rows, {figure.address: figure for figure in figures})
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, unit, year))
    return render(request, "finance/investments.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new investment."""
    found = yearly.found(request, unit, year, Kind.INVESTMENT)
    found.writable()
    form = InvestmentForm(posted(request), units=found.writable_units(), year=year, unit=unit)
    page = _form_page(found, gettext(_("Ny investering")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_investment(found.authority, form.written(), by=found.who, now=timezone.now()),
        _("Investeringen är tillagd."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def investment(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Other words, accounts or amounts."""
    found, row = _found(request, unit, year, number)
    form = InvestmentForm(posted(request), units=found.writable_units(), year=year, unit=unit, investment=row)
    page = _form_page(found, row.name, gettext(_("Spara")), row)
    deed = yearly.Deed(
        lambda: actions.change_investment(number, form.written(), by=found.who, now=timezone.now()),
        _("Investeringen är ändrad."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take it away."""
    found, row = _found(request, unit, year, number)
    deed = yearly.Deed(
        lambda: actions.remove_investment(number, by=found.who, now=timezone.now()),
        _("Investeringen är borttagen."), reverse("finance:investments", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort %(name)s?")) % {"name": row.name}
    consequence = gettext(_("Budget och prognos försvinner. Det som är bokfört finns kvar i huvudboken."))
    return yearly.confirmed(request, title, consequence, deed)


def _found(request: HttpRequest, unit: str, year: int, number: int) -> tuple[yearly.Yearly, Investment]:
    found = yearly.found(request, unit, year, Kind.INVESTMENT)
    row = listed.one(Investment, found.authority, number)
    if row is None:
        raise Http404
    found.writable(row.unit)
    return found, row


def _form_page(found: yearly.Yearly, title: str, yes: str, row: Investment | None = None) -> EditPage:
    place = (found.unit.code, found.year)
    listed_at = reverse("finance:investments", args=place)
    remove = reverse("finance:remove_investment", args=(*place, row.pk)) if row else ""
    trail = ((gettext(_("Investeringar %(year)s")) % {"year": found.year}, listed_at),)
    return EditPage(title, yes, listed_at, found.authority.name, trail=trail, remove=remove)
