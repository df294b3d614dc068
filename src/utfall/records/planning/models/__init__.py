"""Plans as stored: the goal chain as one tree, assignments, what units do, and measures for a balanced budget."""

from utfall.records.planning.models.measure import Measure, MeasureEffect
from utfall.records.planning.models.plan import (
    Activity,
    ActivityState,
    Assignment,
    FocusTarget,
    Goal,
    GoalLevel,
    PlanVersion,
    PriorityOfGoal,
    SteeringDocument,
)

__all__ = [
    "Activity",
    "ActivityState",
    "Assignment",
    "FocusTarget",
    "Goal",
    "GoalLevel",
    "Measure",
    "MeasureEffect",
    "PlanVersion",
    "PriorityOfGoal",
    "SteeringDocument",
]
