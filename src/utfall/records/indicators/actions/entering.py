"""Outcomes entered and corrected, and said to be missing: never overwritten, and questioned when they are unlikely."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding
from utfall.domain.indicators import implausible
from utfall.domain.interval import rounded
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR, PERCENT, Dimension, Unit, unit_named
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators.models import Indicator, NoValue, Value
from utfall.records.indicators.objects import value_row
from utfall.records.indicators.queries import reckoning
from utfall.records.indicators.queries.access import may_write
from utfall.records.indicators.queries.measured import measured, money_shift
from utfall.records.indicators.queries.plausible import At, context
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit

NOTHING = Denied(
    "indicator.nothing", _("Skriv utfallet, eller både täljare och nämnare så att det kan räknas.")
)
ZERO = Denied(
    "indicator.zero-denominator", _("Nämnaren är noll. Skriv utfallet i stället, eller rätta nämnaren.")
)
OUTSIDE = _("{unit} hör inte till {scope}, som indikatorn mäter. Välj en annan enhet.")
TOO_LONG = Denied(
    "indicator.address", _("Adressen blir för lång. Korta måttets namn i indikatorns definition.")
)
WHY = _("Det finns redan ett utfall för perioden, {value}. Skriv varför det rättas.")
HAS_VALUE = _("Det finns redan ett utfall för perioden, {value}.")
DERIVED = _("{name} räknas ur andra siffror. Rätta dem i stället.")
NO_REASON = Denied("indicator.no-reason", _("Skriv varför utfallet saknas."))


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody typed: a value in the indicator's unit, or a numerator and a denominator to reckon it from.

    `cuts` are empty for everybody together, else `{"kon": "k"}`. `reason` explains an unlikely value or a correction.
    """

    scope: OrgUnit
    period: Period
    value: Decimal | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    answers: int | None = None
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Questioned:
    """The value was not stored: it is to be put right, or explained."""

    findings: tuple[Finding, ...]


@transaction.atomic
def enter(row: Indicator, entry: Entry, *, by: Acting, now: dt.datetime) -> Value | Questioned | Denied:
    """Store the outcome; one that is there already is kept with the time when it was replaced."""
    refused = _placed(row, entry.scope, by)
    if refused is not None:
        return refused
    formulas = reckoning.formulas(row.authority)
    if entry.scope == row.scope and row.code in formulas.of:
        return Denied("indicator.derived", DERIVED, {"name": row.name})
    unit = unit_named(row.unit_of_measure)
    value = _value(entry, unit, row.decimals)
    if isinstance(value, Denied):
        return value
    decimals = _decimals(value)
    known = context(
        row, At(entry.scope, entry.period, entry.cuts), decimals=decimals, numerator=entry.numerator,
        denominator=entry.denominator, known=formulas,
    )  # fmt: skip
    findings = implausible(value, known)
    if findings and not entry.reason.strip():
        return Questioned(findings)
    try:
        figure = _figure(row, entry, value, decimals)
    except ValueError:
        return TOO_LONG
    return _stored(row, entry, figure, by=by, now=now)


@transaction.atomic
def say_no_value(
    row: Indicator, scope: OrgUnit, period: Period, reason: str, expected_on: dt.date | None, *,
    by: Acting, now: dt.datetime,
) -> NoValue | Denied:  # fmt: skip
    """That there is no outcome for the period yet: why, and when there will be one."""
    refused = _placed(row, scope, by)
    if refused is not None:
        return refused
    if not reason.strip():
        return NO_REASON
    found = _in_force(row, scope, period, {})
    if found is not None:
        return Denied("indicator.has-value", HAS_VALUE, {"value": _printed(found, row)})
    said, _made = NoValue.objects.update_or_create(
        indicator=row, scope=scope, period=str(period),
        defaults={"reason": reason.strip(), "expected_on": expected_on, "by": by.person, "at": now},
    )  # fmt: skip
    _note("indicator.no-value", row, by, now, unit=scope.code, period=str(period), reason=said.reason)
    return said


def _placed(row: Indicator, scope: OrgUnit, by: Acting) -> Denied | None:
    refused = may_write(by, row.authority, path_of(scope))
    if refused is not None:
        return refused
    if scope.path.startswith(row.scope.path):
        return None
    return Denied("indicator.outside", OUTSIDE, {"unit": scope.name, "scope": row.scope.name})


def _value(entry: Entry, unit: Unit, decimals: int) -> Decimal | Denied:
    if entry.value is not None:
        return entry.value
    above, below = entry.numerator, entry.denominator
    if above is None or below is None:
        return NOTHING
    if below == 0:
        return ZERO
    return rounded(above * 100 / below if unit == PERCENT else above / below, decimals)


def _figure(row: Indicator, entry: Entry, value: Decimal, decimals: int) -> Figure:
    """The value as a figure; money is stored in kronor, known as exactly as it was written."""
    unit = unit_named(row.unit_of_measure)
    address = Address(
        row.measure, Scope(entry.scope.code), entry.period, Scenario.OUTCOME, tuple(entry.cuts.items())
    )
    if unit.dimension is Dimension.MONEY and unit != KR:
        value, decimals, unit = unit.convert(value, to=KR), decimals - money_shift(unit), KR
    source = entry.source.strip() or row.source or ENTERED
    return Figure(address, value, unit, decimals, Source(source), row.name)


ENTERED = "inmatat"
"""The source of a value about which nobody said where it comes from."""


def _stored(row: Indicator, entry: Entry, figure: Figure, *, by: Acting, now: dt.datetime) -> Value | Denied:
    before = _in_force(row, entry.scope, entry.period, entry.cuts)
    made = value_row(row.authority, figure, entry.scope, at=now, position=_position(row, before))
    made.numerator, made.denominator, made.answers = entry.numerator, entry.denominator, entry.answers
    made.entered_by, made.reason = by.person, entry.reason.strip()
    if before is not None:
        if _says_the_same(before, made) and made.reason in ("", before.reason):
            return before
        if not made.reason:
            return Denied("indicator.why", WHY, {"value": _printed(before, row)})
        before.replaced_at = now
        before.save(update_fields=("replaced_at",))
    made.save()
    NoValue.objects.filter(indicator=row, scope=entry.scope, period=str(entry.period)).delete()
    deed = "indicator.correct" if before is not None else "indicator.enter"
    _note(deed, row, by, now, address=made.address, value=made.value, reason=made.reason,
          before=before.value if before is not None else "")  # fmt: skip
    return made


def _in_force(row: Indicator, scope: OrgUnit, period: Period, cuts: Mapping[str, str]) -> Value | None:
    rows = Value.objects.select_for_update(of=("self",)).filter(
        authority=row.authority, measure=row.measure, scope=scope, period=str(period), cuts=dict(cuts),
        scenario=Scenario.OUTCOME.value, replaced_at=None,
    )  # fmt: skip
    return rows.first()


def _says_the_same(one: Value, other: Value) -> bool:
    fields = ("value", "decimals", "numerator", "denominator", "answers", "source_document")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _position(row: Indicator, before: Value | None) -> int:
    if before is not None:
        return before.position
    last = Value.objects.filter(authority=row.authority).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _printed(row: Value, indicator: Indicator) -> str:
    unit = unit_named(indicator.unit_of_measure)
    one = measured((row,), unit)[0]
    return quantity(one.value, unit, one.decimals)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _note(deed: str, row: Indicator, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed,
        by=by.username,
        at=now,
        object=f"indicator:{row.code}",
        authority=row.authority.code,
        details=details,
    )
