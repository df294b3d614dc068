"""How far forecasts of years that are over missed: what each method would have said, and what the unit itself said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.access import Kind, Thing, visibility
from utfall.domain.denied import Denied
from utfall.domain.finance.forecast import Basis, Method, Trial, mean_percent, proposal
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.records.finance.queries.forecast_around import Around
from utfall.records.finance.queries.forecast_rows import Said
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Round

TRIED = (Method.REMAINING_BUDGET, Method.LAST_YEAR, Method.RUN_RATE)
"""The methods that the ledger alone can try; the previous forecast is tried as what the unit said."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A method (None: the unit's own forecasts) against the years that are over, line by line and for the result."""

    method: Method | None
    lines: Mapping[str, tuple[Trial, ...]]
    result: tuple[Trial, ...]

    def mean(self, line: str) -> Decimal | None:
        """The mean size of the misses on the line, in per cent."""
        return mean_percent(self.lines.get(line, ()))


def may_see_accuracy(by: Acting, round: Round, unit: OrgUnit) -> Denied | None:
    """Why she may not see how far the unit's forecasts missed: only its manager and the controller may."""
    return visibility(by.actor, Thing(Kind.FORECAST_ACCURACY, round.authority.code, path=path_of(unit)))


def tried(found: Around, code: str) -> tuple[Tried, ...]:
    """Every method and the unit's own forecasts, at the same month of each earlier year that the ledger holds."""
    methods = (_of_method(found, code, method) for method in TRIED)
    return (*methods, _of_unit(found, code))


def _of_method(found: Around, code: str, method: Method) -> Tried:
    years = [year for year in found.ground.years() if _can_be_tried(found, method, year)]

    def said(year: int) -> dict[str, Money]:
        return _lines(
            found, code, lambda unit, account: proposal(found.ground.basis(unit, account, year=year), method)
        )

    return _against(found, code, method, {year: said(year) for year in years})


def _of_unit(found: Around, code: str) -> Tried:
    def said(known: Said) -> dict[str, Money]:
        return _lines(found, code, lambda unit, account: known.get(unit, {}).get(account, ZERO))

    years = {}
    for round in found.rounds:
        period = Period.parse(round.period)
        same = period.end_month == found.period.end_month and period.end_year in found.ground.years()
        if same and round.pk in found.said:
            years[period.end_year] = said(found.said[round.pk])
    return _against(found, code, None, years)


def _can_be_tried(found: Around, method: Method, year: int) -> bool:
    basis = found.ground.basis("", "", year=year)
    match method:
        case Method.REMAINING_BUDGET:
            return _all_known(basis, basis.budget, basis.year_budget)
        case Method.LAST_YEAR:
            return _all_known(basis, basis.last_year, basis.last_year_whole)
        case _:
            return _all_known(basis)


def _all_known(basis: Basis, *more: Money | None) -> bool:
    return None not in (basis.outcome, *more)


def _against(
    found: Around, code: str, method: Method | None, said: Mapping[int, Mapping[str, Money]]
) -> Tried:
    def outcome(year: int) -> dict[str, Money]:
        return _lines(found, code, lambda unit, account: found.ground.became(unit, account, year))

    became = {year: outcome(year) for year in said}
    keys = [line.key for line in found.form.lines if line.accounts]
    lines = {
        key: tuple(Trial(year, said[year].get(key, ZERO), became[year].get(key, ZERO)) for year in said)
        for key in keys
    }
    result = tuple(Trial(year, _sum(said[year].values()), _sum(became[year].values())) for year in said)
    return Tried(method, lines, result)


def _lines(found: Around, code: str, amount: Callable[[str, str], Money | None]) -> dict[str, Money]:
    sums: dict[str, Money] = {}
    for unit, account in _cells(found, code):
        line = found.form.line_of(account)
        if line is not None:
            sums[line] = sums.get(line, ZERO) + (amount(unit, account) or ZERO)
    return sums


def _cells(found: Around, code: str) -> Iterator[tuple[str, str]]:
    for unit in found.below(code):
        said = (known.get(unit, {}) for known in found.said.values())
        accounts = found.ground.groups(unit).union(*(cells.keys() for cells in said))
        for account in sorted(accounts):
            yield unit, account


def _sum(amounts: Iterable[Money]) -> Money:
    return sum(amounts, ZERO)
