"""Assignments taken down, changed and closed; only a decision closes one."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.planning import AssignmentState
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Assignment
from utfall.records.planning.queries.access import committee, may_record, may_write

NAMELESS = Denied("assignment.nameless", _("Skriv uppdraget så som det står i beslutet."))
NO_DECISION = Denied(
    "assignment.no-decision",
    _("Ett uppdrag avslutas bara genom beslut. Skriv vem som beslutade, datum och paragraf."),
)
CLOSED = _("Uppdraget är avslutat genom beslut: {decision}. Öppna det igen om beslutet har ändrats.")
NOT_CLOSED = Denied("assignment.not-closed", _("Uppdraget är inte avslutat."))
ONLY_A_DECISION = Denied(
    "assignment.only-a-decision",
    _("Återrapporteringen kan föreslå att uppdraget avslutas. Avsluta det när beslutet är fattat."),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given: by whom, when and where it is written, to whom and until when."""

    name: str
    given_by: OrgUnit
    decided_on: dt.date
    responsible: OrgUnit
    paragraph: str = ""
    due_on: dt.date | None = None


@transaction.atomic
def add_assignment(
    authority: Authority, given: Given, *, by: Acting, now: dt.datetime, code: str = ""
) -> Assignment | Denied:
    """A new assignment of the authority, last in its list; without a code it gets the next number."""
    refused = may_write(by, authority, path_of(committee(authority)))
    if refused is not None:
        return refused
    if not given.name.strip():
        return NAMELESS
    rows = Assignment.objects.filter(authority=authority)
    last = rows.aggregate(last=Max("position"))["last"]
    row = Assignment(
        authority=authority, code=code or _free_code(authority), state=AssignmentState.ONGOING,
        position=0 if last is None else last + 1,
    )  # fmt: skip
    return _stored(row, given, "assignment.add", by, now)


@transaction.atomic
def change_assignment(number: int, given: Given, *, by: Acting, now: dt.datetime) -> Assignment | Denied:
    """Other words, dates or unit; not after it is closed."""
    row = held(number)
    refused = may_write(by, row.authority, path_of(committee(row.authority)))
    if refused is None:
        refused = is_closed(row)
    if refused is not None:
        return refused
    if not given.name.strip():
        return NAMELESS
    return _stored(row, given, "assignment.change", by, now)


@transaction.atomic
def close_assignment(number: int, decision: str, *, by: Acting, now: dt.datetime) -> Assignment | Denied:
    """Close it, by a decision: body, date and paragraph."""
    row = held(number)
    refused = may_record(by, row.authority)
    if refused is None:
        refused = is_closed(row)
    if refused is not None:
        return refused
    if not decision.strip():
        return NO_DECISION
    row.state, row.closed_by = AssignmentState.CLOSED, decision.strip()
    row.save(update_fields=("state", "closed_by"))
    _note("assignment.close", row, by, now, decision=row.closed_by)
    return row


@transaction.atomic
def reopen_assignment(number: int, *, by: Acting, now: dt.datetime) -> Assignment | Denied:
    """Take back a closing that was recorded by mistake or changed by a new decision."""
    row = held(number)
    refused = may_record(by, row.authority)
    if refused is not None:
        return refused
    if row.state != AssignmentState.CLOSED:
        return NOT_CLOSED
    decision, row.closed_by = row.closed_by, ""
    row.state = AssignmentState.ONGOING
    row.save(update_fields=("state", "closed_by"))
    _note("assignment.reopen", row, by, now, decision=decision)
    return row


def held(number: int) -> Assignment:
    """The assignment, held for this transaction. Raises Assignment.DoesNotExist."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related(
        "authority", "responsible", "given_by"
    )
    return rows.get(pk=number)


def is_closed(row: Assignment) -> Denied | None:
    """Why nothing more is done with it, or None while it is open."""
    if row.state != AssignmentState.CLOSED:
        return None
    return Denied("assignment.closed", CLOSED, {"decision": row.closed_by})


def set_state(row: Assignment, state: AssignmentState) -> None:
    """Where it stands according to the last report; closing is never among it."""
    row.state = state
    row.save(update_fields=("state",))


def _stored(row: Assignment, given: Given, deed: str, by: Acting, now: dt.datetime) -> Assignment:
    row.name, row.given_by, row.decided_on = given.name.strip(), given.given_by, given.decided_on
    row.responsible, row.paragraph, row.due_on = given.responsible, given.paragraph.strip(), given.due_on
    row.save()
    _note(deed, row, by, now, name=row.name, responsible=row.responsible.code)
    return row


def _free_code(authority: Authority) -> str:
    taken = set(Assignment.objects.filter(authority=authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"U{number}" in taken:
        number += 1
    return f"U{number}"


def _note(deed: str, row: Assignment, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed,
        by=by.username,
        at=now,
        object=f"assignment:{row.code}",
        authority=row.authority.code,
        details=details,
    )
