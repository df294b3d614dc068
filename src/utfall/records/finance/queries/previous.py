"""The forecast before the one that stands, year by year: what a change is reckoned against."""

from collections.abc import Mapping

from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.records.finance.models import ForecastRow
from utfall.records.finance.objects import Rules
from utfall.records.finance.queries.forecast_rows import round_of_file
from utfall.records.organisation.models import Authority, Round


def previous_forecast(authority: Authority, rules: Rules) -> Mapping[BalanceKey, int]:
    """For each year the forecast of the round before the latest that has one, with the ledger's sign on December.

    A loaded file is of the round that its name says, unless something was adopted in that round. A year with one
    forecast has none before it.
    """
    rounds = tuple(Round.objects.filter(authority=authority).order_by("position", "pk"))
    places: dict[int | None, int] = {one.pk: one.position for one in rounds}
    named = round_of_file(rules.sources.get(Scenario.FORECAST, ""), rounds)
    found: dict[int, dict[int | None, dict[BalanceKey, int]]] = {}
    rows = ForecastRow.objects.filter(authority=authority).order_by("pk")
    for round, code, account, month, project_class, öre in rows.values_list(
        "round_id", "unit__code", "account", "month", "project_class", "amount"
    ):
        balances = found.setdefault(month // 12, {}).setdefault(round, {})
        key = BalanceKey(code, account, ProjectClass(project_class), month, Scenario.FORECAST)
        balances[key] = balances.get(key, 0) + öre
    previous: dict[BalanceKey, int] = {}
    for by_round in found.values():
        loaded = by_round.pop(None, None)
        if loaded is not None and (named is None or named.pk not in by_round):
            by_round[named.pk if named else None] = loaded
        in_order = sorted(by_round, key=lambda round: places.get(round, -1))
        previous |= by_round[in_order[-2]] if len(in_order) > 1 else {}
    return previous
