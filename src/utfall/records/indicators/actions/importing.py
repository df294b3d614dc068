"""Values of a whole file stored at once; those that they replace stay as corrections."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.figure import Figure
from utfall.domain.scenario import Scenario
from utfall.integrations.folder.exchange import is_same
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators.models import Value
from utfall.records.indicators.objects import figure_of, value_row
from utfall.records.indicators.queries.access import may_define
from utfall.records.indicators.queries.reckoning import formulas
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit

DERIVED = _("{name} räknas ur andra siffror. Ta bort raderna om den ur filen.")
FOREIGN = _("{unit} hör till en annan nämnd. Ta bort raderna om den ur filen.")


@transaction.atomic
def import_values(
    authority: Authority, figures: Sequence[Figure], units: Mapping[str, OrgUnit], *,
    name: str, sha256: str, by: Acting, now: dt.datetime,
) -> int | Denied:  # fmt: skip
    """How many values were stored; those that are in force with the same value already are left alone."""
    refused = may_define(by, authority)
    if refused is not None:
        return refused
    refused = why_not(authority, figures, units)
    if refused is not None:
        return refused
    stored, replaced = put_values(authority, figures, units, name=name, by=by, now=now)
    note(
        "indicator.import", by=by.username, at=now, object=f"file:{sha256}", authority=authority.code,
        details={"name": name, "stored": stored, "replaced": replaced, "same": len(figures) - stored},
    )  # fmt: skip
    return stored


def put_values(
    authority: Authority, figures: Sequence[Figure], units: Mapping[str, OrgUnit], *, name: str, by: Acting,
    now: dt.datetime,
) -> tuple[int, int]:  # fmt: skip
    """Put the values in force, within the caller's transaction: how many were stored, and how many of them replaced one.

    `name` is what they came from, which is why the earlier ones were corrected.
    """
    rows = Value.objects.select_for_update(of=("self",)).filter(
        authority=authority, replaced_at=None, address__in=[str(figure.address) for figure in figures]
    )
    known = {row.address: row for row in rows}
    changed = [figure for figure in figures if not _is_known(figure, known.get(str(figure.address)))]
    replaced = [known[str(figure.address)] for figure in changed if str(figure.address) in known]
    for row in replaced:
        row.replaced_at = now
    Value.objects.bulk_update(replaced, ("replaced_at",))
    Value.objects.bulk_create(_rows(authority, changed, units, known, by=by, now=now, name=name))
    return len(changed), len(replaced)


def why_not(authority: Authority, figures: Sequence[Figure], units: Mapping[str, OrgUnit]) -> Denied | None:
    """Why the figures cannot be stored: one is of a unit behind another authority's wall, or of what is reckoned."""
    for figure in figures:
        unit = units[figure.scope.code]
        if unit.authority_id not in (None, authority.pk):
            return Denied("indicator.foreign", FOREIGN, {"unit": unit.name})
    return why_reckoned(authority, figures)


def why_reckoned(authority: Authority, figures: Sequence[Figure]) -> Denied | None:
    """Why the figures cannot be stored: one is an outcome of an indicator that is reckoned from others."""
    reckoned = {
        (one.subject.measure, one.subject.scope): one.subject.name for one in formulas(authority).ordered
    }
    for figure in figures:
        name = reckoned.get((figure.address.measure, figure.scope.code))
        if name is not None and figure.scenario is Scenario.OUTCOME:
            return Denied("indicator.derived", DERIVED, {"name": name})
    return None


def _rows(
    authority: Authority, figures: Sequence[Figure], units: Mapping[str, OrgUnit], known: Mapping[str, Value], *,
    by: Acting, now: dt.datetime, name: str,
) -> list[Value]:  # fmt: skip
    last = Value.objects.filter(authority=authority).aggregate(last=Max("position"))["last"]
    free = 0 if last is None else last + 1
    made = []
    for number, figure in enumerate(figures):
        before = known.get(str(figure.address))
        row = value_row(authority, figure, units[figure.scope.code], at=now, position=free + number)
        if before is not None:
            row.position, row.reason = before.position, row.reason or name
        row.entered_by = by.person
        made.append(row)
    return made


def _is_known(figure: Figure, row: Value | None) -> bool:
    return row is not None and is_same(figure, figure_of(row))
