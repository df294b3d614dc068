"""Which outcomes a list needs: the last ones, and those that they are compared with."""

from utfall.domain.period import Period
from utfall.records.indicators.queries.series import LAST, Series, place


def series(*periods):
    made = Series()
    for period in periods:
        made.add((place(Period.parse(period)), period, "1", 0, "%"))
    return made


def texts(found):
    return [one.text for one in found]


def test_of_few_all_are_kept_in_the_order_of_their_ends():
    given = ("2024-08", "2023", "2024-01..2024-08", "2024-07")
    assert texts(series(*given).kept(base_year=None)) == ["2023", "2024-07", "2024-01..2024-08", "2024-08"]


def test_of_many_months_the_last_the_year_before_and_the_base_year_are_kept():
    months = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
    kept = texts(series("2020", *months).kept(base_year=2020))
    assert kept == ["2020", "2023-12", *months[-LAST:]]
    assert texts(series("2020", *months).every()) == ["2020", *months]


def test_where_the_year_before_is_missing_the_last_of_the_same_kind_is_kept():
    months = [f"2024-{month:02}" for month in range(1, 12)]
    assert texts(series("2022", *months, "2024").kept(base_year=None)) == [
        "2022",
        *months[-LAST + 1 :],
        "2024",
    ]
