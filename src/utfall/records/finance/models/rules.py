"""How an authority's report is reckoned."""

from django.db import models

from utfall.records.organisation.models import Authority


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
