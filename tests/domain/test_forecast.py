"""Forecasts: what is proposed, how far it missed, what must be explained, what adds up. Figures in öre of the seed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.finance.forecast import (
    DEFAULT_METHOD,
    Basis,
    Cause,
    Course,
    LineForecast,
    Method,
    Reason,
    Reconciliation,
    Threshold,
    Trial,
    course,
    mean_percent,
    proposal,
    spread,
    stands_on_done,
    summed,
    waits_for,
)
from utfall.domain.money import Money
from utfall.domain.reporting import State
from utfall.domain.unit import MNKR


def mnkr(text: str) -> Money:
    return Money.of(Decimal(text), MNKR)


INCOME = Basis(
    months=8, outcome=mnkr("554.9"), budget=mnkr("562.4"), year_budget=mnkr("840.9"), last_year=mnkr("527.6"),
    last_year_whole=mnkr("791.4"), previous=mnkr("830"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("method", "year"),
    [
        # 554,9 + (840,9 − 562,4): what is left of the budget is thought to come.
        (Method.REMAINING_BUDGET, "833.4"),
        # 554,9 × 791,4 / 527,6: the year goes on as last year did from here.
        (Method.LAST_YEAR, "832.35"),
        (Method.PREVIOUS, "830"),
        # 554,9 × 12 / 8.
        (Method.RUN_RATE, "832.35"),
    ],
)
def test_a_method_proposes_the_year(method: Method, year: str) -> None:
    assert proposal(INCOME, method) == mnkr(year)


def test_outcome_and_the_rest_of_the_budget_is_the_default_and_run_rate_never_is() -> None:
    assert DEFAULT_METHOD is Method.REMAINING_BUDGET
    assert proposal(INCOME) == proposal(INCOME, Method.REMAINING_BUDGET)


@pytest.mark.parametrize(
    ("basis", "method"),
    [
        (Basis(8, outcome=mnkr("1")), Method.REMAINING_BUDGET),
        (Basis(8, outcome=mnkr("1"), budget=mnkr("1")), Method.REMAINING_BUDGET),
        (Basis(8, budget=mnkr("1"), year_budget=mnkr("2")), Method.REMAINING_BUDGET),
        (Basis(8, outcome=mnkr("1")), Method.LAST_YEAR),
        # Nothing by August last year says nothing about how the rest of a year goes.
        (Basis(8, outcome=mnkr("1"), last_year=Money(0), last_year_whole=mnkr("2")), Method.LAST_YEAR),
        (Basis(8, outcome=mnkr("1")), Method.PREVIOUS),
        (Basis(0, outcome=mnkr("1")), Method.RUN_RATE),
        (Basis(8), Method.RUN_RATE),
    ],
)
def test_a_method_says_nothing_where_it_knows_too_little(basis: Basis, method: Method) -> None:
    assert proposal(basis, method) is None


def test_a_miss_is_better_with_plus() -> None:
    cheaper = Trial(2023, forecast=mnkr("-474.5"), outcome=mnkr("-463.7"))
    assert cheaper.miss == mnkr("10.8")
    assert round(cheaper.percent or 0, 2) == Decimal("2.33")


def test_the_mean_miss_counts_both_directions() -> None:
    trials = (Trial(2022, mnkr("110"), mnkr("100")), Trial(2023, mnkr("80"), mnkr("100")))
    assert mean_percent(trials) == 15
    assert mean_percent((Trial(2023, mnkr("1"), Money(0)),)) is None
    assert mean_percent(()) is None


@pytest.mark.parametrize(
    ("forecast", "compared", "demanded"),
    [("828.9", "840.9", True), ("-474.5", "-479.0", False), ("99", "100", False), ("98.9", "100", True),
     ("-101.1", "-100", True), ("0", "0", False), ("0.1", "0", True)],
)  # fmt: skip
def test_a_change_over_one_per_cent_is_explained(forecast: str, compared: str, demanded: bool) -> None:
    assert Threshold().demands(mnkr(forecast), mnkr(compared)) is demanded


def test_a_line_is_compared_with_the_previous_forecast_and_else_with_the_budget() -> None:
    limit = Threshold()
    against_budget = LineForecast(mnkr("828.9"), year_budget=mnkr("840.9"))
    assert against_budget.variance == mnkr("-12.0")
    assert against_budget.change is None
    assert against_budget.lacks_reason(limit)
    as_before = LineForecast(mnkr("828.9"), previous=mnkr("828.9"), year_budget=mnkr("840.9"))
    assert as_before.change == Money(0)
    assert not as_before.lacks_reason(limit)
    assert not LineForecast(None, year_budget=mnkr("840.9")).lacks_reason(limit)
    assert not LineForecast(mnkr("3")).lacks_reason(limit)


@pytest.mark.parametrize(
    ("reason", "given"),
    [(Reason(), False), (Reason(Cause.OTHER), False), (Reason(Cause.OTHER, "Nytt avtal"), True),
     (Reason(Cause.VOLUME), True), (Reason(None, "Färre portioner"), True), (Reason(None, "  "), False)],
)  # fmt: skip
def test_a_reason_says_why(reason: Reason, given: bool) -> None:
    assert reason.is_given is given
    line = LineForecast(mnkr("2"), year_budget=mnkr("1"), reason=reason)
    assert line.lacks_reason(Threshold()) is not given


def test_a_level_is_its_units_and_its_own_part() -> None:
    assert Reconciliation(mnkr("-3.0"), mnkr("-3.0")).holds
    other = Reconciliation(mnkr("-2.6"), mnkr("-3.0"))
    assert not other.holds
    assert other.own == mnkr("0.4")


cells = st.dictionaries(st.sampled_from(("30", "50", "64")), st.integers(-(10**12), 10**12).map(Money))


@given(st.lists(st.lists(cells, max_size=4), max_size=4))
def test_the_sum_of_units_is_the_parent_however_they_are_grouped(areas: list[list[dict[str, Money]]]) -> None:
    by_area = summed(summed(units) for units in areas)
    assert by_area == summed(unit for units in areas for unit in units)


def test_what_a_level_above_has_handed_in_stands_still() -> None:
    assert stands_on_done(()) is None
    assert stands_on_done((("Område 4", State.DRAFT), ("Servicenämnden", State.RETURNED))) is None
    for state in (State.SUBMITTED, State.APPROVED):
        refused = stands_on_done((("Område 4", State.DRAFT), ("Servicenämnden", state)))
        assert refused is not None
        assert refused.values == {"unit": "Servicenämnden"}


def test_a_level_waits_for_those_who_have_begun_below() -> None:
    assert waits_for((("Köket", State.APPROVED),)) is None
    refused = waits_for((("Köket", State.SUBMITTED), ("OLC", State.APPROVED), ("IT", State.RETURNED)))
    assert refused is not None
    assert refused.values == {"units": "Köket, IT"}


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=24))
def test_parts_by_month_add_up_to_the_last_öre(amount: int, weights: list[int]) -> None:
    assert sum(one.öre for one in spread(Money(amount), weights)) == amount


def test_an_amount_is_spread_by_the_months_profile() -> None:
    assert spread(Money(1000), (1, 1, 2)) == (Money(250), Money(250), Money(500))
    assert spread(Money(-1000), (252, 256, 249, 243)) == (Money(-252), Money(-256), Money(-249), Money(-243))
    assert spread(Money(10), (0, 0, 0)) == (Money(3), Money(4), Money(3))
    assert spread(Money(10), ()) == ()


def test_the_course_of_the_year() -> None:
    assert course((mnkr("-6"),)) is None
    assert course((mnkr("-6"), mnkr("-8"), mnkr("-3"))) is Course.BETTER
    assert course((mnkr("-6"), mnkr("-6.1"))) is Course.WORSE
    assert course((mnkr("-6"), mnkr("-6"))) is Course.SAME
