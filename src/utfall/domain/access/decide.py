"""The three questions asked in a row about one deed on one contribution."""

from utfall.domain.access.grants import Actor
from utfall.domain.access.permission import Act, capacities, permission
from utfall.domain.access.policy import policy
from utfall.domain.access.refusals import no_access
from utfall.domain.access.things import Thing
from utfall.domain.access.visibility import visibility
from utfall.domain.denied import Denied
from utfall.domain.reporting.cycle import next_state
from utfall.domain.reporting.words import Capacity, Deed, RoundState, State

ACT_OF: dict[Deed, Act] = {
    Deed.SAVE: Act.WRITE,
    Deed.SUBMIT: Act.WRITE,
    Deed.WITHDRAW: Act.WRITE,
    Deed.RETURN: Act.JUDGE,
    Deed.APPROVE: Act.JUDGE,
    Deed.LAPSE: Act.CONFIRM,
    Deed.LOCK: Act.JUDGE,
    Deed.UNLOCK: Act.JUDGE,
}
_ORDER = tuple(Capacity)


def decide(
    actor: Actor, deed: Deed, thing: Thing, *, state: State, round_state: RoundState, ask: str = ""
) -> State | Denied:
    """The contribution's state after her deed, or why she may not do it.

    First visibility, so that nobody learns of what she may not see; then permission, policy and the table.
    """
    # A refusal is false, so `or` would pass it by: each is asked for by name.
    for refused in (
        visibility(actor, thing, ask=ask),
        permission(actor, ACT_OF[deed], thing.kind, ask=ask),
        policy(deed, state=state, round_state=round_state),
    ):
        if refused is not None:
            return refused
    held = capacities(actor, thing)
    answers = [next_state(state, deed, role=role) for role in _ORDER if role in held]
    allowed = [answer for answer in answers if isinstance(answer, State)]
    return allowed[0] if allowed else (answers[0] if answers else no_access(ask))
