"""Measures: the cycle, consultation before a decision, the effect so far, and the recovery plan of KL 11:12."""

import datetime as dt

import pytest

from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import (
    Consultation,
    ConsultationRule,
    Effect,
    Followed,
    Measure,
    MeasureDeed,
    MeasureState,
    Realised,
    WorkState,
    consulted,
    next_state,
    realised,
    recovery_plan,
    split,
)

TKR = 100_000
DECIDED_ON = dt.date(2024, 9, 26)
EARLIER, LATER = dt.date(2024, 9, 2), dt.date(2024, 10, 1)


def measure(code="A", state=MeasureState.DECIDED, budget="SEN", **other) -> Measure:
    effects = tuple(
        Effect(year, Money(tkr * TKR)) for year, tkr in other.pop("effects", {2024: 1200}).items()
    )
    return Measure(code, code, "OMR1", state, effects, budget, **other)


CYCLE = {
    # state:       change       release        decide        carry out     abandon      take back
    "ej beslutad": "ej beslutad ej_beslutad    beslutad      -             avförd       -",
    "beslutad":    "beslutad    -              -             genomförd     avförd       ej_beslutad",
    "genomförd":   "-           -              -             -             -            beslutad",
    "avförd":      "-           -              -             -             -            ej_beslutad",
}  # fmt: skip


@pytest.mark.parametrize("state", MeasureState)
def test_every_deed_in_every_state_leads_where_the_table_says(state):
    expected = CYCLE[state.value].replace("ej beslutad", "ej_beslutad").split()
    found = [next_state(measure(state=state), deed) for deed in MeasureDeed]
    said = ["-" if isinstance(one, Denied) else one.value.replace(" ", "_") for one in found]
    assert said == expected
    assert all(one.sentence() and one.sentence("en") for one in found if isinstance(one, Denied))


def test_what_was_decided_before_it_was_abandoned_is_decided_again():
    gone = measure(state=MeasureState.ABANDONED, decided_on=DECIDED_ON)
    assert next_state(gone, MeasureDeed.TAKE_BACK) is MeasureState.DECIDED


@pytest.mark.parametrize(
    ("rule", "fsg", "mbl", "code"),
    [
        ("fsg eller mbl", None, None, "measure.not-consulted"),
        ("fsg eller mbl", EARLIER, None, None),
        ("fsg eller mbl", None, DECIDED_ON, None),
        ("fsg eller mbl", LATER, None, "measure.consulted-later"),
        ("fsg eller mbl", LATER, EARLIER, None),
        ("fsg och mbl", EARLIER, None, "measure.not-consulted"),
        ("fsg och mbl", EARLIER, LATER, "measure.consulted-later"),
        ("fsg och mbl", EARLIER, EARLIER, None),
        ("fsg", None, EARLIER, "measure.not-consulted"),
        ("fsg", EARLIER, None, None),
        ("mbl", EARLIER, None, "measure.not-consulted"),
        ("mbl", None, EARLIER, None),
        ("ingen", None, None, None),
    ],
)
def test_staffing_is_consulted_about_before_the_decision(rule, fsg, mbl, code):
    found = consulted(Consultation(True, fsg, mbl), decided_on=DECIDED_ON, rule=ConsultationRule(rule))
    assert (found.code if found is not None else None) == code
    assert consulted(Consultation(), decided_on=DECIDED_ON, rule=ConsultationRule(rule)) is None


def test_late_is_what_is_decided_and_not_done_by_its_day():
    due = {"due_on": EARLIER}
    assert measure(**due).is_late(today=DECIDED_ON)
    assert not measure(**due).is_late(today=EARLIER)
    assert not measure(**due, work=WorkState.DONE).is_late(today=DECIDED_ON)
    assert not measure(**due, state=MeasureState.PROPOSED).is_late(today=DECIDED_ON)
    assert not measure().is_late(today=DECIDED_ON)


def test_what_helps_somebody_else_is_never_ones_own():
    mine, theirs, unnamed = measure("A"), measure("B", budget="GY"), measure("C", budget="")
    parted = split((mine, theirs, unnamed), own="SEN")
    assert parted.own == (mine,)
    assert parted.others == (theirs, unnamed)


def outcome(amounts: dict[str, int]):
    """What the ledger says in tkr, by period."""
    return lambda period: Money(amounts[str(period)] * TKR) if str(period) in amounts else None


AUGUST = Period.month(2024, 8).last
FOLLOWED = {"followed": Followed(line="personal")}


def test_the_effect_so_far_is_the_change_in_the_ledger_beside_the_share_of_the_year():
    ledger = outcome({"2024-01..2024-08": -5_300, "2023-01..2023-08": -6_000})
    found = realised(measure(**FOLLOWED), ledger, year=2024, last_month=AUGUST)
    assert found == Realised(
        Period.between(2024, 1, 2024, 8), Period.between(2023, 1, 2023, 8), Money(800 * TKR), Money(700 * TKR)
    )


def test_a_measure_that_began_in_the_year_spreads_its_effect_over_the_months_left():
    began = measure(**FOLLOWED, starts_on=dt.date(2024, 5, 13))
    ledger = outcome({"2024-05..2024-08": -100, "2023-05..2023-08": -400})
    found = realised(began, ledger, year=2024, last_month=AUGUST)
    assert isinstance(found, Realised)
    assert (found.planned, found.amount) == (Money(600 * TKR), Money(300 * TKR))


def test_another_year_can_be_compared_with():
    against = measure(followed=Followed(line="personal", against=Period.year(2022)))
    ledger = outcome({"2024-01..2024-08": -1, "2022-01..2022-08": -4})
    found = realised(against, ledger, year=2024, last_month=AUGUST)
    assert isinstance(found, Realised)
    assert found.against == Period.between(2022, 1, 2022, 8)


@pytest.mark.parametrize(
    ("other", "ledger", "last", "code"),
    [
        ({}, {}, AUGUST, "realised.not-named"),
        ({**FOLLOWED, "effects": {2025: 1}}, {}, AUGUST, "realised.no-effect"),
        (FOLLOWED, {}, None, "realised.no-ledger"),
        ({**FOLLOWED, "starts_on": dt.date(2024, 9, 1)}, {}, AUGUST, "realised.not-started"),
        (FOLLOWED, {"2023-01..2023-08": 1}, AUGUST, "realised.no-ledger"),
        (FOLLOWED, {"2024-01..2024-08": 1}, AUGUST, "realised.nothing-to-compare"),
        (
            {"followed": Followed(line="personal", against=Period.month(2023, 3))},
            {"2024-01..2024-08": 1},
            AUGUST,
            "realised.other-months",
        ),
    ],
)
def test_what_cannot_be_measured_says_why(other, ledger, last, code):
    found = realised(measure(**other), outcome(ledger), year=2024, last_month=last)
    assert isinstance(found, Denied)
    assert found.code == code
    assert "{" not in found.sentence() + found.sentence("en")


def test_the_recovery_plan_counts_own_decided_effects_for_three_years():
    sure = measure("A", effects={2024: 9_999, 2025: 1_000, 2026: 1_000})
    hoped = measure("B", MeasureState.PROPOSED, effects={2025: 500, 2026: 500, 2027: 500, 2028: 9_999})
    done = measure("C", MeasureState.CARRIED_OUT, effects={2025: 100})
    gone = measure("D", MeasureState.ABANDONED, effects={2025: 9_999})
    theirs = measure("E", budget="", effects={2025: 9_999})
    plan = recovery_plan((sure, hoped, done, gone, theirs), own="SEN", year=2024, result=Money(-3_000 * TKR))
    assert [(one.year, *(amount.öre // TKR for amount in (one.decided, one.proposed, one.left, one.left_with_proposed)))
            for one in plan.years] == [
        (2025, 1_100, 500, 1_900, 1_400), (2026, 1_000, 500, 900, 0), (2027, 0, 500, 900, 0),
    ]  # fmt: skip
    assert plan.uncovered == Money(900 * TKR)
    assert (plan.decided, plan.proposed, plan.others) == ((sure, done), (hoped,), (theirs,))


def test_a_surplus_needs_no_plan():
    plan = recovery_plan((measure(),), own="SEN", year=2024, result=Money(5))
    assert plan.deficit == Money(0)
    assert plan.uncovered == Money(0)
