"""Explanations of variances as stored."""

from django.db import models
from django.db.models import Q

from utfall.domain.finance import EXPLAINED
from utfall.domain.recurrence import Recurrence
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit


class VarianceExplanation(models.Model):
    """Why a variance is what it is; measure, unit, period and scenario are the parts of the address it explains."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="explanations_of_variances")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=40)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    scenario = models.CharField(max_length=20, choices=[(one.value, one.value) for one in sorted(EXPLAINED)])
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="explanation_code_once"),)
        indexes = (models.Index(fields=("authority", "unit", "period")),)

    def __str__(self) -> str:
        return self.name


class ExplanationPart(models.Model):
    """One part: a cause with an amount in öre, or with the address of the figure whose value is the amount.

    `unit` is whose part it is, None for that of the whole.
    """

    explanation = models.ForeignKey(VarianceExplanation, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=64, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    recurrence = models.CharField(max_length=20, choices=choices(Recurrence), blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(address="", amount__isnull=False) | ~Q(address="") & Q(amount=None),
                name="part_has_a_figure_or_an_amount",
            ),
        )

    def __str__(self) -> str:
        return self.name
