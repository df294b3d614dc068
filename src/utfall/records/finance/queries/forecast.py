"""Forecasts of a round: what each unit has said, what is counted where it has said nothing, and what they add up to."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.finance import carried
from utfall.domain.finance.forecast import (
    DEFAULT_METHOD,
    Basis,
    LineForecast,
    Method,
    Reason,
    Reconciliation,
    proposal,
)
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.statement import LineKind, ReportLine, with_subtotals
from utfall.records.finance.models import Forecast
from utfall.records.finance.queries.forecast_around import Around
from utfall.records.finance.queries.forecast_rows import Said
from utfall.records.organisation.models import OrgUnit

NO_REASON = Reason()
RESULTS = ("resultat.inkl", "resultat.exkl")
"""The line that a forecast ends in: the first of these that the form has."""


class Origin(StrEnum):
    """Where the amounts come from that are counted for a unit."""

    OWN = "egen"
    LOADED = "inläst"
    PROPOSED = "förslag"


@dataclass(frozen=True, slots=True)
class Cell:
    """One account group of a unit's own part: what the unit has said (None: nothing), and what is counted."""

    account: str
    line: str
    basis: Basis
    proposed: Money | None
    said: Money | None
    counted: Money = ZERO

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say anything about."""
        basis = self.basis
        return not any((basis.outcome, basis.year_budget, basis.previous, self.proposed))


@dataclass(frozen=True, slots=True)
class Line:
    """A report line of a unit with all below it; `units` is the part of `forecast` that comes from below."""

    line: ReportLine
    outcome: Money | None
    year_budget: Money | None
    proposed: Money | None
    previous: Money | None
    forecast: Money
    units: Money
    reason: Reason = NO_REASON
    cells: tuple[Cell, ...] = ()
    """The account groups of the unit's own part."""

    @property
    def compared(self) -> LineForecast:
        """The forecast beside what it is compared with."""
        return LineForecast(self.forecast, self.previous, self.year_budget, self.reason)

    @property
    def reconciliation(self) -> Reconciliation:
        """The line beside the sum of the units below."""
        return Reconciliation(self.forecast, self.units)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's forecast in a round as it stands, with all below it."""

    unit: OrgUnit
    record: Forecast | None
    origin: Origin
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    """The keys of the lines of the unit's own part that nothing is said about, though there is something to say."""
    unexplained: tuple[str, ...] = ()
    """The keys of the lines that differ too much without a reason."""
    silent: tuple[OrgUnit, ...] = ()
    """Units below that have said nothing and are counted by proposal."""
    has_below: bool = False

    @property
    def result(self) -> Line:
        """The line that it ends in."""
        by_key = {line.line.key: line for line in self.lines}
        return next((by_key[key] for key in RESULTS if key in by_key), self.lines[-1])


def standing(found: Around, code: str, *, method: Method = DEFAULT_METHOD) -> Standing:
    """The unit's forecast; every sum is taken over the account groups of every unit below it."""
    own = own_cells(found, code, method=method)
    cells = {
        unit: own if unit == code else own_cells(found, unit, method=method) for unit in found.below(code)
    }
    lines = tuple(_lines(found, code, cells))
    record, limit = found.records.get(code), found.threshold
    return Standing(
        unit=found.known.rows[code],
        record=record,
        origin=origin(found, code),
        lines=lines,
        missing=_missing(own) if origin(found, code) is not Origin.LOADED else (),
        unexplained=tuple(one.line.key for one in lines if one.line.accounts and one.compared.lacks_reason(limit)),
        silent=tuple(
            found.known.rows[unit] for unit, held in cells.items()
            if unit != code and origin(found, unit) is Origin.PROPOSED and any(not cell.is_empty for cell in held)
        ),
        has_below=len(cells) > 1,
    )  # fmt: skip


def origin(found: Around, code: str) -> Origin:
    """Where the amounts of the unit's own part come from."""
    record = found.records.get(code)
    if record is not None and record.is_begun:
        return Origin.OWN
    return Origin.LOADED if found.loaded(code) else Origin.PROPOSED


def own_cells(found: Around, code: str, *, method: Method = DEFAULT_METHOD) -> tuple[Cell, ...]:
    """The account groups of the unit's own part, in the order of the report lines and then of the accounts.

    A line on which the unit has nothing has one empty cell, so that something can be said.
    """
    where = origin(found, code)
    said = found.cells.get(code, {}) if where is Origin.OWN else found.loaded(code)
    before = found.previous(code)
    accounts = found.ground.accounts(code) | said.keys() | (before or {}).keys()
    by_line: dict[str, list[str]] = {}
    for account in sorted(accounts):
        by_line.setdefault(found.form.line_of(account) or "", []).append(account)
    return tuple(
        cell
        for line in found.form.lines
        if line.accounts
        for cell in _counted(
            (
                _cell(found, code, line.key, account, said, before, method)
                for account in by_line.get(line.key, [line.accounts[0]])
            ),
            where,
        )
    )


def _counted(cells: Iterable[Cell], where: Origin) -> Iterator[Cell]:
    """The cells of one line with what each counts: what was said, and where nothing was said on the line the proposal.

    A loaded file says all that there is to say.
    """
    cells = tuple(cells)
    silent = where is not Origin.LOADED and all(cell.said is None for cell in cells)
    for cell in cells:
        amount = cell.proposed if silent else cell.said
        yield dataclasses.replace(cell, counted=amount or ZERO)


def _missing(cells: Iterable[Cell]) -> tuple[str, ...]:
    by_line: dict[str, list[Cell]] = {}
    for cell in cells:
        by_line.setdefault(cell.line, []).append(cell)
    return tuple(
        line
        for line, held in by_line.items()
        if all(cell.said is None for cell in held) and not all(cell.is_empty for cell in held)
    )


def counted(found: Around) -> dict[str, dict[str, Money]]:
    """What is counted for every unit of the authority, by account: the whole that the highest level adopts."""
    whole: dict[str, dict[str, Money]] = {}
    for unit in found.below(found.round.authority.code):
        cells = {cell.account: cell.counted for cell in own_cells(found, unit) if cell.counted}
        if cells:
            whole[unit] = cells
    return whole


def units_below(found: Around, code: str) -> Iterator[tuple[OrgUnit, int]]:
    """The units whose forecasts the level is made of, each with how deep it stands; an area stands for its units."""
    yield from _below(found, code, 0)


def result_of(found: Around, code: str, said: Said, year: int) -> Money | None:
    """The year's result for the unit and all below it by what was said in it, carried-over results included."""
    by_line: dict[str, int] = {}
    below = set(found.below(code))
    for unit in below & said.keys():
        for account, amount in said[unit].items():
            line = found.form.line_of(account) or ""
            by_line[line] = by_line.get(line, 0) + amount.öre
    if not by_line:
        return None
    _add_carried(found, below, by_line, Period.year(year))
    full = with_subtotals(by_line, found.form)
    return Money(next(full[key] for key in (*RESULTS, found.form.lines[-1].key) if key in full))


def became(found: Around, code: str, year: int) -> Money | None:
    """The result of a year that is over for the unit and all below it, carried-over results included; None until then."""
    if year not in found.ground.years():
        return None
    whole = {
        unit: {
            account: found.ground.became(unit, account, year) or ZERO for account in found.ground.groups(unit)
        }
        for unit in found.below(code)
    }
    return result_of(found, code, whole, year)


def _below(found: Around, code: str, depth: int) -> Iterator[tuple[OrgUnit, int]]:
    for unit in found.tree.children(code):
        if unit.kind is UnitKind.ADMINISTRATION:
            yield from _below(found, unit.code, depth)
            continue
        yield found.known.rows[unit.code], depth
        if unit.kind is not UnitKind.AREA:
            yield from _below(found, unit.code, depth + 1)


def _cell(
    found: Around, code: str, line: str, account: str, said: Mapping[str, Money],
    before: Mapping[str, Money] | None, method: Method,
) -> Cell:  # fmt: skip
    previous = None if before is None else before.get(account, ZERO)
    basis = found.ground.basis(code, account, previous=previous)
    return Cell(account, line, basis, proposal(basis, method), said.get(account))


_COLUMNS = ("outcome", "year_budget", "proposed", "previous", "forecast", "units")


def _lines(found: Around, code: str, cells: Mapping[str, tuple[Cell, ...]]) -> Iterator[Line]:
    sums: dict[str, dict[str, int]] = {name: {} for name in _COLUMNS}
    known = {"forecast", "units"}
    for unit, held in cells.items():
        for cell in held:
            for name, amount in _amounts(cell, of_below=unit != code).items():
                if amount is not None:
                    known.add(name)
                    sums[name][cell.line] = sums[name].get(cell.line, 0) + amount.öre
    _with_carried(found, code, cells, sums)
    full = {name: with_subtotals(row, found.form) for name, row in sums.items()}
    own, reasons = cells[code], found.reasons.get(code, {})
    for line in found.form.lines:
        amounts = {name: Money(full[name][line.key]) if name in known else None for name in _COLUMNS}
        if line.kind is LineKind.CARRIED:
            amounts["year_budget"] = None
        yield Line(
            line=line, outcome=amounts["outcome"], year_budget=amounts["year_budget"],
            proposed=amounts["proposed"], previous=amounts["previous"], forecast=amounts["forecast"] or ZERO,
            units=amounts["units"] or ZERO, reason=reasons.get(line.key, NO_REASON),
            cells=tuple(cell for cell in own if cell.line == line.key),
        )  # fmt: skip


def _amounts(cell: Cell, *, of_below: bool) -> dict[str, Money | None]:
    return {
        "outcome": cell.basis.outcome,
        "year_budget": cell.basis.year_budget,
        "proposed": cell.proposed,
        "previous": cell.basis.previous,
        "forecast": cell.counted,
        "units": cell.counted if of_below else None,
    }


def _with_carried(found: Around, code: str, units: Iterable[str], sums: Mapping[str, dict[str, int]]) -> None:
    """The results carried over: in proportion in the outcome, whole in what is said of the year."""
    below = set(units)
    _add_carried(found, below, sums["outcome"], found.period)
    for name in ("proposed", "previous", "forecast"):
        _add_carried(found, below, sums[name], found.period.full_year)
    _add_carried(found, below - {code}, sums["units"], found.period.full_year)


def _add_carried(found: Around, below: set[str], row: dict[str, int], period: Period) -> None:
    items = tuple(item for item in found.carried_over if item.unit in below)
    for line in found.form.lines:
        if line.kind is LineKind.CARRIED:
            row[line.key] = carried(items, period=period, treatment=found.rules.settings.treatment).öre
