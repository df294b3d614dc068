"""Report lines in öre: balances sorted into lines, rolled up through the organisation, and added into subtotals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement.balances import Balances
from utfall.domain.statement.form import StatementForm


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts: a scenario (outcome, budget or forecast) in a period."""

    scenario: Scenario
    period: Period


Lines = dict[tuple[str, Column], dict[str, int]]
"""Amounts in öre with the statement's sign (income +, cost −), by unit and column, then by line."""


def line_amounts(balances: Balances, form: StatementForm, columns: Iterable[Column]) -> Lines:
    """What each unit itself has on each line with accounts, in each column; nothing is rolled up yet.

    A column that no balance falls in is left out, so that "nothing known" is not zero.
    """
    months: dict[tuple[Scenario, int], list[Column]] = {}
    for column in columns:
        for month in range(column.period.first, column.period.last + 1):
            months.setdefault((column.scenario, month), []).append(column)
    line_of: dict[str, str | None] = {}
    lines: Lines = {}
    for key, amount in balances.items():
        wanted = months.get((key.scenario, key.month))
        if wanted is None or key.project_class not in form.project_classes:
            continue
        if key.account not in line_of:
            line_of[key.account] = form.line_of(key.account)
        line = line_of[key.account]
        if line is None:
            continue
        for column in wanted:
            cells = lines.setdefault((key.unit, column), {})
            cells[line] = cells.get(line, 0) - amount
    return lines


def unmapped(balances: Balances, form: StatementForm) -> tuple[str, ...]:
    """The accounts that belong to no line of the form, in order; their amounts would be missing from the result."""
    used = {key.account for key in balances if key.project_class in form.project_classes}
    return tuple(sorted(account for account in used if form.line_of(account) is None))


def roll_up(lines: Lines, organisation: Organisation) -> Lines:
    """The amounts of every unit with those of all units below it."""
    rolled: Lines = {}
    for (unit, column), cells in lines.items():
        for above in organisation.path(unit):
            sums = rolled.setdefault((above.code, column), {})
            for line, amount in cells.items():
                sums[line] = sums.get(line, 0) + amount
    return rolled


def with_subtotals(cells: Mapping[str, int], form: StatementForm) -> dict[str, int]:
    """All lines of the form, subtotals and results included; a line without an amount is zero."""
    full: dict[str, int] = {}
    for line in form.lines:
        full[line.key] = sum(full[term] for term in line.terms) if line.terms else cells.get(line.key, 0)
    return full
