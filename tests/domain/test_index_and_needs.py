"""Price and volume explain a cost's change to the öre; a need goes into the budget when it is granted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.finance import assumed_price_effect, price_and_volume
from utfall.domain.money import ZERO, Money
from utfall.domain.planning.need import Need, NeedDecision, total_asked, total_into_budget
from utfall.domain.recurrence import Recurrence

VOLUME = st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2)


def test_fewer_portions_at_a_higher_price():
    # 1 000 portions at 40 kr became 900 at 44 kr: 4 000 kr less for volume, 3 600 kr more for price.
    parts = price_and_volume(
        Money(-4_000_000), Money(-3_960_000), volume_before=Decimal(1000), volume_after=Decimal(900)
    )
    assert (parts.change, parts.volume, parts.price) == (Money(40_000), Money(400_000), Money(-360_000))


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), VOLUME, VOLUME)
def test_price_and_volume_are_the_change_to_the_öre(before, after, first, second):
    parts = price_and_volume(Money(before), Money(after), volume_before=first, volume_after=second)
    assert parts.price + parts.volume == parts.change == Money(after - before)


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), VOLUME)
def test_the_same_volume_has_no_effect(before, after, volume):
    parts = price_and_volume(Money(before), Money(after), volume_before=volume, volume_after=volume)
    assert parts.volume == ZERO


def test_without_a_volume_before_there_is_no_price():
    with pytest.raises(ValueError, match="no price"):
        price_and_volume(Money(1), Money(2), volume_before=Decimal(0), volume_after=Decimal(1))
    with pytest.raises(ValueError, match="no price"):
        assumed_price_effect(Money(1), volume_before=Decimal(0), volume_after=Decimal(1), percent=Decimal(2))


def test_an_index_is_taken_on_the_price_of_what_is_bought_now():
    effect = assumed_price_effect(
        Money(-4_000_000), volume_before=Decimal(1000), volume_after=Decimal(900), percent=Decimal("2.5")
    )
    assert effect == Money(-90_000)


def need(amount, decision, recurrence=Recurrence.LASTING, **more):
    return Need("B1", "System", "HR", 2025, Money(amount), recurrence, decision=decision, **more)


def test_only_what_is_granted_goes_into_the_budget_and_only_as_much_as_was_granted():
    needs = [
        need(100, NeedDecision.GRANTED),
        need(300, NeedDecision.GRANTED, Recurrence.ONE_OFF, granted=Money(250)),
        need(700, NeedDecision.REJECTED),
        need(900, NeedDecision.PRIORITISED, granted=Money(1)),
    ]
    assert total_asked(needs) == Money(2000)
    assert total_asked(needs, decision=NeedDecision.REJECTED) == Money(700)
    assert total_into_budget(needs) == Money(350)
    assert total_into_budget(needs, recurrence=Recurrence.ONE_OFF) == Money(250)
