"""What is on a person's list and in which order, in as few columns as that takes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from utfall.domain.reporting import Answer, RoundState, Section, State, WorkStatus, work_status
from utfall.records.organisation.actor import Acting
from utfall.records.reporting.models import OWED, Contribution, Task
from utfall.records.reporting.queries.groups import SOON, Group
from utfall.records.reporting.queries.responsibility import WHOLE, Responsibility, responsibility

APPROVALS = 10
"""How many approvals stand in the list by name; the rest are counted, and are on the approver's own page."""
UNFINISHED = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Listed:
    """One task's place in somebody's list, by number. `approves` is whether what is asked of her is to approve it."""

    task: int
    contribution: int
    round: int
    due_on: dt.date
    minutes: int
    state: State
    group: Group
    status: WorkStatus
    approves: bool
    order: tuple[dt.date, bool, int, int, int]

    @property
    def is_given(self) -> bool:
        """Whether she has given it to somebody who has not answered it yet."""
        return self.group is Group.WAITING and self.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class Listing:
    """Somebody's list in order, and how many more wait for her approval than stand in it."""

    places: tuple[Listed, ...] = ()
    more_to_approve: int = 0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a text stands in somebody's list, counted from one, and the texts before and after it."""

    place: int
    whole: int
    previous: Contribution | None
    next: Contribution | None


class _Columns(NamedTuple):
    """What is fetched of each task: enough to say whose it is and where it stands, and nothing that is printed."""

    task: int
    contribution: int
    round: int
    due_on: dt.date
    position: int
    minutes: int
    section: str
    state: str
    path: str
    kind: str
    unit_position: int
    person: str | None
    given_by: str | None
    given_by_number: int | None
    is_owed: bool
    is_begun: bool


_NAMES = (
    "pk", "contribution_id", "round_id", "due_on", "position", "minutes", "section", "contribution__state",
    "unit__path", "unit__kind", "unit__position", "person__username", "given_by__username", "given_by_id",
    "demands", "begun",
)  # fmt: skip
# As `is_begun` in owing.py says of a text; asked of the database, for the texts are long and this is all that is wanted.
_BEGUN = ~Q(contribution__answer=Answer.TEXT) | ~Q(contribution__assessment="")
_BEGUN |= ~Q(contribution__markdown="") & Q(contribution__markdown__regex=r"\S")
_STATES = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class _Hers:
    """What is hers: by name, by the units whose work she writes or approves, and by the sections of the whole."""

    names: frozenset[str]
    number: int
    written: frozenset[str]
    judged: frozenset[str]
    sections: frozenset[Section]

    @classmethod
    def of(cls, by: Acting, answers: Responsibility) -> Self:
        """What the person answers for, herself and for those she stands in for."""
        names = by.answers_for
        return cls(
            names,
            by.person.pk,
            answers.written_by(names),
            answers.judged_by(names),
            answers.sections_of(names),
        )

    def query(self) -> Q:
        """The tasks that are hers to answer, those that she has given away, and those that wait for her approval.

        A head does not see what area managers are nearer to approve.
        """
        mine = Q(person__username__in=self.names) | Q(given_by=self.number)
        mine |= Q(person=None, unit__path__in=self.written) & ~Q(unit__kind__in=WHOLE)
        mine |= Q(person=None, unit__kind__in=WHOLE, section__in=self.sections)
        return mine & OWED | Q(contribution__state=State.SUBMITTED, unit__path__in=self.judged)

    def writes(self, one: _Columns) -> bool:
        """Whether it is hers to answer: given to her, or hers by her post."""
        if one.person is not None:
            return one.person in self.names
        return one.section in self.sections if one.kind in WHOLE else one.path in self.written

    def approves(self, one: _Columns) -> bool:
        """Whether it waits for her approval."""
        return one.state == State.SUBMITTED and one.path in self.judged


def listing(by: Acting, answers: Responsibility, *, today: dt.date) -> Listing:
    """Her list in every open round of the authority that she acts for. One query."""
    hers = _Hers.of(by, answers)
    own: list[Listed] = []
    to_approve: list[Listed] = []
    for one in map(_Columns._make, _rows(by, hers)):
        writes = hers.writes(one)
        place = _place(one, hers, writes=writes, today=today)
        if place is None:
            continue
        if one.is_owed and (writes or one.given_by_number == hers.number):
            own.append(place)
        if place.approves:
            to_approve.append(place)
    first = sorted(to_approve, key=_order_of_approvals)[:APPROVALS]
    found = {place.task: place for place in (*own, *first)}
    places = tuple(sorted(found.values(), key=_order))
    return Listing(places, more_to_approve=len(to_approve) - len(first))


def in_order(by: Acting, *, today: dt.date) -> tuple[Listed, ...]:
    """Her list alone, for whoever only asks what comes before and after. Three queries."""
    if by.authority is None:
        return ()
    return listing(by, responsibility(by.authority, today=today), today=today).places


def neighbours(contribution: Contribution, by: Acting, *, today: dt.date) -> Neighbours | None:
    """Where the text stands in her list, and what stands beside it; None where it is not in it. Four queries."""
    numbers = [place.contribution for place in in_order(by, today=today)]
    if contribution.pk not in numbers:
        return None
    place = numbers.index(contribution.pk)
    before = numbers[place - 1] if place else 0
    after = numbers[place + 1] if place + 1 < len(numbers) else 0
    tasks = Task.objects.filter(contribution__in=(before, after))
    found = {
        task.contribution_id: task.contribution
        for task in tasks.select_related("unit", "contribution__round").defer("contribution__markdown")
    }
    return Neighbours(place + 1, len(numbers), found.get(before), found.get(after))


def own_of(places: Iterable[Listed]) -> tuple[Listed, ...]:
    """Those that are her own tasks: neither what she approves nor what she has given away."""
    return tuple(place for place in places if not place.approves and not place.is_given)


def _rows(by: Acting, hers: _Hers) -> QuerySet[Task, tuple[Any, ...]]:
    mine = Q(contribution__secret__endswith=f", {by.username}") | Q(person__username__in=hers.names)
    return (
        Task.objects.filter(round__authority=by.authority, round__state=RoundState.OPEN)
        .filter(Q(contribution__secret="") | mine)
        .filter(hers.query())
        .annotate(
            demands=ExpressionWrapper(OWED, BooleanField()),
            begun=ExpressionWrapper(_BEGUN, BooleanField()),
        )
        .values_list(*_NAMES)
    )


def _place(one: _Columns, hers: _Hers, *, writes: bool, today: dt.date) -> Listed | None:
    """Where it stands in her list; None where it is somebody else's by now."""
    state, approves = _STATES[one.state], hers.approves(one)
    group = Group.NOW if approves else _group(one, state, hers, writes=writes, today=today)
    if group is None:
        return None
    return Listed(
        task=one.task, contribution=one.contribution, round=one.round, due_on=one.due_on, minutes=one.minutes,
        state=state, group=group, status=work_status(state, begun=one.is_begun), approves=approves,
        order=(one.due_on, not approves, one.position, one.unit_position, one.task),
    )  # fmt: skip


def _group(one: _Columns, state: State, hers: _Hers, *, writes: bool, today: dt.date) -> Group | None:
    if not writes:
        return Group.WAITING if one.given_by in hers.names and state in UNFINISHED else None
    match state:
        case State.DRAFT | State.RETURNED:
            now = state is State.RETURNED or one.due_on <= today + SOON
            return Group.NOW if now else Group.LATER
        case State.SUBMITTED:
            return Group.WAITING
        case _:
            return Group.DONE


def _order(place: Listed) -> tuple[dt.date, bool, int, int, int]:
    return place.order


def _order_of_approvals(place: Listed) -> tuple[dt.date, int, int]:
    return (place.due_on, place.order[2], place.task)
