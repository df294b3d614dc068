"""Index assumptions of a budget, and what a cost line's change owes to price and to volume."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from utfall.domain.money import Money


@dataclass(frozen=True, slots=True)
class IndexAssumption:
    """By how many per cent a kind of cost is assumed to rise in a year's budget.

    `measure` is the report line it is about (`ms.livsmedel`); `source` is who announced it.
    """

    code: str
    name: str
    year: int
    measure: str
    percent: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """A cost line of a unit and the volume that it buys: food and portions. Both are named by their measures."""

    code: str
    name: str
    unit: str
    cost: str
    volume: str


@dataclass(frozen=True, slots=True)
class PriceAndVolume:
    """A change of a cost line parted in two; `price` and `volume` add up to `change` to the öre.

    Costs are minus as in a statement, so an effect with minus makes the result worse.
    """

    change: Money
    price: Money
    volume: Money


def price_and_volume(
    before: Money, after: Money, *, volume_before: Decimal, volume_after: Decimal
) -> PriceAndVolume:
    """Volume effect = (q1 − q0) · p0, price effect = (p1 − p0) · q1, where p is the amount of one in each period.

    The volume effect is rounded to whole öre and the price effect is what it leaves of the change. Raises ValueError
    where there was no volume before, since then nothing had a price.
    """
    if volume_before <= 0 or volume_after < 0:
        raise ValueError("There is no price without a volume before.")
    more = Fraction(volume_after - volume_before) / Fraction(volume_before)
    change, volume = after - before, before.prorated(more)
    return PriceAndVolume(change, change - volume, volume)


def assumed_price_effect(
    before: Money, *, volume_before: Decimal, volume_after: Decimal, percent: Decimal
) -> Money:
    """What the price effect would be if the price rose as assumed: p0 · per cent · q1."""
    if volume_before <= 0:
        raise ValueError("There is no price without a volume before.")
    return before.prorated(Fraction(volume_after) / Fraction(volume_before) * Fraction(percent) / 100)
