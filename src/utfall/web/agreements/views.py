"""Agreements: listed with what they sum to, shown, taken down, gone through, terminated and taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Kind
from utfall.locale import mark as _
from utfall.records.agreements.actions import writing as actions
from utfall.records.agreements.models import Agreement
from utfall.records.agreements.queries import listing
from utfall.records.finance.queries.access import may_see_forecast
from utfall.records.finance.queries.books import books
from utfall.records.finance.queries.income import budgeted_income, forecast_income, is_income_financed
from utfall.records.organisation.actor import path_of
from utfall.records.organisation.models import OrgUnit
from utfall.web.agreements import pages
from utfall.web.agreements.forms import AgreementForm, ReviewForm, TerminationForm
from utfall.web.finance import yearly
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted


@require_safe
def agreements(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The agreements of the unit and all below it."""
    found = yearly.found(request, unit, year, Kind.AGREEMENT)
    rows = listing.agreements(found.authority)
    page = pages.agreements(
        found, rows, _income(found), view=request.GET.get("visa", ""), today=found.who.actor.today
    )
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, unit), *pages.checked(page, unit))
    return render(request, "agreements/agreements.html", {"page": page})


@require_safe
def agreement(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """One agreement."""
    found, row = _found(request, unit, year, number)
    page = pages.agreement(found, row, today=found.who.actor.today)
    return render(request, "agreements/agreement.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new agreement."""
    found = yearly.found(request, unit, year, Kind.AGREEMENT)
    found.writable()
    form = AgreementForm(
        posted(request), units=found.writable_units(), parties=_parties(), year=year, unit=unit
    )
    page = _form_page(found, gettext(_("Nytt avtal")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_agreement(found.authority, form.written(), by=found.who, now=timezone.now()),
        _("Avtalet är tillagt."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Other words, parties, days or amount."""
    found, row = _writable(request, unit, year, number)
    form = AgreementForm(
        posted(request), units=found.writable_units(), parties=_parties(), year=year, unit=unit, agreement=row
    )
    page = _form_page(found, gettext(_("Ändra avtal")), gettext(_("Spara")), row)
    deed = yearly.Deed(
        lambda: actions.change_agreement(number, form.written(), by=found.who, now=timezone.now()),
        _("Avtalet är ändrat."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Gone through today, and when next."""
    found, row = _writable(request, unit, year, number)
    form = ReviewForm(posted(request), today=found.who.actor.today)
    lead = gettext(_("Spara när parterna har gått igenom avtalet. Det står då som genomgånget i dag."))
    page = _form_page(
        found, gettext(_("Genomgång av avtal")), gettext(_("Avtalet är genomgånget")), row, lead
    )
    deed = yearly.Deed(
        lambda: actions.review(
            number, next_on=form.cleaned_data["next_on"], by=found.who, now=timezone.now()
        ),
        _("Avtalet är genomgånget."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def terminate(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """One of the parties has ended it."""
    found, row = _writable(request, unit, year, number)
    form = TerminationForm(posted(request))
    lead = gettext(_("Efter den sista dagen räknas ersättningen bort ur de väntade intäkterna."))
    page = _form_page(found, gettext(_("Uppsägning av avtal")), gettext(_("Spara uppsägningen")), row, lead)
    deed = yearly.Deed(
        lambda: actions.terminate(
            number, last_day=form.cleaned_data["last_day"], by=found.who, now=timezone.now()
        ),
        _("Uppsägningen är sparad."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take it away."""
    found, row = _writable(request, unit, year, number)
    deed = yearly.Deed(
        lambda: actions.remove_agreement(number, by=found.who, now=timezone.now()),
        _("Avtalet är borttaget."), reverse("agreements:agreements", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort %(name)s?")) % {"name": row.name}
    consequence = gettext(
        _("Avtalet försvinner med alla belopp. Är det uppsagt, registrera uppsägningen i stället.")
    )
    return yearly.confirmed(request, title, consequence, deed)


def _income(found: yearly.Yearly) -> pages.Income | None:
    known = books(found.authority)
    if known is None or found.unit.code not in known.organisation:
        return None
    may = may_see_forecast(found.who, found.authority, path_of(found.unit)) is None
    return pages.Income(
        organisation=known.organisation,
        budget=budgeted_income(known, found.year),
        forecast=forecast_income(known, found.unit.code, found.year) if may else None,
        by_agreement=is_income_financed(known),
    )


def _parties() -> tuple[OrgUnit, ...]:
    """Whom one can have an agreement with: every part of the municipality, and those outside that are known."""
    return tuple(OrgUnit.objects.order_by("position", "pk"))


def _found(request: HttpRequest, unit: str, year: int, number: int) -> tuple[yearly.Yearly, Agreement]:
    found = yearly.found(request, unit, year, Kind.AGREEMENT)
    row = listing.agreement(found.authority, number)
    if row is None:
        raise Http404
    return found, row


def _writable(request: HttpRequest, unit: str, year: int, number: int) -> tuple[yearly.Yearly, Agreement]:
    found, row = _found(request, unit, year, number)
    found.writable(row.unit)
    return found, row


def _form_page(
    found: yearly.Yearly, title: str, yes: str, row: Agreement | None = None, lead: str = ""
) -> EditPage:
    place = (found.unit.code, found.year)
    listed = reverse("agreements:agreements", args=place)
    trail = [(gettext(_("Avtal och överenskommelser %(year)s")) % {"year": found.year}, listed)]
    back = listed
    if row is not None:
        back = reverse("agreements:agreement", args=(*place, row.pk))
        trail.append((row.name, back))
    return EditPage(title, yes, back, found.authority.name, lead=lead, trail=tuple(trail))
