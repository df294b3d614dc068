"""What one person owes: her list of tasks, from which the start page and the mail are made alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from utfall.domain.reporting import (
    Answer,
    Capacity,
    Flag,
    RoundState,
    State,
    WorkStatus,
    flags,
    work_status,
)
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Person, Round
from utfall.records.reporting.models import Contribution, Remark, Task
from utfall.records.reporting.queries.previous import previous_texts
from utfall.records.reporting.queries.responsibility import WHOLE, Responsibility, responsibility
from utfall.records.reporting.queries.things import not_secret

SOON = dt.timedelta(days=7)
"""What is due within this time is to be done now."""


class Group(StrEnum):
    """The four parts of the list."""

    NOW = "nu"
    LATER = "senare"
    WAITING = "vantar"
    DONE = "klart"


@dataclass(frozen=True, slots=True)
class Row:
    """One task in somebody's list. `approves` is whether what is asked of her is to approve it.

    `waits_for` names those that the next step is with; `previous` is the text that "unchanged" would refer to.
    """

    task: Task
    group: Group
    status: WorkStatus
    flags: tuple[Flag, ...]
    approves: bool = False
    waits_for: tuple[Person, ...] = ()
    previous: Contribution | None = None

    @property
    def contribution(self) -> Contribution:
        """What answers the task."""
        return self.task.contribution


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody's list: rows in order of due date, the rounds that they are about, remarks to her, what opens next."""

    rows: tuple[Row, ...]
    rounds: tuple[Round, ...]
    remarks: tuple[Remark, ...]
    opens_next: Round | None

    def group(self, group: Group) -> tuple[Row, ...]:
        """The rows of one part of the list."""
        return tuple(row for row in self.rows if row.group is group)

    @property
    def own(self) -> tuple[Row, ...]:
        """Her own tasks: neither what she approves nor what she has given away."""
        return tuple(row for row in self.rows if not row.approves and row.task.pk not in self._given)

    @property
    def _given(self) -> frozenset[int]:
        return frozenset(
            row.task.pk
            for row in self.rows
            if row.group is Group.WAITING and row.status not in (WorkStatus.DONE, WorkStatus.APPROVED)
        )

    @property
    def done(self) -> int:
        """How many of her own tasks are done, approved or not."""
        return sum(row.status in (WorkStatus.DONE, WorkStatus.APPROVED) for row in self.own)

    @property
    def minutes_left(self) -> int:
        """How long the rest of her own is thought to take."""
        unfinished = (WorkStatus.NOT_STARTED, WorkStatus.ONGOING)
        return sum(row.task.minutes for row in self.own if row.status in unfinished)


def owing(by: Acting, *, today: dt.date) -> Owing:
    """What she owes in the authority that she acts for, in every open round. Six queries, whatever the size."""
    if by.authority is None:
        return Owing((), (), (), None)
    answers = responsibility(by.authority, today=today)
    tasks = tuple(_tasks(by, answers))
    previous = previous_texts(task.contribution for task in tasks)
    found = (_row(task, by, answers, today, previous.get(task.contribution_id)) for task in tasks)
    rows = sorted(filter(None, found), key=_order)
    rounds = tuple(Round.objects.filter(authority=by.authority).order_by("position"))
    return Owing(
        rows=tuple(rows),
        rounds=tuple(round for round in rounds if round.state == RoundState.OPEN),
        remarks=_remarks(by),
        opens_next=_next(rounds, today),
    )


def _tasks(by: Acting, answers: Responsibility) -> Iterable[Task]:
    """The tasks that concern her in any way, and no others: a head does not fetch what area managers approve."""
    own = Q(person__username__in=by.answers_for) | Q(given_by=by.person)
    own |= Q(person=None, unit__path__in=answers.written_by(by.answers_for)) & ~Q(unit__kind__in=WHOLE)
    own |= Q(person=None, unit__kind__in=WHOLE, section__in=answers.sections_of(by.answers_for))
    judged = Q(contribution__state=State.SUBMITTED, unit__path__in=answers.judged_by(by.answers_for))
    return (
        Task.objects.filter(own | judged, round__authority=by.authority, round__state=RoundState.OPEN)
        .filter(pk__in=Task.objects.filter(_visible(by)).values("pk"))
        .select_related(
            "round", "round__previous", "unit", "person", "given_by",
            "contribution", "contribution__round", "contribution__round__previous", "contribution__unit",
            "contribution__changed_by",
        )
    )  # fmt: skip


def _visible(by: Acting) -> Q:
    hidden = Contribution.objects.exclude(not_secret(by)).values("pk")
    return ~Q(contribution__in=hidden)


def _row(
    task: Task, by: Acting, answers: Responsibility, today: dt.date, previous: Contribution | None
) -> Row | None:
    contribution = task.contribution
    state, names = State(contribution.state), by.answers_for
    status = work_status(state, begun=is_begun(contribution))
    writers = answers.writers(task)
    judges = answers.judges(task.unit)
    if state is State.SUBMITTED and _among(judges, names):
        shown = flags(state, due_on=task.due_on, today=today, role=Capacity.APPROVER)
        return Row(task, Group.NOW, status, shown, approves=True)
    shown = flags(state, due_on=task.due_on, today=today, role=Capacity.AUTHOR)
    if not _among(writers, names):
        given = task.given_by is not None and task.given_by.get_username() in names
        unfinished = state in (State.DRAFT, State.RETURNED)
        return Row(task, Group.WAITING, status, shown, waits_for=writers) if given and unfinished else None
    match state:
        case State.DRAFT | State.RETURNED:
            now = state is State.RETURNED or task.due_on <= today + SOON
            return Row(task, Group.NOW if now else Group.LATER, status, shown, previous=previous)
        case State.SUBMITTED:
            return Row(task, Group.WAITING, status, shown, waits_for=judges)
        case _:
            return Row(task, Group.DONE, status, shown)


def is_begun(contribution: Contribution) -> bool:
    """Whether anything has been answered."""
    return bool(
        contribution.markdown.strip() or contribution.assessment or contribution.answer != Answer.TEXT
    )


def _remarks(by: Acting) -> tuple[Remark, ...]:
    return tuple(
        Remark.objects.filter(
            to__username__in=by.answers_for, resolved_at=None, contribution__authority=by.authority,
            contribution__round__state=RoundState.OPEN, contribution__secret="",
        )
        .select_related("by", "contribution", "contribution__round", "contribution__unit", "contribution__task")
        .order_by("at")
    )  # fmt: skip


def _next(rounds: Iterable[Round], today: dt.date) -> Round | None:
    planned = [
        one for one in rounds if one.state == RoundState.PLANNED and one.opens_on and one.opens_on >= today
    ]
    return min(planned, key=lambda one: one.opens_on or today, default=None)


def _order(row: Row) -> tuple[dt.date, bool, int, int, int]:
    return (row.task.due_on, not row.approves, row.task.position, row.task.unit.position, row.task.pk)


def _among(people: Iterable[Person], names: frozenset[str]) -> bool:
    return any(person.get_username() in names for person in people)
