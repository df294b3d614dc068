"""Assignments (uppdrag): who gave them, when they are due and where they stand."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class AssignmentState(StrEnum):
    """Where an assignment stands; only a decision closes it."""

    ONGOING = "pågår"
    DONE = "klart"
    LATE = "försenat"
    PROPOSED_CLOSED = "föreslås avslutat"
    CLOSED = "avslutat"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment (uppdrag) from the council, the executive committee or the committee, to be reported back."""

    code: str
    name: str
    given_by: str
    decided_on: dt.date
    paragraph: str
    responsible: str
    due_on: dt.date | None
    state: AssignmentState
