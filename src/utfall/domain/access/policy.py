"""The second question: may the deed be done in this state, whoever asks?"""

from utfall.domain.denied import Denied
from utfall.domain.reporting.cycle import state_allows
from utfall.domain.reporting.round_cycle import round_allows, takes_contributions
from utfall.domain.reporting.words import Deed, RoundDeed, RoundState, State

_OF_THE_ROUND = frozenset({Deed.LOCK, Deed.UNLOCK})


def policy(deed: Deed, *, state: State, round_state: RoundState) -> Denied | None:
    """Why the deed may not be done to a contribution in this state, in a round in this state; None if it may.

    Locking and unlocking follow the round's own deed and are done while it is being locked or opened again.
    """
    if deed not in _OF_THE_ROUND:
        closed = takes_contributions(round_state)
        if closed is not None:
            return closed
    return state_allows(state, deed)


def round_policy(deed: RoundDeed, *, state: RoundState) -> Denied | None:
    """Why the deed may not be done to a round in this state, or None if it may."""
    return round_allows(state, deed)
