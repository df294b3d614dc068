"""Where goals stand: new positions for siblings, and codes and positions for what is new."""

import re

from django.db.models import Max

from utfall.domain.goal_chain import Level, Moved
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Goal

_PREFIX = {
    Level.AREA: "SA",
    Level.STRATEGIC: "SG",
    Level.COMMITTEE: "VM",
    Level.FOCUS: "D",
    Level.UNIT: "EM",
}
_NUMBER = re.compile(r"(\d+)$")


def store_move(authority: Authority, code: str, move: Moved) -> None:
    """Put the goal where the move says; the siblings share the positions that they had between them."""
    rows = {
        row.code: row for row in Goal.objects.filter(authority=authority, code__in=(*move.order, move.parent))
    }
    free = sorted(rows[each].position for each in move.order)
    for each, position in zip(move.order, free, strict=True):
        rows[each].position = position
    rows[code].parent = rows.get(move.parent)
    Goal.objects.bulk_update([rows[each] for each in move.order], ("position", "parent"))


def next_position(authority: Authority) -> int:
    """A position after every goal of the authority."""
    last = Goal.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def next_code(authority: Authority, level: Level, unit: OrgUnit | None = None) -> str:
    """A code that no goal of the authority has had: VM4 after VM3; of a unit's own goal, with the unit's code."""
    prefix = f"{_PREFIX[level]}-{unit.code}-" if unit is not None else _PREFIX[level]
    taken = Goal.objects.filter(authority=authority, code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(found[1]) for code in taken if (found := _NUMBER.search(code))]
    return f"{prefix}{max(numbers, default=0) + 1}"
