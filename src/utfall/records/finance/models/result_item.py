"""What changes how a result is read: results carried over, and items that make years hard to compare."""

from django.db import models
from django.db.models import F, Q

from utfall.records.organisation.models import Authority, OrgUnit


class CarriedOver(models.Model):
    """The result in öre that a unit carries over into a year; a deficit is minus. Preliminary until it is decided."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="carried_over")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    origin_year = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    decided_by = models.CharField(max_length=200, blank=True)
    preliminary = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="carried_over_code_once"),
            models.CheckConstraint(condition=Q(origin_year__lt=F("year")), name="carried_over_from_before"),
        )
        indexes = (models.Index(fields=("authority", "year")),)

    def __str__(self) -> str:
        return self.name


class ComparabilityItem(models.Model):
    """An item that makes years hard to compare: on the accounts with these prefixes, or with typed amounts."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="comparability_items")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    accounts = models.JSONField(default=list)
    normal = models.BigIntegerField(null=True, blank=True)
    """What is usual in a full year, in öre."""
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="comparability_code_once"),)

    def __str__(self) -> str:
        return self.name


class ComparabilityAmount(models.Model):
    """An amount in öre that was typed for a period, and where it was taken from."""

    item = models.ForeignKey(ComparabilityItem, models.CASCADE, related_name="amounts")
    period = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item", "period"), name="comparability_amount_once"),
            models.CheckConstraint(condition=~Q(source=""), name="comparability_amount_has_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.period}: {self.amount}"
