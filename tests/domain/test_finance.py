"""Carried-over results, comparability items, investments and explanations of variances."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.finance import (
    AmountOfPeriod,
    CarriedOver,
    Cause,
    ComparabilityItem,
    Investment,
    InvestmentClass,
    InvestmentValue,
    Treatment,
    VarianceExplanation,
    adjusted_result,
    carried,
)
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import MNKR

AUGUST = Period.between(2024, 1, 2024, 8)


def mnkr(text: str) -> Money:
    return Money.of(Decimal(text.replace(",", ".").replace("−", "-")), MNKR)


def deficit(amount: Money, *, year: int = 2024, unit: str = "OMR4") -> CarriedOver:
    return CarriedOver(f"RU-{unit}", "Underskott", unit, year - 1, year, amount)


@pytest.mark.parametrize(
    ("treatment", "january_to_august"),
    [(Treatment.PRORATED, "−2,6"), (Treatment.WHOLE, "−3,9"), (Treatment.BESIDE, "0")],
)
def test_a_deficit_from_last_year_enters_as_the_municipality_has_decided(treatment, january_to_august):
    found = carried((deficit(mnkr("−3,9")),), period=AUGUST, treatment=treatment)

    assert found == mnkr(january_to_august)


def test_only_what_is_carried_into_the_year_counts():
    items = (deficit(mnkr("−3,9")), deficit(mnkr("3,0"), year=2023))

    assert carried(items, period=AUGUST.year_before, treatment=Treatment.PRORATED) == mnkr("2,0")


@given(st.lists(st.integers(-(10**12), 10**12), max_size=8), st.integers(1, 12))
def test_what_units_carry_adds_up_to_what_the_committee_carries(amounts, month):
    items = tuple(deficit(Money(amount), unit=f"U{number}") for number, amount in enumerate(amounts))
    period = Period.between(2024, 1, 2024, month)

    alone = [carried((item,), period=period, treatment=Treatment.PRORATED).öre for item in items]

    assert carried(items, period=period, treatment=Treatment.PRORATED).öre == sum(alone)


def test_the_result_without_the_sale_of_vehicles_is_9_6_mnkr():
    vehicles = ComparabilityItem(
        "JP1", "försäljning av fordon", "TRANSPORT",
        (AmountOfPeriod(AUGUST, mnkr("8,4")), AmountOfPeriod(AUGUST.year_before, mnkr("2,3"))),
    )  # fmt: skip

    assert vehicles.change(AUGUST) == mnkr("6,1")
    assert adjusted_result(mnkr("15,7"), (vehicles,), period=AUGUST) == mnkr("9,6")


def test_what_no_cause_explains_is_never_hidden():
    causes = (
        Cause("lägre intäkter", mnkr("−7,5")),
        Cause("lägre personalkostnader", mnkr("3,3")),
        Cause("lägre kapitalkostnader", mnkr("3,1")),
    )
    explained = VarianceExplanation(
        "FK2", "Område 1", "resultat.inkl", "OMR1", AUGUST, Scenario.VARIANCE, causes
    )

    assert explained.remainder(mnkr("−3,0")) == mnkr("−1,9")


def test_an_investment_has_an_amount_by_scenario_and_period():
    budget = InvestmentValue(Scenario.BUDGET, Period.year(2024), mnkr("−46,9"))
    item = Investment(
        "INV2", "Nämndbeslutad", "investering.namnd", InvestmentClass.COMMITTEE, "SEN", (budget,)
    )

    assert item.value(Scenario.BUDGET, Period.year(2024)) == mnkr("−46,9")
    assert item.value(Scenario.FORECAST, Period.year(2024)) is None
