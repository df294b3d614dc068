"""Investments: class, owner and amounts."""

from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario


class InvestmentClass(StrEnum):
    """Who decides on an investment; the value is its word in source files."""

    COUNCIL = "anläggning (kf)"
    COMMITTEE = "nämndbeslutad"


@dataclass(frozen=True, slots=True)
class InvestmentValue:
    """An amount of an investment; expenditure is negative. `period` is None for the whole project so far."""

    scenario: Scenario
    period: Period | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Investment:
    """An investment or a group of them: class, owner and amounts."""

    code: str
    name: str
    measure: str
    investment_class: InvestmentClass
    unit: str
    values: tuple[InvestmentValue, ...]

    def value(self, scenario: Scenario, period: Period | None) -> Money | None:
        """The amount of the scenario and period (None: the project so far), or None where there is none."""
        for item in self.values:
            if (item.scenario, item.period) == (scenario, period):
                return item.amount
        return None
