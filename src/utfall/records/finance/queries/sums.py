"""Monthly sums by unit and report line, rolled up through the organisation: every statement is a look-up in them."""

import operator
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from utfall.domain.figure import Address, Figure
from utfall.domain.finance import AmountOfPeriod, ComparabilityItem, carried
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import (
    Balances,
    Column,
    LineKind,
    Lines,
    ProjectClass,
    StatementForm,
    StatementTerms,
    statement_of_lines,
    with_subtotals,
)
from utfall.integrations.folder.finance import DeclaredItem
from utfall.integrations.folder.settings import PlacedForm
from utfall.ledger.questions import Axis, Cut
from utfall.ledger.questions import Column as Asked
from utfall.records.finance.queries.books import Books, Kept

_AXES = (Axis.UNIT, Axis.LINE, Axis.PROJECT_CLASS, Axis.MONTH)
_SUMS = Kept(24)
_FIGURES = Kept(4096)
Cell = tuple[Scenario, ProjectClass, str]
"""A scenario, a class of projects and a report line."""
Row = tuple[str, Cell, int, int]
"""A unit, a cell, a month counted as in Period, and öre with the statement's sign."""


@dataclass(frozen=True, slots=True)
class MonthlySums:
    """The amounts of one form in öre with the statement's sign, added up from the first month on.

    `running[unit][cell][n]` is the sum of the first n months from `first`, of the unit with all below it. `known` are the
    months in which the ledger has anything of a scenario and a class.
    """

    form: StatementForm
    scope: str
    first: int
    months: int
    running: dict[str, dict[Cell, list[int]]] = field(repr=False)
    known: frozenset[tuple[Scenario, ProjectClass, int]] = field(repr=False)

    def is_known(self, column: Column, classes: Iterable[ProjectClass]) -> bool:
        """Whether the ledger has anything in the column."""
        months = range(column.period.first, column.period.last + 1)
        return any((column.scenario, each, month) in self.known for each in classes for month in months)

    def amounts(self, unit: str, column: Column, classes: Iterable[ProjectClass]) -> dict[str, int]:
        """The unit's amounts by line in the column; a line without any is left out."""
        start, end = self._place(column.period.first), self._place(column.period.last + 1)
        wanted, found = frozenset(classes), dict[str, int]()
        for (scenario, project_class, line), running in self.running.get(unit, {}).items():
            if scenario is column.scenario and project_class in wanted:
                found[line] = found.get(line, 0) + running[end] - running[start]
        return found

    def lines(
        self, units: Iterable[str], columns: Iterable[Column], classes: Iterable[ProjectClass]
    ) -> Lines:
        """The amounts of the units in those of the columns that anything is known in."""
        classes, units = tuple(classes), tuple(units)
        lines: Lines = {}
        for column in columns:
            if self.is_known(column, classes):
                lines["", column] = {}
                for unit in units:
                    lines[unit, column] = self.amounts(unit, column, classes)
        return lines

    def _place(self, month: int) -> int:
        return min(max(month - self.first, 0), self.months)


def sums(books: Books, form: str = "rr", *, budget: str = "") -> MonthlySums | None:
    """The sums of a form, with the version of the budget that is named (empty: the one imported last)."""
    made: MonthlySums | None = _SUMS.get((books.key, form, budget), lambda: _made(books, form, budget))
    return made


def figures(
    books: Books, units: Iterable[str], period: Period, *, form: str = "rr", budget: str = "",
    classes: tuple[ProjectClass, ...] = (),
) -> dict[Address, Figure]:  # fmt: skip
    """The figures of the units as the domain's statement makes them; without classes those that the form takes in.

    Raises KeyError for a unit that is not in the organisation. Empty where the form is not drawn up for any of them.
    """
    units = tuple(units)
    key = (books.key, units, period, form, budget, classes)
    made: dict[Address, Figure] = _FIGURES.get(
        key, lambda: _figures(books, units, period, form, budget, classes)
    )
    return made


def previous(books: Books, unit: str, period: Period, *, form: str = "rr") -> dict[str, int]:
    """The previous full-year forecast of the unit by line, in öre; empty where there is none for the year."""
    key = (books.key, unit, period.full_year, form, "previous")
    made: dict[str, int] = _FIGURES.get(key, lambda: _previous(books, unit, period.full_year, form))
    return made


def _previous(books: Books, unit: str, year: Period, form: str) -> dict[str, int]:
    placed = books.form(form)
    rows = tuple(_forecast(books, books.previous, placed.form)) if placed else ()
    if placed is None or not any(month == year.last for _unit, _cell, month, _öre in rows):
        return {}
    held = added_up(rows, placed, books.organisation, years={row[2] // 12 for row in rows})
    column = Column(Scenario.FORECAST, year)
    return whole(books, placed.form, unit, held.amounts(unit, column, placed.form.project_classes), column)


def whole(
    books: Books, form: StatementForm, unit: str, amounts: Mapping[str, int], column: Column
) -> dict[str, int]:
    """The amounts with what the unit carries over, and with subtotals and results; a budget carries nothing."""
    full = dict(amounts)
    if column.scenario is not Scenario.BUDGET:
        below = books.below(unit)
        items = tuple(item for item in books.beside.carried_over if item.unit in below)
        treatment = books.rules.settings.treatment
        for line in form.lines:
            if line.kind is LineKind.CARRIED:
                full[line.key] = carried(items, period=column.period, treatment=treatment).öre
    return with_subtotals(full, form)


def _figures(
    books: Books, units: tuple[str, ...], period: Period, form: str, budget: str,
    classes: tuple[ProjectClass, ...],
) -> dict[Address, Figure]:  # fmt: skip
    held = sums(books, form, budget=budget)
    if held is None:
        return {}
    below = books.below(held.scope)
    terms = StatementTerms(
        period=period,
        carried_over=books.beside.carried_over,
        treatment=books.rules.settings.treatment,
        comparability=comparability_items(books, period),
        sources=books.rules.sources,
    )
    own = tuple(unit for unit in units if unit in below)
    lines = held.lines(own, terms.columns, classes or held.form.project_classes)
    return statement_of_lines(lines, held.form, books.organisation, units=own, terms=terms)


def _made(books: Books, form: str, budget: str) -> MonthlySums | None:
    placed = books.form(form)
    if placed is None or placed.scope not in books.organisation:
        return None
    years = {*books.years, *(key.month // 12 for key in books.forecast)}
    if not years:
        return MonthlySums(placed.form, placed.scope, 0, 0, {}, frozenset())
    rows = [*_posted(books, form, placed.scope, budget), *_forecast(books, books.forecast, placed.form)]
    return added_up(rows, placed, books.organisation, years=years)


def added_up(
    rows: Iterable[Row], placed: PlacedForm, organisation: Organisation, *, years: Iterable[int]
) -> MonthlySums:
    """The rows of the years added to their unit and to every unit above it, month by month."""
    rows, years = tuple(rows), tuple(years)
    first, months = min(years) * 12, (max(years) - min(years) + 1) * 12
    own: dict[tuple[str, Cell], list[int]] = {}
    per_month: dict[str, dict[Cell, list[int]]] = {}
    for unit, cell, month, öre in rows:
        kept = own.setdefault((unit, cell), [0] * months)
        kept[month - first] += öre
    for (unit, cell), amounts in own.items():
        for above in organisation.path(unit):
            summed = per_month.setdefault(above.code, {}).setdefault(cell, [0] * months)
            summed[:] = map(operator.add, summed, amounts)
    running = {
        unit: {cell: [0, *accumulate(amounts)] for cell, amounts in cells.items()}
        for unit, cells in per_month.items()
    }
    known = frozenset((scenario, each, month) for _unit, (scenario, each, _line), month, _öre in rows)
    return MonthlySums(placed.form, placed.scope, first, months, running, known)


def _posted(books: Books, form: str, scope: str, budget: str) -> Iterator[Row]:
    columns = {
        f"{scenario} {year}": Asked(f"{scenario} {year}", scenario, Period.year(year), version)
        for year in books.years
        for scenario, version in ((Scenario.OUTCOME, None), (Scenario.BUDGET, budget or None))
    }
    ledger = books.ledger(form)
    if ledger is None or not columns:
        return
    answer = ledger.statement(_AXES, tuple(columns.values()), cut=Cut(scope=scope))
    for (key, name), öre in answer.amounts.items():
        unit, line, project_class, month = key
        column = columns[name]
        if unit and project_class and öre:
            cell = (column.scenario, ProjectClass(str(project_class)), str(line))
            yield str(unit), cell, column.period.first + int(month) - 1, öre


def _forecast(books: Books, balances: Balances, form: StatementForm) -> Iterator[Row]:
    for key, öre in balances.items():
        line = form.line_of(key.account)
        if line is not None and key.unit in books.organisation:
            yield key.unit, (Scenario.FORECAST, key.project_class, line), key.month, -öre


def comparability_items(books: Books, period: Period) -> tuple[ComparabilityItem, ...]:
    """The comparability items with their amounts in the period and the year before, out of the ledger or as typed."""
    return tuple(_items(books, period))


def _items(books: Books, period: Period) -> Iterator[ComparabilityItem]:
    for item in books.beside.declared:
        if item.unit in books.organisation:
            typed = (AmountOfPeriod(one.period, one.amount) for one in item.amounts)
            posted = (
                AmountOfPeriod(each, _posted_on(books, item, each))
                for each in (period, period.year_before)
                if item.accounts
            )
            amounts = (*typed, *posted)
            yield ComparabilityItem(item.code, item.name, item.unit, amounts, item.normal)


def _posted_on(books: Books, item: DeclaredItem, period: Period) -> Money:
    columns = tuple(Asked(str(year), Scenario.OUTCOME, Period.year(year)) for year in books.years)
    axes = (Axis.KONTO, Axis.PROJECT_CLASS, Axis.MONTH)
    answer = books.ask(axes, columns, Cut(scope=item.unit)) if columns else None
    if answer is None:
        return Money(0)
    return Money(
        sum(
            öre
            for ((account, project_class, month), year), öre in answer.amounts.items()
            if str(account).startswith(item.accounts)
            and project_class != ProjectClass.INVESTMENT
            and period.first <= int(year) * 12 + int(month) - 1 <= period.last
        )
    )
