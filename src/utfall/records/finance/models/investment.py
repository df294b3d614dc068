"""Investments as stored: what is budgeted and forecast; the outcome stands in the ledger."""

from django.db import models

from utfall.domain.finance import InvestmentClass
from utfall.domain.scenario import Scenario
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit


class Investment(models.Model):
    """An investment or a group of them. `accounts` are the prefixes of the accounts on which it is posted."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="investments")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=40)
    investment_class = models.CharField(max_length=20, choices=choices(InvestmentClass))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    accounts = models.JSONField()
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="investment_code_once"),
            models.UniqueConstraint(fields=("authority", "measure"), name="investment_measure_once"),
        )

    def __str__(self) -> str:
        return self.name


class InvestmentAmount(models.Model):
    """A budget or a forecast in öre, expenditure minus; without a period it is of the whole project."""

    investment = models.ForeignKey(Investment, models.CASCADE, related_name="amounts")
    scenario = models.CharField(max_length=20, choices=choices(Scenario))
    period = models.CharField(max_length=20, blank=True)
    amount = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("investment", "scenario", "period"), name="investment_amount_once"
            ),
            models.CheckConstraint(
                condition=models.Q(scenario__in=(Scenario.BUDGET.value, Scenario.FORECAST.value)),
                name="investment_amount_is_budget_or_forecast",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scenario} {self.period}: {self.amount}"
