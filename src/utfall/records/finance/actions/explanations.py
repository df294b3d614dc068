"""Variances explained: the parts saved, one added, all taken away."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.figure import Address
from utfall.domain.finance import EXPLAINED
from utfall.integrations.folder.finance import DeclaredCause
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance.explained import cause_value, store_parts
from utfall.records.finance.models import VarianceExplanation
from utfall.records.finance.queries.books import books
from utfall.records.finance.queries.explanations import figure_of, may_write, row_of
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit

NO_FIGURE = _("Siffran {address} finns inte bland uppställningarna. Välj en rad eller skriv ett belopp.")
NOT_A_VARIANCE = Denied("explanation.not-a-variance", _("Bara avvikelser kan förklaras."))
NO_UNIT = _("Enheten {unit} hör inte till nämnden.")
ITSELF = Denied("explanation.itself", _("En avvikelse kan inte förklaras med sig själv. Välj en del av den."))


@transaction.atomic
def save_parts(
    unit: OrgUnit, address: Address, causes: Iterable[DeclaredCause], *, by: Acting, now: dt.datetime
) -> VarianceExplanation | Denied:
    """These parts and no others, in this order; without parts the explanation is empty, but stays."""
    causes = tuple(causes)
    authority = unit.authority
    if authority is None or address.scenario not in EXPLAINED or address.scope.code != unit.code:
        return NOT_A_VARIANCE
    refused = may_write(by, authority, path_of(unit))
    if refused is None:
        refused = _wrong(authority, address, causes)
    if refused is not None:
        return refused
    row = _held(authority, address) or _new(authority, unit, address)
    store_parts(row, causes, _units(authority, causes))
    _note("explanation.save", row, address, by, now, parts=len(causes))
    return row


@transaction.atomic
def add_part(
    unit: OrgUnit, address: Address, cause: DeclaredCause, *, by: Acting, now: dt.datetime
) -> VarianceExplanation | Denied:
    """One more part, after the others; the same part again changes nothing."""
    row = _held(unit.authority, address) if unit.authority else None
    parts = tuple(map(cause_value, row.parts.order_by("position"))) if row else ()
    if row is not None and cause in parts:
        return row
    return save_parts(unit, address, (*parts, cause), by=by, now=now)


def _held(authority: Authority, address: Address) -> VarianceExplanation | None:
    """What is stored, held for this transaction."""
    VarianceExplanation.objects.select_for_update().filter(
        authority=authority, measure=address.measure, unit__code=address.scope.code
    ).first()
    return row_of(authority, address)


def _new(authority: Authority, unit: OrgUnit, address: Address) -> VarianceExplanation:
    rows = VarianceExplanation.objects.filter(authority=authority)
    last = rows.aggregate(last=Max("position"))["last"]
    taken = set(rows.values_list("code", flat=True))
    number = len(taken) + 1
    while f"F{number}" in taken:
        number += 1
    known = books(authority)
    figure = figure_of(known, address) if known else None
    line = figure.name if figure else address.measure
    return VarianceExplanation.objects.create(
        authority=authority, code=f"F{number}", name=f"{line}, {unit.name}, {address.period.label}"[:300],
        measure=address.measure, unit=unit, period=str(address.period), scenario=address.scenario.value,
        position=0 if last is None else last + 1,
    )  # fmt: skip


def _wrong(authority: Authority, address: Address, causes: tuple[DeclaredCause, ...]) -> Denied | None:
    """What is wrong with the parts, whoever says them."""
    known = books(authority)
    if known is None or figure_of(known, address) is None:
        return Denied("explanation.no-figure", NO_FIGURE, {"address": str(address)})
    own = set(OrgUnit.objects.filter(authority=authority).values_list("code", flat=True))
    for cause in causes:
        if cause.address == address:
            return ITSELF
        if cause.address is not None and figure_of(known, cause.address) is None:
            return Denied("explanation.no-figure", NO_FIGURE, {"address": str(cause.address)})
        if cause.unit and cause.unit not in own:
            return Denied("explanation.no-unit", NO_UNIT, {"unit": cause.unit})
    return None


def _units(authority: Authority, causes: Iterable[DeclaredCause]) -> dict[str, OrgUnit]:
    codes = {cause.unit for cause in causes if cause.unit}
    return {row.code: row for row in OrgUnit.objects.filter(authority=authority, code__in=codes)}


def _note(
    deed: str, row: VarianceExplanation, address: Address, by: Acting, now: dt.datetime, **details: int
) -> None:
    note(
        deed, by=by.username, at=now, object=f"explanation:{row.code}", authority=row.authority.code,
        details={"figure": str(address), **details},
    )  # fmt: skip
