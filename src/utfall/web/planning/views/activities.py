"""What a unit does: activities added and changed."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from utfall.domain.denied import Denied
from utfall.domain.goal_chain import Level
from utfall.locale import mark as _
from utfall.records.organisation.actor import holders
from utfall.records.organisation.models import Person
from utfall.records.planning.actions import activities as actions
from utfall.records.planning.queries import chain
from utfall.web.planning import finding
from utfall.web.planning.forms import ActivityForm
from utfall.web.planning.pages.form import FormPage
from utfall.web.shell.asking import posted, said


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """A new activity under the goal in the address."""
    found = _unit(request, code, year)
    under = request.GET.get("mal", "")
    form = ActivityForm(
        posted(request), goals=_goals(found), people=_people(found),
        goal=int(under) if under.isascii() and under.isdigit() else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = actions.add_activity(found.unit, year, form.doing(), by=found.who, now=timezone.now())
        if not isinstance(made, Denied):
            messages.success(request, gettext(_("Aktiviteten är tillagd.")))
            return _back(found, made.goal_id)
        form.add_error(None, said(made))
    return _answer(request, found, form, gettext(_("Ny aktivitet")), gettext(_("Lägg till")))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """An activity of the unit."""
    found = _unit(request, code, year)
    row = next((one for one in chain.activities_of(found.unit, year) if one.pk == number), None)
    if row is None:
        raise Http404
    form = ActivityForm(posted(request), goals=_goals(found), people=_people(found), activity=row)
    if request.method == "POST" and form.is_valid():
        done = actions.change_activity(number, form.doing(), by=found.who, now=timezone.now())
        if not isinstance(done, Denied):
            messages.success(request, gettext(_("Aktiviteten är ändrad.")))
            return _back(found, done.goal_id)
        form.add_error(None, said(done))
    return _answer(request, found, form, gettext(_("Ändra aktivitet")), gettext(_("Spara")))


def _unit(request: HttpRequest, code: str, year: int) -> finding.Place:
    found = finding.writable(request, code, year)
    if found.is_committee:
        raise Http404
    return found


def _goals(found: finding.Place) -> Iterable[tuple[int, str]]:
    plan = chain.unit_plan(found.unit, found.year)
    for depth, one in plan.chain.walk():
        if one.level is not Level.AREA:
            yield plan.rows[one.code].pk, "\u2003" * max(0, depth - 1) + one.name


def _people(found: finding.Place) -> Iterable[Person]:
    people = holders(found.authority, today=found.who.actor.today)
    return {person.pk: person for person, _role in people}.values()


def _back(found: finding.Place, goal: int) -> HttpResponse:
    return redirect(f"{reverse('planning:plan', args=(found.year, found.unit.code))}#mal-{goal}")


def _answer(
    request: HttpRequest, found: finding.Place, form: ActivityForm, title: str, yes: str
) -> HttpResponse:
    plan = reverse("planning:plan", args=(found.year, found.unit.code))
    named = gettext(_("Plan %(year)s %(name)s")) % {"year": found.year, "name": found.unit.name}
    page = FormPage(title, yes, plan, trail=((named, plan),), committee=found.authority.name, year=found.year)
    return render(
        request, "planning/form.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )
