"""The recovery plan: how a deficit is brought back within three years (kommunallagen 11 kap. 12 §)."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.domain.money import ZERO, Money
from utfall.domain.planning.measure import Measure, MeasureState, split, total_effect

YEARS = 3
"""A negative result is to be regulated, and equity restored, during the three years that follow (KL 11:12)."""


@dataclass(frozen=True, slots=True)
class RecoveryYear:
    """One of the years: what decided and proposed measures are worth on the own budget, and what is left after it.

    `left` is what of the deficit the decided measures have not covered by the end of the year; it is never below
    zero. `left_with_proposed` counts the proposed ones too.
    """

    year: int
    decided: Money
    proposed: Money
    left: Money
    left_with_proposed: Money


@dataclass(frozen=True, slots=True)
class RecoveryPlan:
    """A deficit of a year, the measures that count, and what is covered year by year.

    `deficit` is positive. `others` are measures whose effect falls on somebody else's budget: named, never counted.
    """

    year: int
    deficit: Money
    decided: tuple[Measure, ...]
    proposed: tuple[Measure, ...]
    others: tuple[Measure, ...]
    years: tuple[RecoveryYear, ...]

    @property
    def uncovered(self) -> Money:
        """What of the deficit the decided measures leave uncovered after the last year."""
        return self.years[-1].left


def recovery_plan(measures: Iterable[Measure], *, own: str, year: int, result: Money) -> RecoveryPlan:
    """The plan for the result of the year, with the measures in force; those abandoned are left out.

    Only stated effects count: a lasting measure without an amount for a later year adds nothing to that year.
    """
    parted = split(measures, own=own)
    decided = tuple(one for one in parted.own if one.state.is_decided)
    proposed = tuple(one for one in parted.own if one.state is MeasureState.PROPOSED)
    deficit = -result if result.öre < 0 else ZERO
    left, with_proposed = deficit, deficit
    years = []
    for number in range(year + 1, year + 1 + YEARS):
        sure, hoped = total_effect(decided, year=number), total_effect(proposed, year=number)
        left = _at_least_nothing(left - sure)
        with_proposed = _at_least_nothing(with_proposed - sure - hoped)
        years.append(RecoveryYear(number, sure, hoped, left, with_proposed))
    others = tuple(one for one in parted.others if one.state.is_decided or one.state is MeasureState.PROPOSED)
    return RecoveryPlan(year, deficit, decided, proposed, others, tuple(years))


def _at_least_nothing(amount: Money) -> Money:
    return max(amount, ZERO)
