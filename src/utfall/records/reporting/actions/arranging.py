"""Who does it and by when: tasks given to others, substitutes, deadlines, the thread beside a text."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from django.db import transaction

from utfall.domain.access import Act, Kind, permission, visibility
from utfall.domain.access.permission import STAFF
from utfall.domain.denied import Denied, first_refusal
from utfall.domain.reporting import Proposal, RoundDeed, RoundState, State, StepDate, moved
from utfall.domain.reporting import Step as DomainStep
from utfall.domain.roles import Role
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance.actions.asking import move as move_forecasts
from utfall.records.organisation.actor import Acting, holders, path_of
from utfall.records.organisation.models import Authority, Person, Round, RoundStep, Substitute
from utfall.records.reporting.actions.rounds import held, move, note_round
from utfall.records.reporting.models import Contribution, Remark, Task
from utfall.records.reporting.queries.things import RELATED, thing

NO_ROLE_HERE = _("{name} har ingen roll i nämnden. Be den som delar ut behörigheter att ge en först.")
NOT_YOUR_TASK = Denied(
    "task.not-yours",
    _("Bara den som har uppgiften, chefen ovanför och controllern kan ge den till någon annan."),
)
PASSED = Denied("date.passed", _("Datumet har redan varit. Välj en dag från och med i dag."))
BACKWARDS = Denied("date.backwards", _("Den sista dagen är före den första. Byt plats på dem."))
HERSELF = Denied("substitute.herself", _("Välj någon annan än dig själv."))
EMPTY_REMARK = Denied("remark.empty", _("Skriv något innan du skickar."))


@transaction.atomic
def give(numbers: Collection[int], to: Person, *, by: Acting, now: dt.datetime) -> tuple[Task, ...] | Denied:
    """Give tasks to somebody else with a role in the authority; who gave them stays visible."""
    tasks = _tasks(numbers)
    refused = first_refusal(_not_staff(to, by), _any_refused(tasks, by, _may_give))
    if refused is not None:
        return refused
    for task in tasks:
        task.person, task.given_by = to, by.person
    Task.objects.bulk_update(tasks, ("person", "given_by"), batch_size=500)
    _note_tasks("task.give", tasks, by, now, to=to.get_username())
    return tuple(tasks)


@transaction.atomic
def move_deadline(
    numbers: Collection[int],
    due_on: dt.date,
    *,
    by: Acting,
    now: dt.datetime,
    round: Round | None = None,
    units: Collection[int] = (),
) -> tuple[Task, ...] | Denied:
    """Give tasks another last day, and with them the forecasts that the units owe in the round."""
    refused = permission(by.actor, Act.MOVE_DATE, Kind.TASK)
    if refused is not None:
        return refused
    if due_on < now.date():
        return PASSED
    tasks = _tasks(numbers)
    refused = _any_refused(tasks, by, _may_see) if tasks else None
    if refused is not None:
        return refused
    own = by.authority is not None and round is not None and round.authority_id == by.authority.pk
    forecasts = move_forecasts(round, frozenset(units), due_on) if round is not None and own else 0
    if not tasks and not forecasts:
        return NOT_YOUR_TASK
    for task in tasks:
        task.due_on = due_on
    Task.objects.bulk_update(tasks, ("due_on",), batch_size=500)
    if tasks:
        _note_tasks("task.move-date", tasks, by, now, due_on=due_on.isoformat(), forecasts=forecasts)
    elif round is not None:
        note_round(round, "task.move-date", by, now, due_on=due_on.isoformat(), forecasts=forecasts)
    return tuple(tasks)


@transaction.atomic
def appoint_substitute(
    substitute: Person, *, starts_on: dt.date, ends_on: dt.date, by: Acting, now: dt.datetime
) -> Substitute | Denied:
    """Let somebody answer for one's tasks while one is away, in the authority that one acts for."""
    if substitute == by.person:
        return HERSELF
    if ends_on < starts_on:
        return BACKWARDS
    if ends_on < now.date():
        return PASSED
    refused = _not_staff(substitute, by)
    if refused is not None or by.authority is None:
        return refused if refused is not None else NOT_YOUR_TASK
    made = Substitute.objects.create(
        authority=by.authority, person=by.person, substitute=substitute, starts_on=starts_on, ends_on=ends_on
    )
    _note(by, by.authority, "substitute.appoint", f"person:{by.username}", now,
          substitute=substitute.get_username(), starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())  # fmt: skip
    return made


@transaction.atomic
def end_substitute(number: int, *, by: Acting, now: dt.datetime) -> Substitute | Denied:
    """Take back one's own appointment."""
    found = (
        Substitute.objects.filter(pk=number, person=by.person)
        .select_related("authority", "substitute")
        .first()
    )
    if found is None:
        return NOT_YOUR_TASK
    _note(by, found.authority, "substitute.end", f"person:{by.username}", now,
          substitute=found.substitute.get_username())  # fmt: skip
    Substitute.objects.filter(pk=number).delete()
    return found


@transaction.atomic
def move_meeting(
    number: int,
    meeting_on: dt.date,
    *,
    by: Acting,
    now: dt.datetime,
    accepted: Collection[DomainStep] | None = None,
) -> tuple[Proposal, ...] | Denied:
    """Move the committee's meeting, with the steps whose proposed dates are accepted; None accepts all.

    Open tasks that were due on a step's old date follow it. After the report has been tabled, this is what takes it
    up again.
    """
    round = held(number)
    if round.state == RoundState.TABLED:
        after = move(round, RoundDeed.SET_NEW_DATE, by)
        if isinstance(after, Denied):
            return after
        round.state = after
    else:
        refused = first_refusal(permission(by.actor, Act.MOVE_DATE, Kind.ROUND), _foreign(round, by))
        if refused is not None:
            return refused
    if meeting_on < now.date():
        return PASSED
    chosen = tuple(
        one
        for one in proposals(round, meeting_on, today=now.date())
        if accepted is None or one.step in accepted or one.step is DomainStep.COMMITTEE
    )
    for one in chosen:
        RoundStep.objects.filter(round=round, step=one.step).update(due_on=one.proposed)
        Task.objects.filter(round=round, due_on=one.now).exclude(
            contribution__state__in=(State.APPROVED, State.LOCKED)
        ).update(due_on=one.proposed)
    round.meeting_on = meeting_on
    round.save(update_fields=("meeting_on", "state"))
    note_round(round, "round.move-meeting", by, now, meeting=meeting_on.isoformat())
    return chosen


def proposals(round: Round, meeting_on: dt.date, *, today: dt.date) -> tuple[Proposal, ...]:
    """What a new day for the meeting proposes for the other steps."""
    if round.meeting_on is None:
        return ()
    dates = tuple(
        StepDate(DomainStep(row.step), row.due_on, Role(row.responsible))
        for row in RoundStep.objects.filter(round=round)
    )
    order = {step: place for place, step in enumerate(DomainStep)}
    ordered = tuple(sorted(dates, key=lambda one: order[one.step]))
    return moved(ordered, old=round.meeting_on, new=meeting_on, today=today)


@transaction.atomic
def release_ledger(number: int, *, by: Acting, now: dt.datetime) -> Round | Denied:
    """Let the round see what has been imported to the ledger since it was opened."""
    round = held(number)
    refused = first_refusal(permission(by.actor, Act.CONFIRM, Kind.CONTRIBUTION), _foreign(round, by))
    if refused is not None:
        return refused
    before, round.facts_as_of = round.facts_as_of, now
    round.save(update_fields=("facts_as_of",))
    note_round(round, "round.release-ledger", by, now, before=before.isoformat() if before else "")
    return round


@transaction.atomic
def add_remark(
    number: int, text: str, *, by: Acting, now: dt.datetime, quote: str = "", to: Person | None = None
) -> Remark | Denied:
    """Say something beside a text, to everybody who sees it or to somebody by name."""
    if not text.strip():
        return EMPTY_REMARK
    contribution = Contribution.objects.select_related(*RELATED).get(pk=number)
    refused = first_refusal(
        visibility(by.actor, thing(contribution, by=by)), _not_staff(to, by) if to else None
    )
    if refused is not None:
        return refused
    remark = Remark.objects.create(
        contribution=contribution, quote=quote.strip()[:300], text=text.strip(), to=to, by=by.person, at=now
    )
    _note(by, contribution.authority, "remark.add", f"contribution:{number}", now, remark=remark.pk)
    return remark


@transaction.atomic
def resolve_remark(number: int, *, by: Acting, now: dt.datetime) -> Remark | Denied:
    """Say that what a remark asked for has been done; it folds, and stays."""
    remark = Remark.objects.select_related(
        "contribution", *(f"contribution__{name}" for name in RELATED)
    ).get(pk=number)
    refused = visibility(by.actor, thing(remark.contribution, by=by))
    if refused is not None:
        return refused
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by = now, by.person
        remark.save(update_fields=("resolved_at", "resolved_by"))
        _note(by, remark.contribution.authority, "remark.resolve",
              f"contribution:{remark.contribution_id}", now, remark=remark.pk)  # fmt: skip
    return remark


def _tasks(numbers: Collection[int]) -> list[Task]:
    return list(
        Task.objects.filter(pk__in=numbers)
        .select_related(
            "round", "unit", "person", "contribution", *(f"contribution__{name}" for name in RELATED)
        )
        .order_by("pk")
    )


def _any_refused(
    tasks: Iterable[Task], by: Acting, asked: Callable[[Task, Acting], Denied | None]
) -> Denied | None:
    answers = [asked(task, by) for task in tasks]
    return next((answer for answer in answers if answer is not None), None) if answers else NOT_YOUR_TASK


def _may_see(task: Task, by: Acting) -> Denied | None:
    return visibility(by.actor, thing(task.contribution, by=by))


def _may_give(task: Task, by: Acting) -> Denied | None:
    """Whoever has it may pass it on; so may a manager of its unit or above, and the controller."""
    hidden = _may_see(task, by)
    if hidden is not None:
        return hidden
    hers = task.person is not None and task.person.get_username() in by.answers_for
    may = permission(by.actor, Act.GIVE, Kind.TASK, path=path_of(task.unit)) is None
    return None if hers or may else NOT_YOUR_TASK


def _not_staff(person: Person, by: Acting) -> Denied | None:
    """Work is only given to people with a role in the authority that takes part in it."""
    if by.authority is None:
        return NOT_YOUR_TASK
    staff = {one.pk for one, role in holders(by.authority, today=by.actor.today) if role in STAFF}
    return None if person.pk in staff else Denied("task.no-role", NO_ROLE_HERE, {"name": str(person)})


def _foreign(round: Round, by: Acting) -> Denied | None:
    own = by.authority is not None and by.authority.pk == round.authority_id
    return None if own else NOT_YOUR_TASK


def _note_tasks(deed: str, tasks: Iterable[Task], by: Acting, now: dt.datetime, **details: object) -> None:
    tasks = tuple(tasks)
    _note(by, tasks[0].round.authority, deed, f"round:{tasks[0].round_id}", now,
          tasks=[task.pk for task in tasks], **details)  # fmt: skip


def _note(
    by: Acting, authority: Authority, deed: str, object: str, now: dt.datetime, **details: object
) -> None:
    note(deed, by=by.username, at=now, object=object, authority=authority.code, details=details)
