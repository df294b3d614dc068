"""Finance beside the ledger: carried-over results, comparability items, investments, index, explanations."""

from utfall.domain.finance.carried_over import CarriedOver, Treatment, carried
from utfall.domain.finance.comparability import AmountOfPeriod, ComparabilityItem, adjusted_result
from utfall.domain.finance.explanation import EXPLAINED, Cause, VarianceExplanation, unexplained
from utfall.domain.finance.index import (
    IndexAssumption,
    PriceAndVolume,
    VolumeLine,
    assumed_price_effect,
    price_and_volume,
)
from utfall.domain.finance.investment import Investment, InvestmentClass, InvestmentValue
from utfall.domain.finance.upload import UploadDeed, UploadState, next_upload_state

__all__ = [
    "AmountOfPeriod",
    "CarriedOver",
    "Cause",
    "ComparabilityItem",
    "EXPLAINED",
    "IndexAssumption",
    "Investment",
    "InvestmentClass",
    "InvestmentValue",
    "PriceAndVolume",
    "Treatment",
    "UploadDeed",
    "UploadState",
    "VarianceExplanation",
    "VolumeLine",
    "adjusted_result",
    "assumed_price_effect",
    "carried",
    "next_upload_state",
    "price_and_volume",
    "unexplained",
]
