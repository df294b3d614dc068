"""Index assumptions, and the cost lines that are parted in price and volume."""

from django.db import models

from utfall.records.organisation.models import Authority, OrgUnit


class IndexAssumption(models.Model):
    """By how many per cent a kind of cost is assumed to rise in a year's budget."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="index_assumptions")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=40)
    percent = models.CharField(max_length=20)
    """Text, so that it comes back with the decimals it arrived with."""
    source = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="index_code_once"),
            models.UniqueConstraint(fields=("authority", "year", "measure"), name="index_of_the_year_once"),
        )

    def __str__(self) -> str:
        return self.name


class VolumeLine(models.Model):
    """A cost line of a unit and the volume that it buys, each by its measure."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="volume_lines")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    cost = models.CharField(max_length=40)
    volume = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="volume_line_code_once"),
            models.UniqueConstraint(fields=("authority", "unit", "cost", "volume"), name="volume_line_once"),
        )

    def __str__(self) -> str:
        return self.name
