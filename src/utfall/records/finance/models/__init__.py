"""Money as stored beside the ledger's files: the manifest, the forms of statements, and forecasts."""

from utfall.records.finance.models.explanation import ExplanationPart, VarianceExplanation
from utfall.records.finance.models.forecast import (
    Forecast,
    ForecastCell,
    ForecastReason,
    ForecastRow,
    ForecastVersion,
)
from utfall.records.finance.models.manifest import LedgerBatch, LedgerCommit
from utfall.records.finance.models.rules import ReportSettings

__all__ = [
    "ExplanationPart",
    "Forecast",
    "ForecastCell",
    "ForecastReason",
    "ForecastRow",
    "ForecastVersion",
    "LedgerBatch",
    "LedgerCommit",
    "ReportSettings",
    "VarianceExplanation",
]
