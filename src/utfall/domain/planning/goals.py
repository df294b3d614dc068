"""The goal chain from strategic area to annual focus, and the targets followed up under a focus."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class FocusTarget:
    """A target of a plan, followed up under an annual focus; its values are those of its indicators."""

    code: str
    name: str
    focus: str
    plan: str
    indicators: tuple[str, ...]
