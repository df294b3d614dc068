"""Measures for a balanced budget, and indicators with targets."""

from decimal import Decimal

import pytest

from utfall.domain.indicators import Comparator, DirectionOfGood, Indicator, IndicatorKind, Target
from utfall.domain.money import ZERO, Money
from utfall.domain.planning import Effect, Measure, MeasureState, total_effect
from utfall.domain.unit import PERCENT


def measure(code: str, **effects: int) -> Measure:
    made = tuple(Effect(int(year[1:]), Money(amount)) for year, amount in effects.items())
    return Measure(code, code, "OMR1", MeasureState.DECIDED, made, "SEN")


def test_a_year_without_an_effect_is_nothing_in_a_sum_and_none_by_itself():
    measures = (measure("A", y2024=400, y2025=800), measure("B", y2025=1600))

    assert measures[1].effect(2024) is None
    assert total_effect(measures, year=2024) == Money(400)
    assert total_effect(measures, year=2025) == Money(2400)
    assert total_effect((), year=2025) == ZERO


@pytest.mark.parametrize(
    ("comparator", "outcome", "target", "holds"),
    [
        (Comparator.AT_LEAST, "96", "95", True),
        (Comparator.AT_LEAST, "95", "95", True),
        (Comparator.AT_LEAST, "94.9", "95", False),
        (Comparator.AT_MOST, "1.81", "1.25", False),
        (Comparator.AT_MOST, "1.25", "1.25", True),
        (Comparator.MORE_THAN, "80", "80", False),
        (Comparator.MORE_THAN, "80.1", "80", True),
        (Comparator.EXACTLY, "100", "100.0", True),
        (Comparator.EXACTLY, "99", "100", False),
        (Comparator.INCREASE, "17", "16", True),
        (Comparator.INCREASE, "16", "16", False),
    ],
)
def test_a_target_is_reached_as_its_comparator_says(comparator, outcome, target, holds):
    assert comparator.holds(Decimal(outcome), Decimal(target)) is holds


def test_an_indicator_has_targets_for_several_years():
    targets = (
        Target(2030, Comparator.MORE_THAN, Decimal(80)),
        Target(2025, Comparator.MORE_THAN, Decimal(70)),
    )
    furniture = Indicator(
        "MI8", "Återbruk", "miljo.aterbruk", PERCENT, 0, IndicatorKind.FOCUS_TARGET, DirectionOfGood.HIGHER, "SEN",
        targets=targets,
    )  # fmt: skip

    assert furniture.target(2025) == targets[1]
    assert furniture.target(2024) is None
