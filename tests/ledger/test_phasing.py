"""A year's budget on its months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.conftest import entry
from utfall.ledger.phasing import Profile, YearAmount, phase

SCHOOL = Profile("skola", (0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1))
weights = st.lists(st.integers(0, 10_000), min_size=12, max_size=12).filter(any).map(tuple)


@given(öre=st.integers(-(10**15), 10**15), weights=weights)
def test_the_months_add_up_to_the_year_and_each_is_its_share(öre, weights):
    months = Profile("x", weights).laid_out(öre)

    assert sum(months) == öre
    whole = sum(weights)
    for month, weight in zip(months, weights, strict=True):
        assert abs(month * whole - öre * weight) <= whole
        assert weight or not month


def test_a_row_becomes_an_entry_on_the_last_day_of_each_month_with_weight():
    phased = phase([YearAmount(entry("5010", 1000, "2024-01-01"), "skola", 1)], {"skola": SCHOOL})

    assert [row.day.isoformat() for row in phased.entries][:2] == ["2024-02-29", "2024-03-31"]
    assert [row.öre for row in phased.entries] == [100] * 10
    assert phased.findings == ()


def test_a_missing_profile_is_an_error_and_never_a_twelfth():
    phased = phase(
        [YearAmount(entry("5010", 1200), "", 1), YearAmount(entry("5020", 12), "x", 2)], {"skola": SCHOOL}
    )

    assert phased.entries == ()
    assert [finding.code for finding in phased.findings] == ["ledger.no-profile"] * 2
    assert phased.findings[1].values["key"] == "x"


@pytest.mark.parametrize("weights", [(1,) * 11, (0,) * 12, (-1,) + (1,) * 11])
def test_a_profile_that_is_none_cannot_be(weights):
    with pytest.raises(ValueError, match="weights"):
        Profile("x", weights)
