"""Printed figures as intervals: what the rounding hides, and what it cannot explain."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included.

    A figure printed with d decimals is the value ± half a unit in its last place (XBRL Calculations 1.1).
    """

    low: Decimal
    high: Decimal

    @classmethod
    def printed(cls, value: Decimal, decimals: int) -> "Interval":
        """What a printed figure can stand for; `decimals` may be negative (−3 for whole thousands)."""
        half = half_unit(decimals)
        return cls(value - half, value + half)

    @classmethod
    def exactly(cls, value: Decimal) -> "Interval":
        """A figure that is not rounded, such as a count."""
        return cls(value, value)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def scaled(self, factor: Decimal) -> "Interval":
        """The interval in another unit; a negative factor turns it round."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(*ends)

    def meets(self, other: "Interval") -> bool:
        """Whether one value can lie in both."""
        return self.low <= other.high and other.low <= self.high


def total(parts: Iterable[Interval]) -> Interval:
    """The interval of a sum."""
    result = Interval(Decimal(0), Decimal(0))
    for part in parts:
        result = result + part
    return result


def half_unit(decimals: int) -> Decimal:
    """Half a unit in the last printed place."""
    return Decimal(5).scaleb(-decimals - 1)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value as it is printed with that many decimals: half away from zero, and never minus zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result
