"""The site's ledger: where it lies, and its sums as the balances of an authority's statements."""

import datetime as dt
import re
import threading
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey
from utfall.ledger.questions import DuckDB, Ledger, Terms
from utfall.ledger.store import Store
from utfall.records.finance.manifest import DatabaseManifest
from utfall.report.ledger_balances import balances

FOLDER = "huvudbok"
_LEDGER = (Scenario.OUTCOME, Scenario.BUDGET)
_KEPT = 8
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_asked: dict[tuple[object, ...], Mapping[BalanceKey, int]] = {}
_lock = threading.Lock()


def ledger_name(text: str) -> str:
    """The text as a name in the ledger, of a municipality or a part: at most 40 letters, digits, full stops and hyphens."""
    return _NOT_IN_NAMES.sub("-", text).strip("-.")[:40]


def store() -> Store:
    """The ledger of this site, under the manifest in the database."""
    return Store(Path(settings.DATA) / FOLDER, manifest=DatabaseManifest())


def ledger_balances(terms: Terms, *, as_of: dt.datetime | None = None) -> Mapping[BalanceKey, int]:
    """Outcome and budget by unit, account, class and month, as the ledger was at the time (None: now).

    The same files under the same terms give the same sums, so the last few answers are remembered.
    """
    ledger = store()
    batches = [batch for batch in ledger.batches(as_of=as_of) if batch.slot.scenario in _LEDGER]
    if not batches:
        return {}
    key = (str(ledger.folder), as_of, tuple(batch.id for batch in batches), repr(terms))
    with _lock:
        found = _asked.pop(key, None)
        if found is None:
            asked = Ledger(ledger, engine=DuckDB(), terms=terms, as_of=as_of)
            found = balances(asked, years={batch.slot.year for batch in batches})
        _asked[key] = found
        while len(_asked) > _KEPT:
            del _asked[next(iter(_asked))]
    return found
