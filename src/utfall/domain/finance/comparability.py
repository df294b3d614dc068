"""Items that make years hard to compare, and the result without them."""

from dataclasses import dataclass

from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period


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
