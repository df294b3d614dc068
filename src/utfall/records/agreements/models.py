"""Agreements as stored, with what is paid each year."""

from django.db import models
from django.db.models import F, Q

from utfall.domain.agreements import AgreementKind, AgreementState
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit


class Agreement(models.Model):
    """An agreement of a unit with a `party` within the municipality, or with a `counterpart` outside it."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="agreements")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, choices=choices(AgreementKind))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="agreements")
    party = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    counterpart = models.CharField(max_length=200, blank=True)
    content = models.TextField(blank=True)
    expectation = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=choices(AgreementState))
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    """The last day to terminate it before it goes on."""
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="agreement_code_once"),
            models.CheckConstraint(
                condition=Q(party=None) & ~Q(counterpart="") | Q(party__isnull=False, counterpart=""),
                name="agreement_has_one_other_party",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.TERMINATED.value) | Q(ends_on__isnull=False),
                name="terminated_agreement_ends",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="agreement_ends_after_it_starts",
            ),
        )
        indexes = (models.Index(fields=("authority", "unit")),)

    def __str__(self) -> str:
        return self.name


class AmountOfYear(models.Model):
    """What is paid in a year, in öre and never minus; `budgeted` is false where it was agreed after the budget."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    budgeted = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("agreement", "year"), name="agreement_amount_of_the_year_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="agreement_amount_is_not_minus"),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
