"""A round's timetable: every step counted from the meeting in working days, with one role that answers for it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from utfall.domain.reporting.words import Step
from utfall.domain.reporting.working_days import is_working_day, shifted
from utfall.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Offset:
    """How many working days a step is from the meeting (minus is before it), and which role answers for it."""

    working_days: int
    responsible: Role


@dataclass(frozen=True, slots=True)
class StepDate:
    """The date of one step, and the role that answers for it."""

    step: Step
    on: dt.date
    responsible: Role


OFFSETS: Mapping[Step, Offset] = {
    Step.DATA_RELEASED: Offset(-19, Role.CONTROLLER),
    Step.UNIT: Offset(-17, Role.UNIT_MANAGER),
    Step.AREA: Offset(-15, Role.AREA_MANAGER),
    Step.CONTROLLER: Offset(-13, Role.CONTROLLER),
    Step.MANAGEMENT_GROUP: Offset(-11, Role.ADMINISTRATION_HEAD),
    Step.FSG: Offset(-9, Role.ADMINISTRATION_HEAD),
    Step.PRESIDIUM: Offset(-8, Role.SECRETARY),
    Step.SUMMONS: Offset(-7, Role.SECRETARY),
    Step.COMMITTEE: Offset(0, Role.SECRETARY),
    Step.MINUTES_APPROVED: Offset(1, Role.SECRETARY),
    Step.DISPATCH: Offset(2, Role.SECRETARY),
    Step.EXECUTIVE_OFFICE: Offset(4, Role.CONTROLLER),
}
"""A proposal to start from; each municipality sets its own. A step that is left out does not occur."""


def timetable(meeting: dt.date, offsets: Mapping[Step, Offset] = OFFSETS) -> tuple[StepDate, ...]:
    """The date of every step, in the order of the steps.

    Raises ValueError with a sentence where a later step would come before an earlier one, or the meeting has moved
    away from itself.
    """
    if Step.COMMITTEE in offsets and offsets[Step.COMMITTEE].working_days:
        raise ValueError("The meeting is on its own day: its offset is 0.")
    found = tuple(
        StepDate(step, shifted(meeting, offsets[step].working_days), offsets[step].responsible)
        for step in Step
        if step in offsets
    )
    for earlier, later in pairwise(found):
        if later.on < earlier.on:
            raise ValueError(f"{later.step.value} comes before {earlier.step.value}; change the offsets.")
    return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date that a moved meeting proposes for a step; `now` is the date that holds until somebody agrees.

    `by_hand` says that somebody had set the present date herself; it is proposed to move as far as the meeting did.
    """

    step: Step
    now: dt.date
    proposed: dt.date
    by_hand: bool
    passed: bool


def moved(
    dates: tuple[StepDate, ...],
    *,
    old: dt.date,
    new: dt.date,
    today: dt.date,
    offsets: Mapping[Step, Offset] = OFFSETS,
) -> tuple[Proposal, ...]:
    """What a meeting moved from `old` to `new` proposes for the steps whose date would change.

    A step that has already happened (its date is before `today`) keeps its date and is not proposed. A proposed
    date may lie before today when a meeting is brought forward; `passed` says so, and somebody has to choose.
    """
    counted = {step.step: step.on for step in timetable(old, offsets)}
    wanted = {step.step: step.on for step in timetable(new, offsets)}
    found = []
    for date in dates:
        if date.on < today and date.step is not Step.COMMITTEE:
            continue
        by_hand = date.on != counted.get(date.step)
        proposed = _moved_as_far(date.on, old, new) if by_hand else wanted[date.step]
        if proposed != date.on:
            found.append(Proposal(date.step, date.on, proposed, by_hand, passed=proposed < today))
    return tuple(found)


def _moved_as_far(on: dt.date, old: dt.date, new: dt.date) -> dt.date:
    """The date moved by as many calendar days as the meeting, and on to a working day."""
    day = on + (new - old)
    return day if is_working_day(day) else shifted(day, 1)
