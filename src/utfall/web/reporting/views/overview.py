"""Läge i rapporteringen: who is done with what, and the deeds on chosen units."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.access import Act, Kind, no_access, permission
from utfall.domain.access.permission import MANAGERS
from utfall.domain.denied import Denied
from utfall.domain.reporting import State
from utfall.jobs.reminders import addresses
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting import actions
from utfall.records.reporting.models import OWED, Task
from utfall.records.reporting.queries.contributions import round_refusal
from utfall.records.reporting.queries.forecasts_due import owed_by
from utfall.records.reporting.queries.overview import overview as asked_overview
from utfall.records.reporting.queries.overview import progress, rounds_of, rounds_with_unit, units_of
from utfall.records.reporting.queries.shared import complete
from utfall.records.reporting.queries.things import not_secret
from utfall.web.reporting import forms
from utfall.web.reporting.asking import Asking, asking, errors, refuse, round_asked, sentence
from utfall.web.reporting.pages import overview as pages
from utfall.web.reporting.pages import sheets
from utfall.web.shell import workbook


@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    """To the round that is open, or the last one; to what has come of it for those who only read that."""
    asked = asking(request)
    rounds = rounds_of(asked.by)
    if not rounds:
        return refuse(asked, no_access())
    here = Asking(asked.by, asked.by.authority, asked.today)
    takes_part = round_refusal(rounds[0], asked.by) is None
    return redirect(here.href("overview" if takes_part else "round", rounds[0].code))


@require_safe
def overview(request: HttpRequest, round: str) -> HttpResponse:
    """Units by sections; for those of another authority only how many parts are done."""
    asked = asking(request)
    found = round_asked(asked, round)
    outside = asked.is_outside
    refused = round_refusal(found, asked.by, kind=Kind.PROGRESS if outside else Kind.ROUND)
    if refused is not None:
        return refuse(asked, refused)
    if outside:
        outside_page = pages.progress_page(found, progress(found))
        return render(request, "reporting/progress.html", {"page": outside_page})
    may = {
        name
        for name, act in (("remind", Act.REMIND), ("move", Act.MOVE_DATE))
        if permission(asked.by.actor, act, Kind.TASK) is None
    }
    shown = request.GET.get("visa", "")
    known = asked_overview(found, asked.by, today=asked.today)
    rounds = rounds_of(asked.by)
    page = pages.page(asked, found, known, rounds, shown=shown, may=frozenset(may))
    if workbook.is_asked(request):
        return workbook.answer(sheets.followed_up(page, found.code))
    return render(request, "reporting/overview.html", {"page": page, "day": forms.Day()})


@require_safe
def unit(request: HttpRequest, round: str, unit: str) -> HttpResponse:
    """One unit's tasks in the round."""
    asked = asking(request)
    found = _within(asked, round)
    tasks = tuple(
        Task.objects.filter(OWED, round=found, unit__code=unit)
        .filter(contribution__in=found.contributions.filter(not_secret(asked.by)))
        .select_related("contribution")
        .order_by("position", "pk")
    )
    complete(tasks, (found,))
    shown = tuple(task for task in tasks if _follows(asked, task))
    forecasts = owed_by(found, unit, asked.by)
    if not shown and not forecasts:
        raise Http404
    own = shown[0].unit if shown else forecasts[0].unit
    page = pages.unit_page(
        asked,
        found,
        own,
        shown,
        forecasts=forecasts,
        units=units_of(found, asked.by),
        rounds=rounds_with_unit(asked.by, unit),
    )
    return render(request, "reporting/unit.html", {"page": page})


@require_POST
def overview_deed(request: HttpRequest, round: str) -> HttpResponse:
    """Remind the chosen units, give their tasks to somebody else, or move their last day."""
    asked = asking(request)
    found = _within(asked, round)
    units = [int(value) for value in request.POST.getlist("enhet") if value.isdigit()]
    back = asked.href("overview", found.code, visa=request.GET.get("visa", ""))
    if not units:
        messages.error(request, gettext(_("Välj minst en enhet.")))
        return redirect(back)
    if request.POST.get("deed") == "give":
        return redirect(asked.href("give", runda=found.code, enhet=units))
    if request.POST.get("deed") == "move":
        _move(request, asked, found, units)
    else:
        _remind(request, asked, found, units)
    return redirect(back)


def _remind(request: HttpRequest, asked: Asking, round: Round, units: list[int]) -> None:
    sent = actions.remind(round, units, by=asked.by, now=timezone.now(), addresses=addresses())
    if isinstance(sent, Denied):
        refuse(asked, sent)
    if sent:
        text = ngettext("%(num)s person är påmind.", "%(num)s personer är påminda.", sent) % {"num": sent}
        messages.success(request, text)
    else:
        messages.info(
            request, gettext(_("Ingen påmindes: de har redan fått brev i dag, eller har inget kvar."))
        )


def _move(request: HttpRequest, asked: Asking, round: Round, units: list[int]) -> None:
    form = forms.Day(request.POST)
    if not form.is_valid():
        messages.error(request, errors(form))
        return
    tasks = Task.objects.filter(
        round=round, unit__in=units, contribution__state__in=(State.DRAFT, State.RETURNED)
    ).values_list("pk", flat=True)
    result = actions.move_deadline(
        list(tasks), form.day, by=asked.by, now=timezone.now(), round=round, units=units
    )
    if not isinstance(result, Denied):
        text = ngettext(
            "%(num)s uppgift har nytt slutdatum.", "%(num)s uppgifter har nytt slutdatum.", len(result)
        )
        messages.success(request, text % {"num": len(result)})
    elif result.code.startswith("access."):
        refuse(asked, result)
    else:
        messages.error(request, sentence(result))


def _within(asked: Asking, code: str) -> Round:
    """The round, for those who take part in it."""
    found = round_asked(asked, code)
    refused = round_refusal(found, asked.by)
    return found if refused is None else refuse(asked, refused)


def _follows(asked: Asking, task: Task) -> bool:
    """A manager follows her own part of the tree; staff follows all."""
    held = asked.by.actor.held
    if any(grant.role not in MANAGERS for grant in held):
        return True
    path = tuple(filter(None, task.unit.path.split("/")))
    return any(grant.covers(path) for grant in held) or (
        task.person is not None and task.person.get_username() in asked.by.answers_for
    )
