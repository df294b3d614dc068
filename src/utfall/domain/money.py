"""Money: whole öre, never a float; kronor, tkr, mnkr and mdkr are only ways of speaking."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from utfall.domain.unit import Dimension, Unit


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole öre; the sign is the statement's: income +, cost −, result = sum."""

    öre: int

    @classmethod
    def of(cls, amount: Decimal, unit: Unit) -> "Money":
        """The amount given in kr, tkr, mnkr or mdkr. Raises ValueError if it is not whole öre, or not money."""
        if unit.dimension is not Dimension.MONEY:
            raise ValueError(f"{unit.symbol} is not money.")
        öre = amount * unit.factor * 100
        if öre != öre.to_integral_value():
            raise ValueError(f"{amount} {unit.symbol} is not a whole number of öre.")
        return cls(int(öre))

    def amount(self, unit: Unit) -> Decimal:
        """The exact amount in the unit."""
        return Decimal(self.öre) / (unit.factor * 100)

    @property
    def kr(self) -> Decimal:
        """The exact amount in kronor."""
        return Decimal(self.öre) / 100

    def prorated(self, share: Fraction) -> "Money":
        """The share (such as 8/12) of the amount, rounded half away from zero to whole öre."""
        exact = Decimal(self.öre) * share.numerator / share.denominator
        return Money(int(exact.to_integral_value(rounding=ROUND_HALF_UP)))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.öre + other.öre)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.öre - other.öre)

    def __neg__(self) -> "Money":
        return Money(-self.öre)

    def __bool__(self) -> bool:
        return self.öre != 0


ZERO = Money(0)
