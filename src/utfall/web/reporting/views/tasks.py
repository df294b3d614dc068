"""Mina uppgifter, and what can be done with a task without opening it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.access import no_access, visibility
from utfall.domain.access.permission import STAFF
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.organisation.actor import holders
from utfall.records.organisation.models import Person, Substitute
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.listed import UNFINISHED, in_order, own_of
from utfall.records.reporting.queries.owing import owing
from utfall.records.reporting.queries.previous import previous_of
from utfall.records.reporting.queries.things import thing
from utfall.web.reporting import facts, forms, money
from utfall.web.reporting.asking import Asking, asking, refuse, sentence
from utfall.web.reporting.pages import sheets
from utfall.web.reporting.pages import tasks as pages
from utfall.web.reporting.wording import unit_name
from utfall.web.shell import workbook


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What the signed-in person owes in the authority that she acts for."""
    asked = _staff(request)
    shown = request.GET.getlist("visa")
    whole = pages.WHOLE in shown or workbook.is_asked(request)
    owed = owing(asked.by, today=asked.today, most=None if whole else pages.MOST)
    away = Substitute.objects.filter(
        person=asked.by.person, authority=asked.authority, ends_on__gte=asked.today
    ).select_related("substitute")
    unwritten = (
        row.contribution
        for row in owed.rows
        if pages.may_answer(row) and not row.contribution.markdown.strip()
    )
    page = pages.tasks(
        asked,
        owed,
        away,
        money.beside_all(unwritten),
        shown=pages.OWN if pages.OWN in shown else "",
        whole=whole,
    )
    if workbook.is_asked(request):
        return workbook.answer(sheets.owed(page))
    return render(request, "reporting/tasks.html", {"page": page})


@require_POST
def unchanged(request: HttpRequest) -> HttpResponse:
    """One press: nothing has changed since the last report."""
    asked = _staff(request)
    number, version = _number(request, "contribution"), _number(request, "version")
    found = Contribution.objects.filter(pk=number).select_related("round", "round__previous", "unit").first()
    if found is None or found.round is None:
        return redirect(asked.href("tasks"))
    before = previous_of(found)
    result = actions.answer_unchanged(
        number, version=version, by=asked.by, now=timezone.now(),
        facts=facts.for_texts(found.round, [before.markdown if before else ""]),
    )  # fmt: skip
    match result:
        case Denied():
            refuse(asked, result)
        case actions.Saved():
            messages.success(request, gettext(_("Klarmarkerad som oförändrad. Öppna den om du vill ångra.")))
        case _:
            messages.warning(
                request, gettext(_("Det gick inte med ett tryck. Öppna uppgiften och svara där."))
            )
    return redirect(asked.href("tasks"))


def give(request: HttpRequest) -> HttpResponse:
    """Choose tasks and who is to do them."""
    asked = _staff(request)
    people = _people(asked)
    form = forms.Giving(request.POST or None, people=people)
    error = ""
    if request.method == "POST" and form.is_valid():
        to = next(one for one in people if one.get_username() == form.cleaned_data["to"])
        result = actions.give(_numbers(request), to, by=asked.by, now=timezone.now())
        if not isinstance(result, Denied):
            text = ngettext("%(num)s uppgift är given till %(name)s.", "%(num)s uppgifter är givna till %(name)s.",
                            len(result))  # fmt: skip
            messages.success(request, text % {"num": len(result), "name": to})
            return redirect(_back(asked, request))
        error = sentence(result)
    page = _giving(asked, request, error)
    failed = request.method == "POST"
    return render(request, "reporting/give.html", {"page": page, "form": form}, status=422 if failed else 200)


def substitute(request: HttpRequest) -> HttpResponse:
    """Appoint somebody to answer for one's tasks while one is away."""
    asked = _staff(request)
    people = [one for one in _people(asked) if one.pk != asked.by.person.pk]
    form = forms.Absence(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = next(one for one in people if one.get_username() == given["to"])
        result = actions.appoint_substitute(
            to, starts_on=given["starts_on"], ends_on=given["ends_on"], by=asked.by, now=timezone.now()
        )
        if not isinstance(result, Denied):
            messages.success(request, gettext(_("%(name)s är din vikarie.")) % {"name": to})
            return redirect(asked.href("tasks"))
        form.add_error(None, sentence(result))
    present = Substitute.objects.filter(person=asked.by.person, authority=asked.authority).select_related(
        "substitute"
    )
    page = pages.Absence(
        authority=asked.authority.name if asked.authority else "", action=request.get_full_path(),
        back=asked.href("tasks"),
        present=tuple(
            (f"{one.substitute}, {one.starts_on.isoformat()}–{one.ends_on.isoformat()}",
             asked.href("end_substitute", one.pk))
            for one in present
        ),
    )  # fmt: skip
    failed = request.method == "POST"
    return render(
        request, "reporting/substitute.html", {"page": page, "form": form}, status=422 if failed else 200
    )


@require_POST
def end_substitute(request: HttpRequest, number: int) -> HttpResponse:
    """Take back an appointment."""
    asked = _staff(request)
    result = actions.end_substitute(number, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        refuse(asked, result)
    messages.success(
        request, gettext(_("%(name)s är inte längre din vikarie.")) % {"name": result.substitute}
    )
    return redirect(asked.href("substitute"))


def _staff(request: HttpRequest) -> Asking:
    """The question of somebody who takes part in the work; others have no tasks, and are told so."""
    asked = asking(request)
    if asked.is_outside and asked.by.authority is not None:
        asked = Asking(asked.by, asked.by.authority, asked.today)
    if not STAFF & asked.by.actor.roles:
        refuse(asked, no_access())
    return asked


def _people(asked: Asking) -> tuple[Person, ...]:
    assert asked.by.authority is not None
    found = holders(asked.by.authority, today=asked.today)
    return pages.people_of((person, role) for person, role in found if role in STAFF)


def _numbers(request: HttpRequest) -> list[int]:
    values = [*request.POST.getlist("uppgift")] or [*request.GET.getlist("uppgift")]
    return [int(value) for value in values if value.isdigit()]


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() else 0


def _giving(asked: Asking, request: HttpRequest, error: str) -> pages.Giving:
    """Her own unfinished tasks, the first of them or all, after those that the address or the form names."""
    numbers = set(_numbers(request))
    named = _named(asked, request, numbers)
    listed = own_of(in_order(asked.by, today=asked.today))
    own = [one.task for one in listed if one.state in UNFINISHED and one.task not in named]
    is_cut = len(own) > pages.MOST and pages.WHOLE not in request.GET.getlist("visa")
    shown = own[: pages.MOST] if is_cut else own
    fetched = Task.objects.filter(pk__in=shown).select_related("unit").in_bulk()
    tasks = [*named.values(), *(fetched[number] for number in shown if number in fetched)]
    chosen = numbers | set(named)
    return pages.Giving(
        authority=asked.authority.name if asked.authority else "",
        action=request.get_full_path(),
        back=_back(asked, request),
        choices=tuple(
            pages.Choice(task.pk, task.title, unit_name(task.unit), task.pk in chosen) for task in tasks
        ),
        error=error,
        count=len(named) + len(own),
        whole=_whole(asked, request) if is_cut else "",
    )


def _whole(asked: Asking, request: HttpRequest) -> str:
    """The address of the same choice with all tasks in it."""
    names = ("uppgift", "runda", "enhet")
    kept = {name: request.GET.getlist(name) for name in names if name in request.GET}
    return asked.href("give", **kept, visa=pages.WHOLE)


def _named(asked: Asking, request: HttpRequest, numbers: set[int]) -> dict[int, Task]:
    """The tasks that are named and that she may see: chosen ones, or the unfinished of chosen units in a round."""
    units = [int(value) for value in request.GET.getlist("enhet") if value.isdigit()]
    named = Task.objects.filter(round__authority=asked.by.authority, pk__in=numbers) | Task.objects.filter(
        round__authority=asked.by.authority, round__code=request.GET.get("runda", ""), unit__in=units,
        contribution__state__in=UNFINISHED,
    )  # fmt: skip
    return {
        task.pk: task
        for task in named.select_related(
            "unit", "contribution__authority", "contribution__round", "contribution__unit", "contribution__task__unit",
            "contribution__task__person", "contribution__changed_by",
        ).order_by("position", "pk")
        if visibility(asked.by.actor, thing(task.contribution, by=asked.by)) is None
    }  # fmt: skip


def _back(asked: Asking, request: HttpRequest) -> str:
    code = request.GET.get("runda", "")
    return asked.href("overview", code) if code else asked.href("tasks")
