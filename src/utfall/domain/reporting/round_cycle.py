"""The cycle of a round: one table from plan to decision, with what follows when the meeting says something else."""

from collections.abc import Mapping
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.domain.reporting.words import RoundDeed, RoundState
from utfall.domain.roles import Role
from utfall.locale import mark as _

_LEADERS = frozenset({Role.CONTROLLER, Role.ADMINISTRATION_HEAD})
_SECRETARY = frozenset({Role.SECRETARY})

ROUND_TRANSITIONS: Mapping[tuple[RoundState, RoundDeed], tuple[frozenset[Role], RoundState]] = {
    (RoundState.PLANNED, RoundDeed.OPEN): (_LEADERS, RoundState.OPEN),
    (RoundState.OPEN, RoundDeed.CLOSE): (_LEADERS, RoundState.PLANNED),
    (RoundState.OPEN, RoundDeed.LOCK): (_LEADERS, RoundState.LOCKED),
    (RoundState.LOCKED, RoundDeed.UNLOCK): (_LEADERS, RoundState.OPEN),
    (RoundState.LOCKED, RoundDeed.DECIDE): (_SECRETARY, RoundState.DECIDED),
    (RoundState.LOCKED, RoundDeed.DECIDE_WITH_CHANGES): (_SECRETARY, RoundState.DECIDED_WITH_CHANGES),
    (RoundState.LOCKED, RoundDeed.REMIT): (_SECRETARY, RoundState.REMITTED),
    (RoundState.LOCKED, RoundDeed.TABLE): (_SECRETARY, RoundState.TABLED),
    (RoundState.REMITTED, RoundDeed.REOPEN): (_LEADERS, RoundState.OPEN),
    (RoundState.TABLED, RoundDeed.SET_NEW_DATE): (_SECRETARY, RoundState.LOCKED),
    # A decision is typed in by hand; what was typed wrongly is taken back, and the history keeps both.
    (RoundState.DECIDED, RoundDeed.CORRECT): (_SECRETARY, RoundState.LOCKED),
    (RoundState.DECIDED_WITH_CHANGES, RoundDeed.CORRECT): (_SECRETARY, RoundState.LOCKED),
    (RoundState.REMITTED, RoundDeed.CORRECT): (_SECRETARY, RoundState.LOCKED),
    (RoundState.TABLED, RoundDeed.CORRECT): (_SECRETARY, RoundState.LOCKED),
}


class Consequence(StrEnum):
    """What has to be made when a deed is done to a round."""

    TASKS = "uppgifter"
    SNAPSHOT = "ögonblicksbild"
    NEW_EDITION = "ny utgåva med ändringslista"
    NEW_DRAFT = "nytt utkast"
    NEW_TIMETABLE = "ny tidplan"


CONSEQUENCES: Mapping[RoundDeed, Consequence] = {
    RoundDeed.OPEN: Consequence.TASKS,
    RoundDeed.LOCK: Consequence.SNAPSHOT,
    RoundDeed.DECIDE_WITH_CHANGES: Consequence.NEW_EDITION,
    RoundDeed.REOPEN: Consequence.NEW_DRAFT,
    RoundDeed.SET_NEW_DATE: Consequence.NEW_TIMETABLE,
}


def next_round_state(state: RoundState, deed: RoundDeed, *, role: Role) -> RoundState | Denied:
    """The round's state after the deed, or why it may not be done."""
    refused = round_allows(state, deed)
    if refused is not None:
        return refused
    who, after = ROUND_TRANSITIONS[state, deed]
    if role in who:
        return after
    return _NOT_SECRETARY if who == _SECRETARY else _NOT_LEADER


def round_allows(state: RoundState, deed: RoundDeed) -> Denied | None:
    """Why nobody may do the deed to a round in this state, or None if somebody may."""
    return None if (state, deed) in ROUND_TRANSITIONS else _STATE_REFUSES[state]


def round_deeds(state: RoundState, *, role: Role) -> tuple[RoundDeed, ...]:
    """What one with the role may do to a round in the state, in the order of the table."""
    return tuple(
        deed for (at, deed), (who, _after) in ROUND_TRANSITIONS.items() if at is state and role in who
    )


def takes_contributions(state: RoundState) -> Denied | None:
    """Why nobody may write in a round in this state, or None if one may."""
    return None if state is RoundState.OPEN else _CLOSED_TO_WRITERS[state]


_NOT_LEADER = Denied(
    "round.not-leader", _("Bara controllern och förvaltningschefen kan göra det. Be någon av dem.")
)
_NOT_SECRETARY = Denied(
    "round.not-secretary",
    _("Bara nämndsekreteraren registrerar vad nämnden har beslutat. Be nämndsekreteraren."),
)
_STATE_REFUSES = {
    RoundState.PLANNED: Denied("round.planned", _("Rundan är inte öppnad än. Öppna den först.")),
    RoundState.OPEN: Denied("round.open", _("Rundan är öppen. Lås den först.")),
    RoundState.LOCKED: Denied(
        "round.locked",
        _("Rundan är låst. Lås upp den om något måste ändras, eller registrera nämndens beslut."),
    ),
    RoundState.DECIDED: Denied(
        "round.decided",
        _("Nämnden har beslutat om rapporten. Rätta det registrerade beslutet om det är fel."),
    ),
    RoundState.DECIDED_WITH_CHANGES: Denied(
        "round.decided-with-changes",
        _("Nämnden har beslutat med ändringar. Rätta det registrerade beslutet om det är fel."),
    ),
    RoundState.REMITTED: Denied(
        "round.remitted", _("Rapporten är återremitterad. Öppna ett nytt utkast för att arbeta vidare.")
    ),
    RoundState.TABLED: Denied(
        "round.tabled", _("Rapporten är bordlagd. Sätt datum för det nya mötet för att gå vidare.")
    ),
}
_CLOSED_TO_WRITERS = {
    RoundState.PLANNED: Denied(
        "round.not-open-yet", _("Rundan är inte öppnad än. Du kan svara när den öppnar.")
    ),
    **{
        state: Denied(
            "round.closed", _("Rundan är låst, så inget kan ändras. Be controllern att låsa upp den.")
        )
        for state in (RoundState.LOCKED, RoundState.TABLED)
    },
    RoundState.REMITTED: Denied(
        "round.remitted-closed",
        _("Rapporten är återremitterad. Du kan ändra när controllern öppnar ett nytt utkast."),
    ),
    **{
        state: Denied("round.is-decided", _("Nämnden har beslutat om rapporten, så inget kan ändras i den."))
        for state in (RoundState.DECIDED, RoundState.DECIDED_WITH_CHANGES)
    },
}
