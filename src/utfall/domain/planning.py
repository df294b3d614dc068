"""Planning: the goal chain from strategic area to annual focus, assignments, measures and steering documents."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class StrategicArea:
    """An area of the council's goals (strategiskt område)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StrategicGoal:
    """A goal of the council over a term of four years (strategiskt mål)."""

    code: str
    name: str
    area: str
    years: int = 4


@dataclass(frozen=True, slots=True)
class CommitteeGoal:
    """A goal of the committee over a term (verksamhetsmål), under a strategic goal."""

    code: str
    name: str
    strategic_goal: str
    committee: str
    target_year: int
    years: int = 4


@dataclass(frozen=True, slots=True)
class AnnualFocus:
    """What is put first during one year (1-årig inriktning), under a committee goal or directly a strategic goal."""

    code: str
    name: str
    goal: str
    year: int


class Priority(StrEnum):
    """What a strategic goal is to a committee; the value is its word in source files."""

    PRIORITISED = "prioriterat"
    CONTRIBUTES = "bidrar"
    IN_BALANCE = "i balans"


@dataclass(frozen=True, slots=True)
class PriorityOfGoal:
    """How a committee ranks a strategic goal; `balanced_with` names the goal it is weighed against."""

    code: str
    name: str
    committee: str
    goal: str
    priority: Priority
    balanced_with: str = ""


class AssignmentState(StrEnum):
    """Where an assignment stands; only a decision closes it."""

    ONGOING = "pågår"
    DONE = "klart"
    LATE = "försenat"
    PROPOSED_CLOSED = "föreslås avslutat"
    CLOSED = "avslutat"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment (uppdrag) from the council, the executive committee or the committee, to be reported back."""

    code: str
    name: str
    given_by: str
    decided_on: dt.date
    paragraph: str
    responsible: str
    due_on: dt.date | None
    state: AssignmentState


class MeasureState(StrEnum):
    """Whether a measure may be counted on; the value is its word in source files."""

    DECIDED = "beslutad"
    PROPOSED = "ej beslutad"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure is worth in one year; a saving is positive."""

    year: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure for a balanced budget (åtgärd): who carries it out, its effect per year and on whose budget.

    `budget_of` is the committee whose result gets the effect; empty means another one than the unit's own that is
    not named (`condition` then says which decision it takes). A year without an effect is not in `effects`.
    """

    code: str
    name: str
    unit: str
    state: MeasureState
    effects: tuple[Effect, ...]
    budget_of: str
    condition: str = ""

    def effect(self, year: int) -> Money | None:
        """The effect of the year, or None where none is stated."""
        return next((effect.amount for effect in self.effects if effect.year == year), None)


def total_effect(measures: tuple[Measure, ...], *, year: int) -> Money:
    """The sum of the measures' effects in the year; a year without an effect counts as nothing."""
    return sum((measure.effect(year) or ZERO for measure in measures), ZERO)


@dataclass(frozen=True, slots=True)
class SteeringDocument:
    """A plan or another document that steers: its title, kind, owner and the years it is valid."""

    code: str
    name: str
    kind: str
    owner: str
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class FocusTarget:
    """A target of a plan, followed up under an annual focus; its values are those of its indicators."""

    code: str
    name: str
    focus: str
    plan: str
    indicators: tuple[str, ...]
