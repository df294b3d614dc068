"""Measures proposed, changed, released, decided, carried out, abandoned; each is one deed with its row in the log."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.planning import (
    Consultation,
    Effect,
    Followed,
    MeasureDeed,
    MeasureState,
    WorkState,
    consulted,
    next_state,
)
from utfall.domain.planning.measure_cycle import NO_DECISION, NO_REASON, NOT_RELEASED, RELEASED
from utfall.domain.recurrence import Recurrence
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit, Person
from utfall.records.planning.models import Goal, Measure
from utfall.records.planning.objects.measures import measure_value, store_effects
from utfall.records.planning.queries.measures import consultation_rule, may_add, may_record, may_write, rows

NAMELESS = Denied("measure.nameless", _("Skriv vad ni ska göra."))
ELSEWHERE = Denied("measure.other-authority", _("Enheten och målet ska höra till samma nämnd som åtgärden."))
BACKWARDS = Denied("measure.backwards", _("Åtgärden är klar innan den börjar. Rätta något av datumen."))
OUTSIDER = _("{name} har ingen roll i nämnden och kan inte vara med i kretsen.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is said about a measure: everything but what has been decided about it."""

    name: str
    unit: OrgUnit
    effects: tuple[Effect, ...] = ()
    budget_of: OrgUnit | None = None
    owner: str = ""
    goal: Goal | None = None
    condition: str = ""
    deciding_body: str = ""
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    recurrence: Recurrence | None = None
    consultation: Consultation = field(default_factory=Consultation)
    work: WorkState = WorkState.NOT_STARTED
    followed: Followed = field(default_factory=Followed)
    circle: tuple[Person, ...] = ()


@transaction.atomic
def add_measure(authority: Authority, said: Proposed, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """A new proposal, last in the list; until it is released only she and the circle that she names see it."""
    refused = may_add(by, said.unit)
    if refused is None:
        refused = _wrong(authority, said)
    if refused is not None:
        return refused
    last = Measure.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    row = Measure(
        authority=authority, code=_free_code(authority), position=0 if last is None else last + 1,
        state=MeasureState.PROPOSED.value, released=False,
    )  # fmt: skip
    _fill(row, said)
    row.save()
    store_effects(row, said.effects)
    row.circle.set({by.person, *said.circle})
    _note("measure.add", row, by, now)
    return row


@transaction.atomic
def change_measure(number: int, said: Proposed, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """Other words, amounts, dates or people; not when it is carried out or abandoned."""
    row = _held(number)
    allowed = _allowed(row, MeasureDeed.CHANGE, may_write, by)
    if isinstance(allowed, Denied):
        return allowed
    refused = may_add(by, said.unit)
    if refused is None:
        refused = _wrong(row.authority, said)
    if refused is not None:
        return refused
    before = measure_value(row)
    _fill(row, said)
    row.save()
    store_effects(row, said.effects)
    if not row.released:
        row.circle.set({by.person, *said.circle})
    effects = {str(effect.year): effect.amount.öre for effect in before.effects}
    _note("measure.change", row, by, now, **({"effects_before": effects} if row.released else {}))
    return row


@transaction.atomic
def release(number: int, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """Let everybody in the authority who may see measures of the unit see this one, and the report print it."""
    row = _held(number)
    allowed = _allowed(row, MeasureDeed.RELEASE, may_write, by)
    if isinstance(allowed, Denied):
        return allowed
    if row.released:
        return RELEASED
    row.released = True
    row.save(update_fields=("released",))
    _note("measure.release", row, by, now)
    return row


@transaction.atomic
def decide(
    number: int, decision: str, decided_on: dt.date | None, *, by: Acting, now: dt.datetime
) -> Measure | Denied:
    """Record that it was decided: by whom with paragraph, and when; after FSG or MBL where staffing is affected."""
    row = _held(number)
    after = _allowed(row, MeasureDeed.DECIDE, may_record, by)
    if isinstance(after, Denied):
        return after
    if not row.released:
        return NOT_RELEASED
    if not decision.strip() or decided_on is None:
        return NO_DECISION
    rule = consultation_rule(row.authority)
    refused = consulted(measure_value(row).consultation, decided_on=decided_on, rule=rule)
    if refused is not None:
        return refused
    row.state, row.decision, row.decided_on = after.value, decision.strip(), decided_on
    row.save(update_fields=("state", "decision", "decided_on"))
    _note("measure.decide", row, by, now, decision=row.decision, on=decided_on.isoformat())
    return row


@transaction.atomic
def carry_out(number: int, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """Record that it is done; its effect goes on counting."""
    row = _held(number)
    after = _allowed(row, MeasureDeed.CARRY_OUT, may_write, by)
    if isinstance(after, Denied):
        return after
    row.state, row.work = after.value, WorkState.DONE.value
    row.save(update_fields=("state", "work"))
    _note("measure.carry-out", row, by, now)
    return row


@transaction.atomic
def abandon(number: int, reason: str, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """Record that it will not be done, and why; its effect counts no more."""
    row = _held(number)
    after = _allowed(row, MeasureDeed.ABANDON, may_write, by)
    if isinstance(after, Denied):
        return after
    if not reason.strip():
        return NO_REASON
    row.state, row.reason, row.work = after.value, reason.strip(), WorkState.STOPPED.value
    row.save(update_fields=("state", "reason", "work"))
    _note("measure.abandon", row, by, now, **({"reason": row.reason} if row.released else {}))
    return row


@transaction.atomic
def take_back(number: int, *, by: Acting, now: dt.datetime) -> Measure | Denied:
    """Take back the last of decided, carried out and abandoned."""
    row = _held(number)
    before = MeasureState(row.state)
    after = _allowed(row, MeasureDeed.TAKE_BACK, may_record, by)
    if isinstance(after, Denied):
        return after
    row.state = after.value
    if before is MeasureState.DECIDED:
        row.decision, row.decided_on = "", None
    else:
        row.reason, row.work = "", WorkState.ONGOING.value
    row.save(update_fields=("state", "decision", "decided_on", "reason", "work"))
    _note("measure.take-back", row, by, now, before=before.value)
    return row


def _allowed(
    row: Measure, deed: MeasureDeed, may: Callable[[Acting, Measure], Denied | None], by: Acting
) -> MeasureState | Denied:
    """The state after the deed, if she may do it and it may be done."""
    refused = may(by, row)
    return next_state(measure_value(row), deed) if refused is None else refused


def _held(number: int) -> Measure:
    """The measure, held for this transaction. Raises Measure.DoesNotExist."""
    Measure.objects.select_for_update().filter(pk=number).first()
    return rows().get(pk=number)


def _wrong(authority: Authority, said: Proposed) -> Denied | None:
    """What is wrong with what was said, whoever says it."""
    if not said.name.strip():
        return NAMELESS
    if said.unit.authority_id != authority.pk or (said.goal and said.goal.authority_id != authority.pk):
        return ELSEWHERE
    if said.starts_on and said.due_on and said.due_on < said.starts_on:
        return BACKWARDS
    for person in said.circle:
        if not person.grants.filter(authority=authority).exists():
            return Denied("measure.outsider", OUTSIDER, {"name": str(person)})
    return None


def _fill(row: Measure, said: Proposed) -> None:
    row.name, row.unit, row.owner, row.goal = said.name.strip(), said.unit, said.owner.strip(), said.goal
    row.budget_of, row.condition = said.budget_of, said.condition.strip()
    row.deciding_body, row.starts_on, row.due_on = said.deciding_body.strip(), said.starts_on, said.due_on
    row.recurrence, row.work = said.recurrence.value if said.recurrence else "", said.work.value
    consultation, followed = said.consultation, said.followed
    row.affects_staff = consultation.affects_staff
    row.fsg_on, row.mbl_on = consultation.fsg_on, consultation.mbl_on
    row.follow_accounts, row.follow_line = list(followed.accounts), followed.line
    row.follow_cost_centre = followed.cost_centre
    row.follow_against = str(followed.against) if followed.against else ""


def _free_code(authority: Authority) -> str:
    taken = set(Measure.objects.filter(authority=authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"ATG-{number}" in taken:
        number += 1
    return f"ATG-{number}"


def _note(deed: str, row: Measure, by: Acting, now: dt.datetime, **details: object) -> None:
    """The log names what is released; of a secret proposal it says the code alone."""
    named = {"name": row.name, "unit": row.unit.code} if row.released else {}
    note(
        deed, by=by.username, at=now, object=f"measure:{row.code}", authority=row.authority.code,
        details={**named, **details},
    )  # fmt: skip
