"""Who may do or see what, asked as three separate questions: permission, policy, visibility."""

from utfall.domain.roles import Right, Role

__all__ = ["Right", "Role"]
