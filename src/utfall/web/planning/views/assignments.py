"""Assignments: listed, taken down, reported back round by round, closed by a decision."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.planning import AssignmentState
from utfall.locale import mark as _
from utfall.records.organisation.actor import path_of
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.actions import assignments as actions
from utfall.records.planning.models import Assignment
from utfall.records.planning.queries import assignments as queries
from utfall.records.planning.queries.access import may_see, may_write
from utfall.records.reporting.actions.assignments import report_back
from utfall.records.reporting.queries.assignments import open_rounds, reports, reports_by_assignment
from utfall.web.planning import finding
from utfall.web.planning.forms import AssignmentForm, CloseForm, ReportForm
from utfall.web.planning.pages import assignments as pages
from utfall.web.planning.pages import sheets
from utfall.web.planning.pages.form import FormPage
from utfall.web.shell import workbook
from utfall.web.shell.asking import asking, posted, said, unless

_FORM = "planning/form.html"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the assignments of the person's own authority."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        raise Http404
    unless(may_see(who, who.authority))
    return redirect("planning:assignments", who.authority.code)


@require_safe
def assignments(request: HttpRequest, code: str) -> HttpResponse:
    """All assignments of an authority."""
    found = _committee(request, code)
    page = pages.assignments(
        queries.assignments(found.authority), found.unit, reports_by_assignment(found.authority),
        view=request.GET.get("visa", ""), may_write=found.may_write() is None, today=found.who.actor.today,
    )  # fmt: skip
    if workbook.is_asked(request):
        return workbook.answer(sheets.assignments(page))
    return render(request, "planning/assignments.html", {"page": page})


@require_safe
def assignment(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One assignment with how it was reported."""
    found = _committee(request, code)
    return _shown(request, found, _assignment(found, number))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """An assignment taken down from a decision."""
    found = _committee(request, code)
    unless(found.may_write())
    form = AssignmentForm(posted(request), givers=_givers(), units=_units(found))
    if request.method == "POST" and form.is_valid():
        made = actions.add_assignment(found.authority, form.given(), by=found.who, now=timezone.now())
        if isinstance(made, Assignment):
            messages.success(request, gettext(_("Uppdraget är tillagt.")))
            return redirect("planning:assignment", code, made.pk)
        form.add_error(None, said(made))
    page = _form_page(found, gettext(_("Nytt uppdrag")), gettext(_("Lägg till")))
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Other words, dates or unit."""
    found = _committee(request, code)
    unless(found.may_write())
    row = _assignment(found, number)
    form = AssignmentForm(posted(request), givers=_givers(), units=_units(found), assignment=row)
    if request.method == "POST" and form.is_valid():
        done = actions.change_assignment(number, form.given(), by=found.who, now=timezone.now())
        if isinstance(done, Assignment):
            messages.success(request, gettext(_("Uppdraget är ändrat.")))
            return redirect("planning:assignment", code, number)
        form.add_error(None, said(done))
    page = _form_page(found, gettext(_("Ändra uppdrag")), gettext(_("Spara")), row)
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Where it stands in a round."""
    found = _committee(request, code)
    row = _assignment(found, number)
    unless(may_write(found.who, found.authority, path_of(row.responsible)))
    rounds = {one.code: one for one in open_rounds(found.authority)}
    form = ReportForm(request.POST, rounds=((one.code, one.name) for one in rounds.values()))
    if not form.is_valid():
        return _shown(request, found, row, form)
    state = AssignmentState(form.cleaned_data["state"])
    done = report_back(number, rounds[form.cleaned_data["round"]], state, by=found.who, now=timezone.now())
    if isinstance(done, Denied):
        form.add_error(None, said(done))
        return _shown(request, found, row, form)
    messages.success(request, gettext(_("Återrapporteringen är sparad.")))
    return redirect("planning:assignment", code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Close it, by the decision that is written in the form."""
    found = _committee(request, code)
    unless(found.may_record())
    row = _assignment(found, number)
    form = CloseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = actions.close_assignment(
            number, form.cleaned_data["decision"], by=found.who, now=timezone.now()
        )
        if isinstance(done, Assignment):
            messages.success(request, gettext(_("Uppdraget är avslutat.")))
            return redirect("planning:assignment", code, number)
        form.add_error(None, said(done))
    page = _form_page(found, gettext(_("Avsluta uppdrag")), gettext(_("Avsluta uppdraget")), row)
    return render(request, _FORM, {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def reopen(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back a closing."""
    found = _committee(request, code)
    unless(found.may_record())
    _assignment(found, number)
    done = actions.reopen_assignment(number, by=found.who, now=timezone.now())
    if isinstance(done, Denied):
        messages.error(request, said(done))
    else:
        messages.success(request, gettext(_("Uppdraget är öppet igen.")))
    return redirect("planning:assignment", code, number)


def _shown(
    request: HttpRequest, found: finding.Place, row: Assignment, form: ReportForm | None = None
) -> HttpResponse:
    rounds = tuple((one.code, one.name) for one in open_rounds(found.authority))
    page = pages.assignment(
        row, found.unit, reports(row),
        may_write=found.may_write() is None, may_record=found.may_record() is None,
        may_report=may_write(found.who, found.authority, path_of(row.responsible)) is None,
        has_round=bool(rounds), today=found.who.actor.today,
    )  # fmt: skip
    form = form or ReportForm(None, rounds=rounds, state=row.state)
    status = 422 if form.errors else 200
    return render(request, "planning/assignment.html", {"page": page, "form": form}, status=status)


def _committee(request: HttpRequest, code: str) -> finding.Place:
    found = finding.seen(request, code)
    finding.committee_of(found)
    return found


def _assignment(found: finding.Place, number: int) -> Assignment:
    row = queries.assignment(found.authority, number)
    if row is None:
        raise Http404
    return row


def _givers() -> Iterable[OrgUnit]:
    return queries.givers()


def _units(found: finding.Place) -> Iterable[OrgUnit]:
    return queries.responsible_units(found.authority)


def _form_page(found: finding.Place, title: str, yes: str, row: Assignment | None = None) -> FormPage:
    listed = reverse("planning:assignments", args=(found.unit.code,))
    back = reverse("planning:assignment", args=(found.unit.code, row.pk)) if row else listed
    trail = [(gettext(_("Uppdrag")), listed)]
    if row is not None:
        trail.append((row.name, back))
    return FormPage(title, yes, back, trail=tuple(trail), committee=found.authority.name)
