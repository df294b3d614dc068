"""What the ledger says of the units of an authority, by account group: the ground that forecasts are made on."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from utfall.domain.finance.forecast import Basis
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement.groups import AccountGroups
from utfall.ledger.questions import Axis, Column, Cut, DuckDB, Ledger, Terms
from utfall.records.finance.ledger import store
from utfall.records.organisation.models import Round

EARLIER_YEARS = 4
"""How many years back forecasts are tried against what the year became; the first of them only as a year before."""
_KEPT = 8
_asked: dict[tuple[object, ...], "Ground"] = {}
_lock = threading.Lock()
_TO_DATE, _WHOLE, _BUDGET, _YEAR_BUDGET, _LAST_MONTH = "utfall", "år", "budget", "årsbudget", "december"


@dataclass(frozen=True, slots=True)
class Ground:
    """Amounts in öre with the statement's sign, by unit and account group, for the months of a round and years before.

    `known` are the columns that the ledger holds anything for: what it does not hold is not zero.
    """

    year: int
    months: int
    amounts: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def accounts(self, unit: str) -> frozenset[str]:
        """The account groups on which the unit itself has an outcome or a budget this year."""
        wanted = [_name(column, self.year) for column in (_TO_DATE, _YEAR_BUDGET)]
        held = self.amounts.get(unit, {})
        return frozenset(
            account for account, cells in held.items() if any(cells.get(name) for name in wanted)
        )

    def groups(self, unit: str) -> frozenset[str]:
        """Every account group that the unit itself has had anything on."""
        return frozenset(self.amounts.get(unit, {}))

    def basis(self, unit: str, account: str, *, year: int = 0, previous: Money | None = None) -> Basis:
        """What is known about the unit's own part of the group; `year` is another year than the round's."""
        year = year or self.year
        return Basis(
            months=self.months,
            outcome=self._amount(unit, account, _TO_DATE, year),
            budget=self._amount(unit, account, _BUDGET, year),
            year_budget=self._amount(unit, account, _YEAR_BUDGET, year),
            last_year=self._amount(unit, account, _TO_DATE, year - 1),
            last_year_whole=self.became(unit, account, year - 1),
            previous=previous,
        )

    def became(self, unit: str, account: str, year: int) -> Money | None:
        """The outcome of a whole year that is over, or None where the ledger does not hold all of it."""
        return self._amount(unit, account, _WHOLE, year)

    def years(self) -> tuple[int, ...]:
        """The years before this one that the ledger holds all of, the latest first."""
        earlier = range(self.year - 1, self.year - EARLIER_YEARS, -1)
        return tuple(year for year in earlier if _name(_WHOLE, year) in self.known)

    def _amount(self, unit: str, account: str, column: str, year: int) -> Money | None:
        name = _name(column, year)
        if name not in self.known:
            return None
        return Money(self.amounts.get(unit, {}).get(account, {}).get(name, 0))


def to_date(round: Round) -> Period:
    """January to the last month of the round."""
    period = Period.parse(round.period)
    return Period.between(period.end_year, 1, period.end_year, period.end_month)


def ground(round: Round, terms: Terms, groups: AccountGroups, *, scope: str) -> Ground:
    """The ledger's sums for the scope and all below it, as it was when the round's figures were released.

    The same files under the same terms give the same sums, so the last few answers are remembered.
    """
    ledger = store()
    batches = tuple(batch.id for batch in ledger.batches(as_of=round.facts_as_of))
    period = to_date(round)
    if not batches:
        return Ground(period.end_year, period.end_month)
    key = (str(ledger.folder), batches, scope, period, repr(terms), repr(groups))
    with _lock:
        found = _asked.pop(key, None)
        if found is None:
            asked = Ledger(ledger, engine=DuckDB(), terms=terms, as_of=round.facts_as_of)
            found = _ground(asked, groups, period, scope)
        _asked[key] = found
        while len(_asked) > _KEPT:
            del _asked[next(iter(_asked))]
    return found


def _ground(ledger: Ledger, groups: AccountGroups, period: Period, scope: str) -> Ground:
    columns = tuple(_columns(period))
    cut = Cut(scope=scope, classes=groups.form.project_classes)
    answer = ledger.statement((Axis.UNIT, Axis.KONTO), columns, cut=cut)
    amounts: dict[str, dict[str, dict[str, int]]] = {}
    group: dict[str, str | None] = {}
    held: set[str] = set()
    for (key, name), öre in answer.amounts.items():
        unit, konto = map(str, key)
        held.add(name)
        if konto not in group:
            group[konto] = groups.of(konto)
        account = group[konto]
        if unit and account is not None:
            cells = amounts.setdefault(unit, {}).setdefault(account, {})
            cells[name] = cells.get(name, 0) + öre
    missing = {finding.where for finding in answer.findings if finding.code == "ledger.nothing"}
    known = {column.name for column in columns} - missing
    # A year of which nothing is posted in its last month is not over.
    open_years = (year for year in _earlier(period) if _name(_LAST_MONTH, year) not in held)
    known -= {_name(_WHOLE, year) for year in open_years}
    return Ground(period.end_year, period.end_month, amounts, frozenset(known))


def _columns(period: Period) -> Iterable[Column]:
    for year in (*_earlier(period), period.end_year):
        months = Period.between(year, 1, year, period.end_month)
        yield Column(_name(_TO_DATE, year), Scenario.OUTCOME, months)
        yield Column(_name(_BUDGET, year), Scenario.BUDGET, months)
        yield Column(_name(_YEAR_BUDGET, year), Scenario.BUDGET, Period.year(year))
    for year in _earlier(period):
        yield Column(_name(_WHOLE, year), Scenario.OUTCOME, Period.year(year))
        yield Column(_name(_LAST_MONTH, year), Scenario.OUTCOME, Period.month(year, 12))


def _earlier(period: Period) -> range:
    return range(period.end_year - EARLIER_YEARS, period.end_year)


def _name(column: str, year: int) -> str:
    return f"{column} {year}"
