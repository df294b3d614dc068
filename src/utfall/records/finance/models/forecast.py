"""Forecasts as they were loaded."""

from django.db import models

from utfall.records.organisation.models import Authority, OrgUnit, Round


class ForecastRow(models.Model):
    """One unit's forecast of the year on an account group, in öre with the ledger's sign."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="forecast_rows")
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="forecast_rows")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    account = models.CharField(max_length=20)
    month = models.PositiveIntegerField()
    """Year × 12 + month − 1: the last month of the year it is about, as the file's reader sets it."""
    project_class = models.CharField(max_length=20)
    counterpart = models.CharField(max_length=20, blank=True)
    amount = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.unit} {self.account}: {self.amount}"
