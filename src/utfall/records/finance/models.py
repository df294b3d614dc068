"""Money as stored beside the ledger's files: the manifest, the forms of statements, and forecasts."""

from django.db import models

from utfall.records.organisation.models import Authority, OrgUnit, Round


class LedgerCommit(models.Model):
    """One deed on the ledger: its version counts the commits, so that two writers cannot both make the next."""

    version = models.PositiveIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.version)


class LedgerBatch(models.Model):
    """One import into the ledger, as `ledger.batch.Batch` writes itself; never changed afterwards."""

    id = models.CharField(max_length=80, primary_key=True)
    commit = models.ForeignKey(LedgerCommit, models.PROTECT, related_name="batches")
    position = models.PositiveSmallIntegerField()
    municipality = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    scenario = models.CharField(max_length=20)
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "ledger batches"
        indexes = (models.Index(fields=("municipality", "year", "scenario")),)

    def __str__(self) -> str:
        return self.id


class ReportSettings(models.Model):
    """How an authority's report is reckoned: forms of statements, treatment of carried-over results, risk limits."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="report_settings")
    content = models.JSONField()
    sources = models.JSONField(default=dict)
    """The files of each scenario, by the scenario's word, as figures name them."""
    projects = models.JSONField(default=dict)
    """The class of each project, by the beginning of its code."""
    accounts = models.JSONField(default=dict)
    """The name of each account."""

    def __str__(self) -> str:
        return str(self.authority)


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
