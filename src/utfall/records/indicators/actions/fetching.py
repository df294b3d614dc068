"""Values from Kolada: asked for, kept when they come, and stored when somebody has looked at them."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.integrations.kolada import Harvest, KeyValue, Wanted, written
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators import uploads
from utfall.records.indicators.actions.importing import put_values, why_not
from utfall.records.indicators.models import Comparison, Fetch, FetchState, Indicator
from utfall.records.indicators.queries.access import may_define
from utfall.records.indicators.queries.fetched import SEXES, Came, came, key_figures
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import units

NO_FIGURES = Denied(
    "fetch.none", _("Ingen indikator är ett nyckeltal i Kolada. Skriv koden i indikatorn först.")
)
UNDER_WAY = Denied("fetch.under-way", _("En hämtning pågår redan. Vänta tills den är klar."))
NOT_FETCHED = Denied("fetch.not-fetched", _("Det finns inget att spara. Hämta på nytt."))
BROKEN = Finding(
    "kolada.broken",
    Severity.ERROR,
    "Kolada",
    _("Hämtningen avbröts av ett fel i Utfall. Felet finns i loggen."),
)
PATIENCE = dt.timedelta(minutes=10)
"""A fetch that has said nothing for so long has lost its worker."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for; `group` are words of the title of a group of municipalities."""

    municipality: str
    first_year: int
    last_year: int
    group: str = ""


@transaction.atomic
def ask(authority: Authority, said: Request, *, by: Acting, now: dt.datetime) -> Fetch | Denied:
    """A new fetch for the worker; one at a time."""
    refused = may_define(by, authority)
    if refused is not None:
        return refused
    if not key_figures(authority):
        return NO_FIGURES
    waiting = Fetch.objects.filter(
        authority=authority, state__in=(FetchState.WAITING, FetchState.RUNNING), changed_at__gt=now - PATIENCE
    )
    if waiting.exists():
        return UNDER_WAY
    row = Fetch.objects.create(
        authority=authority, municipality=said.municipality, first_year=said.first_year, last_year=said.last_year,
        group=said.group.strip(), by=by.person, at=now, changed_at=now,
    )  # fmt: skip
    note(
        "kolada.ask", by=by.username, at=now, object=f"fetch:{row.pk}", authority=authority.code,
        details={"municipality": row.municipality, "years": f"{row.first_year}–{row.last_year}", "group": row.group},
    )  # fmt: skip
    return row


def begin(number: int, *, now: dt.datetime) -> Wanted | None:
    """What the worker is to ask for; None where the fetch is not waiting."""
    started = Fetch.objects.filter(pk=number, state=FetchState.WAITING)
    if not started.update(state=FetchState.RUNNING, changed_at=now):
        return None
    row = Fetch.objects.select_related("authority").get(pk=number)
    years = tuple(range(row.first_year, row.last_year + 1))
    return Wanted(tuple(sorted(key_figures(row.authority))), row.municipality, years, row.group)


def progress(number: int, *, done: int, steps: int, now: dt.datetime) -> None:
    """How far it has come."""
    Fetch.objects.filter(pk=number).update(done=done, steps=steps, changed_at=now)


def keep(number: int, found: Harvest, *, now: dt.datetime) -> str:
    """Keep what came beside the fetch; nothing is in force by it. The state that it has then."""
    row = Fetch.objects.select_related("authority").get(pk=number)
    row.findings = [_plain(one) for one in found.findings]
    row.state = FetchState.FETCHED if found.is_whole else FetchState.FAILED
    if found.is_whole:
        row.answer = uploads.keep(row.authority, "kolada.json", written(found))
    row.changed_at = now
    row.save(update_fields=("findings", "state", "answer", "changed_at"))
    return row.state


def fail(number: int, *, now: dt.datetime) -> None:
    """Say that it broke."""
    Fetch.objects.filter(pk=number).update(state=FetchState.FAILED, findings=[_plain(BROKEN)], changed_at=now)


@transaction.atomic
def store(number: int, *, by: Acting, now: dt.datetime) -> tuple[int, int] | Denied:
    """Put what came in force: how many own values are new or changed, and how many others to compare with."""
    row = Fetch.objects.select_for_update(of=("self",)).select_related("authority").get(pk=number)
    refused = may_define(by, row.authority)
    if refused is not None:
        return refused
    found = came(row) if row.state == FetchState.FETCHED else None
    if found is None:
        return NOT_FETCHED
    known = units()
    refused = why_not(row.authority, found.figures, known.rows)
    if refused is not None:
        return refused
    stored, replaced = put_values(
        row.authority, found.figures, known.rows, name=f"Kolada {row}", by=by, now=now
    )
    compared = _compare(found, now)
    row.state, row.changed_at = FetchState.STORED, now
    row.save(update_fields=("state", "changed_at"))
    note(
        "kolada.store", by=by.username, at=now, object=f"fetch:{row.pk}", authority=row.authority.code,
        details={"stored": stored, "replaced": replaced, "compared": compared, "group": found.group},
    )  # fmt: skip
    return stored, compared


def _compare(found: Came, now: dt.datetime) -> int:
    """The values of the others take the place of those that were fetched before of the same indicators."""
    rows = [
        _comparison(indicator, one, found, now)
        for one in found.others
        for indicator in found.indicators.get(one.kpi, ())
    ]
    if rows:
        Comparison.objects.filter(indicator__in={row.indicator_id for row in rows}).delete()
        Comparison.objects.bulk_create(rows)
    return len(rows)


def _comparison(indicator: Indicator, one: KeyValue, found: Came, now: dt.datetime) -> Comparison:
    return Comparison(
        indicator=indicator, municipality=one.place, name=found.names.get(one.place, one.place), group=found.group,
        year=one.year, sex=SEXES.get(one.sex, ""), value="" if one.value is None else str(one.value),
        source=f"Kolada, {one.kpi}", fetched_at=now,
    )  # fmt: skip


def _plain(one: Finding) -> dict[str, object]:
    return {
        "code": one.code, "severity": one.severity.value, "where": one.where, "message": one.message,
        "values": dict(one.values),
    }  # fmt: skip
