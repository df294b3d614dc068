"""The enums of the domain as choices of a database field."""

from enum import StrEnum


def choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """Value and value: the words on screen come from the domain, never from the database."""
    return [(member.value, member.value) for member in enum]
