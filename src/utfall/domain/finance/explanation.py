"""Variances explained by parts, with what the parts leave over."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR

EXPLAINED = frozenset({Scenario.VARIANCE, Scenario.FORECAST_VARIANCE})
"""What can be explained: outcome against budget, and forecast against the year's budget."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One named part of a variance. `unit` is whose part it is, empty for that of the whole.

    `address` names the stored figure that the amount is taken from, if it is one. Whether the part comes back is
    not always known.
    """

    name: str
    amount: Money
    unit: str = ""
    recurrence: Recurrence | None = None
    address: Address | None = None


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

    @property
    def address(self) -> Address:
        """The figure that is explained."""
        return Address(self.measure, Scope(self.unit), self.period, self.scenario)

    def remainder(self, variance: Money) -> Money:
        """The part of the variance that no cause explains."""
        return unexplained(variance, (cause.amount for cause in self.causes))

    def figures(self) -> tuple[Figure, ...]:
        """The amounts that were typed, as figures, so that texts can refer to them and are held against them."""
        return tuple(
            Figure(address, cause.amount.kr, KR, 2, Source(f"förklaring {self.code}"), cause.name)
            for number, cause in enumerate(self.causes, start=1)
            if cause.address is None and (address := self._part(number)) is not None
        )

    def reference(self, number: int) -> Address | None:
        """The address of the amount of a cause, counted from 1: the figure it names, or its own."""
        return self.causes[number - 1].address or self._part(number)

    def _part(self, number: int) -> Address | None:
        """None where the code is so long that no address holds it."""
        scope = Scope(self.causes[number - 1].unit or self.unit)
        try:
            return Address(f"orsak.{self.code.lower()}.{number}", scope, self.period, self.scenario)
        except ValueError:
            return None


def unexplained(variance: Money, parts: Iterable[Money]) -> Money:
    """What the parts leave of the variance, to the öre."""
    return variance - sum(parts, ZERO)
