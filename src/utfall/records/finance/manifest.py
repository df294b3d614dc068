"""The ledger's manifest as rows, in the same transaction as the audit row."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import Batch
from utfall.ledger.manifest import CONFLICT, ManifestError, current
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
        with transaction.atomic():
            if self.version != expected_version:
                return CONFLICT
            number = expected_version + 1
            try:
                with transaction.atomic():
                    made = LedgerCommit(version=number)
                    made.save(force_insert=True)
            except IntegrityError:
                return CONFLICT
            LedgerBatch.objects.bulk_create(
                _row(made, position, batch) for position, batch in enumerate(batches)
            )
            for batch in batches[:1]:
                note(
                    "ledger.import", by=batch.by, at=batch.at, object=f"ledger:{number}",
                    details={"version": number, "batches": [one.id for one in batches]},
                )  # fmt: skip
        return number

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
        return Batch.from_json(row.content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ManifestError(f"{row.id}: {error}") from error
