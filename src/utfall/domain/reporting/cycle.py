"""The cycle of a contribution: one table says which deed leads where, for whom; the manual's diagram is drawn from it."""

from collections.abc import Mapping

from utfall.domain.denied import Denied
from utfall.domain.reporting.words import Capacity, Deed, State
from utfall.locale import mark as _

_WRITERS = frozenset({Capacity.AUTHOR, Capacity.APPROVER})
_JUDGES = frozenset({Capacity.APPROVER, Capacity.ROUND_LEADER})
_AUTHOR = frozenset({Capacity.AUTHOR})
_APPROVER = frozenset({Capacity.APPROVER})
_LEADER = frozenset({Capacity.ROUND_LEADER})
_SYSTEM = frozenset({Capacity.SYSTEM})

TRANSITIONS: Mapping[tuple[State, Deed], tuple[frozenset[Capacity], State]] = {
    (State.DRAFT, Deed.SAVE): (_WRITERS, State.DRAFT),
    (State.DRAFT, Deed.SUBMIT): (_WRITERS, State.SUBMITTED),
    # What was returned stays so while it is mended: the flag goes when it is marked as done again.
    (State.RETURNED, Deed.SAVE): (_WRITERS, State.RETURNED),
    (State.RETURNED, Deed.SUBMIT): (_WRITERS, State.SUBMITTED),
    # An approver never edits silently: the edit is a new version, and the approval is given to that version.
    (State.SUBMITTED, Deed.SAVE): (_APPROVER, State.SUBMITTED),
    (State.SUBMITTED, Deed.WITHDRAW): (_AUTHOR, State.DRAFT),
    (State.SUBMITTED, Deed.RETURN): (_JUDGES, State.RETURNED),
    (State.SUBMITTED, Deed.APPROVE): (_APPROVER, State.APPROVED),
    (State.APPROVED, Deed.SAVE): (_APPROVER, State.SUBMITTED),
    (State.APPROVED, Deed.RETURN): (_JUDGES, State.RETURNED),
    (State.APPROVED, Deed.LAPSE): (_SYSTEM, State.SUBMITTED),
    # Only what is approved is locked, so that unlocking a round gives every approval back.
    (State.APPROVED, Deed.LOCK): (_LEADER, State.LOCKED),
    (State.LOCKED, Deed.UNLOCK): (_LEADER, State.APPROVED),
}


def next_state(state: State, deed: Deed, *, role: Capacity) -> State | Denied:
    """The state after the deed, or why it may not be done."""
    refused = state_allows(state, deed)
    if refused is not None:
        return refused
    who, after = TRANSITIONS[state, deed]
    return after if role in who else _wrong_person(state, deed)


def state_allows(state: State, deed: Deed) -> Denied | None:
    """Why nobody may do the deed in this state, or None if somebody may."""
    if (state, deed) in TRANSITIONS:
        return None
    if state is State.LOCKED:
        return LOCKED
    # Saving is in the table for every state but the locked one, so it needs no sentence here.
    return _WRONG_STATE.get((state, deed), _WRONG_DEED[deed])


def deeds(state: State, *, role: Capacity) -> tuple[Deed, ...]:
    """What one in the capacity may do in the state, in the order of the table."""
    return tuple(deed for (at, deed), (who, _after) in TRANSITIONS.items() if at is state and role in who)


LOCKED = Denied(
    "contribution.locked",
    _("Bidraget är låst. Be rundans ansvariga att låsa upp rundan om det måste ändras."),
)
_ALREADY_SUBMITTED = Denied("contribution.already-submitted", _("Bidraget är redan klarmarkerat."))
_NOT_SUBMITTED = Denied(
    "contribution.not-submitted",
    _("Bidraget är inte klarmarkerat än. Påminn författaren, eller klarmarkera det själv först."),
)
_APPROVED = Denied(
    "contribution.approved", _("Bidraget är godkänt. Be den som godkände att återlämna det med en kommentar.")
)
_SUBMITTED = Denied(
    "contribution.submitted", _("Bidraget är klarmarkerat. Ångra klarmarkeringen om du vill ändra det.")
)
_WRONG_STATE = {
    (State.APPROVED, Deed.WITHDRAW): _APPROVED,
    (State.APPROVED, Deed.APPROVE): Denied("contribution.already-approved", _("Bidraget är redan godkänt.")),
}
# The deed alone says what is wrong, wherever the table has no row for it.
_WRONG_DEED = {
    Deed.SUBMIT: _ALREADY_SUBMITTED,
    Deed.WITHDRAW: Denied(
        "contribution.nothing-to-withdraw",
        _("Bidraget är inte klarmarkerat, så det finns inget att ångra. Du kan ändra texten direkt."),
    ),
    Deed.RETURN: _NOT_SUBMITTED,
    Deed.APPROVE: _NOT_SUBMITTED,
    Deed.LAPSE: Denied(
        "contribution.not-approved",
        _("Bidraget är inte godkänt, så det finns inget godkännande som kan förfalla."),
    ),
    Deed.LOCK: Denied(
        "contribution.only-approved-locked",
        _("Bara godkända bidrag låses. Godkänn bidraget, eller lås utan det."),
    ),
    Deed.UNLOCK: Denied("contribution.not-locked", _("Bidraget är inte låst.")),
}
_WRONG_PERSON = {
    Deed.SAVE: Denied(
        "contribution.not-writer",
        _("Bara författaren och den som godkänner kan ändra texten. Skriv en kommentar."),
    ),
    Deed.SUBMIT: Denied(
        "contribution.not-writer-submits",
        _("Bara författaren och den som godkänner kan klarmarkera. Be någon av dem."),
    ),
    Deed.WITHDRAW: Denied(
        "contribution.not-author",
        _("Bara författaren kan ångra klarmarkeringen. Återlämna bidraget i stället."),
    ),
    Deed.RETURN: Denied(
        "contribution.not-judge",
        _("Bara den som godkänner, eller rundans ansvariga, kan återlämna. Be någon av dem."),
    ),
    Deed.APPROVE: Denied(
        "contribution.not-approver",
        _("Bara den som ansvarar för nivån ovanför kan godkänna. Be den personen."),
    ),
    Deed.LAPSE: Denied(
        "contribution.lapses-by-itself",
        _(
            "Ett godkännande förfaller av sig självt när texten eller en siffra ändras. Återlämna bidraget i stället."
        ),
    ),
    Deed.LOCK: Denied("contribution.not-leader", _("Bara rundans ansvariga kan låsa. Be controllern.")),
    Deed.UNLOCK: Denied("contribution.not-leader", _("Bara rundans ansvariga kan låsa upp. Be controllern.")),
}


def _wrong_person(state: State, deed: Deed) -> Denied:
    if deed is Deed.SAVE and state is State.SUBMITTED:
        return _SUBMITTED
    if deed is Deed.SAVE and state is State.APPROVED:
        return _APPROVED
    return _WRONG_PERSON[deed]
