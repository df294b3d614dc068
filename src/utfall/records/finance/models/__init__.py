"""Money as stored beside the ledger's files: the manifest, the forms of statements, and forecasts."""

from utfall.records.finance.models.explanation import ExplanationPart, VarianceExplanation
from utfall.records.finance.models.forecast import (
    Forecast,
    ForecastCell,
    ForecastReason,
    ForecastRow,
    ForecastVersion,
)
from utfall.records.finance.models.index import IndexAssumption, VolumeLine
from utfall.records.finance.models.investment import Investment, InvestmentAmount
from utfall.records.finance.models.manifest import LedgerBatch, LedgerCommit
from utfall.records.finance.models.result_item import (
    CarriedOver,
    ComparabilityAmount,
    ComparabilityItem,
)
from utfall.records.finance.models.rules import ReportSettings
from utfall.records.finance.models.upload import LedgerUpload, SavedMapping

__all__ = [
    "CarriedOver",
    "ComparabilityAmount",
    "ComparabilityItem",
    "ExplanationPart",
    "Forecast",
    "ForecastCell",
    "ForecastReason",
    "ForecastRow",
    "ForecastVersion",
    "IndexAssumption",
    "Investment",
    "InvestmentAmount",
    "LedgerBatch",
    "LedgerCommit",
    "LedgerUpload",
    "ReportSettings",
    "SavedMapping",
    "VarianceExplanation",
    "VolumeLine",
]
