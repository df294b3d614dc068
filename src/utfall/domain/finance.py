"""Finance beside the ledger: carried-over results, comparability items, investments, explanations of variances."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario


class Treatment(StrEnum):
    """How a result carried over from earlier years enters the result of a part of the year."""

    PRORATED = "i takt med året"
    WHOLE = "hela från januari"
    BESIDE = "vid sidan av resultatet"

    def share(self, period: Period) -> Fraction:
        """The share of the year's amount that belongs to the period's result: 8/12 for January to August."""
        match self:
            case Treatment.PRORATED:
                return period.share_of_year
            case Treatment.WHOLE:
                return Fraction(1)
            case Treatment.BESIDE:
                return Fraction(0)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The result that a unit carries over into a year; a deficit is negative. It has no budget.

    `preliminary` is true until the deciding body has decided.
    """

    code: str
    name: str
    unit: str
    origin_year: int
    year: int
    amount: Money
    decided_by: str = ""
    preliminary: bool = False


def carried(items: tuple[CarriedOver, ...], *, period: Period, treatment: Treatment) -> Money:
    """What the items of the period's year add to its result; each item is whole öre, so that levels add up."""
    share = treatment.share(period)
    return sum((item.amount.prorated(share) for item in items if item.year == period.end_year), ZERO)


@dataclass(frozen=True, slots=True)
class AmountOfPeriod:
    """An amount in a period, with the statement's sign."""

    period: Period
    amount: Money


@dataclass(frozen=True, slots=True)
class ComparabilityItem:
    """An item that makes years hard to compare (jämförelsestörande post), by period; `normal` is a usual full year."""

    code: str
    name: str
    unit: str
    amounts: tuple[AmountOfPeriod, ...]
    normal: Money | None = None

    def amount(self, period: Period) -> Money:
        """The amount of exactly that period, or nothing."""
        return sum((item.amount for item in self.amounts if item.period == period), ZERO)

    def change(self, period: Period) -> Money:
        """The period's amount minus the same months a year earlier."""
        return self.amount(period) - self.amount(period.year_before)


def adjusted_result(result: Money, items: tuple[ComparabilityItem, ...], *, period: Period) -> Money:
    """The result less what the items changed since the year before: 15,7 − (8,4 − 2,3) = 9,6 mnkr."""
    return result - sum((item.change(period) for item in items), ZERO)


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
