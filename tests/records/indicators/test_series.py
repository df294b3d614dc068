"""The outcomes that a list shows: their order, and which one the last is compared with."""

import pytest

from utfall.domain.period import Period
from utfall.records.indicators.queries.series import Series, order

BETWEEN = "\x1f"


def of(*periods):
    return order(Period.parse(period) for period in periods)


def texts(found):
    return [str(period) for period in found.periods]


def before(*periods):
    found = of(*periods)
    return None if found.before is None else str(found.periods[found.before])


def test_outcomes_stand_in_the_order_of_their_ends_and_the_longest_first():
    found = of("2024-08", "2023", "2024-01..2024-08", "2024-07")
    assert texts(found) == ["2023", "2024-07", "2024-01..2024-08", "2024-08"]
    assert found.rows == (1, 3, 2, 0)
    assert found.where[Period.parse("2024-08")] == 3


def test_the_last_is_compared_with_the_same_months_a_year_before():
    months = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
    assert before("2020", *reversed(months)) == "2023-12"
    assert before(*(month for month in months if month != "2023-12")) == "2024-11"


@pytest.mark.parametrize(
    ("periods", "found"),
    [((), None), (("2024",), None), (("2022", "2024-11", "2024"), "2022"), (("2023-12", "2024"), None)],
)
def test_where_the_year_before_is_missing_with_the_last_of_the_same_kind(periods, found):
    assert before(*periods) == found


def test_a_series_is_taken_apart_in_its_order():
    columns = (("2024", "2022", "2023"), ("3.0", "1", "2.50"), ("1", "0", "2"), ("%", "kr", ""))
    series = Series(*(BETWEEN.join(column) for column in columns))
    assert texts(series.order) == ["2022", "2023", "2024"]
    assert [series.one(number) for number in (0, 1, -1)] == [("1", 0, "kr"), ("2.50", 2, ""), ("3.0", 1, "%")]
    assert series.values(slice(-2, None)) == ["2.50", "3.0"]
    assert series.units(slice(-2, None)) == ["", "%"]


def test_a_series_of_nothing_has_no_periods():
    assert Series().order.periods == ()
