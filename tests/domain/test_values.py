"""Money, time, units, addresses and intervals hold only what makes sense, and are written in one way."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.formula import Formula
from utfall.domain.interval import Interval, half_unit, rounded, total
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period, PeriodKind
from utfall.domain.scenario import Scenario
from utfall.domain.unit import COUNT, KR, MNKR, PERCENT, PERCENTAGE_POINTS, TKR, Dimension, Unit, unit_named

MONTHS = st.tuples(st.integers(1990, 2100), st.integers(1, 12))


# Money


def test_money_is_whole_öre() -> None:
    assert Money.of(Decimal("11.0"), MNKR) == Money(1_100_000_000)
    assert Money(123_45).kr == Decimal("123.45")
    assert Money(840_940_000_00).amount(TKR) == 840940
    with pytest.raises(ValueError, match="öre"):
        Money.of(Decimal("0.001"), KR)
    with pytest.raises(ValueError, match="not money"):
        Money.of(Decimal(1), PERCENT)


def test_money_adds_and_turns() -> None:
    assert Money(5) + Money(3) - Money(1) == -Money(-7)
    assert not ZERO
    assert Money(1)


def test_a_carried_over_deficit_of_seven_is_4_7_by_august() -> None:
    by_august = Money.of(Decimal(-7), MNKR).prorated(Period.parse("2024-01..2024-08").share_of_year)
    assert rounded(by_august.amount(MNKR), 1) == Decimal("-4.7")


# Period


@pytest.mark.parametrize(
    ("text", "kind", "months", "label"),
    [
        ("2024", PeriodKind.YEAR, 12, "2024"),
        ("2024-08", PeriodKind.MONTH, 1, "augusti 2024"),
        ("2024-01..2024-08", PeriodKind.PART, 8, "januari–augusti 2024"),
        ("2023-11..2024-02", PeriodKind.PART, 4, "november 2023–februari 2024"),
        ("2024-07/r12", PeriodKind.ROLLING, 12, "rullande augusti 2023–juli 2024"),
    ],
)
def test_a_period_is_written_one_way(text: str, kind: PeriodKind, months: int, label: str) -> None:
    period = Period.parse(text)
    assert (str(period), period.kind, period.months, period.label) == (text, kind, months, label)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-00", "2024/r12", "2024..2024-08", "2024-08..2024-01", "2024-01..2024-08/r12"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|month|end"):
        Period.parse(text)


def test_the_rate_of_proration_is_months_over_twelve() -> None:
    assert Period.parse("2024-01..2024-08").share_of_year == Fraction(8, 12)


def test_a_rolling_year_is_not_the_calendar_year() -> None:
    assert Period.rolling_twelve(2023, 12) != Period.year(2023)
    with pytest.raises(ValueError, match="twelve"):
        Period(0, 3, rolling=True)


def test_a_period_knows_its_neighbours() -> None:
    part = Period.parse("2024-01..2024-08")
    assert str(part.year_before) == "2023-01..2023-08"
    assert str(part.full_year) == "2024"
    assert Period.month(2024, 8) in part
    assert Period.month(2024, 9) not in part
    assert len(part.each_month()) == 8
    assert (part.end_year, part.end_month) == (2024, 8)


@given(MONTHS, st.integers(0, 60), st.booleans())
def test_a_written_period_is_read_back(start: tuple[int, int], more: int, rolling: bool) -> None:
    first = Period.month(*start).first
    period = Period(first, first + 11, rolling=True) if rolling else Period(first, first + more)
    assert Period.parse(str(period)) == period


# Units


def test_units_of_one_kind_convert_exactly_and_others_do_not() -> None:
    assert TKR.convert(Decimal(1600), to=MNKR) == Decimal("1.6")
    assert PERCENT.convert(Decimal(3), to=PERCENT) == 3
    with pytest.raises(ValueError, match="cannot"):
        PERCENT.convert(Decimal(1), to=PERCENTAGE_POINTS)


def test_units_are_known_by_their_usual_spellings() -> None:
    assert unit_named("MSEK") == unit_named("miljoner\u00a0kronor") == MNKR
    assert unit_named("kkr") == unit_named("TKR") == TKR
    assert unit_named("portioner").dimension is Dimension.OTHER
    assert str(PERCENT) == "%"


# Addresses and figures


@pytest.mark.parametrize(
    "text",
    [
        "resultat.inkl:SEN:2024-01..2024-08:utfall",
        "sjukfranvaro:SEF:2024-07/r12:utfall:kon=k",
        "a-b:X-1:2027:mal",
    ],
)
def test_an_address_is_read_as_written(text: str) -> None:
    assert str(Address.parse(text)) == text


def test_cuts_are_sorted_so_that_a_figure_has_one_address() -> None:
    one = Address.parse("m:S:2024:utfall:kon=k:alder=30")
    assert one == Address.parse("m:S:2024:utfall:alder=30:kon=k")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("resultat:SEN:2024", "measure:scope:period:scenario"),
        ("Resultat:SEN:2024:utfall", "measure"),
        ("resultat:sen:2024:utfall", "unit code"),
        ("resultat:SEN:2024:plan", "scenario"),
        ("resultat:SEN:2024:utfall:kon", "kon=k"),
        ("resultat:SEN:20:utfall", "period"),
        ("r" * 60 + ":SEN:2024:utfall", "64"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Address.parse(text)


def test_a_cut_is_two_words() -> None:
    with pytest.raises(ValueError, match="cut"):
        Address("m", Scope("S"), Period.year(2024), Scenario.OUTCOME, (("Kön", "k"),))


def _figure(address: str, value: str, unit: Unit = KR, decimals: int = 2) -> Figure:
    return Figure(
        Address.parse(address), Decimal(value), unit, decimals, Source("bok.csv", "rad 3"), "Intäkter"
    )


def test_a_figure_tells_everything_about_itself() -> None:
    figure = _figure("intakter:SEN:2024:utfall", "5.25")
    assert (figure.scope, figure.period, figure.scenario) == (
        Scope("SEN"),
        Period.year(2024),
        Scenario.OUTCOME,
    )
    assert figure.interval == Interval(Decimal("5.245"), Decimal("5.255"))
    assert figure.as_json()["value"] == "5.25"
    assert str(figure.source) == "bok.csv, rad 3"
    assert str(Source("bok.csv")) == "bok.csv"


# Intervals


def test_a_printed_figure_is_an_interval_of_half_a_unit() -> None:
    assert half_unit(1) == Decimal("0.05")
    assert half_unit(-3) == 500
    assert Decimal("10.96") in Interval.printed(Decimal("11.0"), 1)
    assert Decimal("11.06") not in Interval.printed(Decimal("11.0"), 1)


def test_a_sum_of_n_printed_terms_may_be_off_by_n_half_units() -> None:
    terms = [Interval.printed(Decimal(value), 1) for value in ("11.3", "-3.1", "2.9", "-1.8", "-1.2", "3.0")]
    assert total(terms).meets(Interval.printed(Decimal("11.0"), 1))
    assert not total(terms[:2]).meets(Interval.exactly(Decimal("8.5")))


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.integers(0, 2))
def test_intervals_hold_what_rounding_hides(a: Decimal, b: Decimal, decimals: int) -> None:
    one, two = (Interval.printed(rounded(value, decimals), decimals) for value in (a, b))
    assert a + b in one + two
    assert a - b in one - two
    assert -2 * a in one.scaled(Decimal(-2))


# Formulas


def test_a_formula_derives_a_variance_with_its_source() -> None:
    figures = {
        f.address: f
        for f in (_figure("intakter:SEN:2024:utfall", "5"), _figure("intakter:SEN:2024:budget", "7"))
    }
    address = Address.parse("intakter:SEN:2024:avvikelse")
    found = Formula.parse("utfall(~) - budget(~)").evaluate(
        address, period=lambda _: Period.year(2024), figure=figures.get
    )
    assert found is not None
    assert (found.value, found.source.place) == (Decimal(-2), "utfall 2024 − budget 2024")


def test_a_missing_term_is_zero_but_nothing_comes_of_nothing() -> None:
    carried = _figure("rullat:SEN:2024:utfall", "-4.7")
    formula = Formula.parse("utfall(~) - budget(~)")
    address = Address.parse("rullat:SEN:2024:avvikelse")
    known = {carried.address: carried}
    found = formula.evaluate(address, period=lambda _: Period.year(2024), figure=known.get)
    assert found is not None
    assert found.value == Decimal("-4.7")
    assert formula.evaluate(address, period=lambda _: Period.year(2024), figure=lambda _: None) is None


def test_the_difference_of_two_shares_is_in_percentage_points() -> None:
    figures = {
        f.address: f
        for f in (
            _figure("s:S:2024:utfall:kon=k", "6.14", PERCENT, 1),
            _figure("s:S:2023:utfall:kon=k", "6.3", PERCENT, 1),
        )
    }
    found = Formula.parse("utfall(2024) - utfall(2023)").evaluate(
        Address.parse("s:S:2024:avvikelse:kon=k:mot=fg"), period=Period.parse, figure=figures.get
    )
    assert found is not None
    assert (found.value, found.unit) == (Decimal("-0.2"), PERCENTAGE_POINTS)


def test_a_share_that_is_missing_is_no_share_of_zero() -> None:
    before = _figure("s:S:2023:utfall", "6.3", PERCENT, 1)
    found = Formula.parse("utfall(2024) - utfall(2023)").evaluate(
        Address.parse("s:S:2024:avvikelse:mot=fg"), period=Period.parse, figure={before.address: before}.get
    )
    assert found is None


@pytest.mark.parametrize("text", ["", "utfall", "utfall(~) budget(~)", "plan(~)", "utfall(~) - "])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ormel"):
        Formula.parse(text)


# Findings and refusals


def test_a_finding_speaks_swedish_and_english() -> None:
    finding = Finding("number", Severity.ERROR, "rad 3", "”{text}” är inte ett datum. Skriv till exempel "
                      "2024-08-31 eller 31 augusti 2024.", {"text": "x", "more": ("a", "b")})  # fmt: skip
    assert finding.sentence().startswith("”x” är inte ett datum")
    assert finding.sentence("en").startswith("“x” is not a date")
    assert finding.as_json("en")["values"] == {"text": "x", "more": ["a", "b"]}
    assert finding.as_json()["severity"] == "error"
    assert hash(finding) == hash(Finding(finding.code, finding.severity, finding.where, finding.message,
                                         finding.values))  # fmt: skip
    assert [s.word for s in Severity] == ["Fel", "Fråga", "Avrundning", "Ej kontrollerad"]


def test_an_unknown_language_is_a_bug() -> None:
    with pytest.raises(LookupError, match="catalogue"):
        Finding("c", Severity.ERROR, "", "Fel").sentence("xx")


def test_a_refusal_is_false() -> None:
    assert not Denied("locked", "Rapporten är låst.")


def test_counting_units_have_no_bounds() -> None:
    assert COUNT.max_value is None
