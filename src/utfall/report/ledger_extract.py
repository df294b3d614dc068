"""An extract with the whole code string into the ledger by its confirmed mapping, wholly or not at all."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from utfall.domain.denied import Denied
from utfall.domain.finding import Severity
from utfall.integrations.kommunbas import ColumnMapping, Extract, Shape
from utfall.ledger.store import Deed, Store
from utfall.locale import mark as _
from utfall.report.ledger_import import UNREADABLE_ROWS, Receipt, without_rows

LONG = Denied(
    "ledger.long-extract",
    _(
        "Utdraget är långformat (Period, Enhet, Mått, Kolumn, Mätvärde) och har inga konteringsrader för huvudboken."
    ),
)

_TOLD_EVERY = 5_000


def receive(
    path: Path, *, mapping: ColumnMapping, store: Store, deed: Deed, sheet: str = "", leaving_out: bool = False,
    each: Callable[[int], None] | None = None,
) -> Receipt:  # fmt: skip
    """Read the extract twice, first for what is wrong with it, then into the store; memory does not grow with it.

    `deed.recipe` is filled in here: another mapping of the same file is another import. A mapping that lacks
    something, or a row that cannot be read, denies the whole file; with `leaving_out` the rows that cannot be read
    are left out. `each` is told how many rows have been read. Raises OSError where the path cannot be read.
    """
    recipe = f"utdrag 1 {_hash(mapping)} {sheet}".strip()
    if mapping.shape is Shape.LONG:
        return Receipt(recipe, LONG)
    trial = Extract(path, mapping, sheet=sheet)
    for number, _entry in enumerate(trial.entries(), start=1):
        if each is not None and number % _TOLD_EVERY == 0:
            each(trial.rows_read)
    errors = [finding.code for finding in trial.findings if finding.severity is Severity.ERROR]
    if errors and not (leaving_out and trial.rows_read):
        return Receipt(recipe, UNREADABLE_ROWS, trial.findings)
    if errors:
        recipe = without_rows(recipe)
    entries = Extract(path, mapping, sheet=sheet).entries()
    result = store.import_entries(entries, original=path, deed=dataclasses.replace(deed, recipe=recipe))
    return Receipt(recipe, result, trial.findings)


def _hash(mapping: ColumnMapping) -> str:
    """Twelve digits that change with anything in the mapping but its name."""
    content = json.dumps(dict(mapping.as_json(), name=""), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
