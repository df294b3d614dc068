"""Income of the units as budgeted and forecast, for holding it against what has been agreed."""

from collections.abc import Callable

from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Column, LineKind
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.sums import sums

GRANT = "kommunbidrag"


def is_income_financed(books: Books) -> bool:
    """Whether the authority lives by what others pay for its services, and gets no grant."""
    placed = books.form()
    return placed is not None and all(line.key != GRANT for line in placed.form.lines)


def budgeted_income(books: Books, year: int) -> dict[str, Money]:
    """Each unit's own budgeted income of the year, without that of the units below it; units without any left out."""
    amount = _income(books, Column(Scenario.BUDGET, Period.year(year)))
    own = {
        unit.code: amount(unit.code)
        - sum(amount(child.code) for child in books.organisation.children(unit.code))
        for unit in books.organisation.units
    }
    return {code: Money(öre) for code, öre in own.items() if öre}


def forecast_income(books: Books, unit: str, year: int) -> Money | None:
    """What the unit and those below it expect to earn in the year; None where nothing is forecast."""
    öre = _income(books, Column(Scenario.FORECAST, Period.year(year)))(unit)
    return Money(öre) if öre else None


def _income(books: Books, column: Column) -> Callable[[str], int]:
    """The income of a unit with all below it in the column, in öre."""
    held = sums(books)
    if held is None:
        return lambda _unit: 0
    keys = [line.key for line in held.form.lines if line.kind is LineKind.INCOME and line.key != GRANT]

    def amount(unit: str) -> int:
        found = held.amounts(unit, column, held.form.project_classes)
        return sum(found.get(key, 0) for key in keys)

    return amount
