"""Outcomes entered, corrected, or said to be missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from utfall.domain.finding import Finding
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState, takes_contributions
from utfall.domain.unit import unit_named
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.indicators.actions import entering as actions
from utfall.records.indicators.models import NoValue, Value
from utfall.records.indicators.queries import measured
from utfall.records.indicators.queries.access import may_write
from utfall.records.organisation.actor import path_of
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.web.indicators import finding
from utfall.web.indicators.forms import MissingForm, OutcomeForm
from utfall.web.indicators.pages.form import FindingRow, FormPage
from utfall.web.shell.asking import posted, said, unless


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """An outcome; an unlikely one is shown again with what speaks against it, to be put right or explained."""
    found = finding.indicator(request, number)
    units = _places(found)
    initial = {
        "unit": request.GET.get("enhet", ""),
        "period": _period(found.authority),
        **_asked(request, found),
    }
    form = OutcomeForm(posted(request), indicator=found.row, units=units, initial=initial)
    questions: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        done = actions.enter(found.row, form.entry(), by=found.who, now=timezone.now())
        match done:
            case Value():
                messages.success(request, gettext(_("Utfallet är sparat.")))
                return redirect("indicators:indicator", number)
            case actions.Questioned():
                questions = done.findings
                form.add_error("reason", gettext(_("Rätta värdet, eller förklara varför det stämmer.")))
            case _:
                form.add_error("reason" if done.code == "indicator.why" else None, said(done))
    page = _page(found, gettext(_("Fyll i utfall")), gettext(_("Spara")), questions)
    return render(
        request, "indicators/enter.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: HttpRequest, number: int) -> HttpResponse:
    """That there is no outcome yet: why, and when it comes."""
    found = finding.indicator(request, number)
    form = MissingForm(posted(request), units=_places(found), initial={"period": _period(found.authority)})
    if request.method == "POST" and form.is_valid():
        done = actions.say_no_value(
            found.row, form.scope, form.chosen_period, form.cleaned_data["reason"],
            form.cleaned_data["expected_on"], by=found.who, now=timezone.now(),
        )  # fmt: skip
        if isinstance(done, NoValue):
            messages.success(request, gettext(_("Det är antecknat att utfallet saknas.")))
            return redirect("indicators:indicator", number)
        form.add_error(None, said(done))
    page = _page(found, gettext(_("Inget utfall ännu")), gettext(_("Spara")))
    return render(
        request, "indicators/form.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


def _asked(request: HttpRequest, found: finding.One) -> dict[str, object]:
    """The outcome that the address asks to put right or explain, as it stands."""
    try:
        period = Period.parse(request.GET.get("period", ""))
    except ValueError:
        return {}
    row = measured.outcome(found.row, request.GET.get("enhet", ""), period)
    if row is None:
        return {"period": period}
    one = measured.measured((row,), unit_named(found.row.unit_of_measure))[0]
    return {
        "period": period, "value": one.value, "numerator": row.numerator, "denominator": row.denominator,
        "answers": row.answers, "source": row.source_document,
    }  # fmt: skip


def _places(found: finding.One) -> tuple[OrgUnit, ...]:
    """The units that she may write for; if there is none, the refusal."""
    units = found.places()
    if not units:
        unless(may_write(found.who, found.authority, path_of(found.row.scope)))
    return units


def _period(authority: Authority) -> Period | None:
    """The period of the open round, which is what most outcomes are about."""
    rows = Round.objects.filter(authority=authority).order_by("-position")
    found = next((row for row in rows if takes_contributions(RoundState(row.state)) is None), None)
    return Period.parse(found.period) if found else None


def _page(found: finding.One, title: str, yes: str, questions: tuple[Finding, ...] = ()) -> FormPage:
    here = reverse("indicators:indicator", args=(found.row.pk,))
    listed = reverse("indicators:indicators", args=(found.authority.code,))
    language = get_language() or SWEDISH
    return FormPage(
        title=title,
        yes=yes,
        back=here,
        lead=found.row.name,
        trail=((gettext(_("Indikatorer")), listed), (found.row.name, here)),
        committee=found.authority.name,
        questions=tuple(
            FindingRow(gettext(one.severity.word), "", one.sentence(language)) for one in questions
        ),
    )
