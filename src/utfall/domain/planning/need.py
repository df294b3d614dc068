"""Needs (behov och prio): what is asked for in a coming budget, in which order, and what was decided."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.money import ZERO, Money
from utfall.domain.recurrence import Recurrence


class NeedKind(StrEnum):
    """What is needed; the value is its word in source files."""

    MEANS = "medel"
    PREMISES = "lokal"
    """Premises have a day when they can be given up or have been given notice."""


class NeedDecision(StrEnum):
    """How far a need has come; the value is its word in source files."""

    PROPOSED = "föreslaget"
    PRIORITISED = "prioriterat"
    GRANTED = "beviljat"
    REJECTED = "avslaget"


@dataclass(frozen=True, slots=True)
class Need:
    """What a unit asks for in the budget of a year. The order of needs is their order of priority.

    `amount` is what it costs in the year, plus; less than nothing is a saving, as for premises given up. `granted` is
    what the decision gives where it is another amount. `decided_by` and `decided_on` belong to the last decision.
    """

    code: str
    name: str
    unit: str
    year: int
    amount: Money
    recurrence: Recurrence
    kind: NeedKind = NeedKind.MEANS
    benefit: str = ""
    funding: str = ""
    decision: NeedDecision = NeedDecision.PROPOSED
    decided_by: str = ""
    decided_on: dt.date | None = None
    granted: Money | None = None
    notice_on: dt.date | None = None

    @property
    def into_budget(self) -> Money:
        """What of it goes into the year's budget: nothing until it is granted."""
        if self.decision is not NeedDecision.GRANTED:
            return ZERO
        return self.amount if self.granted is None else self.granted


def total_asked(needs: Iterable[Need], *, decision: NeedDecision | None = None) -> Money:
    """The sum of what is asked for, of one state of decision or of all."""
    return sum((one.amount for one in needs if decision in (None, one.decision)), ZERO)


def total_into_budget(needs: Iterable[Need], *, recurrence: Recurrence | None = None) -> Money:
    """The sum of what goes into the budget, of one kind of amount or of both."""
    return sum((one.into_budget for one in needs if recurrence in (None, one.recurrence)), ZERO)
