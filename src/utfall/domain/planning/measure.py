"""Measures for a balanced budget (åtgärder): who carries them out, what they are worth and to whom."""

from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.money import ZERO, Money


class MeasureState(StrEnum):
    """Whether a measure may be counted on; the value is its word in source files."""

    DECIDED = "beslutad"
    PROPOSED = "ej beslutad"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure is worth in one year; a saving is positive."""

    year: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure for a balanced budget (åtgärd): who carries it out, its effect per year and on whose budget.

    `budget_of` is the committee whose result gets the effect; empty means another one than the unit's own that is
    not named (`condition` then says which decision it takes). A year without an effect is not in `effects`.
    """

    code: str
    name: str
    unit: str
    state: MeasureState
    effects: tuple[Effect, ...]
    budget_of: str
    condition: str = ""

    def effect(self, year: int) -> Money | None:
        """The effect of the year, or None where none is stated."""
        return next((effect.amount for effect in self.effects if effect.year == year), None)


def total_effect(measures: tuple[Measure, ...], *, year: int) -> Money:
    """The sum of the measures' effects in the year; a year without an effect counts as nothing."""
    return sum((measure.effect(year) or ZERO for measure in measures), ZERO)
