"""What is done with a unit's forecast: saved, handed in, taken back, returned, approved, and adopted for the facts.

Nothing that was saved is ever lost: each deed leaves a version with the cells and the reasons as they were.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max

from utfall.domain.access import Kind, Thing, decide
from utfall.domain.denied import Denied
from utfall.domain.finance.forecast import Reason, stands_on_done, waits_for
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting.words import Deed, RoundState, Section, State
from utfall.domain.statement import ProjectClass
from utfall.records.audit.actions import note
from utfall.records.finance.actions.forecast_refusals import (
    COMMENT_WANTED,
    NO_FORECAST,
    NO_STATEMENT,
    NOT_A_CELL,
    NOT_BEGUN,
    OF_FORECASTS,
    READ_ANOTHER,
)
from utfall.records.finance.models import (
    Forecast,
    ForecastCell,
    ForecastReason,
    ForecastRow,
    ForecastVersion,
)
from utfall.records.finance.queries.forecast import Cell, Origin, counted, origin, own_cells, standing
from utfall.records.finance.queries.forecast_around import KINDS, Around, around
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Person, Round

T = TypeVar("T")
LOADED = "inläst"
"""What the first version says that holds what a file said of the unit before anybody wrote here."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody wrote, by account group and by report line; None takes away. What is not named stays as it is."""

    cells: Mapping[str, Money | None] = field(default_factory=dict)
    reasons: Mapping[str, Reason | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """The forecast as it now is; `changed` is false where it already said so."""

    forecast: Forecast
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else has saved since: what is stored stays, and `mine` is what was to be saved. Nothing was changed."""

    forecast: Forecast | None
    mine: Writing


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What is left before it can be handed in: lines without an amount, and lines that are not explained, by key."""

    forecast: Forecast | None
    missing: tuple[str, ...]
    unexplained: tuple[str, ...]


@transaction.atomic
def save(
    round: Round, unit: OrgUnit, writing: Writing, *, version: int, by: Acting, now: dt.datetime
) -> Saved | Conflict | Denied:
    """Save what was written, if `version` is still the one that was read (0 where nobody has saved yet).

    Saving never asks for a reason. A save that says what is stored already is no conflict.
    """
    row = _held(round, unit)
    after = judged(round, unit, row, Deed.SAVE, by)
    if isinstance(after, Denied):
        return after
    found = around(round)
    if found is None:
        return NO_STATEMENT
    known = {cell.account: cell for cell in own_cells(found, unit.code)}
    foreign = [account for account in writing.cells if not _is_cell(account, known, found)]
    if foreign:
        return Denied("forecast.not-a-cell", NOT_A_CELL, {"account": foreign[0]})
    cells, reasons = _stored(found, unit.code)
    wanted = _merged(cells, writing.cells)
    reasoned = {
        line: one for line, one in _merged(reasons, writing.reasons).items() if one.cause or one.text.strip()
    }
    if row is not None and row.is_begun and (wanted, reasoned) == (cells, reasons):
        return Saved(row, changed=False)
    if version != (row.version if row is not None else 0):
        return Conflict(row, writing)
    if row is None:
        row = _made(round, unit)
        if row is None:
            return Conflict(None, writing)
    _keep_loaded(row, found, now)
    _store(row, wanted, reasoned, after, by.person, now)
    _keep(row, Deed.SAVE, by.person, now)
    _note("forecast.save", row, by, now, cells=len(wanted))
    return Saved(row)


@transaction.atomic
def submit(
    round: Round, unit: OrgUnit, *, version: int, by: Acting, now: dt.datetime
) -> Saved | Conflict | Incomplete | Denied:
    """Hand it in to the level above. Lines over the threshold must be explained, and every line must say something.

    A level with units below is handed in as their sum; whoever has begun below must be approved first.
    """
    row = _held(round, unit)
    after = judged(round, unit, row, Deed.SUBMIT, by)
    if isinstance(after, Denied):
        return after
    found = around(round)
    if found is None:
        return NO_STATEMENT
    if version != (row.version if row is not None else 0):
        return Conflict(row, Writing())
    refused = waits_for(_begun_below(round, unit))
    if refused is not None:
        return refused
    left = standing(found, unit.code)
    if left.missing or left.unexplained:
        return Incomplete(row, left.missing, left.unexplained)
    if row is None or not row.is_begun:
        row = row or _made(round, unit)
        if row is None:
            return Conflict(None, Writing())
        cells, reasons = _stored(found, unit.code)
        _keep_loaded(row, found, now)
        _store(row, cells, reasons, State(row.state), by.person, now)
    _move(row, after, Deed.SUBMIT, by, now)
    _note("forecast.submit", row, by, now, version=row.version)
    return Saved(row)


@transaction.atomic
def withdraw(round: Round, unit: OrgUnit, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Take back one's own hand-in, until it is approved."""
    row = _held(round, unit)
    after = judged(round, unit, row, Deed.WITHDRAW, by)
    if isinstance(after, Denied):
        return after
    if row is None:
        return NOT_BEGUN
    _move(row, after, Deed.WITHDRAW, by, now)
    _note("forecast.withdraw", row, by, now)
    return Saved(row)


@transaction.atomic
def return_(round: Round, unit: OrgUnit, comment: str, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Give it back with what needs to be changed. What the facts rest on stays until the highest level is approved anew."""
    if not comment.strip():
        return COMMENT_WANTED
    row = _held(round, unit)
    after = judged(round, unit, row, Deed.RETURN, by)
    if isinstance(after, Denied):
        return after
    if row is None:
        return NOT_BEGUN
    _move(row, after, Deed.RETURN, by, now, comment=comment.strip())
    _note("forecast.return", row, by, now, comment=comment.strip())
    return Saved(row)


@transaction.atomic
def approve(round: Round, unit: OrgUnit, *, version: int, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Approve the version that was read. Approving the authority's own level makes the whole what the facts use."""
    row = _held(round, unit)
    after = judged(round, unit, row, Deed.APPROVE, by)
    if isinstance(after, Denied):
        return after
    if row is None:
        return NOT_BEGUN
    if row.version != version:
        return READ_ANOTHER
    if unit.code != round.authority.code:
        _move(row, after, Deed.APPROVE, by, now)
        _note("forecast.approve", row, by, now, version=version)
        return Saved(row)
    found = around(round)
    if found is None:
        return NO_STATEMENT
    whole = _adopted(found)
    _move(row, after, Deed.APPROVE, by, now, whole=whole)
    _note("forecast.adopt", row, by, now, version=version, units=len(whole))
    return Saved(row)


def judged(round: Round, unit: OrgUnit, row: Forecast | None, deed: Deed, by: Acting) -> State | Denied:
    """The state after the deed, or why she may not do it: by access, by the round, and by what stands on it above."""
    if round.kind not in KINDS:
        return NO_FORECAST
    state = State(row.state) if row is not None else State.DRAFT
    answer = decide(by.actor, deed, thing(round, unit), state=state, round_state=RoundState(round.state))
    if isinstance(answer, Denied):
        return OF_FORECASTS.get(answer.code, answer)
    if deed in (Deed.SAVE, Deed.SUBMIT, Deed.WITHDRAW, Deed.RETURN):
        refused = stands_on_done(_above(round, unit))
        if refused is not None:
            return refused
    return answer


def thing(round: Round, unit: OrgUnit) -> Thing:
    """A unit's forecast as access sees it."""
    closed = RoundState(round.state) not in (RoundState.PLANNED, RoundState.OPEN, RoundState.REMITTED)
    return Thing(
        kind=Kind.FORECAST, authority=round.authority.code, path=path_of(unit), level=UnitKind(unit.kind),
        section=Section.FORECAST, part=unit.code, locked=closed,
    )  # fmt: skip


def _held(round: Round, unit: OrgUnit) -> Forecast | None:
    """The forecast, held for this transaction so that two writers come one after the other.

    The round's other forecasts are held too: what one may do depends on the state of those above and below.
    """
    rows = Forecast.objects.select_for_update(of=("self",)).filter(round=round).order_by("pk")
    return next((row for row in rows.select_related("unit", "round") if row.unit_id == unit.pk), None)


def _made(round: Round, unit: OrgUnit) -> Forecast | None:
    """A new one; None where somebody else has just made it."""
    try:
        with transaction.atomic():
            return Forecast.objects.create(authority=round.authority, round=round, unit=unit)
    except IntegrityError:
        return None


def _above(round: Round, unit: OrgUnit) -> list[tuple[str, State]]:
    rows = Forecast.objects.filter(round=round, unit__code__in=path_of(unit)[:-1]).select_related("unit")
    return [(row.unit.name, State(row.state)) for row in rows.order_by("-unit__path")]


def _begun_below(round: Round, unit: OrgUnit) -> list[tuple[str, State]]:
    rows = Forecast.objects.filter(round=round, unit__path__startswith=unit.path, version__gt=0)
    return [
        (row.unit.name, State(row.state))
        for row in rows.exclude(unit=unit).select_related("unit").order_by("unit__position")
    ]


def _is_cell(account: str, known: Mapping[str, Cell], found: Around) -> bool:
    return account in known or found.groups.of(account) == account


def _stored(found: Around, code: str) -> tuple[dict[str, Money], dict[str, Reason]]:
    """What stands for the unit now: what was said here, or else what was loaded for this round."""
    cells = found.cells.get(code, {}) if origin(found, code) is Origin.OWN else _loaded(found, code)
    return dict(cells), dict(found.reasons.get(code, {}))


def _loaded(found: Around, code: str) -> dict[str, Money]:
    """What a file says of the unit; a line that it does not mention is nothing, and is said to be."""
    if not found.loaded(code):
        return {}
    told = {cell.account: cell.counted for cell in own_cells(found, code) if cell.said is not None}
    lines = {found.form.line_of(account) for account in told}
    silent = {
        cell.account: ZERO for cell in own_cells(found, code) if cell.line not in lines and not cell.is_empty
    }
    return told | silent


def _merged(stored: Mapping[str, T], written: Mapping[str, T | None]) -> dict[str, T]:
    merged = {**stored, **written}
    return {key: value for key, value in merged.items() if value is not None}


def _keep_loaded(row: Forecast, found: Around, now: dt.datetime) -> None:
    """The first version holds what a file said of the unit, before anybody changes it."""
    loaded = _loaded(found, row.unit.code)
    if row.is_begun or not loaded:
        return
    ForecastVersion.objects.create(
        forecast=row, number=1, deed=Deed.SAVE, state=row.state, comment=LOADED, at=now,
        cells={account: amount.öre for account, amount in loaded.items()},
    )  # fmt: skip


def _store(
    row: Forecast, cells: Mapping[str, Money], reasons: Mapping[str, Reason], state: State, person: Person,
    now: dt.datetime,
) -> None:  # fmt: skip
    row.cells.all().delete()
    row.reasons.all().delete()
    ForecastCell.objects.bulk_create(
        ForecastCell(forecast=row, account=account, amount=amount.öre) for account, amount in cells.items()
    )
    ForecastReason.objects.bulk_create(
        ForecastReason(forecast=row, line=line, cause=one.cause or "", text=one.text.strip()[:500])
        for line, one in reasons.items()
    )
    row.state, row.version, row.changed_by, row.changed_at = state, row.version + 1, person, now
    row.save(update_fields=("state", "version", "changed_by", "changed_at"))


def _move(
    row: Forecast, after: State, deed: Deed, by: Acting, now: dt.datetime, *, comment: str = "",
    whole: Mapping[str, Mapping[str, int]] | None = None,
) -> None:  # fmt: skip
    row.state = after
    row.save(update_fields=("state",))
    _keep(row, deed, by.person, now, comment=comment, whole=whole)


def _keep(
    row: Forecast, deed: Deed, person: Person, now: dt.datetime, *, comment: str = "",
    whole: Mapping[str, Mapping[str, int]] | None = None,
) -> ForecastVersion:  # fmt: skip
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    return ForecastVersion.objects.create(
        forecast=row, number=last + 1, deed=deed, state=row.state, comment=comment, by=person, at=now,
        cells=dict(row.cells.order_by("account").values_list("account", "amount")),
        reasons={
            line: {"cause": cause, "text": text}
            for line, cause, text in row.reasons.order_by("pk").values_list("line", "cause", "text")
        },
        whole={unit: dict(cells) for unit, cells in (whole or {}).items()},
    )  # fmt: skip


def _adopted(found: Around) -> dict[str, dict[str, int]]:
    """The whole as rows that the facts are made from, in place of what was adopted for the round before."""
    round, month = found.round, Period.parse(found.round.period).full_year.last
    whole = counted(found)
    ForecastRow.objects.filter(round=round).delete()
    ForecastRow.objects.bulk_create(
        ForecastRow(
            authority=round.authority, round=round, unit=found.known.rows[code], account=account, month=month,
            project_class=ProjectClass.OPERATION.value, amount=-amount.öre,
        )
        for code, cells in whole.items()
        for account, amount in cells.items()
    )  # fmt: skip
    return {code: {account: amount.öre for account, amount in cells.items()} for code, cells in whole.items()}


def _note(deed: str, row: Forecast, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"forecast:{row.pk}", authority=row.round.authority.code,
        details={"unit": row.unit.code, "round": row.round.code, **details},
    )  # fmt: skip
