"""How far a piece of work has come: the four words of a task list, with flags beside them."""

import datetime as dt
from enum import StrEnum
from typing import assert_never

from utfall.domain.reporting.words import Capacity, State
from utfall.locale import mark as _


class WorkStatus(StrEnum):
    """The four words that a task list knows; the word itself is the status, never its colour."""

    NOT_STARTED = "ej påbörjad"
    ONGOING = "pågår"
    DONE = "klar"
    APPROVED = "godkänd"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _STATUS_WORDS[self]


class Flag(StrEnum):
    """What stands beside the word when somebody has to do something about it."""

    LATE = "försenad"
    RETURNED = "återlämnad"
    WAITING_FOR_YOU = "väntar på dig"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _FLAG_WORDS[self]


_STATUS_WORDS = {
    WorkStatus.NOT_STARTED: _("Ej påbörjad"),
    WorkStatus.ONGOING: _("Pågår"),
    WorkStatus.DONE: _("Klar"),
    WorkStatus.APPROVED: _("Godkänd"),
}
_FLAG_WORDS = {
    Flag.LATE: _("Försenad"),
    Flag.RETURNED: _("Återlämnad"),
    Flag.WAITING_FOR_YOU: _("Väntar på dig"),
}


def work_status(state: State, *, begun: bool) -> WorkStatus:
    """The word for a contribution; `begun` is whether anything has been written in it."""
    match state:
        case State.DRAFT:
            return WorkStatus.ONGOING if begun else WorkStatus.NOT_STARTED
        case State.RETURNED:
            return WorkStatus.ONGOING
        case State.SUBMITTED:
            return WorkStatus.DONE
        case State.APPROVED | State.LOCKED:
            return WorkStatus.APPROVED
        case _:
            assert_never(state)


def flags(state: State, *, due_on: dt.date | None, today: dt.date, role: Capacity) -> tuple[Flag, ...]:
    """What stands beside the word for one in the capacity; what is done is never late."""
    unfinished = state in (State.DRAFT, State.RETURNED)
    found = []
    if unfinished and due_on is not None and due_on < today:
        found.append(Flag.LATE)
    if state is State.RETURNED:
        found.append(Flag.RETURNED)
    if state is State.SUBMITTED and role is Capacity.APPROVER:
        found.append(Flag.WAITING_FOR_YOU)
    return tuple(found)
