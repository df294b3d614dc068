"""Measures for a balanced budget (åtgärder): who carries them out, what they are worth and to whom."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence


class MeasureState(StrEnum):
    """What has been decided about a measure; the value is its word in source files."""

    DECIDED = "beslutad"
    PROPOSED = "ej beslutad"
    CARRIED_OUT = "genomförd"
    ABANDONED = "avförd"

    @property
    def is_decided(self) -> bool:
        """Whether its effect may be counted on: what is carried out was decided, what is abandoned counts nowhere."""
        return self in (MeasureState.DECIDED, MeasureState.CARRIED_OUT)


class WorkState(StrEnum):
    """How far the work on a measure has come; the value is its word in source files."""

    NOT_STARTED = "ej påbörjad"
    ONGOING = "pågår"
    DONE = "genomförd"
    STOPPED = "avbruten"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure is worth in one year; a saving is positive."""

    year: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Consultation:
    """Whether staffing is affected, and when it was taken up in FSG and negotiated under MBL."""

    affects_staff: bool = False
    fsg_on: dt.date | None = None
    mbl_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """Where in the ledger the effect is looked for: account prefixes, a report line, a cost centre.

    What is left empty does not narrow the search. `against` is the period that is compared with; None is the same
    months a year before.
    """

    accounts: tuple[str, ...] = ()
    line: str = ""
    cost_centre: str = ""
    against: Period | None = None

    def __bool__(self) -> bool:
        """Whether anything is named: without it, the unit's whole result would be called the measure's effect."""
        return bool(self.accounts or self.line or self.cost_centre)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure for a balanced budget (åtgärd): who carries it out, its effect per year and on whose budget.

    `budget_of` is the committee whose result gets the effect; empty means another one than the unit's own that is
    not named (`condition` then says which decision it takes). A year without an effect is not in `effects`.
    `deciding_body` decides about it, `decision` says how it did (body and paragraph). `goal` is the code of the goal
    that it belongs to. `reason` is why it was abandoned.
    """

    code: str
    name: str
    unit: str
    state: MeasureState
    effects: tuple[Effect, ...]
    budget_of: str
    condition: str = ""
    owner: str = ""
    deciding_body: str = ""
    decision: str = ""
    decided_on: dt.date | None = None
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    recurrence: Recurrence | None = None
    goal: str = ""
    consultation: Consultation = Consultation()
    work: WorkState = WorkState.NOT_STARTED
    followed: Followed = Followed()
    reason: str = ""

    def effect(self, year: int) -> Money | None:
        """The effect of the year, or None where none is stated."""
        return next((effect.amount for effect in self.effects if effect.year == year), None)

    def is_late(self, *, today: dt.date) -> bool:
        """Whether it is decided and should have been done by now."""
        finished = self.work in (WorkState.DONE, WorkState.STOPPED)
        return (
            self.state is MeasureState.DECIDED
            and not finished
            and self.due_on is not None
            and self.due_on < today
        )


def total_effect(measures: Iterable[Measure], *, year: int) -> Money:
    """The sum of the measures' effects in the year; a year without an effect counts as nothing."""
    return sum((measure.effect(year) or ZERO for measure in measures), ZERO)


@dataclass(frozen=True, slots=True)
class Split:
    """Measures parted by whose result they help: one's own, and others', which never enters one's own result."""

    own: tuple[Measure, ...]
    others: tuple[Measure, ...]

    @property
    def every(self) -> tuple[Measure, ...]:
        """Both."""
        return (*self.own, *self.others)


def split(measures: Iterable[Measure], *, own: str) -> Split:
    """The measures parted by whether their effect falls on the budget of the committee with that code."""
    measures = tuple(measures)
    return Split(
        tuple(one for one in measures if one.budget_of == own),
        tuple(one for one in measures if one.budget_of != own),
    )
