"""The ledger's monthly sums as the balances that statements are made of."""

from collections.abc import Iterable, Sequence

from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.ledger.questions import Axis, Column, Ledger
from utfall.ledger.questions.answers import Answer

AXES = (Axis.UNIT, Axis.KONTO, Axis.PROJECT_CLASS, Axis.MONTH)


def balances(
    ledger: Ledger,
    *,
    years: Iterable[int],
    scenarios: Sequence[Scenario] = (Scenario.OUTCOME, Scenario.BUDGET),
) -> dict[BalanceKey, int]:
    """The balances of the years from the cube, in öre with the ledger's sign; codes that nobody knows are left out."""
    columns = {
        f"{scenario} {year}": Column(f"{scenario} {year}", scenario, Period.year(year))
        for year in sorted(years)
        for scenario in scenarios
    }
    answer: Answer = ledger.statement(AXES, tuple(columns.values()))
    found: dict[BalanceKey, int] = {}
    for (key, name), öre in answer.amounts.items():
        unit, account, project_class, month = key
        column = columns[name]
        if unit and project_class and öre:
            place = column.period.first + int(month) - 1
            found[
                BalanceKey(str(unit), str(account), ProjectClass(str(project_class)), place, column.scenario)
            ] = -öre
    return found
