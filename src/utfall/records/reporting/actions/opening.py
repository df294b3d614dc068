"""Opening a round: its timetable, and a task for everybody who owes something."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.reporting import (
    OFFSETS,
    Answer,
    Offset,
    RoundDeed,
    Step,
    StepDate,
    timetable,
    undo_opening,
)
from utfall.locale import mark as _
from utfall.records.finance.actions.asking import begun, take_back
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round, RoundStep
from utfall.records.reporting.actions.rounds import held, move, note_round
from utfall.records.reporting.actions.tasks import lay_out
from utfall.records.reporting.models import Contribution, Task

NO_MEETING = Denied(
    "round.no-meeting", _("Ange när nämnden sammanträder. Alla andra datum räknas bakåt därifrån.")
)


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
    made = lay_out(round).made
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
    written = rows.filter(versions__isnull=False).distinct().count() + begun(round)
    refused = undo_opening(written=written)
    if refused is not None:
        return refused
    Task.objects.filter(round=round).delete()
    take_back(round)
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
