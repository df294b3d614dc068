"""Indicators: what is measured, towards which target, with the arithmetic that belongs to it."""

from utfall.domain.indicators.calculation import Operation, calculate
from utfall.domain.indicators.definition import (
    Comparator,
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    Target,
)
from utfall.domain.indicators.derivation import Declared, Derivation, declared, derive, members
from utfall.domain.indicators.outstanding import Awaited, NoValueYet
from utfall.domain.indicators.plausibility import Compared, EntryContext, implausible
from utfall.domain.indicators.standing import PathPoint, TargetStatus, Trend, status, target_path, trend

__all__ = [
    "Comparator", "DirectionOfGood", "Indicator", "IndicatorKind", "IndicatorRelation", "IndicatorRelationKind",
    "Target", "Awaited", "NoValueYet", "Operation", "calculate", "Compared", "EntryContext", "implausible", "PathPoint", "TargetStatus",
    "Trend", "Declared", "Derivation", "declared", "derive", "members", "status", "target_path", "trend",
]  # fmt: skip
