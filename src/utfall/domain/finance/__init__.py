"""Finance beside the ledger: carried-over results, comparability items, investments, explanations of variances."""

from utfall.domain.finance.carried_over import CarriedOver, Treatment, carried
from utfall.domain.finance.comparability import AmountOfPeriod, ComparabilityItem, adjusted_result
from utfall.domain.finance.explanation import Cause, VarianceExplanation
from utfall.domain.finance.investment import Investment, InvestmentClass, InvestmentValue

__all__ = [
    "AmountOfPeriod",
    "CarriedOver",
    "Cause",
    "ComparabilityItem",
    "Investment",
    "InvestmentClass",
    "InvestmentValue",
    "Treatment",
    "VarianceExplanation",
    "adjusted_result",
    "carried",
]
