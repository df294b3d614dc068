"""Results carried over from earlier years, and how they enter the result of a part of the year."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period


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
