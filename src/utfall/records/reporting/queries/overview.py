"""How far a round has come: units by sections, and no more than a count for those outside."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from utfall.domain.access.permission import MANAGERS
from utfall.domain.reporting import Answer, RoundState, Section, State
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.reporting.models import Task

NOT_STARTED, ONGOING, DONE, APPROVED, LATE = (
    _("Ej påbörjad"),
    _("Pågår"),
    _("Klar"),
    _("Godkänd"),
    _("Försenad"),
)
FINISHED = (State.SUBMITTED, State.APPROVED, State.LOCKED)


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's part of one section: the word for how it stands, and how many of its tasks are done."""

    word: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with a cell for each section that it owes something in, when it was last worked on, its tasks."""

    unit: OrgUnit
    cells: dict[Section, Cell]
    done: int
    whole: int
    last: dt.datetime | None
    tasks: tuple[int, ...]

    @property
    def is_late(self) -> bool:
        """Whether anything is late."""
        return any(cell.word == LATE for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Overview:
    """A round's units by sections; `waiting` counts what is marked as done and not approved yet."""

    rows: tuple[UnitRow, ...]
    sections: tuple[Section, ...]
    done: int
    whole: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All that another authority sees of a round."""

    done: int
    whole: int


def overview(round: Round, by: Acting, *, today: dt.date) -> Overview:
    """The round as she may see it: a manager her own unit and what is below it, staff all. Two queries."""
    rows = (
        Task.objects.filter(round=round)
        .filter(_places(by))
        .values_list(
            "pk", "unit_id", "section", "due_on", "contribution__state", "contribution__changed_at",
            "contribution__assessment", "contribution__answer", "contribution__version",
        )
        .annotate(has_text=Count("pk", filter=~Q(contribution__markdown="")))
        .order_by("position", "pk")
    )  # fmt: skip
    by_unit: dict[int, list[_Task]] = defaultdict(list)
    for pk, unit, section, due_on, state, changed_at, assessment, answer, version, has_text in rows:
        begun = bool(has_text or assessment or version or answer != Answer.TEXT)
        by_unit[unit].append(_Task(pk, Section(section), due_on, State(state), changed_at, begun))
    units = OrgUnit.objects.filter(pk__in=by_unit.keys()).order_by("position")
    shown = tuple(_unit_row(unit, by_unit[unit.pk], today) for unit in units)
    every = [task for tasks in by_unit.values() for task in tasks]
    return Overview(
        rows=shown,
        sections=tuple(section for section in Section if any(section in row.cells for row in shown)),
        done=sum(task.is_done for task in every),
        whole=len(every),
        late=sum(task.is_late(today) for task in every),
        waiting=sum(task.state is State.SUBMITTED for task in every),
    )


def progress(round: Round) -> Progress:
    """How many of a round's parts are done: what everybody may know."""
    counted = Task.objects.filter(round=round).aggregate(
        whole=Count("pk"), done=Count("pk", filter=Q(contribution__state__in=FINISHED))
    )
    return Progress(done=counted["done"], whole=counted["whole"])


def rounds_of(by: Acting) -> tuple[Round, ...]:
    """The rounds of the authority that she acts for, the open ones first, then the latest."""
    if by.authority is None:
        return ()
    rows = Round.objects.filter(authority=by.authority).select_related("authority", "previous").order_by("-position")
    return tuple(sorted(rows, key=lambda one: one.state != RoundState.OPEN))


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    section: Section
    due_on: dt.date
    state: State
    changed_at: dt.datetime | None
    begun: bool

    @property
    def is_done(self) -> bool:
        return self.state in FINISHED

    def is_late(self, today: dt.date) -> bool:
        return not self.is_done and self.due_on < today


def _places(by: Acting) -> Q:
    """Whose tasks she follows: all for staff, her own part of the tree for managers, and what was given to her."""
    if any(grant.role not in MANAGERS for grant in by.actor.held):
        return Q()
    mine = Q(person__username__in=by.answers_for)
    for grant in by.actor.held:
        mine |= Q(unit__path__startswith="".join(f"{code}/" for code in grant.path))
    return mine


def _unit_row(unit: OrgUnit, tasks: Iterable[_Task], today: dt.date) -> UnitRow:
    sections: dict[Section, list[_Task]] = defaultdict(list)
    tasks = tuple(tasks)
    for task in tasks:
        sections[task.section].append(task)
    cells = {section: _cell(found, today) for section, found in sections.items()}
    finished = sum(cell.done == cell.whole for cell in cells.values())
    times = [task.changed_at for task in tasks if task.changed_at]
    return UnitRow(
        unit, cells, finished, len(cells), max(times, default=None), tuple(task.number for task in tasks)
    )


def _cell(tasks: list[_Task], today: dt.date) -> Cell:
    done = sum(task.is_done for task in tasks)
    if any(task.is_late(today) for task in tasks):
        word = LATE
    elif all(task.state in (State.APPROVED, State.LOCKED) for task in tasks):
        word = APPROVED
    elif done == len(tasks):
        word = DONE
    elif done or any(task.begun for task in tasks):
        word = ONGOING
    else:
        word = NOT_STARTED
    return Cell(word, done, len(tasks))
