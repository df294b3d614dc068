"""How far a round has come: units by sections, and no more than a count for those outside."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, TextField
from django.db.models.functions import Cast

from utfall.domain.access.permission import MANAGERS
from utfall.domain.reporting import RoundState, Section, State
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.reporting.models import OWED, Task
from utfall.records.reporting.queries import forecasts_due

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
    """A unit with a cell for each section that it owes something in, and when it was last worked on."""

    unit: OrgUnit
    cells: dict[Section, Cell]
    done: int
    whole: int
    last: dt.datetime | None

    @property
    def is_late(self) -> bool:
        """Whether anything is late."""
        return any(cell.word == LATE for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Overview:
    """A round's units by sections; `waiting` counts what is marked as done and not approved yet.

    `closes` is the last day for anything in it.
    """

    rows: tuple[UnitRow, ...]
    sections: tuple[Section, ...]
    done: int
    whole: int
    late: int
    waiting: int
    closes: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """All that another authority sees of a round."""

    done: int
    whole: int


def overview(round: Round, by: Acting, *, today: dt.date) -> Overview:
    """The round as she may see it: a manager her own unit and what is below it, staff all. Three queries."""
    late = Q(due_on__lt=today) & ~Q(contribution__state__in=FINISHED)
    begun = Q(contribution__version__gt=0) | ~Q(contribution__markdown="")
    counted = (
        Task.objects.filter(OWED, round=round)
        .filter(places(by))
        .values("unit_id", "section")
        .annotate(
            whole=_Count("pk"),
            done=_Count("pk", filter=Q(contribution__state__in=FINISHED)),
            approved=_Count("pk", filter=Q(contribution__state__in=(State.APPROVED, State.LOCKED))),
            waiting=_Count("pk", filter=Q(contribution__state=State.SUBMITTED)),
            late=_Count("pk", filter=late),
            begun=_Count("pk", filter=begun),
            last=Cast(Max("contribution__changed_at"), TextField()),
            closes=Cast(Max("due_on"), TextField()),
        )
        .order_by()
    )
    by_unit: dict[int, dict[Section, _Counted]] = defaultdict(dict)
    for unit, section, *numbers in counted.values_list("unit_id", "section", *_Counted._fields):
        by_unit[unit][_SECTIONS[section]] = _Counted(*numbers)
    for unit, forecast in forecasts_due.counted(round, by, today=today).items():
        by_unit[unit][Section.FORECAST] = _counted(**forecast)
    units = OrgUnit.objects.filter(pk__in=by_unit.keys()).order_by("position", "pk")
    shown = tuple(_unit_row(unit, by_unit[unit.pk]) for unit in units)
    every = [one for sections in by_unit.values() for one in sections.values()]
    closes = max((one.closes for one in every if one.closes), default=None)
    return Overview(
        rows=shown,
        sections=tuple(section for section in Section if any(section in row.cells for row in shown)),
        done=sum(one.done for one in every),
        whole=sum(one.whole for one in every),
        late=sum(one.late for one in every),
        waiting=sum(one.waiting for one in every),
        closes=dt.date.fromisoformat(closes) if closes else None,
    )


def progress(round: Round) -> Progress:
    """How many of a round's parts are done: what everybody may know."""
    counted = Task.objects.filter(OWED, round=round).aggregate(
        whole=Count("pk"), done=Count("pk", filter=Q(contribution__state__in=FINISHED))
    )
    done, whole = forecasts_due.progress(round)
    return Progress(done=counted["done"] + done, whole=counted["whole"] + whole)


def units_of(round: Round, by: Acting) -> tuple[OrgUnit, ...]:
    """The units that owe something in the round and that she follows, in the order of the organisation. One query."""
    owing = Task.objects.filter(OWED, round=round).filter(places(by)).values("unit_id")
    of_forecasts = forecasts_due.owing_units(round, by)
    rows = OrgUnit.objects.filter(Q(pk__in=owing) | Q(pk__in=of_forecasts))
    return tuple(rows.order_by("position", "pk"))


def rounds_with_unit(by: Acting, unit: str) -> tuple[Round, ...]:
    """The rounds of her authority in which the unit owes something, the last first. One query."""
    rows = Round.objects.filter(authority=by.authority, tasks__unit__code=unit).distinct()
    return tuple(rows.order_by("-position"))


def rounds_of(by: Acting) -> tuple[Round, ...]:
    """The rounds of the authority that she acts for, the open ones first, then the latest."""
    if by.authority is None:
        return ()
    rows = (
        Round.objects.filter(authority=by.authority)
        .select_related("authority", "previous")
        .order_by("-position")
    )
    return tuple(sorted(rows, key=lambda one: one.state != RoundState.OPEN))


_SECTIONS = {section.value: section for section in Section}


class _Count(Count):
    """A number as the database gives it: Django would make a whole number of each of thousands once more."""

    def get_db_converters(self, connection: Any) -> list[Any]:
        """None."""
        return []


class _Counted(NamedTuple):
    """The tasks of a unit in a section, counted by the database.

    Times are as it writes them, in UTC: of thousands only the last of each unit is read.
    """

    whole: int
    done: int
    approved: int
    waiting: int
    late: int
    begun: int
    last: str | None
    closes: str | None

    @property
    def cell(self) -> Cell:
        """The word for how they stand together."""
        return Cell(self._word, self.done, self.whole)

    @property
    def _word(self) -> str:
        if self.late:
            return LATE
        if self.approved == self.whole:
            return APPROVED
        if self.done == self.whole:
            return DONE
        return ONGOING if self.done or self.begun else NOT_STARTED


def places(by: Acting) -> Q:
    """Whose tasks she follows: all for staff, her own part of the tree for managers, and what was given to her."""
    if any(grant.role not in MANAGERS for grant in by.actor.held):
        return Q()
    mine = Q(person__username__in=by.answers_for)
    for grant in by.actor.held:
        mine |= Q(unit__path__startswith="".join(f"{code}/" for code in grant.path))
    return mine


def _unit_row(unit: OrgUnit, sections: dict[Section, _Counted]) -> UnitRow:
    cells = {section: counted.cell for section, counted in sections.items()}
    finished = sum(cell.done == cell.whole for cell in cells.values())
    times = [counted.last for counted in sections.values() if counted.last]
    return UnitRow(unit, cells, finished, len(cells), _time(max(times)) if times else None)


def _counted(*, last: dt.datetime | None, closes: dt.date | None, **numbers: int) -> _Counted:
    """What is counted with times that are read already."""
    written = last.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ") if last else None
    return _Counted(**numbers, last=written, closes=closes.isoformat() if closes else None)


def _time(text: str) -> dt.datetime:
    """The time that the database wrote: one says that it is in UTC, the other does not."""
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
