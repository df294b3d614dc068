"""Risks, control activities and control results."""

import pytest

from utfall.domain.control import (
    ControlActivity,
    ControlResult,
    Handling,
    HandlingKind,
    Risk,
    RiskLevel,
    RiskLimits,
)


def risk(likelihood: int, consequence: int) -> Risk:
    return Risk("R1", "Risk", "händer", "orsak", "verkan", likelihood, consequence, None, "SEN", 2024)


def activity(occasions=("2024-D1", "2024-D2")) -> ControlActivity:
    return ControlActivity("K1", "Kontroll", "avtal", occasions, ("stickprov",), "EKSERV", 2, 4, "SEN", 2024)


@pytest.mark.parametrize(
    ("likelihood", "consequence", "value", "level"),
    [
        # The cards of the public report: their values are left out there, and follow from the two scales.
        (4, 4, 16, RiskLevel.HIGH),
        (2, 3, 6, RiskLevel.MEDIUM),
        (3, 3, 9, RiskLevel.MEDIUM),
        (2, 4, 8, RiskLevel.MEDIUM),
        (1, 4, 4, RiskLevel.LOW),
        (1, 1, 1, RiskLevel.LOW),
    ],
)
def test_a_risk_has_a_value_and_a_word(likelihood, consequence, value, level):
    assert (risk(likelihood, consequence).value, risk(likelihood, consequence).level) == (value, level)


def test_a_control_activity_is_valued_as_a_risk():
    assert (activity().value, activity().level) == (8, RiskLevel.MEDIUM)


def test_the_limits_are_a_setting():
    assert RiskLimits(medium_from=4, high_from=8).level(8) is RiskLevel.HIGH


@pytest.mark.parametrize(("medium", "high"), [(0, 5), (1, 5), (9, 8), (5, 17)])
def test_limits_rise_within_the_scale(medium, high):
    with pytest.raises(ValueError, match="rise"):
        RiskLimits(medium, high)


@pytest.mark.parametrize(("likelihood", "consequence"), [(0, 1), (5, 1), (1, 0), (1, 5)])
def test_the_scales_are_from_one_to_four(likelihood, consequence):
    with pytest.raises(ValueError, match="scale"):
        risk(likelihood, consequence)


def test_an_occasion_is_named_once():
    with pytest.raises(ValueError, match="once"):
        activity(("2024-D2", "2024-D2"))


@pytest.mark.parametrize(
    ("kind", "by"), [(HandlingKind.FOCUS, ""), (HandlingKind.CONTROL, ""), (HandlingKind.ACCEPTED, "D1")]
)
def test_handling_by_something_names_it_and_acceptance_does_not(kind, by):
    with pytest.raises(ValueError, match="handle"):
        Handling(kind, by)


def test_a_control_ends_with_or_without_exceptions():
    def result(exceptions: int) -> ControlResult:
        return ControlResult("KR1", "Stickprov", "K1", "2024-D2", 1, exceptions, population=20, sample=5)

    assert [result(0).outcome, result(2).outcome] == ["Utan avvikelse", "Med avvikelse"]


def test_a_sample_is_not_larger_than_its_population():
    with pytest.raises(ValueError, match="sample"):
        ControlResult("KR1", "Stickprov", "K1", "2024-D2", 1, 0, population=4, sample=5)
