"""Where an indicator stands: its path of targets, its trend and its status, each a word."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from utfall.domain.indicators.definition import Comparator, DirectionOfGood, Indicator, Target
from utfall.domain.interval import rounded


class Trend(StrEnum):
    """How an outcome has moved since the one before, in Swedish as printed."""

    BETTER = "Bättre"
    UNCHANGED = "Oförändrad"
    WORSE = "Sämre"


class TargetStatus(StrEnum):
    """An outcome held against its target, in Swedish as printed."""

    REACHED = "Målet nått"
    BELOW = "Under målet"
    ABOVE = "Över målet"
    NO_OUTCOME = "Inget utfall ännu"
    NO_TARGET = "Inget mål"


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The value of a year on the way to a target; `declared` where it is a target itself, else it lies between."""

    year: int
    value: Decimal
    declared: bool


def target_path(indicator: Indicator, *, base: Decimal | None = None) -> tuple[PathPoint, ...]:
    """A point for each year from the base year, or the first target, to the last target, on straight lines.

    `base` is the outcome of the base year. Targets without a value make no point. Points between are rounded to the
    indicator's decimals.
    """
    fixed = {target.year: target.value for target in indicator.targets if target.value is not None}
    declared = frozenset(fixed)
    if base is not None and indicator.base_year is not None:
        fixed.setdefault(indicator.base_year, base)
    years = sorted(fixed)
    points = [PathPoint(year, fixed[year], year in declared) for year in years]
    for start, end in pairwise(years):
        step = (Fraction(fixed[end]) - Fraction(fixed[start])) / (end - start)
        for year in range(start + 1, end):
            value = Fraction(fixed[start]) + step * (year - start)
            exact = Decimal(value.numerator) / Decimal(value.denominator)
            points.append(PathPoint(year, rounded(exact, indicator.decimals), declared=False))
    return tuple(sorted(points, key=lambda point: point.year))


def trend(indicator: Indicator, *, now: Decimal, before: Decimal) -> Trend | None:
    """Better, unchanged or worse at printed precision; None where it moved but no way is better."""
    first, second = rounded(before, indicator.decimals), rounded(now, indicator.decimals)
    if first == second:
        return Trend.UNCHANGED
    if indicator.direction is DirectionOfGood.NONE:
        return None
    return (
        Trend.BETTER if (second > first) is (indicator.direction is DirectionOfGood.HIGHER) else Trend.WORSE
    )


def status(target: Target | None, outcome: Decimal | None, *, base: Decimal | None = None) -> TargetStatus:
    """The word for an outcome against its target; of "increases", against the value of the base year."""
    against = base if target is not None and target.comparator is Comparator.INCREASE else None
    if target is not None and target.value is not None:
        against = target.value
    if target is None or against is None:
        return TargetStatus.NO_TARGET
    if outcome is None:
        return TargetStatus.NO_OUTCOME
    if target.comparator.holds(outcome, against):
        return TargetStatus.REACHED
    return TargetStatus.ABOVE if outcome > against else TargetStatus.BELOW
