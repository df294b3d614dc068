"""Variances explained by parts, with what the parts leave over."""

from collections.abc import Iterable, Iterator
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

    def figures(self, variance: Money) -> Iterator[Figure]:
        """The amounts that were typed, and the remainder, as figures: so that texts can refer to them."""
        source = Source(f"förklaring {self.code}")
        for number, cause in enumerate(self.causes, start=1):
            address = self.reference(number)
            if cause.address is None and address is not None:
                yield Figure(address, cause.amount.kr, KR, 2, source, cause.name)
        rest = self.rest
        if rest is not None:
            formula = Source("härledd", f"{self.address} − orsakerna i {self.code}")
            yield Figure(rest, self.remainder(variance).kr, KR, 2, formula, f"Oförklarat, {self.name}")

    def reference(self, number: int) -> Address | None:
        """The address of the amount of a cause, counted from 1: the figure it names, or its own."""
        cause = self.causes[number - 1]
        return cause.address or self._own(str(number), cause.unit or self.unit)

    @property
    def rest(self) -> Address | None:
        """The address of what is not explained."""
        return self._own("rest", self.unit)

    def _own(self, part: str, unit: str) -> Address | None:
        """None where the code is so long that no address holds it."""
        try:
            return Address(f"orsak.{self.code.lower()}.{part}", Scope(unit), self.period, self.scenario)
        except ValueError:
            return None


def unexplained(variance: Money, parts: Iterable[Money]) -> Money:
    """What the parts leave of the variance, to the öre."""
    return variance - sum(parts, ZERO)
