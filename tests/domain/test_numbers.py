"""Numbers and dates are printed and read as screens and reports need them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain import swedish
from utfall.domain.interval import rounded
from utfall.domain.numerals import (
    AMBIGUOUS,
    ENGLISH_NUMBERS,
    NOT_A_NUMBER,
    SWEDISH_NUMBERS,
    Numeral,
    Unreadable,
)
from utfall.domain.unit import COUNT, KR, MNKR, PERCENT, PERCENTAGE_POINTS, RISK_VALUE, SCALE_1_10, TKR, Unit

MINUS, NBSP = "\u2212", "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "plus", "printed"),
    [
        ("1234567.5", 1, False, f"1{NBSP}234{NBSP}567,5"),
        ("-2.8", 1, False, f"{MINUS}2,8"),
        ("11", 1, True, "+11,0"),
        ("0", 1, True, "0,0"),
        ("-0.04", 1, False, "0,0"),
        ("0.05", 1, False, "0,1"),
        ("-0.05", 1, False, f"{MINUS}0,1"),
        ("999.5", 0, False, f"1{NBSP}000"),
    ],
)
def test_a_number_has_decimal_comma_no_break_spaces_and_a_true_minus(
    value: str, decimals: int, plus: bool, printed: str
) -> None:
    assert swedish.number(Decimal(value), decimals, plus=plus) == printed


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        ("68.3", PERCENT, 1, f"68,3{NBSP}%"),
        ("1.4", PERCENTAGE_POINTS, 1, f"1,4{NBSP}procentenheter"),
        ("840940", TKR, 0, f"840{NBSP}940{NBSP}tkr"),
        ("505", COUNT, 0, "505"),
        ("16", RISK_VALUE, 0, "16"),
        ("7.65", SCALE_1_10, 2, "7,65"),
        ("3", Unit("kg CO2e/kg", COUNT.dimension), 0, f"3{NBSP}kg{NBSP}CO2e/kg"),
    ],
)
def test_a_quantity_has_its_unit_after_a_no_break_space(
    value: str, unit: Unit, decimals: int, printed: str
) -> None:
    assert swedish.quantity(Decimal(value), unit, decimals) == printed


@pytest.mark.parametrize(
    ("cell", "value", "decimals"),
    [
        ("- 6 279", "-6279", 0),
        (f"{MINUS}7,5", "-7.5", 1),
        ("–7,5", "-7.5", 1),
        ("1 234,5", "1234.5", 1),
        ("1\u202f234,5", "1234.5", 1),
        ("1\u2009234,5", "1234.5", 1),
        ("(1 234)", "-1234", 0),
        ("7,5-", "-7.5", 1),
        ("-400*", "-400", 0),
        ("+11 mnkr", "11", 0),
        ("43%", "43", 0),
        ("-0.2%", "-0.2", 1),
        ("0.234", "0.234", 3),
        ("12 345 678", "12345678", 0),
        ("1600", "1600", 0),
        ("85 2)", "85", 0),
    ],
)
def test_cells_are_read_whatever_their_minus_spaces_and_notes(cell: str, value: str, decimals: int) -> None:
    read = swedish.read_number(cell)
    assert isinstance(read, Numeral)
    assert (read.value, read.decimals) == (Decimal(value), decimals)


def test_a_cell_may_say_about() -> None:
    read = swedish.read_number("ung 116 000")
    assert isinstance(read, Numeral)
    assert read.approximate
    assert read.value == 116000


@pytest.mark.parametrize("cell", ["", " ", "–", "-", "..", "…", "x", "e.t."])
def test_a_dash_or_a_blank_is_no_number(cell: str) -> None:
    assert swedish.read_number(cell) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("abc", NOT_A_NUMBER),
        ("1.234", AMBIGUOUS),
        ("12 stolar", NOT_A_NUMBER),
        ("(1 234", NOT_A_NUMBER),
        ("1.2.3", NOT_A_NUMBER),
        ("1,5.2", NOT_A_NUMBER),
        ("x.5", NOT_A_NUMBER),
    ],
)
def test_what_is_no_number_is_said_to_be_none(cell: str, reason: str) -> None:
    read = swedish.read_number(cell)
    assert isinstance(read, Unreadable)
    assert read.reason == reason


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.integers(0, 3),
    st.sampled_from([KR, TKR, MNKR, PERCENT, PERCENTAGE_POINTS]),
    st.booleans(),
)
def test_what_is_printed_is_read_back(value: Decimal, decimals: int, unit: Unit, plus: bool) -> None:
    printed = swedish.quantity(value, unit, decimals, plus=plus)
    read = swedish.read_number(printed)
    assert isinstance(read, Numeral)
    assert (read.value, read.decimals, read.unit) == (rounded(value, decimals), decimals, unit)
    in_text = list(SWEDISH_NUMBERS.find(f"Resultatet är {printed} hittills."))
    assert [(found.value, found.unit) for found in in_text] == [(read.value, unit)]


def test_numbers_in_running_text_are_found_with_their_units() -> None:
    text = "Utfallet blev +11 mnkr, varav -4,7 mnkr från 2023, och 43% av 505 svar; budgeten är 840 940 000 kronor."
    found = [(n.value, n.unit) for n in SWEDISH_NUMBERS.find(text)]
    assert found == [
        (Decimal(11), MNKR),
        (Decimal("-4.7"), MNKR),
        (Decimal(43), PERCENT),
        (Decimal(505), None),
        (Decimal(840940000), KR),
    ]


def test_a_range_gives_both_ends_with_one_unit() -> None:
    found = list(SWEDISH_NUMBERS.find("Mellan 250–300 tkr."))
    assert [(n.value, n.unit) for n in found] == [(Decimal(250), TKR), (Decimal(300), TKR)]


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-31",
        "kl. 10.42",
        "13§",
        "4-årigt mål",
        "M365",
        "2024",
        "åren 2024–2030",
        "KS/2024:118",
        "v.39",
    ],
)
def test_years_dates_times_and_codes_are_not_amounts(text: str) -> None:
    assert list(SWEDISH_NUMBERS.find(text)) == []


def test_english_writes_the_other_way_round() -> None:
    found = list(ENGLISH_NUMBERS.find("Revenue was SEK 1,234.5 million, up 3.2 per cent."))
    assert [(n.value, n.unit) for n in found] == [(Decimal("1234.5"), MNKR), (Decimal("3.2"), PERCENT)]
    read = ENGLISH_NUMBERS.read("1,234")
    assert isinstance(read, Numeral)
    assert read.value == 1234


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-31", "2024-8-31", "20240831", "31/8 2024", "31/8-2024", "31.8.2024", "31 augusti 2024",
        "31 aug 2024", "31 aug. 2024", "den 31 augusti 2024", " 31  Augusti 2024 ",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert swedish.read_date(text) == dt.date(2024, 8, 31)


@pytest.mark.parametrize("text", ["2024-02-30", "31 foo 2024", "i går", "32/8 2024"])
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert isinstance(swedish.read_date(text), Unreadable)


def test_september_has_two_short_names() -> None:
    assert swedish.read_date("1 sept 2024") == swedish.read_date("1 sep 2024") == dt.date(2024, 9, 1)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_a_printed_date_is_read_back(day: dt.date) -> None:
    assert swedish.read_date(swedish.date(day)) == swedish.read_date(day.isoformat()) == day
