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
from utfall.domain.planning.measure import Effect, Measure, MeasureState, total_effect
from utfall.domain.planning.steering import SteeringDocument

__all__ = [
    "AnnualFocus",
    "Assignment",
    "AssignmentState",
    "CommitteeGoal",
    "Effect",
    "FocusTarget",
    "Measure",
    "MeasureState",
    "Priority",
    "PriorityOfGoal",
    "SteeringDocument",
    "StrategicArea",
    "StrategicGoal",
    "total_effect",
]
