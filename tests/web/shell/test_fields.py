"""Fields take what Swedes type, and what they show can be typed back."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.period import Period
from utfall.web.shell.fields import DateField, DecimalField, PeriodField

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)
DATES = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31))
PERIODS = st.builds(
    lambda start, length: Period(start, start + length), st.integers(1950 * 12, 2100 * 12), st.integers(0, 30)
)


@given(NUMBERS)
def test_a_number_that_is_shown_can_be_typed_back(number):
    field = DecimalField(decimals=3)
    assert field.clean(field.prepare_value(number)) == number


@given(DATES)
def test_a_day_that_is_shown_can_be_typed_back(day):
    field = DateField()
    assert field.clean(field.prepare_value(day)) == day


@given(PERIODS)
def test_a_period_that_is_shown_can_be_typed_back(period):
    field = PeriodField()
    assert field.clean(field.prepare_value(period)) == period
    assert field.clean(str(period)) == period


@given(st.integers(1950 * 12, 2100 * 12))
def test_a_rolling_period_can_be_typed_back(start):
    period = Period(start, start + 11, rolling=True)
    field = PeriodField()
    assert field.clean(period.label) == field.clean(str(period)) == period


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("-7,5", "-7.5"),
        ("−7,5", "-7.5"),
        ("–7,5 mnkr", "-7.5"),
        ("1 234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u00a0567", "1234567"),
        ("11 mnkr", "11"),
        ("68,3 %", "68.3"),
        ("68.3%", "68.3"),
        ("840 940 tkr", "840940"),
        ("25 kr", "25"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("-1.234.567,25", "-1234567.25"),
        ("+4", "4"),
    ],
)
def test_numbers_as_swedes_write_them(typed, number):
    assert DecimalField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["sju", "7,5,2", "½", "1 2 a", "-", "--7", "7-"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="är inte ett tal"):
        DecimalField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "asked"), [("1.234", "1\u00a0234 eller 1,234"), ("−12.500", "−12\u00a0500 eller −12,500")]
)
def test_a_point_before_three_digits_is_asked_about(typed, asked):
    with pytest.raises(ValidationError) as refused:
        DecimalField().clean(typed)
    assert refused.value.messages == [f"Menar du {asked}?"]


def test_another_unit_than_the_fields_own_is_refused_not_converted():
    field = DecimalField(unit="%")
    assert field.clean("68,3 procent") == Decimal("68.3")
    with pytest.raises(ValidationError, match="Fältet är i %"):
        field.clean("11 mnkr")


def test_the_same_number_written_otherwise_is_no_change():
    assert not DecimalField().has_changed(Decimal("1234.50"), "1 234,5")
    assert DecimalField().has_changed(Decimal(1), "2")
    assert DecimalField().has_changed(Decimal(1), "två")


def test_what_was_typed_wrong_stays_in_the_field():
    assert DecimalField().prepare_value("sju") == "sju"


@pytest.mark.parametrize(
    "typed", ["2024-08-31", "31/8 2024", "20240831", "31 augusti 2024", " 31\u00a0aug 2024 "]
)
def test_days_as_swedes_write_them(typed):
    assert DateField().clean(typed) == dt.date(2024, 8, 31)


@pytest.mark.parametrize("typed", ["31/2 2024", "i går", "2024-13-01"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValidationError, match="är inte ett datum"):
        DateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2024", "2024"),
        ("2024-08", "2024-08"),
        ("aug 2024", "2024-08"),
        ("Augusti 2024", "2024-08"),
        ("jan–aug 2024", "2024-01..2024-08"),
        ("jan-aug 2024", "2024-01..2024-08"),
        ("januari – augusti 2024", "2024-01..2024-08"),
        ("okt 2023–mars 2024", "2023-10..2024-03"),
        ("2024-01..2024-08", "2024-01..2024-08"),
        ("T2 2024", "2024-05..2024-08"),
        ("tertial 2 2024", "2024-05..2024-08"),
        ("kv 3 2024", "2024-07..2024-09"),
        ("kvartal 3 2024", "2024-07..2024-09"),
        ("halvår 1 2024", "2024-01..2024-06"),
        ("2024-07/r12", "2024-07/r12"),
    ],
)
def test_periods_as_swedes_write_them(typed, period):
    assert PeriodField().clean(typed) == Period.parse(period)


@pytest.mark.parametrize(
    "typed", ["kv 5 2024", "aug", "hösten 2024", "aug–jan 2024", "aug 2023–2024", "2024-13"]
)
def test_what_is_no_period_is_refused(typed):
    with pytest.raises(ValidationError, match="är inte en period"):
        PeriodField().clean(typed)


@pytest.mark.parametrize("field", [DecimalField, DateField, PeriodField])
def test_an_empty_field_is_none_and_a_required_one_says_so(field):
    assert field(required=False).clean("  ") is None
    with pytest.raises(ValidationError):
        field().clean("")
