"""One goal: read, added, rewritten, moved, ended and brought back."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.goal_chain import LOCKED, Level, Place, Way, levels_under, may_stand_under
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.actions import goals as actions
from utfall.records.planning.models import Goal
from utfall.records.planning.queries import chain
from utfall.records.planning.queries.measures import of_goal
from utfall.records.reporting.queries.about import text_about
from utfall.web.planning import finding
from utfall.web.planning.forms import GoalForm, PlaceForm
from utfall.web.planning.pages import goal as pages
from utfall.web.planning.pages.form import FormPage
from utfall.web.reporting.asking import Asking
from utfall.web.shell.asking import posted, said
from utfall.web.shell.navigation import address

_FORM = "planning/form.html"


@require_safe
def goal(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """A goal with what stands round it."""
    found = finding.seen(request, code, year)
    row = _goal(found, number)
    plan = chain.plan(found.authority, year)
    rows = plan.indicators.get(row.code, ())
    named = tuple((one.name, _indicator_href(one.pk)) for one in rows)
    may_write = found.may_write() is None and (row.level == Level.UNIT) is not found.is_committee
    page = pages.goal(
        plan, row, found.unit, may_write=may_write, indicators=named,
        measures=of_goal(found.authority, row.code, found.who), today=found.who.actor.today,
        text=_text(found, row),
    )  # fmt: skip
    return render(request, "planning/goal.html", {"page": page})


def _text(found: finding.Place, row: Goal) -> tuple[str, str] | None:
    """The round that is open and the address of the text about the goal in it."""
    text = text_about(found.authority, row.code, found.who)
    if text is None or text.round is None:
        return None
    asked = Asking(found.who, found.authority, found.who.actor.today)
    return text.round.name, asked.contribution_href(text)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """A new goal under another; in a unit's plan the unit's own."""
    found = finding.writable(request, code, year)
    under = _number(request.GET.get("under", ""))
    parent = _goal(found, under) if under is not None else None
    if parent is None and found.is_committee:
        return _choose_parent(request, found)
    levels = _levels(found, parent)
    form = GoalForm(
        posted(request), units=_units(found), levels=levels if len(levels) > 1 else (),
        of_unit=not found.is_committee, with_year=Level.COMMITTEE in levels,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        level = form.chosen_level if len(levels) > 1 else levels[0]
        owner = None if found.is_committee else found.unit
        made = actions.add(
            found.authority, year, level=level, under=under, wording=form.wording(owner), by=found.who,
            now=timezone.now(),
        )  # fmt: skip
        if isinstance(made, Goal):
            messages.success(request, gettext(_("Målet är tillagt.")))
            return redirect(_back(found, made))
        form.add_error(None, said(made))
    title = (
        gettext(_("Nytt mål under %(name)s")) % {"name": parent.name}
        if parent
        else gettext(_("Nytt eget mål"))
    )
    page = _form_page(found, title, gettext(_("Lägg till")))
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """Other words, owner or units."""
    found = finding.writable(request, code, year)
    row = _own(found, number)
    form = GoalForm(posted(request), units=_units(found), goal=row, of_unit=row.level == Level.UNIT)
    if request.method == "POST" and form.is_valid():
        done = actions.rewrite(number, form.wording(), by=found.who, now=timezone.now())
        if isinstance(done, Goal):
            messages.success(request, gettext(_("Målet är ändrat.")))
            return redirect("planning:goal", year, code, number)
        form.add_error(None, said(done))
    page = _form_page(found, gettext(_("Ändra mål")), gettext(_("Spara")))
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """One step; the buttons stay, with the focus on the one that was pressed. A fragment in the address would undo it."""
    found = finding.writable(request, code, year)
    way = request.POST.get("way", "")
    if way not in {each.value for each in Way}:
        raise Http404
    _own(found, number)
    _tell(request, actions.move(number, Way(way), year=year, by=found.who, now=timezone.now()))
    plan = reverse("planning:plan", args=(year, code))
    return redirect(f"{plan}?flytta={number}&vag={way}")


@require_http_methods(["GET", "HEAD", "POST"])
def put(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """Before, after or under any other goal."""
    found = finding.writable(request, code, year)
    row = _own(found, number)
    form = PlaceForm(posted(request), goals=_others(found, row))
    if request.method == "POST" and form.is_valid():
        place, other = Place(form.cleaned_data["place"]), form.cleaned_data["other"]
        done = actions.put(number, place, other, year=year, by=found.who, now=timezone.now())
        if isinstance(done, Goal):
            messages.success(request, gettext(_("Målet är flyttat.")))
            return redirect(_back(found, done))
        form.add_error("other", said(done))
    page = _form_page(found, gettext(_("Flytta %(name)s")) % {"name": row.name}, gettext(_("Flytta")))
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """End a goal, after the page that says what follows."""
    found = finding.writable(request, code, year)
    row = _own(found, number)
    if request.method == "POST":
        done = actions.retire(number, by=found.who, now=timezone.now())
        if isinstance(done, Goal):
            messages.success(
                request, gettext(_("Målet är avslutat. Det finns kvar sist i planen och kan återställas."))
            )
            return redirect("planning:plan", year, code)
        messages.error(request, said(done))
        return redirect("planning:goal", year, code, number)
    page = _form_page(
        found, gettext(_("Avsluta %(name)s")) % {"name": row.name}, gettext(_("Avsluta målet")), row
    )
    return render(request, "planning/retire.html", {"page": page})


@require_POST
def restore(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """Bring an ended goal back."""
    found = finding.writable(request, code, year)
    _own(found, number)
    _tell(
        request, actions.restore(number, by=found.who, now=timezone.now()), gettext(_("Målet är återställt."))
    )
    return redirect("planning:plan", year, code)


def _choose_parent(request: HttpRequest, found: finding.Place) -> HttpResponse:
    """Which goal the new one is to stand under."""
    form = PlaceForm(None, goals=_parents(found))
    page = _form_page(found, gettext(_("Lägg till under …")), gettext(_("Fortsätt")))
    return render(request, "planning/choose.html", {"page": page, "form": form})


def _parents(found: finding.Place) -> Iterable[tuple[int, str]]:
    plan = chain.goals(found.authority, found.year)
    tree, rows = chain.chain_of(plan), {row.code: row for row in plan}
    for depth, one in tree.walk():
        if levels_under(one.level) != () and one.level is not Level.FOCUS:
            yield rows[one.code].pk, "\u2003" * depth + one.name


def _others(found: finding.Place, row: Goal) -> Iterable[tuple[int, str]]:
    """Every goal that it could be put beside, indented as in the tree."""
    levels = Level if row.level == Level.UNIT else chain.WITHIN
    plan = [
        one
        for one in chain.goals(found.authority, found.year, levels=levels)
        if one.level != Level.UNIT or one.owner_id == row.owner_id
    ]
    tree, rows = chain.chain_of(plan), {one.code: one for one in plan}
    for depth, one in tree.walk():
        if row.code not in {each.code for each in tree.path(one.code)}:
            yield rows[one.code].pk, "\u2003" * depth + one.name


def _levels(found: finding.Place, parent: Goal | None) -> tuple[Level, ...]:
    if not found.is_committee:
        above = Level(parent.level) if parent else None
        return (Level.UNIT,) if may_stand_under(Level.UNIT, above) else _nothing()
    levels = levels_under(Level(parent.level)) if parent else ()
    return tuple(level for level in levels if level is not Level.UNIT) or _nothing()


def _nothing() -> tuple[Level, ...]:
    raise Http404


def _units(found: finding.Place) -> tuple[OrgUnit, ...]:
    return chain.units_with_plans(found.authority, found.year)


def _goal(found: finding.Place, number: int) -> Goal:
    row = chain.goal(found.authority, number)
    if row is None:
        raise Http404
    return row


def _own(found: finding.Place, number: int) -> Goal:
    """A goal that is changed at this address: the committee's at the committee's, the unit's own at the unit's."""
    row = _goal(found, number)
    owned = row.owner_id == found.unit.pk if row.level == Level.UNIT else found.is_committee
    if not owned or Level(row.level) in LOCKED:
        raise Http404
    return row


def _back(found: finding.Place, row: Goal) -> str:
    return f"{reverse('planning:plan', args=(found.year, found.unit.code))}#mal-{row.pk}"


def _form_page(found: finding.Place, title: str, yes: str, row: Goal | None = None) -> FormPage:
    plan = reverse("planning:plan", args=(found.year, found.unit.code))
    named = gettext(_("Plan %(year)s %(name)s")) % {"year": found.year, "name": found.unit.name}
    back = reverse("planning:goal", args=(found.year, found.unit.code, row.pk)) if row else plan
    return FormPage(title, yes, back, trail=((named, plan),), committee=found.authority.name, year=found.year)


def _tell(request: HttpRequest, done: Goal | Denied, success: str = "") -> None:
    if isinstance(done, Denied):
        messages.error(request, said(done))
    elif success:
        messages.success(request, success)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _indicator_href(number: int) -> str:
    return reverse("indicators:indicator", args=(number,)) if address("indicators:start") else ""
