"""The ledger's manifest as rows, in the same transaction as the audit row."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import Batch, Withdrawal
from utfall.ledger.manifest import CONFLICT, NOT_IN_FORCE, ManifestError, current
from utfall.records.audit.actions import note
from utfall.records.finance.models import LedgerBatch, LedgerCommit


class DatabaseManifest:
    """One row for each commit, numbered from 1; the number is the key, so that one of two writers is refused it.

    What is committed within a greater transaction is there for others when that one is over, or not at all.
    """

    @property
    def version(self) -> int:
        """How many commits there are; 0 for an empty ledger."""
        return LedgerCommit.objects.aggregate(last=Max("version"))["last"] or 0

    def batches(
        self,
        municipality: str | None = None,
        *,
        year: int | None = None,
        scenario: Scenario | None = None,
        as_of: dt.datetime | None = None,
    ) -> tuple[Batch, ...]:
        """The batches that were in force at the time (None: now), sorted by slot; None means any."""
        wanted = {"municipality": municipality, "year": year, "scenario": scenario and scenario.value}
        found = self._history(**{name: value for name, value in wanted.items() if value is not None})
        return current(found, as_of=as_of)

    def history(self) -> tuple[Batch, ...]:
        """Every batch there has been, in the order of the commits."""
        return self._history()

    def commit(self, *batches: Batch, expected_version: int) -> int | Denied:
        """Add the batches as one deed with its audit row; Denied if the version is another by now."""

        def add(made: LedgerCommit) -> None:
            LedgerBatch.objects.bulk_create(
                _row(made, position, batch) for position, batch in enumerate(batches)
            )
            for batch in batches[:1]:
                note(
                    "ledger.import", by=batch.by, at=batch.at, object=f"ledger:{made.version}",
                    details={"version": made.version, "batches": [one.id for one in batches]},
                )  # fmt: skip

        return self._next(expected_version, add)

    def withdraw(self, batch_id: str, *, by: str, at: dt.datetime, expected_version: int) -> int | Denied:
        """Undo one batch in force and return the new version; Denied if it is not, or the version is another by now."""
        if batch_id not in {batch.id for batch in self.batches()}:
            return NOT_IN_FORCE

        def undo(made: LedgerCommit) -> None:
            rows = LedgerBatch.objects.filter(id=batch_id)
            rows.update(withdrawn_in=made, withdrawn_by=by, withdrawn_at=at)
            details = {"version": made.version, "batches": [batch_id]}
            note("ledger.withdraw", by=by, at=at, object=f"ledger:{made.version}", details=details)

        return self._next(expected_version, undo)

    def _next(self, expected_version: int, deed: Callable[[LedgerCommit], None]) -> int | Denied:
        """Do the deed as the next commit, unless somebody else made that one."""
        with transaction.atomic():
            if self.version != expected_version:
                return CONFLICT
            try:
                with transaction.atomic():
                    made = LedgerCommit(version=expected_version + 1)
                    made.save(force_insert=True)
            except IntegrityError:
                return CONFLICT
            deed(made)
        return made.version

    def _history(self, **wanted: object) -> tuple[Batch, ...]:
        rows = LedgerBatch.objects.filter(**wanted).order_by("commit_id", "position")
        return tuple(_batch(row) for row in rows)


def _row(made: LedgerCommit, position: int, batch: Batch) -> LedgerBatch:
    return LedgerBatch(
        id=batch.id,
        commit=made,
        position=position,
        municipality=batch.slot.municipality,
        year=batch.slot.year,
        scenario=batch.slot.scenario.value,
        at=batch.at,
        content=batch.as_json(),
    )


def _batch(row: LedgerBatch) -> Batch:
    try:
        batch = Batch.from_json(row.content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ManifestError(f"{row.id}: {error}") from error
    if row.withdrawn_at is None:
        return batch
    return dataclasses.replace(batch, withdrawn=Withdrawal(row.withdrawn_by, row.withdrawn_at))
