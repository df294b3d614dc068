"""How far the ledger has come."""

import datetime as dt

from utfall.domain.scenario import Scenario
from utfall.records.finance.ledger import store


def latest_month(today: dt.date) -> str:
    """The last month with an outcome, as 2024-08; the month before today where the ledger is empty."""
    months = [batch.totals.last_month for batch in store().batches(scenario=Scenario.OUTCOME)]
    if months:
        return f"{max(months) // 100:04}-{max(months) % 100:02}"
    before = today.replace(day=1) - dt.timedelta(days=1)
    return f"{before.year:04}-{before.month:02}"
