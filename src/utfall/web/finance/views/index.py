"""Index assumptions, and costs parted in price and volume."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Kind
from utfall.domain.figure import Address, Figure
from utfall.domain.statement import LineKind
from utfall.locale import mark as _
from utfall.records.finance.actions import index as actions
from utfall.records.finance.models import IndexAssumption, VolumeLine
from utfall.records.finance.queries import listed
from utfall.records.finance.queries.books import Books, books
from utfall.records.finance.queries.sums import figures
from utfall.records.indicators.queries.volumes import counted, values_at
from utfall.web.finance import yearly
from utfall.web.finance.forms.declared import IndexForm, VolumeForm
from utfall.web.finance.pages import index as pages
from utfall.web.finance.pages.edit import EditPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted

M = TypeVar("M", IndexAssumption, VolumeLine)


@require_safe
def index(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The assumptions of the authority's budget, and its costs by price and volume."""
    found = _found(request, unit, year)
    known, lines = books(found.authority), listed.volume_lines(found.authority)
    periods = (found.period.year_before, found.period)
    volumes = values_at(
        found.authority, (pages.volume_address(line, when) for line in lines for when in periods)
    )
    costs = _costs(known, lines, found) if known else {}
    page = pages.index(found, listed.indices(found.authority, year), lines, costs, volumes)
    if workbook.is_asked(request):
        return workbook.answer(*pages.sheets(page, unit, year))
    return render(request, "finance/index.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A new assumption."""
    found = _found(request, unit, year)
    found.writable()
    form = IndexForm(posted(request), lines=_lines(books(found.authority)), year=year)
    page = _form_page(found, gettext(_("Nytt index")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_index(found.authority, form.said(), by=found.who, now=timezone.now()),
        _("Indexet är tillagt."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Another per cent or source."""
    found = _found(request, unit, year)
    row = _row(found, IndexAssumption, number)
    form = IndexForm(posted(request), lines=_lines(books(found.authority)), year=row.year, index=row)
    remove_at = reverse("finance:remove_index", args=(unit, year, number))
    page = _form_page(found, row.name, gettext(_("Spara")), remove_at)
    deed = yearly.Deed(
        lambda: actions.change_index(number, form.said(), by=found.who, now=timezone.now()),
        _("Indexet är ändrat."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take an assumption away."""
    found = _found(request, unit, year)
    row = _row(found, IndexAssumption, number)
    deed = yearly.Deed(
        lambda: actions.remove_index(number, by=found.who, now=timezone.now()),
        _("Indexet är borttaget."), reverse("finance:index", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Ta bort index för %(name)s?")) % {"name": row.name.lower()}
    consequence = gettext(_("Priseffekten jämförs inte längre med något index. Budgeten ändras inte."))
    return yearly.confirmed(request, title, consequence, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def add_volume(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A further cost that is parted."""
    found = _found(request, unit, year)
    found.writable()
    form = VolumeForm(
        posted(request), units=found.writable_units(), lines=_lines(books(found.authority)),
        volumes=counted(found.authority),
    )  # fmt: skip
    page = _form_page(found, gettext(_("Dela en kostnad i pris och volym")), gettext(_("Lägg till")))
    deed = yearly.Deed(
        lambda: actions.add_line(
            found.authority, form.title, form.chosen_unit, cost=form.cleaned_data["cost"],
            volume=form.cleaned_data["volume"], by=found.who, now=timezone.now(),
        ),
        _("Kostnaden delas i pris och volym."), page.back,
    )  # fmt: skip
    return yearly.answered(request, page, form, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_volume(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """No longer part a cost."""
    found = _found(request, unit, year)
    row = _row(found, VolumeLine, number)
    deed = yearly.Deed(
        lambda: actions.remove_line(number, by=found.who, now=timezone.now()),
        _("Kostnaden delas inte längre."), reverse("finance:index", args=(unit, year)),
    )  # fmt: skip
    title = gettext(_("Sluta dela %(name)s?")) % {"name": row.name}
    consequence = gettext(_("Kostnad och volym finns kvar; bara uppdelningen försvinner."))
    return yearly.confirmed(request, title, consequence, deed)


def _found(request: HttpRequest, unit: str, year: int) -> yearly.Yearly:
    """The committee of an authority: the assumptions hold for all of it."""
    found = yearly.found(request, unit, year, Kind.BUDGET_ASSUMPTION)
    if found.unit.code != found.authority.code:
        raise Http404
    return found


def _row(found: yearly.Yearly, model: type[M], number: int) -> M:
    row = listed.one(model, found.authority, number)
    if row is None:
        raise Http404
    found.writable()
    return row


def _costs(known: Books, lines: tuple[VolumeLine, ...], found: yearly.Yearly) -> dict[Address, Figure]:
    """The costs of the lines, each out of the statement that has such a line."""
    costs: dict[Address, Figure] = {}
    for placed in known.rules.settings.forms:
        own = {line.key for line in placed.form.lines}
        units = tuple(
            dict.fromkeys(
                line.unit.code for line in lines if line.cost in own and line.unit.code in known.organisation
            )
        )
        if units:
            costs |= figures(known, units, found.period, form=placed.form.code)
    return costs


def _lines(known: Books | None) -> tuple[tuple[str, str], ...]:
    """The lines of costs in all statements, by measure."""
    if known is None:
        return ()
    found = {
        line.key: f"{line.name} ({placed.form.name})"
        for placed in known.rules.settings.forms
        for line in placed.form.lines
        if line.kind is LineKind.COST
    }
    return tuple(found.items())


def _form_page(found: yearly.Yearly, title: str, yes: str, remove_at: str = "") -> EditPage:
    back = reverse("finance:index", args=(found.unit.code, found.year))
    trail = ((gettext(_("Index, pris och volym %(year)s")) % {"year": found.year}, back),)
    return EditPage(title, yes, back, found.authority.name, trail=trail, remove=remove_at)
