"""What every deed on a whole round begins and ends with: holding it, asking, moving on, noting it."""

import datetime as dt

from utfall.domain.access import Kind, Thing, visibility
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundDeed, RoundState, next_round_state
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round


def held(number: int) -> Round:
    """The round, held for this transaction."""
    return (
        Round.objects.select_for_update(of=("self",)).select_related("authority", "previous").get(pk=number)
    )


def move(round: Round, deed: RoundDeed, by: Acting) -> RoundState | Denied:
    """The round's state after the deed, or why she may not do it; any of her roles may allow it."""
    refused = visibility(by.actor, Thing(Kind.ROUND, authority=round.authority.code))
    if refused is not None:
        return refused
    state = RoundState(round.state)
    answers = [next_round_state(state, deed, role=role) for role in sorted(by.actor.roles)]
    allowed = [answer for answer in answers if isinstance(answer, RoundState)]
    return allowed[0] if allowed else answers[0]


def note_round(round: Round, deed: str, by: Acting, now: dt.datetime, **details: object) -> None:
    """The row in the log about a deed on the round."""
    note(
        deed, by=by.username, at=now, object=f"round:{round.pk}", authority=round.authority.code,
        details=details,
    )  # fmt: skip
