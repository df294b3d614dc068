"""The ledger's manifest: commits, and the batches that each brought."""

from django.db import models


class LedgerCommit(models.Model):
    """One deed on the ledger: its version counts the commits, so that two writers cannot both make the next."""

    version = models.PositiveIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.version)


class LedgerBatch(models.Model):
    """One import into the ledger, as `ledger.batch.Batch` writes itself; never changed afterwards but by a withdrawal."""

    id = models.CharField(max_length=80, primary_key=True)
    commit = models.ForeignKey(LedgerCommit, models.PROTECT, related_name="batches")
    position = models.PositiveSmallIntegerField()
    municipality = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    scenario = models.CharField(max_length=20)
    at = models.DateTimeField()
    content = models.JSONField()
    withdrawn_in = models.OneToOneField(
        LedgerCommit, models.PROTECT, null=True, blank=True, related_name="withdrawn"
    )
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "ledger batches"
        indexes = (models.Index(fields=("municipality", "year", "scenario")),)

    def __str__(self) -> str:
        return self.id
