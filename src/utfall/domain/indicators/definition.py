"""What an indicator is: its unit, direction of good and targets, and how indicators depend on each other."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.domain.indicators.calculation import Operation
from utfall.domain.indicators.outstanding import Awaited
from utfall.domain.unit import Unit
from utfall.locale import mark as _


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
    kolada: str = ""
    """The identity of the key figure in Kolada, where it is one."""
    awaited: tuple[Awaited, ...] = ()

    def target(self, year: int) -> Target | None:
        """The target of the year, or None."""
        return next((target for target in self.targets if target.year == year), None)


class IndicatorRelationKind(StrEnum):
    """How figures depend on each other by definition; the value is its word in source files."""

    MEAN_OF = "medelvärde av"
    SHARE_OF = "andel av"
    """Of one member: the subject is a share of it. Of two: the first member in per cent of the second."""
    SUM_OF = "summa av"
    DIFFERENCE = "skillnad"
    """The first member minus the others."""
    ROLLING_12 = "rullande tolv månader"
    """The sum of the member's twelve months up to and including each month."""
    SUBSET_OF = "del av"
    EXCLUSIVE_ANSWERS = "olika svar på en fråga"
    """The members exclude each other, so together they are at most the whole (100 %)."""


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

    @property
    def operation(self) -> Operation | None:
        """The formula that the subject is reckoned by; None where the relation only limits what it can be."""
        if self.kind is IndicatorRelationKind.SHARE_OF:
            return Operation.SHARE if len(self.members) == 2 else None
        return _OPERATIONS.get(self.kind)

    def problem(self) -> Denied | None:
        """Why it cannot be: its members are too few or too many, or it is made of itself."""
        if (self.subject == "") is not (self.kind is IndicatorRelationKind.EXCLUSIVE_ANSWERS):
            return Denied("relation.subject", SUBJECT, {"code": self.code})
        if self.subject in self.members or len(set(self.members)) < len(self.members):
            return Denied("relation.itself", ITSELF, {"code": self.code})
        least, most = _MEMBERS[self.kind]
        told = {"code": self.code, "kind": self.kind.value, "least": str(least), "most": str(most)}
        if len(self.members) < least:
            return Denied("relation.members", TOO_FEW, told)
        if most and len(self.members) > most:
            return Denied("relation.members", TOO_MANY, told)
        return None


SUBJECT = _("{code}: skriv för vilken indikator sambandet gäller, utom för olika svar på en fråga.")
ITSELF = _("{code}: en indikator kan inte räknas ur sig själv, och varje del står en gång.")
TOO_FEW = _("{code}: ”{kind}” behöver minst så här många delar: {least}.")
TOO_MANY = _("{code}: ”{kind}” kan ha högst så här många delar: {most}.")
_OPERATIONS = {
    IndicatorRelationKind.MEAN_OF: Operation.MEAN,
    IndicatorRelationKind.SUM_OF: Operation.SUM,
    IndicatorRelationKind.DIFFERENCE: Operation.DIFFERENCE,
    IndicatorRelationKind.ROLLING_12: Operation.ROLLING_12,
}
_MEMBERS = {
    IndicatorRelationKind.MEAN_OF: (1, 0), IndicatorRelationKind.SHARE_OF: (1, 2), IndicatorRelationKind.SUM_OF: (1, 0),
    IndicatorRelationKind.DIFFERENCE: (2, 0), IndicatorRelationKind.ROLLING_12: (1, 1),
    IndicatorRelationKind.SUBSET_OF: (1, 0), IndicatorRelationKind.EXCLUSIVE_ANSWERS: (2, 0),
}  # fmt: skip
"""How many members each may have, the least and the most; 0 is without limit."""
