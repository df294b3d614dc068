"""Needs as stored; their positions are their order of priority."""

from django.db import models
from django.db.models import Q

from utfall.domain.planning.need import NeedDecision, NeedKind
from utfall.domain.recurrence import Recurrence
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit


class Need(models.Model):
    """What a unit asks for in the budget of a year, in öre; less than nothing is a saving."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="needs")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices(NeedKind))
    benefit = models.TextField(blank=True)
    funding = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField()
    recurrence = models.CharField(max_length=20, choices=choices(Recurrence))
    decision = models.CharField(max_length=20, choices=choices(NeedDecision))
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    granted = models.BigIntegerField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="need_code_once"),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(decision=NeedDecision.GRANTED.value),
                name="only_a_granted_need_has_a_granted_amount",
            ),
            models.CheckConstraint(
                condition=Q(notice_on=None) | Q(kind=NeedKind.PREMISES.value),
                name="only_premises_are_given_notice",
            ),
        )
        indexes = (models.Index(fields=("authority", "year", "position")),)

    def __str__(self) -> str:
        return self.name
