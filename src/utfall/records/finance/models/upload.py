"""Files on their way into the ledger, and the mappings that were confirmed for such files."""

from django.db import models

from utfall.domain.finance import UploadState
from utfall.ledger.batch import STORED
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority


class LedgerUpload(models.Model):
    """A file that somebody sent: what it is said to be, how it is read, what was found, what came of it."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="ledger_uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    scenario = models.CharField(max_length=20, choices=[(one.value, one.value) for one in STORED])
    version = models.CharField(max_length=40, blank=True)
    part = models.CharField(max_length=40)
    decision = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(null=True, blank=True)
    """The confirmed mapping of the columns or dimensions; None for a file that says itself what its columns are."""
    profiles = models.JSONField(default=dict)
    """The phasing keys that came with a budget for the whole year: twelve weights by key."""
    leaving_out = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=choices(UploadState), default=UploadState.RECEIVED.value)
    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(null=True, blank=True)
    preview = models.JSONField(null=True, blank=True)
    """What the trial gave: counts, control sums and findings, as `records.finance.preview` writes them."""
    problem = models.JSONField(null=True, blank=True)
    """Why it was refused: code, sentence and its values."""
    batches = models.JSONField(default=list)
    """The ids of the batches that it became."""
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in UploadState]), name="ledger_upload_state"
            ),
        )
        indexes = (models.Index(fields=("authority", "-at")),)

    def __str__(self) -> str:
        return self.name


class SavedMapping(models.Model):
    """How the columns of a kind of extract become the code string, confirmed by somebody and used again."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="saved_mappings")
    name = models.CharField(max_length=60)
    content = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "name"), name="saved_mapping_once"),)

    def __str__(self) -> str:
        return self.name
