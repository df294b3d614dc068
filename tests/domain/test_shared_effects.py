"""Measures that follow the same accounts: the change in the ledger is one, however many measures point at it."""

import datetime as dt

import pytest

from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import (
    EffectSum,
    Followed,
    LedgerPlace,
    Measure,
    MeasureState,
    Realised,
    covers,
    effect_sum,
    is_looked_for,
    ledger_place,
    shares,
)
from utfall.domain.planning.measure import Effect
from utfall.domain.statement import Financing, form_for

FORM = form_for(
    Financing.INCOME,
    {"intakter": ("3",), "personal": ("5", "40"), "lokaler": ("601",), "ovriga-kostnader": ("4", "6", "7")},
)
UNITS = {"SEN": {"SEN", "OMR1", "OMR2"}, "OMR1": {"OMR1"}, "OMR2": {"OMR2"}}
TO_AUGUST, YEAR_BEFORE = Period.between(2024, 1, 2024, 8), Period.between(2023, 1, 2023, 8)


def at(unit="SEN", *accounts: str, line="", centre="") -> LedgerPlace:
    """The place that a measure of the unit names."""
    return ledger_place(Followed(accounts, line, centre), FORM, units=UNITS[unit])


def worth(planned: int, amount: int, *, months=TO_AUGUST, against=YEAR_BEFORE) -> Realised:
    return Realised(months, against, Money(planned), Money(amount))


SHARING = [
    (at(line="personal"), at(line="personal"), True),
    (at(line="personal"), at(line="lokaler"), False),
    (at("OMR1", line="personal"), at("OMR2", line="personal"), False),
    (at("OMR1", line="personal"), at("SEN", line="personal"), True),
    (at(line="personal", centre="100"), at(line="personal", centre="200"), False),
    (at(line="personal", centre="100"), at(line="personal"), True),
    (at("SEN", "50"), at("SEN", "501"), True),
    (at("SEN", "50"), at("SEN", "51"), False),
    (at("SEN", "50"), at(line="personal"), True),
    (at("SEN", "60"), at(line="lokaler"), True),
    # Of two prefixes that fit an account the longer wins: 601 is premises, and 40 is staff.
    (at("SEN", "601"), at(line="ovriga-kostnader"), False),
    (at("SEN", "40"), at(line="ovriga-kostnader"), False),
    (at("SEN", "4"), at(line="personal"), True),
    (at("SEN", "6", line="personal"), at(line="personal"), False),
    (at(centre="100"), at(line="personal"), True),
]


@pytest.mark.parametrize(("one", "other", "expected"), SHARING)
def test_two_measures_share_a_change_when_one_posting_can_count_for_both(one, other, expected):
    assert shares(one, other) is expected
    assert shares(other, one) is expected


def test_a_place_holds_another_only_where_that_is_sure():
    assert covers(at(line="personal"), at("OMR1", line="personal", centre="100"))
    assert covers(at("SEN", "50"), at("SEN", "501"))
    assert not covers(at("SEN", "501"), at("SEN", "50"))
    assert not covers(at("OMR1", line="personal"), at(line="personal"))
    assert not covers(at(line="personal", centre="100"), at(line="personal"))
    assert not covers(at(line="ovriga-kostnader"), at("SEN", "60"))


def test_one_change_is_counted_once_beside_all_that_was_planned_of_it():
    found = [
        (at(line="personal"), worth(800, 700)),
        (at("OMR1", line="personal"), worth(100, 300)),
        (at(line="lokaler"), worth(50, 20)),
    ]
    assert effect_sum(found) == EffectSum(Money(950), Money(720), 0)
    assert effect_sum(found[::-1]) == effect_sum(found)


def test_a_later_start_lies_within_the_earlier_but_another_year_of_comparison_does_not():
    later = worth(10, 90, months=Period.between(2024, 7, 2024, 8), against=Period.between(2023, 7, 2023, 8))
    older = worth(10, 90, against=Period.between(2022, 1, 2022, 8))
    whole = (at(line="personal"), worth(800, 700))
    assert effect_sum([(at(line="personal"), later), whole]) == EffectSum(Money(810), Money(700), 0)
    assert effect_sum([(at(line="personal"), older), whole]) == EffectSum(Money(0), Money(0), 2)


def test_what_is_shared_in_part_is_left_out_and_counted():
    chain = [
        (at("OMR1", "50"), worth(1, 1)),
        (at("SEN", "501", centre="100"), worth(1, 1)),
        (at("OMR2", line="personal"), worth(1, 1)),
        (at(line="lokaler"), worth(5, 4)),
    ]
    assert not shares(chain[0][0], chain[2][0])
    assert effect_sum(chain) == EffectSum(Money(5), Money(4), 3)
    assert effect_sum([]) == EffectSum(Money(0), Money(0), 0)


@pytest.mark.parametrize(
    ("other", "last", "expected"),
    [
        ({}, (2024, 8), True),
        ({"state": MeasureState.CARRIED_OUT}, (2024, 8), True),
        ({"state": MeasureState.PROPOSED}, (2024, 8), False),
        ({"state": MeasureState.ABANDONED}, (2024, 8), False),
        ({"followed": Followed()}, (2024, 8), False),
        ({"starts_on": dt.date(2024, 9, 1)}, (2024, 8), False),
        ({"effects": ()}, (2024, 8), False),
        ({}, None, False),
    ],
)
def test_only_what_is_decided_and_has_begun_is_looked_for(other, last, expected):
    given = {"state": MeasureState.DECIDED, "effects": (Effect(2024, Money(1)),),
             "followed": Followed(line="personal"), **other}  # fmt: skip
    measure = Measure("A", "A", "SEN", budget_of="SEN", **given)
    month = Period.month(*last).last if last else None
    assert is_looked_for(measure, year=2024, last_month=month) is expected
