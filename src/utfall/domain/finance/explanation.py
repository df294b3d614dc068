"""Variances explained by parts, with what the parts leave over."""

from dataclasses import dataclass

from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Cause:
    """One named part of a variance."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class VarianceExplanation:
    """Why a variance is what it is: the measure, unit, period and scenario explained, and the causes with amounts.

    What the causes leave over is never hidden: see `remainder`.
    """

    code: str
    name: str
    measure: str
    unit: str
    period: Period
    scenario: Scenario
    causes: tuple[Cause, ...]

    def remainder(self, variance: Money) -> Money:
        """The part of the variance that no cause explains."""
        return variance - sum((cause.amount for cause in self.causes), ZERO)
