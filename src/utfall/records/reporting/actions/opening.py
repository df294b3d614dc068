"""Opening a round: its timetable, and a task for everybody who owes something."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.organisation import OrgUnit as DomainUnit
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting import (
    DEFAULT_OWED,
    OFFSETS,
    Answer,
    Offset,
    Owed,
    Part,
    RoundDeed,
    Section,
    State,
    Step,
    StepDate,
    TaskSpec,
    tasks_for,
    timetable,
    undo_opening,
)
from utfall.domain.snapshot import Round as DomainRound
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Round, RoundStep
from utfall.records.reporting.actions.rounds import held, move, note_round
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.objects import Asked, asked

NO_MEETING = Denied(
    "round.no-meeting", _("Ange när nämnden sammanträder. Alla andra datum räknas bakåt därifrån.")
)
STEP_OF = {UnitKind.UNIT: Step.UNIT, UnitKind.SEGMENT: Step.UNIT, UnitKind.AREA: Step.AREA}
"""By which step a level is done; the whole is done when the controller is."""


def _owed(row: Owed) -> Owed | None:
    """What is owed in the browser: the committee stands for its administration, forecasts have their own page."""
    level = UnitKind.COMMITTEE if row.level is UnitKind.ADMINISTRATION else row.level
    parts = row.parts - {Part.FORECAST}
    return dataclasses.replace(row, level=level, parts=parts) if parts else None


OWED = tuple(row for each in DEFAULT_OWED if (row := _owed(each)) is not None)


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened round, and how many tasks were made."""

    round: Round
    tasks: int


@transaction.atomic
def open_round(
    number: int,
    *,
    meeting_on: dt.date | None = None,
    by: Acting,
    now: dt.datetime,
    owed: Iterable[Owed] = OWED,
    offsets: Mapping[Step, Offset] = OFFSETS,
) -> Opened | Denied:
    """Open the round: the ledger stands still from now on, dates are counted from the meeting, tasks go out.

    Opening again after it was closed makes only the tasks that are missing. What is already written is kept.
    """
    round = held(number)
    after = move(round, RoundDeed.OPEN, by)
    if isinstance(after, Denied):
        return after
    meeting = meeting_on or round.meeting_on
    if meeting is None:
        return NO_MEETING
    round.state, round.meeting_on, round.facts_as_of = after, meeting, now
    round.opens_on = round.opens_on or now.date()
    round.save(update_fields=("state", "meeting_on", "facts_as_of", "opens_on"))
    steps = timetable(meeting, offsets)
    _set_steps(round, steps)
    made = _make_tasks(round, owed, steps)
    note_round(round, "round.open", by, now, meeting=meeting.isoformat(), tasks=made)
    return Opened(round, made)


@transaction.atomic
def close_round(number: int, *, by: Acting, now: dt.datetime) -> Round | Denied:
    """Undo the opening, as long as nobody has written anything: the tasks go, loaded texts stay."""
    round = held(number)
    after = move(round, RoundDeed.CLOSE, by)
    if isinstance(after, Denied):
        return after
    rows = Contribution.objects.filter(round=round)
    written = rows.filter(versions__isnull=False).distinct().count()
    refused = undo_opening(written=written)
    if refused is not None:
        return refused
    Task.objects.filter(round=round).delete()
    rows.filter(markdown="", answer=Answer.TEXT, version=0).delete()
    RoundStep.objects.filter(round=round).delete()
    round.state, round.facts_as_of = after, None
    round.save(update_fields=("state", "facts_as_of"))
    note_round(round, "round.close", by, now)
    return round


def _set_steps(round: Round, steps: Iterable[StepDate]) -> None:
    RoundStep.objects.filter(round=round).delete()
    RoundStep.objects.bulk_create(
        RoundStep(round=round, step=one.step, due_on=one.on, responsible=one.responsible) for one in steps
    )


def _make_tasks(round: Round, owed: Iterable[Owed], steps: Iterable[StepDate]) -> int:
    units = tuple(OrgUnit.objects.filter(authority=round.authority).order_by("position", "pk"))
    objects = asked(round, units)
    specs = tasks_for(
        (_domain_unit(unit) for unit in units), (one.object for one in objects), owed, domain_round(round)
    )
    by_code = {unit.code: unit for unit in units}
    kinds = {(one.object.code, one.object.section): one for one in objects}
    present = {
        (task.unit.code, task.object, task.section)
        for task in Task.objects.filter(round=round).select_related("unit")
    }
    wanted = [spec for spec in specs if spec.key not in present]
    contributions = _contributions(round, wanted, by_code, kinds)
    due = {one.step: one.on for one in steps}
    last = round.meeting_on or max(due.values())
    order = {(one.object.code, one.object.section): place for place, one in enumerate(objects)}
    Task.objects.bulk_create(
        Task(
            round=round, unit=by_code[spec.unit], section=spec.section, object=spec.object,
            title=spec.title()[:300], contribution=contribution, minutes=spec.minutes,
            due_on=due.get(STEP_OF.get(UnitKind(by_code[spec.unit].kind), Step.CONTROLLER), last),
            wants_assessment=Part.ASSESSMENT in spec.parts, wants_comment=Part.COMMENT in spec.parts,
            position=order[spec.object, spec.section],
        )
        for spec, contribution in zip(wanted, contributions, strict=True)
    )  # fmt: skip
    return len(wanted)


def _contributions(
    round: Round,
    specs: Iterable[TaskSpec],
    units: Mapping[str, OrgUnit],
    kinds: Mapping[tuple[str, Section], Asked],
) -> list[Contribution]:
    """The contribution that answers each task: the one that is there, or a new one.

    A text about a unit that the committee has written is answered for by that unit.
    """
    rows = Contribution.objects.filter(round=round).select_related("unit", "task")
    there = {(row.object, row.kind, row.unit.code): row for row in rows if not hasattr(row, "task")}
    about_units = {
        (row.object, row.kind): row for row in there.values() if row.unit.kind == UnitKind.COMMITTEE
    }
    found, new, placed = [], [], []
    for spec in specs:
        kind = kinds[spec.object, spec.section].kind
        row = there.get((spec.object, kind, spec.unit))
        if row is None and spec.object == spec.unit:
            row = about_units.get((spec.object, kind))
        if row is None:
            row = Contribution(
                authority=round.authority, round=round, object=spec.object, kind=kind,
                unit=units[spec.unit], section=spec.section, state=State.DRAFT,
            )  # fmt: skip
            new.append(row)
        elif not row.section:
            row.section = spec.section
            placed.append(row)
        found.append(row)
    Contribution.objects.bulk_create(new)
    Contribution.objects.bulk_update(placed, ("section",))
    return found


def domain_round(round: Round) -> DomainRound:
    """The round as the domain knows it."""
    return DomainRound(round.code, round.name, RoundKind(round.kind), Period.parse(round.period))


def _domain_unit(unit: OrgUnit) -> DomainUnit:
    return DomainUnit(
        code=unit.code, name=unit.name, kind=UnitKind(unit.kind), short=unit.short,
        valid_from=unit.valid_from, valid_to=unit.valid_to,
    )  # fmt: skip
