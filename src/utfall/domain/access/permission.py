"""The first question: may this person, with these grants, do this deed on this kind of thing at all?"""

from collections.abc import Mapping
from enum import StrEnum

from utfall.domain.access.grants import Actor, Grant, Path
from utfall.domain.access.refusals import no_access
from utfall.domain.access.things import Kind, Thing
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting.words import Capacity, Section
from utfall.domain.roles import Role


class Act(StrEnum):
    """What somebody may want to do with a thing."""

    READ = "läsa"
    WRITE = "skriva"
    JUDGE = "godkänna eller återlämna"
    GIVE = "ge till någon annan"
    REMIND = "påminna"
    MOVE_DATE = "flytta slutdatum"
    LEAD = "leda"
    RECORD_DECISION = "registrera beslut"
    HAND_OVER = "lämna över"
    IMPORT = "importera"
    CONFIRM = "bekräfta siffror"
    GRANT = "ge behörighet"
    OPERATE = "sköta driften"


MANAGERS = frozenset({Role.UNIT_MANAGER, Role.AREA_MANAGER, Role.ADMINISTRATION_HEAD})
STAFF = MANAGERS | {Role.CONTROLLER, Role.SECRETARY, Role.QUALITY_OFFICER}
AUDIT = frozenset({Role.AUDITOR, Role.AUDIT_EXPERT})
CONTENT = STAFF | AUDIT | {Role.MEMBER, Role.EXECUTIVE_OFFICE}
"""Everybody who reads content: all but the two kinds of administrator."""
_LEADERS = frozenset({Role.CONTROLLER, Role.ADMINISTRATION_HEAD})
_CONTROLLER = frozenset({Role.CONTROLLER})
_GRANTOR = frozenset({Role.AUTHORITY_ADMINISTRATOR})
_PLANNERS = frozenset({Role.QUALITY_OFFICER, Role.CONTROLLER, Role.ADMINISTRATION_HEAD})
_READ_BY_STAFF = {Act.READ: STAFF}
_OPEN = {Act.READ: CONTENT}

PERMISSIONS: Mapping[Kind, Mapping[Act, frozenset[Role]]] = {
    # Outside the wall: what every authority may know of every other.
    Kind.COUNCIL_GOAL: _OPEN,
    Kind.ORGANISATION: {Act.READ: CONTENT | _GRANTOR, Act.IMPORT: _CONTROLLER},
    Kind.CALENDAR: _OPEN,
    Kind.LEDGER_TOTAL: {**_OPEN, Act.IMPORT: _CONTROLLER},
    Kind.BUDGET: {**_OPEN, Act.IMPORT: _CONTROLLER},
    Kind.PROGRESS: _OPEN,
    # Inside it.
    Kind.PLAN: {Act.READ: STAFF, Act.WRITE: _PLANNERS | MANAGERS, Act.IMPORT: _PLANNERS},
    Kind.INDICATOR: {Act.READ: STAFF, Act.WRITE: _PLANNERS | MANAGERS, Act.IMPORT: _PLANNERS},
    # Who owes what in a round is written by the two who lead goals and money.
    Kind.ROUND: {
        Act.READ: STAFF,
        Act.WRITE: frozenset({Role.CONTROLLER, Role.QUALITY_OFFICER}),
        Act.LEAD: _LEADERS,
        Act.MOVE_DATE: _LEADERS,
        Act.RECORD_DECISION: frozenset({Role.SECRETARY}),
    },
    Kind.TASK: {
        Act.READ: STAFF,
        Act.GIVE: MANAGERS | _CONTROLLER,
        Act.REMIND: MANAGERS | _CONTROLLER,
        Act.MOVE_DATE: _LEADERS,
    },
    Kind.CONTRIBUTION: {
        Act.READ: STAFF,
        Act.WRITE: STAFF,
        Act.JUDGE: MANAGERS | _CONTROLLER,
        Act.CONFIRM: _CONTROLLER,
    },
    Kind.FORECAST: {
        Act.READ: MANAGERS | _CONTROLLER,
        Act.WRITE: MANAGERS | _CONTROLLER,
        Act.JUDGE: MANAGERS | _CONTROLLER,
    },
    Kind.FORECAST_ACCURACY: {Act.READ: frozenset({Role.UNIT_MANAGER, Role.CONTROLLER})},
    Kind.MEASURE: {Act.READ: STAFF, Act.WRITE: MANAGERS | _CONTROLLER},
    Kind.INVESTMENT: {Act.READ: STAFF, Act.WRITE: MANAGERS | _CONTROLLER},
    # Carried-over results and items that make years hard to compare.
    Kind.RESULT_ITEM: {Act.READ: STAFF, Act.WRITE: _CONTROLLER},
    Kind.BUDGET_ASSUMPTION: {Act.READ: STAFF, Act.WRITE: _CONTROLLER},
    Kind.AGREEMENT: {Act.READ: STAFF, Act.WRITE: MANAGERS | _CONTROLLER},
    Kind.NEED: {
        Act.READ: STAFF,
        Act.WRITE: MANAGERS | _CONTROLLER,
        Act.RECORD_DECISION: _LEADERS | {Role.SECRETARY},
    },
    Kind.RISK: {Act.READ: STAFF, Act.WRITE: MANAGERS | {Role.QUALITY_OFFICER}},
    Kind.CONTROL_ACTIVITY: {Act.READ: STAFF, Act.WRITE: MANAGERS | {Role.QUALITY_OFFICER}},
    Kind.EDITION: {
        Act.READ: CONTENT,
        Act.HAND_OVER: frozenset({Role.SECRETARY, Role.CONTROLLER, Role.ADMINISTRATION_HEAD}),
    },
    Kind.SOURCE: {Act.READ: STAFF | AUDIT},
    Kind.HISTORY: {Act.READ: STAFF | AUDIT},
    # The right `see_vouchers` is asked for besides.
    Kind.VOUCHER: {Act.READ: STAFF | AUDIT},
    Kind.GRANT: {Act.READ: _GRANTOR, Act.GRANT: _GRANTOR},
    Kind.SYSTEM: {
        Act.READ: frozenset({Role.SYSTEM_ADMINISTRATOR}),
        Act.OPERATE: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    },
}


def permission(
    actor: Actor, act: Act, kind: Kind, *, path: Path | None = None, ask: str = ""
) -> Denied | None:
    """Why she may not do the deed on any such thing, or None if she may.

    With `path`, only grants that cover the place count. `ask` is whom to ask for access, by name.
    """
    if any(path is None or grant.covers(path) for grant in granting(actor, act, kind)):
        return None
    return no_access(ask)


def granting(actor: Actor, act: Act, kind: Kind) -> tuple[Grant, ...]:
    """The grants held today, in the authority that she acts for, that give the permission."""
    roles = PERMISSIONS[kind].get(act, frozenset())
    return tuple(grant for grant in actor.held if grant.role in roles)


_WRITES_FOR_THE_WHOLE: Mapping[Role, frozenset[Section]] = {
    Role.ADMINISTRATION_HEAD: frozenset(Section),
    Role.CONTROLLER: frozenset(Section),
    Role.QUALITY_OFFICER: frozenset({Section.GOALS, Section.INDICATORS, Section.CONTROL}),
    Role.SECRETARY: frozenset({Section.SUMMARY, Section.ASSIGNMENTS}),
}
"""Who writes what at the level of the administration or the committee, where there is staff and no unit manager."""


def capacities(actor: Actor, thing: Thing) -> frozenset[Capacity]:
    """What she is to one contribution or task: its author, the one who approves it, the leader of its round.

    A manager writes for her own unit and approves what is below it; the head approves also her administration's own.
    Whoever a task was given to is its author, as long as she holds a role in the authority.
    """
    if thing.authority != actor.authority:
        return frozenset()
    found = {capacity for grant in actor.held for capacity in _by_grant(grant, thing)}
    if thing.assigned_to == actor.person and STAFF & actor.roles:
        found.add(Capacity.AUTHOR)
    return frozenset(found)


def _by_grant(grant: Grant, thing: Thing) -> frozenset[Capacity]:
    if not grant.covers(thing.path):
        return frozenset()
    found = set()
    own = grant.path == thing.path
    if _writes(grant.role, thing, own=own):
        found.add(Capacity.AUTHOR)
    if grant.role is Role.ADMINISTRATION_HEAD or (grant.role in MANAGERS and not own):
        found.add(Capacity.APPROVER)
    if grant.role is Role.CONTROLLER:
        found.add(Capacity.ROUND_LEADER)
    return frozenset(found)


def _writes(role: Role, thing: Thing, *, own: bool) -> bool:
    if thing.level in (UnitKind.UNIT, UnitKind.AREA, UnitKind.SEGMENT):
        return own and role in MANAGERS
    sections = _WRITES_FOR_THE_WHOLE.get(role, frozenset())
    return thing.section in sections
