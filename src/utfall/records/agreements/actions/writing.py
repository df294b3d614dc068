"""Agreements taken down, changed, gone through, terminated and taken away."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from utfall.domain.agreements import AgreementKind, AgreementState
from utfall.domain.agreements import AmountOfYear as Amount
from utfall.domain.denied import Denied, first_refusal
from utfall.domain.money import ZERO
from utfall.locale import mark as _
from utfall.records.agreements.models import Agreement, AmountOfYear
from utfall.records.agreements.objects import agreement_value, amount_rows
from utfall.records.agreements.queries.access import may_write
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit

NAMELESS = Denied("agreement.nameless", _("Skriv vad avtalet handlar om."))
ONE_PARTY = Denied("agreement.party", _("Välj motparten i kommunen, eller skriv vem utanför det är."))
ITSELF = Denied("agreement.itself", _("En enhet kan inte ha avtal med sig själv."))
NO_END = Denied("agreement.no-end", _("Skriv den sista dag som det uppsagda avtalet gäller."))
BACKWARDS = Denied("agreement.backwards", _("Avtalet slutar innan det börjar. Rätta en av dagarna."))
LATE_NOTICE = Denied(
    "agreement.late-notice", _("Sista dagen för uppsägning är efter att avtalet slutar. Rätta en av dagarna.")
)
NOT_MINUS = Denied("agreement.minus", _("Beloppet skrivs utan minus."))
ENDED = Denied("agreement.ended", _("Avtalet är redan uppsagt. Ändra sista dagen i avtalet i stället."))
REVIEW_BEFORE = Denied("agreement.review-before", _("Nästa genomgång är efter den här. Skriv en senare dag."))


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote about an agreement. `amount` is that of `year`; None takes it away."""

    name: str
    kind: AgreementKind
    unit: OrgUnit
    year: int
    party: OrgUnit | None = None
    counterpart: str = ""
    content: str = ""
    expectation: str = ""
    amount: Amount | None = None
    state: AgreementState = AgreementState.IN_FORCE
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    review_on: dt.date | None = None
    notice_on: dt.date | None = None


@transaction.atomic
def add_agreement(
    authority: Authority, written: Written, *, by: Acting, now: dt.datetime
) -> Agreement | Denied:
    """A new agreement, last in the authority's list."""
    last = Agreement.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    row = Agreement(authority=authority, code=_free_code(authority), position=0 if last is None else last + 1)
    return _stored(row, written, "agreement.add", by, now)


@transaction.atomic
def change_agreement(number: int, written: Written, *, by: Acting, now: dt.datetime) -> Agreement | Denied:
    """Other words, parties, days or amount of the year; the amounts of other years stay."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(row.unit))
    return refused if refused is not None else _stored(row, written, "agreement.change", by, now)


@transaction.atomic
def terminate(number: int, *, last_day: dt.date, by: Acting, now: dt.datetime) -> Agreement | Denied:
    """Say that one of the parties has ended it, and until when it holds."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(row.unit))
    if refused is None and row.state == AgreementState.TERMINATED:
        refused = ENDED
    if refused is None and row.starts_on is not None and last_day < row.starts_on:
        refused = BACKWARDS
    if refused is not None:
        return refused
    row.state, row.ends_on = AgreementState.TERMINATED, last_day
    row.save(update_fields=("state", "ends_on"))
    _note("agreement.terminate", row, by, now, last_day=last_day.isoformat())
    return row


@transaction.atomic
def review(number: int, *, next_on: dt.date | None, by: Acting, now: dt.datetime) -> Agreement | Denied:
    """Say that the parties have gone through it today, and when they do it next."""
    row = _held(number)
    today = by.actor.today
    refused = may_write(by, row.authority, path_of(row.unit))
    if refused is None and next_on is not None and next_on <= today:
        refused = REVIEW_BEFORE
    if refused is not None:
        return refused
    row.reviewed_on, row.review_on = today, next_on
    row.save(update_fields=("reviewed_on", "review_on"))
    _note("agreement.review", row, by, now, next_on=next_on.isoformat() if next_on else "")
    return row


@transaction.atomic
def remove_agreement(number: int, *, by: Acting, now: dt.datetime) -> Agreement | Denied:
    """Take it away, with what was to be paid; for what was written by mistake."""
    row = _held(number)
    refused = may_write(by, row.authority, path_of(row.unit))
    if refused is not None:
        return refused
    _note("agreement.remove", row, by, now)
    row.delete()
    return row


def _held(number: int) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    return rows.get(pk=number)


def _stored(row: Agreement, written: Written, deed: str, by: Acting, now: dt.datetime) -> Agreement | Denied:
    refused = first_refusal(may_write(by, row.authority, path_of(written.unit)), _wrong(written))
    if refused is not None:
        return refused
    row.name, row.kind, row.unit = written.name.strip(), written.kind.value, written.unit
    row.party, row.counterpart = written.party, written.counterpart.strip()
    row.content, row.expectation = written.content.strip(), written.expectation.strip()
    row.state, row.starts_on, row.ends_on = written.state.value, written.starts_on, written.ends_on
    row.review_on, row.notice_on = written.review_on, written.notice_on
    row.save()
    amounts = _amounts(row, written)
    row.amounts.all().delete()
    AmountOfYear.objects.bulk_create(amount_rows(row, amounts))
    _note(deed, row, by, now, state=row.state, amounts={str(one.year): one.amount.öre for one in amounts})
    return row


def _amounts(row: Agreement, written: Written) -> list[Amount]:
    kept = [one for one in agreement_value(row).amounts if one.year != written.year]
    if written.amount is not None:
        kept.append(replace(written.amount, year=written.year))
    return sorted(kept, key=lambda one: one.year)


def _wrong(written: Written) -> Denied | None:
    if not written.name.strip():
        return NAMELESS
    if (written.party is None) is (not written.counterpart.strip()):
        return ONE_PARTY
    if written.party is not None and written.party.pk == written.unit.pk:
        return ITSELF
    if written.state is AgreementState.TERMINATED and written.ends_on is None:
        return NO_END
    if written.starts_on and written.ends_on and written.ends_on < written.starts_on:
        return BACKWARDS
    if written.notice_on and written.ends_on and written.ends_on < written.notice_on:
        return LATE_NOTICE
    if written.amount is not None and written.amount.amount < ZERO:
        return NOT_MINUS
    return None


def _free_code(authority: Authority) -> str:
    taken = set(Agreement.objects.filter(authority=authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"AV{number}" in taken:
        number += 1
    return f"AV{number}"


def _note(deed: str, row: Agreement, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"agreement:{row.code}", authority=row.authority.code,
        details={"name": row.name, "unit": row.unit.code, **details},
    )  # fmt: skip
