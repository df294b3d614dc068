"""A source folder as it was loaded: its files, and the objects that later parts will own."""

from django.db import models

from utfall.records.organisation.models import Authority


class SourceFile(models.Model):
    """A file of the folder, kept as it came, by its name within the folder."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="source_files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    """None where the ledger keeps the original, which is found by its hash."""
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "name"), name="source_file_once"),)

    def __str__(self) -> str:
        return self.name


class SourceObject(models.Model):
    """An object that is read but not yet edited here: a risk, a control activity, a measure, an explanation.

    `kind` is the name of its type in the domain, `fields` its values as plain ones, `place` where it is written.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="source_objects")
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    fields = models.JSONField()
    place = models.CharField(max_length=200)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="source_object_code_once"),)
        indexes = (models.Index(fields=("authority", "kind", "position")),)

    def __str__(self) -> str:
        return self.name
