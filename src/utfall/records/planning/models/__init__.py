"""Plans as stored: the goal chain as one tree, assignments, what units do, measures for a balanced budget, and needs."""

from utfall.records.planning.models.measure import Measure, MeasureEffect
from utfall.records.planning.models.need import Need
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
    "Need",
    "PlanVersion",
    "PriorityOfGoal",
    "SteeringDocument",
]
