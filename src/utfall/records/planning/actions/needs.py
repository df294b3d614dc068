"""Needs taken down, ordered by priority and decided on; a granted one goes into the budget of its year."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied, first_refusal
from utfall.domain.money import Money
from utfall.domain.planning.need import NeedDecision, NeedKind
from utfall.domain.recurrence import Recurrence
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Need
from utfall.records.planning.queries.needs import may_decide, may_write, needs

NAMELESS = Denied("need.nameless", _("Skriv vad som behövs."))
NO_NOTICE = Denied("need.notice", _("Bara en lokal sägs upp. Välj slaget lokal, eller ta bort dagen."))
DECIDED = Denied(
    "need.decided", _("Behovet är beviljat eller avslaget. Beloppet ändras genom ett nytt beslut.")
)
NOBODY = Denied("need.nobody", _("Skriv vem som beslutade och vilken dag."))
NO_GRANT = Denied("need.no-grant", _("Ett beviljat belopp hör till ett beviljat behov."))
AT_THE_END = Denied("need.at-the-end", _("Behovet står redan ytterst i listan."))
_CLOSED = frozenset({NeedDecision.GRANTED, NeedDecision.REJECTED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for in the budget of a year."""

    name: str
    unit: OrgUnit
    year: int
    amount: Money
    recurrence: Recurrence
    kind: NeedKind = NeedKind.MEANS
    benefit: str = ""
    funding: str = ""
    notice_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; to be proposed again takes neither body nor day."""

    decision: NeedDecision
    decided_by: str = ""
    decided_on: dt.date | None = None
    granted: Money | None = None


@transaction.atomic
def add_need(authority: Authority, asked: Asked, *, by: Acting, now: dt.datetime) -> Need | Denied:
    """A new need, last in the order of priority."""
    last = Need.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    row = Need(
        authority=authority, code=_free_code(authority), decision=NeedDecision.PROPOSED,
        position=0 if last is None else last + 1,
    )  # fmt: skip
    return _stored(row, asked, "need.add", by, now)


@transaction.atomic
def change_need(number: int, asked: Asked, *, by: Acting, now: dt.datetime) -> Need | Denied:
    """Other words or another amount, until it is granted or rejected."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(row.unit))
    if refused is None and row.decision in _CLOSED and asked.amount.öre != row.amount:
        refused = DECIDED
    return refused if refused is not None else _stored(row, asked, "need.change", by, now)


@transaction.atomic
def decide_need(number: int, said: Decision, *, by: Acting, now: dt.datetime) -> Need | Denied:
    """Record that it was prioritised, granted or rejected, or that it is proposed again."""
    row = _held(number)
    refused = may_decide(by, row.authority, path_of(row.unit))
    if refused is None:
        refused = _wrong_decision(said)
    if refused is not None:
        return refused
    before = row.decision
    row.decision, row.decided_on = said.decision.value, said.decided_on
    row.decided_by = said.decided_by.strip()
    row.granted = None if said.granted is None else said.granted.öre
    row.save()
    _note("need.decide", row, by, now, before=before, after=row.decision, granted=row.granted)
    return row


@transaction.atomic
def move_need(number: int, *, within: OrgUnit, up: bool, by: Acting, now: dt.datetime) -> Need | Denied:
    """Put it before the one above it in the unit's list, or after the one below; the two change places."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(within))
    if refused is not None:
        return refused
    listed = [one.pk for one in needs(within, row.year)]
    place = listed.index(row.pk) + (-1 if up else 1) if row.pk in listed else -1
    if not 0 <= place < len(listed):
        return AT_THE_END
    other = _held(listed[place])
    row.position, other.position = other.position, row.position
    Need.objects.bulk_update([row, other], ("position",))
    _note("need.move", row, by, now, before=other.code if up else "", after="" if up else other.code)
    return row


@transaction.atomic
def remove_need(number: int, *, by: Acting, now: dt.datetime) -> Need | Denied:
    """Take it away, unless something was decided about it."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(row.unit))
    if refused is None and row.decision in _CLOSED:
        refused = DECIDED
    if refused is not None:
        return refused
    _note("need.remove", row, by, now)
    row.delete()
    return row


def _held(number: int) -> Need:
    rows = Need.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    return rows.get(pk=number)


def _stored(row: Need, asked: Asked, deed: str, by: Acting, now: dt.datetime) -> Need | Denied:
    refused = first_refusal(may_write(by, row.authority, path_of(asked.unit)), _wrong(asked))
    if refused is not None:
        return refused
    row.name, row.unit, row.year, row.kind = asked.name.strip(), asked.unit, asked.year, asked.kind.value
    row.amount, row.recurrence = asked.amount.öre, asked.recurrence.value
    row.benefit, row.funding, row.notice_on = asked.benefit.strip(), asked.funding.strip(), asked.notice_on
    row.save()
    _note(deed, row, by, now, amount=row.amount, recurrence=row.recurrence)
    return row


def _wrong(asked: Asked) -> Denied | None:
    if not asked.name.strip():
        return NAMELESS
    return NO_NOTICE if asked.notice_on is not None and asked.kind is not NeedKind.PREMISES else None


def _wrong_decision(said: Decision) -> Denied | None:
    if said.granted is not None and said.decision is not NeedDecision.GRANTED:
        return NO_GRANT
    if said.decision is NeedDecision.PROPOSED:
        return None
    return None if said.decided_by.strip() and said.decided_on is not None else NOBODY


def _free_code(authority: Authority) -> str:
    taken = set(Need.objects.filter(authority=authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"BP{number}" in taken:
        number += 1
    return f"BP{number}"


def _note(deed: str, row: Need, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"need:{row.code}", authority=row.authority.code,
        details={"name": row.name, "unit": row.unit.code, **details},
    )  # fmt: skip
