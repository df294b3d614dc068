"""What one person owes: her list of tasks, from which the start page and the mail are made alike."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.domain.reporting import Answer, Capacity, Flag, RoundState, WorkStatus, flags
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Person, Round
from utfall.records.reporting.models import Contribution, Remark, Task
from utfall.records.reporting.queries.agreements_due import AgreementDue, agreements_due
from utfall.records.reporting.queries.forecasts_due import ForecastDue, forecasts_due
from utfall.records.reporting.queries.groups import Group
from utfall.records.reporting.queries.listed import UNFINISHED, Listed, listing, own_of
from utfall.records.reporting.queries.previous import previous_texts
from utfall.records.reporting.queries.responsibility import Responsibility, responsibility
from utfall.records.reporting.queries.shared import complete


@dataclass(frozen=True, slots=True)
class Row:
    """One task in somebody's list with everything that is printed of it.

    `waits_for` names those that the next step is with; `previous` is the text that "unchanged" would refer to.
    """

    task: Task
    place: Listed
    flags: tuple[Flag, ...]
    waits_for: tuple[Person, ...] = ()
    previous: Contribution | None = None

    @property
    def contribution(self) -> Contribution:
        """What answers the task."""
        return self.task.contribution

    @property
    def group(self) -> Group:
        """The part of the list that it stands in."""
        return self.place.group

    @property
    def status(self) -> WorkStatus:
        """How far it has come."""
        return self.place.status

    @property
    def approves(self) -> bool:
        """Whether what is asked of her is to approve it."""
        return self.place.approves


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody's list in order of due date: every place in it, and the rows that were fetched to be printed.

    With it the rounds that it is about, remarks to her, and what opens next.
    """

    places: tuple[Listed, ...]
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

    def count(self, group: Group) -> int:
        """How much there is in one part of the list, printed or not."""
        return len(self.days(group))

    def forecasts_in(self, group: Group) -> tuple[ForecastDue, ...]:
        """The forecasts of one part of the list."""
        return tuple(one for one in self.forecasts if one.group is group)

    def agreements_in(self, group: Group) -> tuple[AgreementDue, ...]:
        """What is to be done about agreements, of one part of the list."""
        return tuple(one for one in self.agreements if one.group is group)

    def days(self, group: Group) -> tuple[dt.date, ...]:
        """The due dates of everything in one part of the list."""
        return (
            *(place.due_on for place in self.places if place.group is group),
            *(one.due_on for one in self.forecasts_in(group)),
            *(one.due_on for one in self.agreements_in(group)),
        )

    @property
    def own(self) -> tuple[Listed, ...]:
        """Her own tasks: neither what she approves nor what she has given away."""
        return own_of(self.places)

    @property
    def done(self) -> int:
        """How many of her own tasks are done, approved or not."""
        finished = (WorkStatus.DONE, WorkStatus.APPROVED)
        texts = sum(place.status in finished for place in self.own)
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
        texts = sum(place.minutes for place in self.own if place.status in unfinished)
        return texts + sum(one.forecast.minutes for one in self.own_forecasts if one.status in unfinished)


def owing(by: Acting, *, today: dt.date, most: int | None = None) -> Owing:
    """What she owes in the authority that she acts for, in every open round. As many queries whatever the size.

    Of what is not to be done now, at most `most` rows of each part are fetched to be printed; all are counted.
    """
    if by.authority is None:
        return Owing((), (), (), (), None)
    answers, rounds = responsibility(by.authority, today=today), _rounds(by)
    listed = listing(by, answers, today=today)
    return Owing(
        places=listed.places,
        rows=_rows(_printed(listed.places, most), rounds, answers, today),
        rounds=tuple(round for round in rounds if round.state == RoundState.OPEN),
        remarks=_remarks(by),
        opens_next=_next(rounds, today),
        more_to_approve=listed.more_to_approve,
        forecasts=forecasts_due(by, answers, today=today),
        agreements=agreements_due(by, answers, today=today),
    )


def _rounds(by: Acting) -> tuple[Round, ...]:
    return tuple(Round.objects.filter(authority=by.authority).order_by("position", "pk"))


def _printed(places: Iterable[Listed], most: int | None) -> Iterator[Listed]:
    """The places that are printed: the first of each part, those that are due first."""
    many: Counter[Group] = Counter()
    for place in places:
        many[place.group] += 1
        if most is None or many[place.group] <= most:
            yield place


def _rows(
    places: Iterable[Listed], rounds: Iterable[Round], answers: Responsibility, today: dt.date
) -> tuple[Row, ...]:
    wanted = {place.task: place for place in places}
    fetched = Task.objects.filter(pk__in=wanted).select_related("contribution", "unit")
    tasks = {task.pk: task for task in fetched}
    complete(tasks.values(), rounds)
    # In the order of the list; one that was taken away since the list was fetched is left out.
    found = [(tasks[number], place) for number, place in wanted.items() if number in tasks]
    previous = previous_texts(
        task.contribution for task, place in found if place.state in UNFINISHED and not place.is_given
    )
    return tuple(_row(task, place, answers, today, previous) for task, place in found)


def _row(
    task: Task, place: Listed, answers: Responsibility, today: dt.date, previous: Mapping[int, Contribution]
) -> Row:
    role = Capacity.APPROVER if place.approves else Capacity.AUTHOR
    shown = flags(place.state, due_on=place.due_on, today=today, role=role)
    if place.is_given:
        return Row(task, place, shown, waits_for=answers.writers(task))
    if place.group is Group.WAITING:
        return Row(task, place, shown, waits_for=answers.judges(task.unit))
    return Row(task, place, shown, previous=previous.get(place.contribution))


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
