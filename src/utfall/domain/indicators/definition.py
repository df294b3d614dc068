"""What an indicator is: its unit, direction of good and targets, and how indicators depend on each other."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from utfall.domain.unit import Unit


class DirectionOfGood(StrEnum):
    """Which way is better; the value is its word in source files."""

    HIGHER = "högre är bättre"
    LOWER = "lägre är bättre"
    NONE = "ingen riktning"


class Comparator(StrEnum):
    """How an outcome is held against its target; the value is its word in source files."""

    AT_LEAST = "minst"
    AT_MOST = "högst"
    MORE_THAN = "över"
    EXACTLY = "exakt"
    INCREASE = "ökar"
    """More than in the base year; the target has no value."""

    def holds(self, outcome: Decimal, target: Decimal) -> bool:
        """Whether the outcome reaches the target (of INCREASE: the value of the base year)."""
        match self:
            case Comparator.AT_LEAST:
                return outcome >= target
            case Comparator.AT_MOST:
                return outcome <= target
            case Comparator.MORE_THAN | Comparator.INCREASE:
                return outcome > target
            case Comparator.EXACTLY:
                return outcome == target


class IndicatorKind(StrEnum):
    """Whose indicator it is; the value is its word in source files."""

    GOAL = "mål"
    """Of a committee goal: a row in the goal's table of indicators."""
    FOCUS_TARGET = "delmål"
    """Of a target that is followed up under an annual focus."""
    STATISTICS = "statistik"
    """A figure that is followed without a target: staff, volumes, survey answers."""
    SUPPLIER = "leverantör"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached in a year. `value` is None where the target only says that it should increase."""

    year: int
    comparator: Comparator
    value: Decimal | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: its name in the report, its measure in addresses, unit, precision and targets.

    `parent` is the committee goal or the target under a focus that it belongs to. `decimals` is how outcomes are
    printed. `no_value` says in Swedish why there is no outcome yet; it is empty where one is expected.
    """

    code: str
    name: str
    measure: str
    unit: Unit
    decimals: int
    kind: IndicatorKind
    direction: DirectionOfGood
    scope: str
    parent: str = ""
    targets: tuple[Target, ...] = ()
    base_year: int | None = None
    source: str = ""
    no_value: str = ""

    def target(self, year: int) -> Target | None:
        """The target of the year, or None."""
        return next((target for target in self.targets if target.year == year), None)


class IndicatorRelationKind(StrEnum):
    """How figures depend on each other by definition; the value is its word in source files."""

    MEAN_OF = "medelvärde av"
    SHARE_OF = "andel av"
    SUBSET_OF = "del av"
    EXCLUSIVE_ANSWERS = "olika svar på en fråga"
    """The members exclude each other, so together they are at most the whole (100 %)."""
    DIFFERENCE = "skillnad"
    """The first member minus the second."""


@dataclass(frozen=True, slots=True)
class IndicatorRelation:
    """A declared dependence: `subject` is the indicator it defines (empty for exclusive answers), `members` the rest.

    Members are codes of indicators or survey questions; `question` is the question whose answers they are.
    """

    code: str
    name: str
    kind: IndicatorRelationKind
    members: tuple[str, ...]
    subject: str = ""
    question: str = ""
