"""Balances: what was posted in a month on an account of a unit, in whole öre with the ledger's sign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.scenario import Scenario


class ProjectClass(StrEnum):
    """What a posting's project is; the value is its word in source files."""

    OPERATION = "drift"
    OPERATION_PROJECT = "driftprojekt"
    INVESTMENT = "investering"
    DEVELOPMENT = "exploatering"


@dataclass(frozen=True, slots=True)
class BalanceKey:
    """What a balance is about. `month` is counted as in Period (year × 12 + month − 1).

    An amount for a whole year (a forecast) stands on the year's last month.
    """

    unit: str
    account: str
    project_class: ProjectClass
    month: int
    scenario: Scenario


Balances = Mapping[BalanceKey, int]
"""Change of the month in whole öre, debit + and credit −; a key that is missing is zero."""


def total(parts: Iterable[Balances]) -> dict[BalanceKey, int]:
    """Several balances added together."""
    result: dict[BalanceKey, int] = {}
    for balances in parts:
        for key, amount in balances.items():
            result[key] = result.get(key, 0) + amount
    return result
