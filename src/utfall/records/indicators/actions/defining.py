"""What an indicator is: its words, unit, direction and targets, changed by those who plan."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind, Target
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators.actions.depending import Dependence, depend
from utfall.records.indicators.models import Indicator, Value
from utfall.records.indicators.models import Target as TargetRow
from utfall.records.indicators.objects import target_row
from utfall.records.indicators.queries.access import may_define
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit

NAMELESS = Denied("indicator.nameless", _("Skriv vad indikatorn heter."))
BAD_MEASURE = Denied(
    "indicator.measure",
    _("Måttet skrivs med små bokstäver a–z, siffror, punkt och bindestreck, till exempel ind.tillit."),
)
TAKEN = Denied("indicator.taken", _("Det finns redan en indikator med det måttet för enheten."))
TWO_TARGETS = Denied("indicator.two-targets", _("Två mål har samma år. Ta bort det ena."))
HAS_OUTCOMES = Denied(
    "indicator.has-outcomes",
    _("Indikatorn har utfall. Måttenheten kan inte ändras, för då skulle gamla värden betyda något annat."),
)
BAD_TARGET = Denied("indicator.target", _("Ett mål behöver ett värde; bara ”ökar” är utan."))
BAD_KOLADA = Denied(
    "indicator.kolada",
    _("Ett nyckeltal i Kolada skrivs med en bokstav och fem siffror, till exempel N01951."),
)
_KOLADA = re.compile(r"[A-Z]\d{5}")
_MEASURE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LONGEST_MEASURE = 40


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is, as somebody wrote it."""

    name: str
    measure: str
    unit: str
    decimals: int
    direction: DirectionOfGood
    scope: OrgUnit
    parent: str = ""
    kind: IndicatorKind = IndicatorKind.GOAL
    base_year: int | None = None
    source: str = ""
    no_value: str = ""
    kolada: str = ""
    targets: tuple[Target, ...] = ()
    depends: Dependence | None = None
    """How it depends on others; None leaves that as it is."""


@transaction.atomic
def add_indicator(
    authority: Authority, definition: Definition, *, by: Acting, now: dt.datetime
) -> Indicator | Denied:
    """A new indicator, last in the authority's list."""
    last = Indicator.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    row = Indicator(authority=authority, code=_free_code(authority), position=0 if last is None else last + 1)
    return _stored(row, definition, "indicator.add", by, now)


@transaction.atomic
def define(number: int, definition: Definition, *, by: Acting, now: dt.datetime) -> Indicator | Denied:
    """Other words, targets or source; the unit of measure stays once there is an outcome."""
    row = Indicator.objects.select_for_update(of=("self",)).select_related("authority").get(pk=number)
    if definition.unit != row.unit_of_measure and _has_outcomes(row):
        refused = may_define(by, row.authority)
        return refused if refused is not None else HAS_OUTCOMES
    return _stored(row, definition, "indicator.define", by, now)


def _stored(row: Indicator, said: Definition, deed: str, by: Acting, now: dt.datetime) -> Indicator | Denied:
    refused = may_define(by, row.authority)
    if refused is None:
        refused = _wrong(row, said)
    if refused is not None:
        return refused
    with transaction.atomic():
        refused = _put(row, said)
        if refused is not None:
            transaction.set_rollback(True)
            return refused
    note(
        deed, by=by.username, at=now, object=f"indicator:{row.code}", authority=row.authority.code,
        details={
            "name": row.name, "targets": [f"{t.year} {t.comparator.value} {t.value}" for t in said.targets],
            **({"depends": said.depends.words()} if said.depends else {}),
        },
    )  # fmt: skip
    return row


def _put(row: Indicator, said: Definition) -> Denied | None:
    """The rows of the indicator as it was said; a refusal where the formula cannot be."""
    row.name, row.measure, row.unit_of_measure, row.decimals = (
        said.name.strip(), said.measure, said.unit, said.decimals,
    )  # fmt: skip
    row.direction, row.scope, row.parent, row.kind = (
        said.direction.value,
        said.scope,
        said.parent,
        said.kind.value,
    )
    row.base_year, row.source, row.no_value, row.kolada = (
        said.base_year,
        said.source,
        said.no_value,
        said.kolada,
    )
    row.save()
    TargetRow.objects.filter(indicator=row).delete()
    TargetRow.objects.bulk_create(target_row(row, target, at) for at, target in enumerate(said.targets))
    return depend(row, said.depends) if said.depends is not None else None


def _wrong(row: Indicator, said: Definition) -> Denied | None:
    if not said.name.strip():
        return NAMELESS
    if not _MEASURE.fullmatch(said.measure) or len(said.measure) > _LONGEST_MEASURE:
        return BAD_MEASURE
    same = Indicator.objects.filter(authority=row.authority, measure=said.measure, scope=said.scope)
    if same.exclude(pk=row.pk).exists():
        return TAKEN
    if said.kolada and not _KOLADA.fullmatch(said.kolada):
        return BAD_KOLADA
    if len({target.year for target in said.targets}) < len(said.targets):
        return TWO_TARGETS
    if any(
        (target.value is None) is not (target.comparator is Comparator.INCREASE) for target in said.targets
    ):
        return BAD_TARGET
    return None


def _has_outcomes(row: Indicator) -> bool:
    return Value.objects.filter(authority=row.authority, measure=row.measure).exists()


def _free_code(authority: Authority) -> str:
    taken = set(Indicator.objects.filter(authority=authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"IND{number}" in taken:
        number += 1
    return f"IND{number}"
