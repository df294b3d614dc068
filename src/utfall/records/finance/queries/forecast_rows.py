"""Forecasts that stand: loaded from a file, or adopted when the highest level of a round was approved."""

from collections.abc import Iterable, Mapping

from utfall.domain.money import ZERO, Money
from utfall.domain.scenario import Scenario
from utfall.domain.statement.groups import AccountGroups
from utfall.records.finance.models import ForecastRow
from utfall.records.finance.objects import Rules
from utfall.records.organisation.models import Authority, Round

Said = Mapping[str, Mapping[str, Money]]
"""A forecast by unit and account group, with the statement's sign."""


def said_by_round(
    authority: Authority, rounds: Iterable[Round], rules: Rules, groups: AccountGroups
) -> dict[int, Said]:
    """The forecast that stands for each round that has one, by the round's number.

    A loaded file belongs to the round that its name says, such as prognos-2024-D2.xlsx; what was adopted comes first.
    """
    rounds = tuple(rounds)
    found: dict[int | None, dict[str, dict[str, Money]]] = {}
    rows = ForecastRow.objects.filter(authority=authority).order_by("pk")
    for round, unit, account, öre in rows.values_list("round_id", "unit__code", "account", "amount"):
        group = groups.of(account) or account
        cells = found.setdefault(round, {}).setdefault(unit, {})
        cells[group] = cells.get(group, ZERO) - Money(öre)
    loaded = found.pop(None, None)
    named = round_of_file(rules.sources.get(Scenario.FORECAST, ""), rounds)
    said: dict[int, Said] = {number: units for number, units in found.items() if number is not None}
    if loaded is not None and named is not None:
        said.setdefault(named.pk, loaded)
    return said


def round_of_file(names: str, rounds: Iterable[Round]) -> Round | None:
    """The round whose code stands in the names of the loaded files; the longest code wins."""
    fitting = [one for one in rounds if one.code in names]
    return max(fitting, key=lambda one: len(one.code), default=None)
