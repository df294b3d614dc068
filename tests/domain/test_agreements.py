"""Agreements: what ends and what is added changes the year's income; their sum is the budget, unit by unit."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.agreements import (
    Agreement,
    AgreementKind,
    AgreementState,
    AgreementStep,
    AmountOfYear,
    Due,
    held_against_budget,
    share_until,
    sum_findings,
)
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.unit import TKR

UNITS = Organisation((
    OrgUnit("SEN", "Servicenämnden", UnitKind.COMMITTEE),
    OrgUnit("OMR3", "Område 3", UnitKind.AREA, parent="SEN"),
    OrgUnit("EKSERV", "Ekonomiservice", UnitKind.UNIT, parent="OMR3"),
    OrgUnit("NOR", "Nämnd och registratur", UnitKind.UNIT, parent="OMR3"),
    OrgUnit("OLC", "OLC", UnitKind.UNIT, parent="SEN"),
))  # fmt: skip


def tkr(amount):
    return Money.of(Decimal(amount), TKR)


def agreement(amount, unit="OLC", kind=AgreementKind.ANNUAL, *, budgeted=True, **more):
    return Agreement("A1", "Avtal", kind, unit, amounts=(AmountOfYear(2024, tkr(amount), budgeted),), **more)


@pytest.mark.parametrize(
    ("last", "share"),
    [
        (dt.date(2024, 9, 30), Fraction(9, 12)),
        (dt.date(2024, 12, 31), Fraction(1)),
        (dt.date(2024, 4, 15), Fraction(7, 24)),
        (dt.date(2023, 6, 30), Fraction(0)),
        (dt.date(2025, 1, 1), Fraction(1)),
    ],
)
def test_a_year_is_shared_by_months_and_a_month_by_days(last, share):
    assert share_until(last, 2024) == share


def test_what_is_terminated_is_lost_from_its_last_day_on():
    ended = agreement(1200, state=AgreementState.TERMINATED, ends_on=dt.date(2024, 9, 30))
    assert ended.budgeted(2024) == tkr(1200)
    assert ended.effect(2024) == tkr(-300)
    assert ended.effect(2025) == ZERO
    assert agreement(1200, ends_on=dt.date(2024, 9, 30)).effect(2024) == ZERO


def test_what_is_agreed_after_the_budget_raises_the_expected_income():
    added = agreement(500, kind=AgreementKind.ADDITIONAL, budgeted=False)
    assert (added.budgeted(2024), added.effect(2024)) == (ZERO, tkr(500))
    ended = agreement(600, kind=AgreementKind.ADDITIONAL, budgeted=False,
                      state=AgreementState.TERMINATED, ends_on=dt.date(2024, 10, 31))  # fmt: skip
    assert ended.effect(2024) == tkr(500)


@pytest.mark.parametrize("kind", [AgreementKind.SUPPLIER, AgreementKind.SERVICE_LEVEL])
def test_what_a_supplier_is_paid_is_no_income(kind):
    bought = agreement(500, kind=kind, state=AgreementState.TERMINATED, ends_on=dt.date(2024, 1, 31))
    assert (bought.budgeted(2024), bought.effect(2024)) == (ZERO, ZERO)


def test_a_proposal_counts_for_nothing_yet():
    proposed = agreement(500, state=AgreementState.PROPOSED)
    assert (proposed.budgeted(2024), proposed.effect(2024)) == (ZERO, ZERO)


@given(st.integers(0, 10**12), st.dates(dt.date(2022, 1, 1), dt.date(2026, 12, 31)))
def test_what_is_kept_and_what_is_lost_are_the_whole_to_the_öre(öre, last):
    ended = Agreement(
        "A1", "Avtal", AgreementKind.BASE, "OLC", amounts=(AmountOfYear(2024, Money(öre)),),
        state=AgreementState.TERMINATED, ends_on=last,
    )  # fmt: skip
    assert ended.lost(2024) + Money(öre).prorated(share_until(last, 2024)) == Money(öre)
    assert ZERO <= ended.lost(2024) <= Money(öre)


def test_income_is_held_against_the_nearest_agreement_above():
    budget = {"EKSERV": tkr(60), "NOR": tkr(40), "OLC": tkr(30)}
    held = held_against_budget(
        [agreement(100, "OMR3"), agreement(10), agreement(15)], budget, UNITS, year=2024
    )
    assert [(one.unit, one.difference) for one in held] == [("OMR3", ZERO), ("OLC", tkr(-5))]
    (said,) = sum_findings(held, UNITS, year=2024)
    assert said.sentence("sv") == (
        "OLC har överenskommelser för 25\u00a0tkr 2024, men budgeterade intäkter på 30\u00a0tkr: −5\u00a0tkr skiljer. "
        "Rätta den överenskommelse som är fel, eller lägg till den som saknas."
    )


def test_income_that_nobody_has_agreed_to_stands_alone():
    held = held_against_budget([], {"NOR": tkr(40), "OLC": ZERO}, UNITS, year=2024)
    assert [(one.unit, one.agreed, one.budget) for one in held] == [("NOR", ZERO, tkr(40))]


@given(st.dictionaries(st.sampled_from(["OMR3", "EKSERV", "NOR", "OLC"]), st.integers(0, 10**9)),
       st.lists(st.tuples(st.sampled_from(["SEN", "OMR3", "EKSERV", "NOR", "OLC"]), st.integers(0, 10**9))))  # fmt: skip
def test_the_differences_of_the_units_are_the_difference_of_the_whole(budget, agreed):
    rows = [
        Agreement(f"A{at}", "Avtal", AgreementKind.BASE, unit, amounts=(AmountOfYear(2024, Money(öre)),))
        for at, (unit, öre) in enumerate(agreed)
    ]
    held = held_against_budget(rows, {unit: Money(öre) for unit, öre in budget.items()}, UNITS, year=2024)
    whole = sum(öre for _unit, öre in agreed) - sum(budget.values())
    assert sum(one.difference.öre for one in held) == whole


def test_it_is_time_to_go_through_an_agreement_two_months_before_its_date():
    one = agreement(1, review_on=dt.date(2024, 11, 1))
    assert one.to_review(dt.date(2024, 9, 2))
    assert not one.to_review(dt.date(2024, 9, 1))
    ended = agreement(1, review_on=dt.date(2024, 9, 1), state=AgreementState.TERMINATED)
    assert not ended.to_review(dt.date(2024, 9, 2))
    assert not agreement(1).to_review(dt.date(2024, 9, 2))


DAY = dt.date(2024, 12, 31)
BEFORE = DAY - dt.timedelta(days=60)


@pytest.mark.parametrize("step", [AgreementStep.NOTICE, AgreementStep.END])
@pytest.mark.parametrize(
    ("today", "more", "asks"),
    [
        (BEFORE, {}, True),
        (BEFORE - dt.timedelta(days=1), {}, False),
        (DAY, {}, True),
        (DAY + dt.timedelta(days=1), {}, False),
        (DAY, {"reviewed_on": BEFORE - dt.timedelta(days=1)}, True),
        (DAY, {"reviewed_on": BEFORE}, False),
        (DAY, {"state": AgreementState.PROPOSED}, False),
        (DAY, {"state": AgreementState.TERMINATED}, False),
    ],
)
def test_notice_and_end_ask_for_a_stand_until_their_day_or_until_it_is_taken(step, today, more, asks):
    named = {AgreementStep.NOTICE: "notice_on", AgreementStep.END: "ends_on"}[step]
    one = agreement(1, **{named: DAY}, **more)
    assert one.due(today) == ((Due(step, DAY),) if asks else ())


def test_what_is_due_stands_by_day_and_a_review_stays_until_it_is_done():
    one = agreement(1, review_on=dt.date(2024, 9, 1), notice_on=dt.date(2024, 10, 1), ends_on=DAY)
    steps = [due.step for due in one.due(dt.date(2024, 9, 20))]
    assert steps == [AgreementStep.REVIEW, AgreementStep.NOTICE]
    assert one.due(dt.date(2026, 1, 1)) == (Due(AgreementStep.REVIEW, dt.date(2024, 9, 1)),)
    proposed = agreement(1, review_on=DAY, state=AgreementState.PROPOSED)
    assert proposed.due(DAY) == (Due(AgreementStep.REVIEW, DAY),)
    assert agreement(1).due(DAY) == ()


AUGUST = dt.date(2024, 8, 31)
ENDED = {"state": AgreementState.TERMINATED, "ends_on": dt.date(2024, 9, 30)}


@pytest.mark.parametrize(
    ("one", "change"),
    [
        (agreement(1200), 0),
        (agreement(1200, **ENDED), -300),
        # What ended before the day is gone from the rest of the year, which was budgeted with it.
        (agreement(1200, state=AgreementState.TERMINATED, ends_on=dt.date(2024, 4, 30)), -400),
        (agreement(1200, state=AgreementState.TERMINATED, ends_on=dt.date(2025, 1, 31)), 0),
        (agreement(1200, budgeted=False), 400),
        (agreement(750, budgeted=False, starts_on=dt.date(2024, 8, 1)), 600),
        (agreement(300, budgeted=False, starts_on=dt.date(2024, 10, 1)), 300),
        (agreement(300, budgeted=False, starts_on=dt.date(2025, 1, 1)), 0),
        (agreement(300, budgeted=False, starts_on=dt.date(2024, 7, 1), ends_on=dt.date(2024, 9, 30)), 100),
        (agreement(1200, budgeted=False, **ENDED), 100),
        (agreement(1200, budgeted=False, ends_on=dt.date(2024, 8, 31)), 0),
        (agreement(1200, budgeted=False, state=AgreementState.PROPOSED), 0),
        (agreement(1200, kind=AgreementKind.SUPPLIER, **ENDED), 0),
    ],
)
def test_what_ends_and_what_begins_changes_the_rest_of_the_year(one, change):
    assert one.changes_after(AUGUST) == tkr(change)


@given(st.integers(1, 12), st.booleans(), st.integers(0, 10**9))
def test_before_the_year_has_begun_the_rest_of_it_is_the_whole(month, budgeted, öre):
    ends = dt.date(2024, month, 28)
    one = Agreement(
        "A1", "Avtal", AgreementKind.BASE, "OLC", amounts=(AmountOfYear(2024, Money(öre), budgeted),),
        state=AgreementState.TERMINATED, ends_on=ends,
    )  # fmt: skip
    difference = one.changes_after(dt.date(2024, 1, 1)).öre - one.effect(2024).öre
    # One day of the year is over.
    assert abs(difference) <= öre / (12 * 31) + 1
