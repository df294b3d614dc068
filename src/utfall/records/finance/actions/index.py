"""Index assumptions, and the cost lines that are parted in price and volume: taken down and taken away."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from utfall.domain.access import Kind
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance.actions.numbering import free_code, last_position
from utfall.records.finance.models import IndexAssumption, VolumeLine
from utfall.records.finance.queries.access import may_write
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit

NAMELESS = Denied("index.nameless", _("Skriv vilket kostnadsslag det gäller."))
TAKEN = Denied(
    "index.taken", _("Det finns redan ett index för kostnadsslaget och året. Ändra det i stället.")
)
LINE_TAKEN = Denied("volume.taken", _("Kostnaden delas redan i pris och volym."))
BAD_MEASURE = Denied("volume.measure", _("Volymen är ett mått med siffror, till exempel portioner."))
_MEASURE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What somebody wrote: a kind of cost by its measure, the year and the per cent."""

    name: str
    year: int
    measure: str
    percent: Decimal
    source: str = ""


@transaction.atomic
def add_index(
    authority: Authority, said: Assumed, *, by: Acting, now: dt.datetime
) -> IndexAssumption | Denied:
    """A new assumption, last in the list."""
    row = IndexAssumption(
        authority=authority, code=free_code(IndexAssumption, authority, f"IX{said.year}-N"),
        position=last_position(IndexAssumption, authority),
    )  # fmt: skip
    return _stored(row, said, "index.add", by, now)


@transaction.atomic
def change_index(number: int, said: Assumed, *, by: Acting, now: dt.datetime) -> IndexAssumption | Denied:
    """Another per cent or source."""
    rows = IndexAssumption.objects.select_for_update(of=("self",)).select_related("authority")
    return _stored(rows.get(pk=number), said, "index.change", by, now)


@transaction.atomic
def remove_index(number: int, *, by: Acting, now: dt.datetime) -> IndexAssumption | Denied:
    """Take it away."""
    rows = IndexAssumption.objects.select_for_update(of=("self",)).select_related("authority")
    row = rows.get(pk=number)
    refused = _refused(row.authority, by)
    if refused is not None:
        return refused
    _note("index.remove", row, by, now, year=row.year, percent=row.percent)
    row.delete()
    return row


@transaction.atomic
def add_line(
    authority: Authority, name: str, unit: OrgUnit, *, cost: str, volume: str, by: Acting, now: dt.datetime
) -> VolumeLine | Denied:
    """A further cost line that is parted in price and volume."""
    refused = _refused(authority, by)
    if refused is not None:
        return refused
    if not name.strip():
        return NAMELESS
    if not _MEASURE.fullmatch(volume) or not _MEASURE.fullmatch(cost):
        return BAD_MEASURE
    if VolumeLine.objects.filter(authority=authority, unit=unit, cost=cost, volume=volume).exists():
        return LINE_TAKEN
    row = VolumeLine.objects.create(
        authority=authority, code=free_code(VolumeLine, authority, "PV"), name=name.strip(), unit=unit, cost=cost,
        volume=volume, position=last_position(VolumeLine, authority),
    )  # fmt: skip
    _note("volume.add", row, by, now, unit=unit.code, cost=cost, volume=volume)
    return row


@transaction.atomic
def remove_line(number: int, *, by: Acting, now: dt.datetime) -> VolumeLine | Denied:
    """No longer part it."""
    row = VolumeLine.objects.select_for_update(of=("self",)).select_related("authority").get(pk=number)
    refused = _refused(row.authority, by)
    if refused is not None:
        return refused
    _note("volume.remove", row, by, now)
    row.delete()
    return row


def _stored(
    row: IndexAssumption, said: Assumed, deed: str, by: Acting, now: dt.datetime
) -> IndexAssumption | Denied:
    refused = _refused(row.authority, by)
    if refused is not None:
        return refused
    if not said.name.strip() or not _MEASURE.fullmatch(said.measure):
        return NAMELESS
    same = IndexAssumption.objects.filter(authority=row.authority, year=said.year, measure=said.measure)
    if same.exclude(pk=row.pk).exists():
        return TAKEN
    row.name, row.year, row.measure = said.name.strip(), said.year, said.measure
    row.percent, row.source = str(said.percent), said.source.strip()
    row.save()
    _note(deed, row, by, now, year=row.year, percent=row.percent)
    return row


def _refused(authority: Authority, by: Acting) -> Denied | None:
    top = OrgUnit.objects.filter(code=authority.code).first()
    return may_write(by, authority, Kind.BUDGET_ASSUMPTION, path_of(top))


def _note(
    deed: str, row: IndexAssumption | VolumeLine, by: Acting, now: dt.datetime, **details: object
) -> None:
    note(
        deed, by=by.username, at=now, object=f"{deed.partition('.')[0]}:{row.code}", authority=row.authority.code,
        details={"name": row.name, **details},
    )  # fmt: skip
