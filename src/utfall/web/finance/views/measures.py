"""Measures: listed, proposed, changed, and what the ledger says of their effect."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access.permission import STAFF
from utfall.domain.organisation import UnitKind
from utfall.locale import mark as _
from utfall.records.finance.queries.books import Books, books
from utfall.records.finance.queries.latest import latest_month
from utfall.records.organisation.actor import holders
from utfall.records.organisation.models import Authority, OrgUnit, Person
from utfall.records.planning.actions import measures as actions
from utfall.records.planning.models import Measure
from utfall.records.planning.objects.measures import measure_value
from utfall.records.planning.queries import measures as queries
from utfall.records.planning.queries.access import committee
from utfall.records.reporting.queries.measures import comments_on, to_write_in
from utfall.web.finance import finding
from utfall.web.finance.effects import followed_in, place_in, sought
from utfall.web.finance.forms.measures import MeasureForm
from utfall.web.finance.measures import MeasurePlace, found_measure, found_unit
from utfall.web.finance.pages import measure as page_of_one
from utfall.web.finance.pages import measures as pages
from utfall.web.planning.pages.form import FormPage
from utfall.web.reporting.asking import Asking
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted, said, unless


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The measures of a unit and all below it, as far as she may see them."""
    found = found_unit(request)
    month = latest_month(found.who.actor.today)
    asked = pages.Asked(
        found.unit.code, request.GET.get("beslut", ""), request.GET.get("grupp", ""),
        _year(request, int(month[:4])),
    )  # fmt: skip
    page = pages.measures(
        queries.measures(found.unit, found.who), found.unit, asked, month=month,
        may_add=queries.may_add(found.who, found.unit) is None, today=found.who.actor.today,
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page, found.unit.code))
    return render(request, "finance/measures.html", {"page": page})


@require_safe
def measure(request: HttpRequest, number: int) -> HttpResponse:
    """One measure with its effect so far."""
    found = found_measure(request, number)
    known = books(found.row.authority)
    year = int(latest_month(found.who.actor.today)[:4])
    page = page_of_one.measure(
        found.row, followed_in(found.row, known, year), beside=_beside(found, known, year),
        circle=() if found.row.released else queries.names(found.row.circle.all()),
        comments=tuple(page_of_one.comments(comments_on(found.row, found.who), found.row.unit.name)),
        deeds=found.deeds(), line=_line(found.row, known), write=_write(found), today=found.who.actor.today,
    )  # fmt: skip
    return render(request, "finance/measure.html", {"page": page})


@require_safe
def effects(request: HttpRequest) -> HttpResponse:
    """What the ledger says of each decided measure of a unit."""
    found = found_unit(request)
    known = books(found.authority)
    year = _year(request, int(latest_month(found.who.actor.today)[:4]))
    # A measure above or beside the unit may follow the same accounts: it is named though it has no row here.
    every = queries.measures(committee(found.authority), found.who)
    others = sought(every, known, year)
    rows = [
        page_of_one.Said(row, followed_in(row, known, year), place, others.beside(row, place))
        for row in every
        if row.unit.path.startswith(found.unit.path) and measure_value(row).state.is_decided
        for place in (place_in(row, known),)
    ]
    page = page_of_one.effects(rows, found.unit, year=year)
    return render(request, "finance/effects.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new proposal."""
    found = found_unit(request)
    unless(queries.may_add(found.who, found.unit))
    form = _form(request, found, goal=request.GET.get("mal", ""))
    if request.method == "POST" and form.is_valid():
        made = actions.add_measure(found.authority, form.proposed(), by=found.who, now=timezone.now())
        if isinstance(made, Measure):
            messages.success(
                request, gettext(_("Åtgärden är tillagd. Bara kretsen ser den tills den släpps."))
            )
            return redirect("finance:measure", made.pk)
        form.add_error(None, said(made))
    back = pages.Asked(found.unit.code).href()
    page = FormPage(
        gettext(_("Ny åtgärd")), gettext(_("Lägg till")), back, trail=((gettext(_("Åtgärder")), back),),
        committee=found.authority.name,
    )  # fmt: skip
    return _shown(request, page, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Other words, amounts, dates or people."""
    found = found_measure(request, number)
    unless(queries.may_write(found.who, found.row))
    form = _form(request, found, row=found.row)
    if request.method == "POST" and form.is_valid():
        kept = measure_value(found.row).effects
        done = actions.change_measure(number, form.proposed(kept=kept), by=found.who, now=timezone.now())
        if isinstance(done, Measure):
            messages.success(request, gettext(_("Åtgärden är sparad.")))
            return redirect("finance:measure", number)
        form.add_error(None, said(done))
    page = FormPage(
        gettext(_("Ändra åtgärd")), gettext(_("Spara")), found.href,
        trail=(*page_of_one.trail(found.row), (found.row.name, found.href)), committee=found.authority.name,
    )  # fmt: skip
    return _shown(request, page, form)


def _shown(request: HttpRequest, page: FormPage, form: MeasureForm) -> HttpResponse:
    return render(
        request, "finance/measure_form.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


def _form(
    request: HttpRequest, found: finding.Place, *, row: Measure | None = None, goal: str = ""
) -> MeasureForm:
    year = int(latest_month(found.who.actor.today)[:4])
    stated = {effect.year for effect in row.effects.all()} if row else set()
    units = OrgUnit.objects.filter(authority=found.authority).order_by("path", "position")
    writable = [unit for unit in units if queries.may_add(found.who, unit) is None]
    return MeasureForm(
        posted(request), units=writable, goals=queries.goals(found.authority), budgets=_budgets(found.authority),
        people=_people(found), lines=_lines(found.authority), years=sorted({*range(year, year + 4), *stated}),
        own=found.authority.code, unit=found.unit.code, goal=goal, measure=row,
    )  # fmt: skip


def _budgets(authority: Authority) -> Iterable[OrgUnit]:
    """The committees whose budget an effect can fall on, the own one first."""
    rows = OrgUnit.objects.filter(kind=UnitKind.COMMITTEE).order_by("position", "pk")
    return sorted(rows, key=lambda unit: unit.code != authority.code)


def _people(found: finding.Place) -> Iterable[Person]:
    """Everybody with a part in the work of the authority but herself, each once."""
    held = holders(found.authority, today=found.who.actor.today)
    people = {one.pk: one for one, role in held if role in STAFF and one.pk != found.who.person.pk}
    return people.values()


def _lines(authority: Authority) -> Iterable[tuple[str, str]]:
    known = books(authority)
    forms = known.rules.settings.forms if known else ()
    return [(line.key, line.name) for placed in forms for line in placed.form.lines if line.accounts]


def _line(row: Measure, known: Books | None) -> str:
    names = dict(_lines(row.authority)) if known else {}
    return names.get(row.follow_line, row.follow_line)


def _write(found: MeasurePlace) -> tuple[str, str] | None:
    row = to_write_in(found.row, found.who)
    if row is None or row.round is None:
        return None
    return row.round.name, Asking(found.who, found.row.authority, found.who.actor.today).contribution_href(
        row
    )


def _beside(found: MeasurePlace, known: Books | None, year: int) -> tuple[Measure, ...]:
    """The other measures that she may see and that can have the same change as their effect."""
    place = place_in(found.row, known)
    if place is None:
        return ()
    return sought(queries.measures(committee(found.authority), found.who), known, year).beside(
        found.row, place
    )


def _year(request: HttpRequest, default: int) -> int:
    text = request.GET.get("ar", "")
    if not text:
        return default
    if not text.isdecimal() or not 1990 <= int(text) <= 2100:
        raise Http404
    return int(text)
