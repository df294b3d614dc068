"""Who is asking: grants of roles and rights with their time and place, and the authority that she acts for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from utfall.domain.roles import Right, Role

Path = tuple[str, ...]
"""Unit codes from the top of an authority down to a unit; the empty path is the whole authority."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in one authority for a unit with all below it, from `start` to `end`, both included (None: no end)."""

    role: Role
    authority: str
    path: Path
    start: dt.date
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("A role ends before it begins.")

    def holds_on(self, day: dt.date) -> bool:
        """Whether the role is held on the day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def covers(self, path: Path) -> bool:
        """Whether the place is the grant's own unit or below it."""
        return path[: len(self.path)] == self.path


@dataclass(frozen=True, slots=True)
class RightGrant:
    """A right for named cost centres in one authority, from `start` to `end`, both included."""

    right: Right
    authority: str
    cost_centres: frozenset[str]
    start: dt.date
    end: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the right is held on the day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person on a day, acting for one authority: every page and every mail is for one authority at a time.

    Grants in other authorities count for nothing while she acts for this one; that is the wall, even for her.
    """

    person: str
    grants: tuple[Grant, ...]
    today: dt.date
    authority: str
    rights: tuple[RightGrant, ...] = ()

    @property
    def held(self) -> tuple[Grant, ...]:
        """The grants that hold today in the authority that she acts for."""
        return tuple(one for one in self._today() if one.authority == self.authority)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that she holds today in the authority that she acts for."""
        return frozenset(grant.role for grant in self.held)

    @property
    def authorities(self) -> tuple[str, ...]:
        """The authorities that she may act for today, each once, in the order of her grants."""
        return tuple(dict.fromkeys(grant.authority for grant in self._today()))

    def has(self, right: Right, *, cost_centre: str) -> bool:
        """Whether she has the right for the cost centre today, in the authority that she acts for."""
        return any(cost_centre in codes for codes in self._codes(right))

    def cost_centres(self, right: Right) -> frozenset[str]:
        """The cost centres that she has the right for today, in the authority that she acts for."""
        return frozenset().union(*self._codes(right))

    def _codes(self, right: Right) -> Iterator[frozenset[str]]:
        for one in self.rights:
            if (one.right, one.authority) == (right, self.authority) and one.holds_on(self.today):
                yield one.cost_centres

    def _today(self) -> Iterator[Grant]:
        return (grant for grant in self.grants if grant.holds_on(self.today))
