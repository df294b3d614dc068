"""Carried-over results and comparability items: taken down, decided, changed; and how what is carried over is treated."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from django.db import transaction

from utfall.domain.access import Kind
from utfall.domain.denied import Denied, first_refusal
from utfall.domain.finance import Treatment
from utfall.domain.money import Money
from utfall.integrations.folder.finance import TypedAmount
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance.actions.numbering import free_code, last_position
from utfall.records.finance.declared import store_typed
from utfall.records.finance.models import CarriedOver, ComparabilityItem
from utfall.records.finance.objects import rules_of, store_rules
from utfall.records.finance.queries.access import may_write
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit

NO_YEARS = Denied("carried-over.years", _("Resultatet rullas från ett tidigare år till ett senare."))
NOBODY = Denied(
    "carried-over.nobody", _("Skriv vem som har beslutat, eller markera att beloppet är preliminärt.")
)
NAMELESS = Denied("comparability.nameless", _("Skriv vad den jämförelsestörande posten är."))
ONE_OF_TWO = Denied(
    "comparability.one-of-two", _("Skriv antingen konton i huvudboken eller belopp med källa.")
)
NO_SOURCE = Denied("comparability.source", _("Skriv varifrån beloppen är hämtade."))
BAD_ACCOUNTS = Denied("comparability.accounts", _("Skriv början på kontona, till exempel 38."))
NO_RULES = Denied("treatment.no-rules", _("Nämnden har inga inställningar för rapporten ännu."))
_ACCOUNT = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Carried:
    """What somebody wrote about a carried-over result; a deficit is minus."""

    name: str
    unit: OrgUnit
    origin_year: int
    year: int
    amount: Money
    decided_by: str = ""
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Comparable:
    """What somebody wrote about an item that makes years hard to compare: accounts, or typed amounts."""

    name: str
    unit: OrgUnit
    accounts: tuple[str, ...] = ()
    amounts: tuple[TypedAmount, ...] = ()
    normal: Money | None = None


@transaction.atomic
def add_carried(authority: Authority, said: Carried, *, by: Acting, now: dt.datetime) -> CarriedOver | Denied:
    """A new carried-over result, last in the list."""
    code = free_code(CarriedOver, authority, f"RU{said.year}-{said.unit.code}")
    row = CarriedOver(authority=authority, code=code, position=last_position(CarriedOver, authority))
    return _stored_carried(row, said, "carried-over.add", by, now)


@transaction.atomic
def change_carried(number: int, said: Carried, *, by: Acting, now: dt.datetime) -> CarriedOver | Denied:
    """Another amount, year or decision."""
    row = _carried(number)
    return _stored_carried(row, said, "carried-over.change", by, now)


@transaction.atomic
def remove_carried(number: int, *, by: Acting, now: dt.datetime) -> CarriedOver | Denied:
    """Take it away."""
    row = _carried(number)
    refused = may_write(by, row.authority, Kind.RESULT_ITEM, path_of(row.unit))
    if refused is not None:
        return refused
    _note("carried-over.remove", row, by, now, amount=row.amount)
    row.delete()
    return row


@transaction.atomic
def set_treatment(
    authority: Authority, treatment: Treatment, *, by: Acting, now: dt.datetime
) -> Treatment | Denied:
    """How a result from earlier years enters that of a part of the year, in all statements of the authority."""
    top = OrgUnit.objects.filter(code=authority.code).first()
    refused = may_write(by, authority, Kind.RESULT_ITEM, path_of(top))
    if refused is not None:
        return refused
    rules = rules_of(authority, rounds=())
    if rules is None:
        return NO_RULES
    before = rules.settings.treatment
    store_rules(authority, replace(rules, settings=replace(rules.settings, treatment=treatment)))
    note(
        "carried-over.treatment", by=by.username, at=now, object=f"authority:{authority.code}",
        authority=authority.code, details={"before": before.value, "after": treatment.value},
    )  # fmt: skip
    return treatment


@transaction.atomic
def add_item(
    authority: Authority, said: Comparable, *, by: Acting, now: dt.datetime
) -> ComparabilityItem | Denied:
    """A new comparability item, last in the list."""
    code = free_code(ComparabilityItem, authority, "JP")
    position = last_position(ComparabilityItem, authority)
    row = ComparabilityItem(authority=authority, code=code, position=position)
    return _stored_item(row, said, "comparability.add", by, now)


@transaction.atomic
def change_item(number: int, said: Comparable, *, by: Acting, now: dt.datetime) -> ComparabilityItem | Denied:
    """Other words, accounts or amounts."""
    return _stored_item(_item(number), said, "comparability.change", by, now)


@transaction.atomic
def remove_item(number: int, *, by: Acting, now: dt.datetime) -> ComparabilityItem | Denied:
    """Take it away."""
    row = _item(number)
    refused = may_write(by, row.authority, Kind.RESULT_ITEM, path_of(row.unit))
    if refused is not None:
        return refused
    _note("comparability.remove", row, by, now)
    row.delete()
    return row


def _carried(number: int) -> CarriedOver:
    rows = CarriedOver.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    return rows.get(pk=number)


def _item(number: int) -> ComparabilityItem:
    rows = ComparabilityItem.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    return rows.get(pk=number)


def _stored_carried(
    row: CarriedOver, said: Carried, deed: str, by: Acting, now: dt.datetime
) -> CarriedOver | Denied:
    refused = may_write(by, row.authority, Kind.RESULT_ITEM, path_of(said.unit))
    if refused is None and said.origin_year >= said.year:
        refused = NO_YEARS
    if refused is None and not said.preliminary and not said.decided_by.strip():
        refused = NOBODY
    if refused is not None:
        return refused
    row.name, row.unit, row.amount = said.name.strip(), said.unit, said.amount.öre
    row.origin_year, row.year = said.origin_year, said.year
    row.decided_by, row.preliminary = said.decided_by.strip(), said.preliminary
    row.save()
    _note(deed, row, by, now, amount=row.amount, preliminary=row.preliminary, decided_by=row.decided_by)
    return row


def _stored_item(
    row: ComparabilityItem, said: Comparable, deed: str, by: Acting, now: dt.datetime
) -> ComparabilityItem | Denied:
    refused = first_refusal(
        may_write(by, row.authority, Kind.RESULT_ITEM, path_of(said.unit)), _wrong_item(said)
    )
    if refused is not None:
        return refused
    row.name, row.unit, row.accounts = said.name.strip(), said.unit, list(said.accounts)
    row.normal = None if said.normal is None else said.normal.öre
    row.save()
    store_typed(row, said.amounts)
    typed = {str(one.period): one.amount.öre for one in said.amounts}
    _note(deed, row, by, now, accounts=row.accounts, amounts=typed)
    return row


def _wrong_item(said: Comparable) -> Denied | None:
    if not said.name.strip():
        return NAMELESS
    if bool(said.accounts) is bool(said.amounts):
        return ONE_OF_TWO
    if not all(map(_ACCOUNT.fullmatch, said.accounts)):
        return BAD_ACCOUNTS
    if not all(one.source.strip() for one in said.amounts):
        return NO_SOURCE
    return None


def _note(
    deed: str, row: CarriedOver | ComparabilityItem, by: Acting, now: dt.datetime, **details: object
) -> None:
    note(
        deed, by=by.username, at=now, object=f"{deed.partition('.')[0]}:{row.code}", authority=row.authority.code,
        details={"name": row.name, "unit": row.unit.code, **details},
    )  # fmt: skip
