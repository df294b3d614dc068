"""Units of measure: what a figure is counted in, and how units of one kind convert."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What kind of thing a unit measures; figures of different dimensions are never compared."""

    MONEY = "money"
    SHARE = "share"
    SHARE_CHANGE = "share change"
    COUNT = "count"
    SCALE = "scale"
    INTENSITY = "intensity"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: printed symbol, dimension, and how many of the dimension's base unit it holds.

    The base unit of money is the krona; the others are their own base. `max_value` bounds a share or a scale.
    """

    symbol: str
    dimension: Dimension
    factor: Decimal = Decimal(1)
    min_value: Decimal | None = None
    max_value: Decimal | None = None

    def convert(self, value: Decimal, *, to: "Unit") -> Decimal:
        """The value, given in this unit, in another unit of the same dimension; exact.

        Raises ValueError when the units measure different things.
        """
        if self == to:
            return value
        if self.dimension is not to.dimension or self.dimension is not Dimension.MONEY:
            raise ValueError(f"{self.symbol} cannot be given in {to.symbol}.")
        return value * self.factor / to.factor

    def __str__(self) -> str:
        return self.symbol


KR = Unit("kr", Dimension.MONEY)
TKR = Unit("tkr", Dimension.MONEY, Decimal(1000))
MNKR = Unit("mnkr", Dimension.MONEY, Decimal(10**6))
MDKR = Unit("mdkr", Dimension.MONEY, Decimal(10**9))
PERCENT = Unit("%", Dimension.SHARE)
PERCENTAGE_POINTS = Unit("procentenheter", Dimension.SHARE_CHANGE)
COUNT = Unit("antal", Dimension.COUNT)
SCALE_1_10 = Unit("skala 1–10", Dimension.SCALE, min_value=Decimal(1), max_value=Decimal(10))
SCALE_1_5 = Unit("skala 1–5", Dimension.SCALE, min_value=Decimal(1), max_value=Decimal(5))
SCALE_1_4 = Unit("skala 1–4", Dimension.SCALE, min_value=Decimal(1), max_value=Decimal(4))
RISK_VALUE = Unit("riskvärde", Dimension.SCALE, min_value=Decimal(1), max_value=Decimal(16))
KG_CO2E_PER_KG = Unit("kg CO2e/kg", Dimension.INTENSITY)
KG_CO2E_PER_PORTION = Unit("kg CO2e/portion", Dimension.INTENSITY)
GRAM_PER_PORTION = Unit("g/portion", Dimension.INTENSITY)

KNOWN = {
    unit.symbol: unit
    for unit in (
        KR, TKR, MNKR, MDKR, PERCENT, PERCENTAGE_POINTS, COUNT, SCALE_1_10, SCALE_1_5, SCALE_1_4, RISK_VALUE,
        KG_CO2E_PER_KG, KG_CO2E_PER_PORTION, GRAM_PER_PORTION,
    )
}  # fmt: skip
_OTHER_SPELLINGS = {
    "kronor": KR, "krona": KR, "sek": KR, "kkr": TKR, "tusen kronor": TKR, "tusentals kronor": TKR, "ksek": TKR,
    "mkr": MNKR, "msek": MNKR, "miljoner kronor": MNKR, "miljon kronor": MNKR, "miljarder kronor": MDKR,
    "mdr": MDKR, "procent": PERCENT, "%-enheter": PERCENTAGE_POINTS, "procentenhet": PERCENTAGE_POINTS,
    "st": COUNT, "st.": COUNT, "stycken": COUNT, "personer": COUNT,
    "skala 1-10": SCALE_1_10, "skala 1-5": SCALE_1_5, "skala 1-4": SCALE_1_4,
}  # fmt: skip


def unit_named(text: str) -> Unit:
    """The unit with that symbol or usual spelling; an unknown word is a unit of its own (dimension OTHER)."""
    word = " ".join(text.replace("\u00a0", " ").split())
    if word in KNOWN:
        return KNOWN[word]
    return _OTHER_SPELLINGS.get(word.lower()) or KNOWN.get(word.lower()) or Unit(word, Dimension.OTHER)
