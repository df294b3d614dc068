"""The values of an indicator: on the way to a target, made of others, and too odd to be believed at once."""

from decimal import Decimal

import pytest

from utfall.domain.denied import Denied
from utfall.domain.indicators import (
    Comparator,
    Compared,
    DirectionOfGood,
    EntryContext,
    Indicator,
    IndicatorKind,
    Operation,
    Target,
    TargetStatus,
    Trend,
    calculate,
    implausible,
    status,
    target_path,
    trend,
)
from utfall.domain.unit import COUNT, PERCENT, SCALE_1_10, Unit


def indicator(
    *targets: Target,
    unit: Unit = PERCENT,
    direction: DirectionOfGood = DirectionOfGood.HIGHER,
    base: int | None = None,
) -> Indicator:
    return Indicator("I1", "Andel", "andel", unit, 1, IndicatorKind.GOAL, direction, "SEN", targets=targets,
                     base_year=base)  # fmt: skip


def target(year: int, value: str | None, comparator: Comparator = Comparator.AT_LEAST) -> Target:
    return Target(year, comparator, None if value is None else Decimal(value))


def codes(value: str, **known: object) -> list[str]:
    about = known.pop("indicator", None) or indicator()
    decimals = max(0, -int(Decimal(value).as_tuple().exponent))
    context = EntryContext(about, "I1", decimals, **known)  # type: ignore[arg-type]
    found = implausible(Decimal(value), context)
    assert all(one.sentence().startswith("Orimligt värde. Kontrollera. ") for one in found)
    assert all("Check" in one.sentence("en") for one in found)
    return [one.code.removeprefix("indicator.") for one in found]


def test_the_path_is_a_straight_line_from_base_year_to_each_target():
    path = target_path(indicator(target(2030, "80"), target(2025, "70"), base=2021), base=Decimal(60))

    assert [(point.year, str(point.value), point.declared) for point in path[:6]] == [
        (2021, "60", False), (2022, "62.5", False), (2023, "65.0", False), (2024, "67.5", False), (2025, "70", True),
        (2026, "72.0", False),
    ]  # fmt: skip
    assert (path[-1].year, path[-1].value) == (2030, Decimal(80))


def test_without_a_value_to_start_from_the_path_begins_at_the_first_target():
    assert [point.year for point in target_path(indicator(target(2025, "70"), base=2021))] == [2025]
    assert target_path(indicator(target(2025, None, Comparator.INCREASE))) == ()


@pytest.mark.parametrize(
    ("direction", "before", "now", "word"),
    [
        (DirectionOfGood.HIGHER, "61", "66.7", Trend.BETTER),
        (DirectionOfGood.HIGHER, "66.7", "61", Trend.WORSE),
        (DirectionOfGood.LOWER, "6.9", "6.1", Trend.BETTER),
        (DirectionOfGood.LOWER, "6.1", "6.9", Trend.WORSE),
        (DirectionOfGood.LOWER, "6.11", "6.14", Trend.UNCHANGED),
        (DirectionOfGood.NONE, "1", "2", None),
    ],
)
def test_the_trend_follows_the_direction_of_good_at_printed_precision(direction, before, now, word):
    assert trend(indicator(direction=direction), now=Decimal(now), before=Decimal(before)) is word


@pytest.mark.parametrize(
    ("goal", "outcome", "base", "word"),
    [
        (target(2027, "75"), Decimal("66.7"), None, TargetStatus.BELOW),
        (target(2027, "75"), Decimal(75), None, TargetStatus.REACHED),
        (target(2027, "1.25", Comparator.AT_MOST), Decimal("1.8"), None, TargetStatus.ABOVE),
        (target(2027, None, Comparator.INCREASE), Decimal(17), Decimal(16), TargetStatus.REACHED),
        (target(2027, None, Comparator.INCREASE), Decimal(17), None, TargetStatus.NO_TARGET),
        (target(2027, "75"), None, None, TargetStatus.NO_OUTCOME),
        (None, Decimal(1), None, TargetStatus.NO_TARGET),
    ],
)
def test_the_status_is_a_word(goal, outcome, base, word):
    assert status(goal, outcome, base=base) is word


@pytest.mark.parametrize(
    ("operation", "parts", "value"),
    [
        (Operation.MEAN, ("85.8", "56.3", "68.2"), "70.1"),
        (Operation.MEAN, ("1", "1", "2"), "1.333333333333"),
        (Operation.SHARE, ("337", "505"), "66.732673267327"),
        (Operation.SUM, ("1.5", "98.5"), "100"),
        (Operation.DIFFERENCE, ("10", "2.5", "0.5"), "7"),
        (Operation.ROLLING_12, ("1",) * 12, "12"),
    ],
)
def test_a_formula_is_reckoned_exactly(operation, parts, value):
    assert str(calculate(operation, [(f"D{n}", Decimal(part)) for n, part in enumerate(parts)])) == value


@pytest.mark.parametrize(
    ("operation", "parts", "says"),
    [
        (Operation.SUM, (("Kök", None), ("Bil", Decimal(1))), "Kök saknas"),
        (Operation.MEAN, (), "inga delar"),
        (Operation.SHARE, (("Del", Decimal(1)), ("Helhet", Decimal(0))), "Helhet är noll"),
        (Operation.SHARE, (("Del", Decimal(1)),), "en del och en helhet"),
        (Operation.ROLLING_12, (("Jan", Decimal(1)),), "tolv månader"),
    ],
)
def test_a_formula_with_a_part_missing_says_which(operation, parts, says):
    answer = calculate(operation, parts)

    assert isinstance(answer, Denied)
    assert says in answer.reason


def test_a_part_is_not_larger_than_its_whole():
    assert codes("53", wholes=(Compared("systematiskt", Decimal(3)),)) == ["subset"]
    assert codes("3", parts=(Compared("i samverkan", Decimal(53)),)) == ["subset"]
    assert (
        codes(
            "53", wholes=(Compared("systematiskt", Decimal("52.6"), 1),), parts=(Compared("x", Decimal(53)),)
        )
        == []
    )


def test_answers_that_exclude_each_other_are_at_most_everything():
    assert codes("53", exclusive=(Compared("nej", Decimal(50)),)) == ["exclusive"]
    assert codes("53", exclusive=(Compared("nej", Decimal(48)),)) == []


def test_a_share_written_as_a_fraction_is_asked_about():
    assert codes("0.667", earlier=(Decimal(61), Decimal(64), Decimal(66))) == ["unit"]
    assert codes("0.667", indicator=indicator(target(2027, "75"))) == ["unit"]
    assert codes("0.667", numerator=Decimal(337), denominator=Decimal(505)) == ["unit", "quotient"]
    assert codes("0.667", earlier=(Decimal("0.6"), Decimal("0.7"))) == []
    assert codes("0.667") == []
    assert codes("0.667", indicator=indicator(unit=COUNT), earlier=(Decimal(66),)) == []


def test_limits_are_those_of_the_unit_or_narrower():
    assert codes("11", indicator=indicator(unit=SCALE_1_10)) == ["range"]
    assert codes("101", high=Decimal(100)) == ["range"]
    assert codes("-1", low=Decimal(0)) == ["range"]
    assert codes("100", low=Decimal(0), high=Decimal(100)) == []


def test_a_jump_is_judged_by_how_much_the_indicator_usually_moves():
    assert codes("6.6", earlier=(Decimal("60"), Decimal("62"), Decimal("61"), Decimal("64"))) == ["jump"]
    assert codes("66", earlier=(Decimal("60"), Decimal("62"), Decimal("61"))) == []
    assert codes("66", earlier=(Decimal("1"), Decimal("2"))) == []


def test_numerator_and_denominator_give_the_share():
    assert codes("66.7", numerator=Decimal(337), denominator=Decimal(505)) == []
    assert codes("60", numerator=Decimal(337), denominator=Decimal(505)) == ["quotient"]
    assert codes("60", numerator=Decimal(505), denominator=Decimal(337)) == ["numerator"]
    assert codes("60", numerator=Decimal(0), denominator=Decimal(0)) == []


def test_a_declared_mean_is_the_mean_within_rounding():
    members = (
        Compared("q1", Decimal("85.8"), 1),
        Compared("q2", Decimal("56.3"), 1),
        Compared("q3", Decimal("68.2"), 1),
    )

    assert codes("70.1", operation=Operation.MEAN, members=members) == []
    assert codes("71.1", operation=Operation.MEAN, members=members) == ["formula"]


@pytest.mark.parametrize(
    ("operation", "value", "wrong"),
    [(Operation.SUM, "110", "114"), (Operation.DIFFERENCE, "30", "34"), (Operation.SHARE, "175", "190")],
)
def test_a_value_is_held_against_its_formula_as_exactly_as_its_parts_are_known(operation, value, wrong):
    known = (Compared("Alla", Decimal(70)), Compared("Några", Decimal(40)))
    assert codes(value, operation=operation, members=known) == []
    assert codes(wrong, operation=operation, members=known) == ["formula"]


def test_rolling_months_are_held_against_the_sum_of_all_twelve():
    months = tuple(Compared("Månader", Decimal(10)) for _month in range(12))
    assert codes("126", operation=Operation.ROLLING_12, members=months) == []
    assert codes("127", operation=Operation.ROLLING_12, members=months) == ["formula"]
    assert codes("127", operation=Operation.ROLLING_12, members=months[:11]) == []


def test_a_share_of_a_whole_that_may_be_nothing_is_not_questioned():
    known = (Compared("Del", Decimal(0)), Compared("Helhet", Decimal(0)))
    assert codes("50", operation=Operation.SHARE, members=known) == []
