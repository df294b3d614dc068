"""The third question: what may she see?"""

from collections.abc import Iterable

from utfall.domain.access.grants import Actor, Grant
from utfall.domain.access.permission import AUDIT, CONTENT, MANAGERS, Act, granting
from utfall.domain.access.refusals import (
    ADMINISTRATOR,
    BEFORE_SUMMONS,
    NO_ROLE,
    NO_VOUCHERS,
    NOT_FOUND,
    NOT_HANDED_OVER,
    NOT_RELEASED,
    UNLOCKED,
    no_access,
    switch,
    wall,
)
from utfall.domain.access.things import Kind, Thing
from utfall.domain.denied import Denied
from utfall.domain.reporting.words import Section
from utfall.domain.roles import Right, Role

OUTSIDE_THE_WALL = frozenset({
    Kind.COUNCIL_GOAL, Kind.ORGANISATION, Kind.CALENDAR, Kind.LEDGER_TOTAL, Kind.BUDGET, Kind.PROGRESS,
})  # fmt: skip
"""What every authority may know of every other."""

OF_THE_WHOLE = frozenset({
    Kind.PLAN, Kind.INDICATOR, Kind.ROUND, Kind.EDITION, Kind.GRANT, Kind.SYSTEM, Kind.INVESTMENT,
    Kind.RESULT_ITEM, Kind.BUDGET_ASSUMPTION, Kind.AGREEMENT, Kind.NEED,
})  # fmt: skip
"""What belongs to an authority as a whole, so that a role anywhere in it is enough."""

_QUALITY_KINDS = frozenset({Kind.RISK, Kind.CONTROL_ACTIVITY})
_QUALITY_SECTIONS = frozenset({Section.GOALS, Section.INDICATORS, Section.CONTROL})
_SECTIONED = frozenset({Kind.TASK, Kind.CONTRIBUTION, Kind.SOURCE, Kind.HISTORY})
_RECEIVERS = AUDIT | {Role.EXECUTIVE_OFFICE}
"""Those who see nothing but what was handed over to them."""
_HANDED_TO_AUDIT = frozenset({Kind.EDITION, Kind.SOURCE, Kind.HISTORY, Kind.VOUCHER})


def visibility(actor: Actor, thing: Thing, *, ask: str = "") -> Denied | None:
    """Why she may not see the thing, or None if she may. `ask` is whom to ask for access, by name.

    What is secret is hidden before anything else, with the answer of what does not exist.
    """
    if thing.secret_to is not None and not _in_on(actor, thing):
        return NOT_FOUND
    if not actor.held:
        return NO_ROLE
    if not granting(actor, Act.READ, thing.kind):
        return _no_reader(actor, thing, ask)
    if thing.kind in OUTSIDE_THE_WALL:
        return None
    if thing.authority != actor.authority:
        return _across(actor, thing)
    return _within(actor, thing, ask)


def visible(actor: Actor, things: Iterable[Thing]) -> tuple[Thing, ...]:
    """The things that she may see, in the order given."""
    return tuple(thing for thing in things if visibility(actor, thing) is None)


def masks(account: str, ranges: Iterable[tuple[str, str]]) -> bool:
    """Whether text and counterpart of a voucher on the account are masked: it is in one of the listed ranges.

    Ranges are written as in the municipality's list, first and last account, both included.
    """
    return any(first <= account[: len(first)] and account[: len(last)] <= last for first, last in ranges)


def _in_on(actor: Actor, thing: Thing) -> bool:
    """Secret things never leave their authority, not even with a person who may see them."""
    return (
        thing.secret_to is not None and actor.person in thing.secret_to and thing.authority == actor.authority
    )


def _no_reader(actor: Actor, thing: Thing, ask: str) -> Denied:
    """Why none of her roles reads such things: the sentence that helps her on."""
    if not CONTENT & actor.roles:
        return ADMINISTRATOR
    if _RECEIVERS & actor.roles and thing.authority != actor.authority:
        return NOT_HANDED_OVER
    return no_access(ask)


def _across(actor: Actor, thing: Thing) -> Denied | None:
    """What another authority sees: only what was handed over to it."""
    if thing.received_by(actor.authority, on=actor.today) and _may_receive(actor, thing.kind):
        return None
    if thing.authority in actor.authorities:
        return switch(thing.authority, current=actor.authority)
    if _RECEIVERS & actor.roles:
        return NOT_HANDED_OVER
    return wall(thing.authority)


def _may_receive(actor: Actor, kind: Kind) -> bool:
    """Editions go to the officials they were handed to; sources and history only to auditors, who ask where from.

    Members read their own committee's editions, from the summons on.
    """
    if AUDIT & actor.roles:
        return kind in _HANDED_TO_AUDIT
    return kind is Kind.EDITION and actor.roles != {Role.MEMBER}


def _within(actor: Actor, thing: Thing, ask: str) -> Denied | None:
    """What somebody sees in the authority that she acts for."""
    if thing.kind is Kind.MEASURE and not thing.released:
        # The circle may reach across units: whoever negotiates about it need not manage it.
        return None if actor.person in thing.circle else NOT_RELEASED
    refusals = [_by_grant(grant, actor, thing, ask) for grant in granting(actor, Act.READ, thing.kind)]
    if None in refusals:
        return None
    given = thing.assigned_to == actor.person and thing.kind in _SECTIONED
    return None if given else refusals[0]


def _by_grant(grant: Grant, actor: Actor, thing: Thing, ask: str) -> Denied | None:
    if grant.role is Role.MEMBER:
        called = thing.summons_on is not None and thing.summons_on <= actor.today
        return None if called else BEFORE_SUMMONS
    if grant.role in _RECEIVERS:
        received = thing.received_by(actor.authority, on=actor.today)
        return None if received else NOT_HANDED_OVER
    if thing.kind is Kind.VOUCHER:
        may = actor.has(Right.SEE_VOUCHERS, cost_centre=thing.cost_centre)
        return None if may else NO_VOUCHERS
    if thing.kind in OF_THE_WHOLE or grant.covers(thing.path):
        return None if _is_hers(grant.role, thing) else no_access(ask)
    return _beside(grant, thing, ask)


def _is_hers(role: Role, thing: Thing) -> bool:
    """Whether the role has to do with it: quality officers with the goal chain and internal control, others with all."""
    if role is not Role.QUALITY_OFFICER or thing.locked:
        return True
    if thing.kind in _SECTIONED:
        return thing.section in _QUALITY_SECTIONS
    return thing.kind in _QUALITY_KINDS or thing.kind in OF_THE_WHOLE or thing.kind is Kind.MEASURE


def _beside(grant: Grant, thing: Thing, ask: str) -> Denied | None:
    """Another unit of the same authority: what is locked may be read, the forecast's accuracy never."""
    if thing.kind is Kind.FORECAST_ACCURACY:
        return no_access(ask)
    if thing.locked:
        return None
    return UNLOCKED if grant.role in MANAGERS else no_access(ask)
