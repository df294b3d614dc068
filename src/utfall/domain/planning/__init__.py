"""Planning: the goal chain, assignments, measures for a balanced budget and steering documents."""

from utfall.domain.planning.assignment import Assignment, AssignmentState
from utfall.domain.planning.goals import (
    AnnualFocus,
    CommitteeGoal,
    FocusTarget,
    Priority,
    PriorityOfGoal,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.planning.measure import (
    Consultation,
    Effect,
    Followed,
    Measure,
    MeasureState,
    Split,
    WorkState,
    split,
    total_effect,
)
from utfall.domain.planning.measure_cycle import ConsultationRule, MeasureDeed, consulted, next_state
from utfall.domain.planning.realised import Realised, realised
from utfall.domain.planning.recovery import RecoveryPlan, RecoveryYear, recovery_plan
from utfall.domain.planning.shared_effect import (
    EffectSum,
    LedgerPlace,
    covers,
    effect_sum,
    is_looked_for,
    ledger_place,
    shares,
)
from utfall.domain.planning.steering import SteeringDocument

__all__ = [
    "AnnualFocus",
    "Assignment",
    "AssignmentState",
    "CommitteeGoal",
    "Consultation",
    "ConsultationRule",
    "Effect",
    "EffectSum",
    "FocusTarget",
    "Followed",
    "Measure",
    "MeasureDeed",
    "MeasureState",
    "LedgerPlace",
    "Priority",
    "PriorityOfGoal",
    "Realised",
    "RecoveryPlan",
    "RecoveryYear",
    "Split",
    "SteeringDocument",
    "StrategicArea",
    "StrategicGoal",
    "WorkState",
    "consulted",
    "covers",
    "effect_sum",
    "is_looked_for",
    "next_state",
    "ledger_place",
    "realised",
    "recovery_plan",
    "shares",
    "split",
    "total_effect",
]
