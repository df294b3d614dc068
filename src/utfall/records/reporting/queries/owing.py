"""What one person owes: her list of tasks, from which the start page and the mail are made alike."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

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
from utfall.records.reporting.models import OWED, Contribution, Remark, Task
from utfall.records.reporting.queries.agreements_due import AgreementDue, agreements_due
from utfall.records.reporting.queries.forecasts_due import ForecastDue, forecasts_due
from utfall.records.reporting.queries.groups import SOON, Group
from utfall.records.reporting.queries.previous import previous_texts
from utfall.records.reporting.queries.responsibility import WHOLE, Responsibility, responsibility
from utfall.records.reporting.queries.shared import complete

APPROVALS = 10
"""How many approvals stand in the list by name; the rest are counted, and are on the approver's own page."""


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

    @property
    def is_given(self) -> bool:
        """Whether she has given it to somebody who has not answered it yet."""
        return self.group is Group.WAITING and self.status not in (WorkStatus.DONE, WorkStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody's list: rows in order of due date, the rounds that they are about, remarks to her, what opens next."""

    rows: tuple[Row, ...]
    rounds: tuple[Round, ...]
    remarks: tuple[Remark, ...]
    opens_next: Round | None
    more_to_approve: int = 0
    """How many more wait for her approval than stand among the rows."""
    forecasts: tuple[ForecastDue, ...] = ()
    """The forecasts that she owes or is to approve, in order of due date."""

    agreements: tuple[AgreementDue, ...] = ()
    """What she has to do about agreements. They are of no round, and count neither as done nor as left of one."""

    def group(self, group: Group) -> tuple[Row, ...]:
        """The rows of one part of the list."""
        return tuple(row for row in self.rows if row.group is group)

    def forecasts_in(self, group: Group) -> tuple[ForecastDue, ...]:
        """The forecasts of one part of the list."""
        return tuple(one for one in self.forecasts if one.group is group)

    def agreements_in(self, group: Group) -> tuple[AgreementDue, ...]:
        """What is to be done about agreements, of one part of the list."""
        return tuple(one for one in self.agreements if one.group is group)

    def days(self, group: Group) -> tuple[dt.date, ...]:
        """The due dates of everything in one part of the list."""
        return (
            *(row.task.due_on for row in self.group(group)),
            *(one.due_on for one in self.forecasts_in(group)),
            *(one.due_on for one in self.agreements_in(group)),
        )

    @property
    def own(self) -> tuple[Row, ...]:
        """Her own tasks: neither what she approves nor what she has given away."""
        return own_of(self.rows)

    @property
    def done(self) -> int:
        """How many of her own tasks are done, approved or not."""
        finished = (WorkStatus.DONE, WorkStatus.APPROVED)
        texts = sum(row.status in finished for row in self.own)
        return texts + sum(one.status in finished for one in self.own_forecasts)

    @property
    def own_forecasts(self) -> tuple[ForecastDue, ...]:
        """The forecasts that are hers to make."""
        return tuple(one for one in self.forecasts if not one.approves)

    @property
    def whole(self) -> int:
        """How many tasks are her own."""
        return len(self.own) + len(self.own_forecasts)

    @property
    def minutes_left(self) -> int:
        """How long the rest of her own is thought to take."""
        unfinished = (WorkStatus.NOT_STARTED, WorkStatus.ONGOING)
        texts = sum(row.task.minutes for row in self.own if row.status in unfinished)
        return texts + sum(one.forecast.minutes for one in self.own_forecasts if one.status in unfinished)


def owing(by: Acting, *, today: dt.date) -> Owing:
    """What she owes in the authority that she acts for, in every open round. As many queries whatever the size."""
    if by.authority is None:
        return Owing((), (), (), None)
    answers, rounds = responsibility(by.authority, today=today), _rounds(by)
    to_approve = _to_approve(by, answers)
    first = _first(to_approve)
    tasks = _tasks(_own(by, answers), first, rounds)
    previous = previous_texts(task.contribution for task in tasks)
    return Owing(
        rows=_rows(tasks, by, answers, today, previous),
        rounds=tuple(round for round in rounds if round.state == RoundState.OPEN),
        remarks=_remarks(by),
        opens_next=_next(rounds, today),
        more_to_approve=to_approve.count() - len(first),
        forecasts=forecasts_due(by, answers, today=today),
        agreements=agreements_due(by, answers, today=today),
    )


def in_order(by: Acting, *, today: dt.date) -> tuple[Row, ...]:
    """The rows of her list alone, for whoever only asks what comes before and after; without what was said last time."""
    if by.authority is None:
        return ()
    answers = responsibility(by.authority, today=today)
    tasks = _tasks(_own(by, answers), _first(_to_approve(by, answers)), _rounds(by))
    return _rows(tasks, by, answers, today, {})


def own_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those that are her own tasks: neither what she approves nor what she has given away."""
    return tuple(row for row in rows if not row.approves and not row.is_given)


def _rounds(by: Acting) -> tuple[Round, ...]:
    return tuple(Round.objects.filter(authority=by.authority).order_by("position", "pk"))


def _first(to_approve: QuerySet[Task]) -> tuple[Task, ...]:
    return tuple(to_approve.order_by("due_on", "position", "pk")[:APPROVALS])


def _tasks(own: Iterable[Task], to_approve: Iterable[Task], rounds: Iterable[Round]) -> tuple[Task, ...]:
    tasks = tuple({task.pk: task for task in (*own, *to_approve)}.values())
    complete(tasks, rounds)
    return tasks


def _rows(
    tasks: Iterable[Task],
    by: Acting,
    answers: Responsibility,
    today: dt.date,
    previous: Mapping[int, Contribution],
) -> tuple[Row, ...]:
    found = (_row(task, by, answers, today, previous.get(task.contribution_id)) for task in tasks)
    return tuple(sorted(filter(None, found), key=_order))


def _own(by: Acting, answers: Responsibility) -> QuerySet[Task]:
    """The tasks that are hers to answer, and those that she has given away."""
    mine = Q(person__username__in=by.answers_for) | Q(given_by=by.person)
    mine |= Q(person=None, unit__path__in=answers.written_by(by.answers_for)) & ~Q(unit__kind__in=WHOLE)
    mine |= Q(person=None, unit__kind__in=WHOLE, section__in=answers.sections_of(by.answers_for))
    return _open(by).filter(mine).filter(OWED)


def _to_approve(by: Acting, answers: Responsibility) -> QuerySet[Task]:
    """What waits for her: a head does not see what area managers are nearer to approve."""
    return _open(by).filter(
        contribution__state=State.SUBMITTED, unit__path__in=answers.judged_by(by.answers_for)
    )


def _open(by: Acting) -> QuerySet[Task]:
    return (
        Task.objects.filter(round__authority=by.authority, round__state=RoundState.OPEN)
        .filter(_visible(by))
        .select_related("contribution")
    )


def _visible(by: Acting) -> Q:
    mine = Q(contribution__secret__endswith=f", {by.username}") | Q(person__username__in=by.answers_for)
    return Q(contribution__secret="") | mine


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
