"""What a manifest promises, wherever it is kept."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import WHOLE, Batch, Slot
from utfall.locale import mark as _

CONFLICT = Denied(
    "ledger.conflict",
    _("Någon annan ändrade huvudboken samtidigt. Ingenting är sparat; kör importen en gång till."),
)

NOT_IN_FORCE = Denied(
    "ledger.not-in-force",
    _("Omgången gäller inte längre: den har ersatts eller redan ångrats. Huvudboken är oförändrad."),
)


class ManifestError(Exception):
    """The manifest itself cannot be read, so nothing can be said about the ledger."""


class Manifest(Protocol):
    """The one list of what belongs to the ledger. What it does not name does not exist.

    A commit is all or nothing, and one of two that expect the same version is denied. Nothing is ever removed: a
    batch in the same slot replaces the earlier one from its own time on, and a whole year replaces its parts. A
    withdrawn batch is as if it had never come, from the time of its withdrawal: what it replaced is in force again.
    """

    @property
    def version(self) -> int:
        """How many commits there are; 0 for an empty ledger."""
        ...

    def batches(
        self,
        municipality: str | None = None,
        *,
        year: int | None = None,
        scenario: Scenario | None = None,
        as_of: dt.datetime | None = None,
    ) -> tuple[Batch, ...]:
        """The batches that were in force at the time (None: now), sorted by slot; None means any."""
        ...

    def history(self) -> tuple[Batch, ...]:
        """Every batch there has been, in the order of the commits."""
        ...

    def commit(self, *batches: Batch, expected_version: int) -> int | Denied:
        """Add the batches as one deed and return the new version; Denied if the version is another by now."""
        ...

    def withdraw(self, batch_id: str, *, by: str, at: dt.datetime, expected_version: int) -> int | Denied:
        """Undo one batch in force and return the new version; Denied if it is not, or the version is another by now."""
        ...


def current(
    history: Iterable[Batch],
    *,
    municipality: str | None = None,
    year: int | None = None,
    scenario: Scenario | None = None,
    as_of: dt.datetime | None = None,
) -> tuple[Batch, ...]:
    """The batches in force at the time, sorted by slot, out of all batches in the order of their commits."""
    latest: dict[Slot, Batch] = {}
    for batch in history:
        gone = batch.withdrawn is not None and (as_of is None or batch.withdrawn.at <= as_of)
        if not gone and (as_of is None or batch.at <= as_of):
            if batch.slot.part == WHOLE:
                for slot in [slot for slot in latest if slot.book == batch.slot.book]:
                    del latest[slot]
            latest[batch.slot] = batch
    return tuple(
        latest[slot]
        for slot in sorted(latest)
        if municipality in (None, slot.municipality)
        and year in (None, slot.year)
        and scenario in (None, slot.scenario)
    )
