"""The audit log: one row for each deed, each naming the hash of the one before."""

from django.db import models


class Event(models.Model):
    """A deed: who did what to which object, when, in which authority. Rows are added and never changed.

    The actor and the authority are kept as text, so that a row says the same after a person has left.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    authority = models.CharField(max_length=20, blank=True)
    deed = models.CharField(max_length=60)
    object = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = (models.Index(fields=("object", "number")), models.Index(fields=("authority", "number")))

    def __str__(self) -> str:
        return f"{self.number}: {self.actor} {self.deed} {self.object}"
