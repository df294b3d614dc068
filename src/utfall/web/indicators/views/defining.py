"""What indicators are: new ones, and changes of their words and targets."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from utfall.domain.goal_chain import Level
from utfall.locale import mark as _
from utfall.records.indicators.actions import defining as actions
from utfall.records.indicators.actions.depending import dependence
from utfall.records.indicators.models import Indicator
from utfall.records.indicators.objects import indicator_value
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import FocusTarget, Goal
from utfall.records.sources.models import SourceObject
from utfall.web.indicators import finding
from utfall.web.indicators.forms import DefinitionForm
from utfall.web.indicators.pages.form import FormPage
from utfall.web.shell.asking import posted, said


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A new indicator of the authority."""
    found = finding.authority(request, code)
    finding.definable(found)
    form = DefinitionForm(
        posted(request), units=_units(found.authority), parents=_parents(found.authority),
        others=_others(found.authority),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = actions.add_indicator(found.authority, form.definition(), by=found.who, now=timezone.now())
        if isinstance(made, Indicator):
            messages.success(request, gettext(_("Indikatorn är tillagd.")))
            return redirect("indicators:indicator", made.pk)
        form.add_error(None, said(made))
    return _answer(request, found, form, gettext(_("Ny indikator")), gettext(_("Lägg till")))


@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest, number: int) -> HttpResponse:
    """Other words, targets or source."""
    found = finding.indicator(request, number)
    finding.definable(found)
    form = DefinitionForm(
        posted(request), units=_units(found.authority), parents=_parents(found.authority), indicator=found.row,
        others=_others(found.authority, but=found.row), targets=indicator_value(found.row).targets,
        depends=dependence(found.row),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = actions.define(number, form.definition(), by=found.who, now=timezone.now())
        if isinstance(done, Indicator):
            messages.success(request, gettext(_("Indikatorn är ändrad.")))
            return redirect("indicators:indicator", number)
        form.add_error(None, said(done))
    return _answer(request, found, form, gettext(_("Ändra indikator")), gettext(_("Spara")), found.row)


def _units(authority: Authority) -> Iterable[OrgUnit]:
    """The authority's own units, and the suppliers that lie outside every wall."""
    rows = OrgUnit.objects.filter(authority=authority) | OrgUnit.objects.filter(authority=None)
    return rows.order_by("path", "position")


def _parents(authority: Authority) -> Iterable[tuple[str, str]]:
    levels = (Level.COMMITTEE.value, Level.FOCUS.value)
    goals = Goal.objects.filter(authority=authority, retired_on=None, level__in=levels).order_by(
        "position", "pk"
    )
    targets = FocusTarget.objects.filter(authority=authority).order_by("position", "pk")
    return [*goals.values_list("code", "name"), *targets.values_list("code", "name")]


def _others(authority: Authority, but: Indicator | None = None) -> list[tuple[str, str]]:
    """What an indicator can be reckoned from: the other indicators, and the questions of surveys."""
    rows = Indicator.objects.filter(authority=authority).exclude(code=but.code if but else "")
    indicators = rows.order_by("position", "pk").values_list("code", "name", "unit_of_measure")
    questions = SourceObject.objects.filter(authority=authority, kind="Question").order_by("position", "pk")
    return [
        *((code, f"{name} ({unit})") for code, name, unit in indicators),
        *(
            (code, gettext(_("Enkätfråga: %(text)s")) % {"text": name})
            for code, name in questions.values_list("code", "name")
        ),
    ]


def _answer(
    request: HttpRequest,
    found: finding.Place,
    form: DefinitionForm,
    title: str,
    yes: str,
    row: Indicator | None = None,
) -> HttpResponse:
    listed = reverse("indicators:indicators", args=(found.authority.code,))
    back = reverse("indicators:indicator", args=(row.pk,)) if row else listed
    trail = [(gettext(_("Indikatorer")), listed), *([(row.name, back)] if row else [])]
    page = FormPage(title, yes, back, trail=tuple(trail), committee=found.authority.name)
    status = 422 if form.errors else 200
    return render(request, "indicators/define.html", {"page": page, "form": form}, status=status)
