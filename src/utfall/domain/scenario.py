"""Scenarios: what kind of figure it is, whatever it measures."""

from enum import StrEnum


class Scenario(StrEnum):
    """Outcome, budget, forecast, target, or a variance between two of them; the value is its word in addresses."""

    OUTCOME = "utfall"
    BUDGET = "budget"
    FORECAST = "prognos"
    TARGET = "mal"
    VARIANCE = "avvikelse"
    FORECAST_VARIANCE = "prognosavvikelse"
