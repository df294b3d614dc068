"""Who may do or see what, asked as three separate questions: permission, policy, visibility."""

from utfall.domain.access.decide import ACT_OF, decide
from utfall.domain.access.grants import Actor, Grant, Path, RightGrant
from utfall.domain.access.permission import PERMISSIONS, Act, capacities, granting, permission
from utfall.domain.access.policy import policy, round_policy
from utfall.domain.access.refusals import no_access
from utfall.domain.access.things import HandOver, Kind, Thing
from utfall.domain.access.visibility import OUTSIDE_THE_WALL, masks, visibility, visible
from utfall.domain.roles import Right, Role

__all__ = [
    "ACT_OF",
    "Act",
    "Actor",
    "Grant",
    "HandOver",
    "Kind",
    "OUTSIDE_THE_WALL",
    "PERMISSIONS",
    "Path",
    "Right",
    "RightGrant",
    "Role",
    "Thing",
    "capacities",
    "decide",
    "granting",
    "masks",
    "no_access",
    "permission",
    "policy",
    "round_policy",
    "visibility",
    "visible",
]
