"""Measures for a balanced budget as stored."""

from django.db import models
from django.db.models import Q

from utfall.domain.planning import MeasureState, WorkState
from utfall.domain.recurrence import Recurrence
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit, Person
from utfall.records.planning.models.plan import Goal


class Measure(models.Model):
    """A measure of a unit: what it is, who decides, when it is done, on whose budget the effect falls.

    Until it is `released`, only the persons of its `circle` may know of it. `budget_of` is the committee whose result
    gets the effect; None is another that is not named. `follow_*` say where in the ledger the effect is looked for.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="measures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="measures")
    owner = models.CharField(max_length=120, blank=True)
    """Who answers for it, by name: it may be a post that nobody holds yet."""
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="measures")
    state = models.CharField(
        max_length=20, choices=choices(MeasureState), default=MeasureState.PROPOSED.value
    )
    work = models.CharField(max_length=20, choices=choices(WorkState), default=WorkState.NOT_STARTED.value)
    budget_of = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    condition = models.CharField(max_length=300, blank=True)
    deciding_body = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    """How it was decided: body and paragraph."""
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was abandoned."""
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=20, choices=choices(Recurrence), blank=True)
    affects_staff = models.BooleanField(default=False)
    fsg_on = models.DateField(null=True, blank=True)
    mbl_on = models.DateField(null=True, blank=True)
    follow_accounts = models.JSONField(default=list, blank=True)
    follow_line = models.CharField(max_length=40, blank=True)
    follow_cost_centre = models.CharField(max_length=40, blank=True)
    follow_against = models.CharField(max_length=20, blank=True)
    released = models.BooleanField(default=False)
    circle = models.ManyToManyField(Person, blank=True, related_name="measures")
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="measure_code_once"),
            models.CheckConstraint(
                condition=Q(state=MeasureState.PROPOSED.value)
                | Q(state=MeasureState.ABANDONED.value)
                | Q(released=True),
                name="measure_released_before_decided",
            ),
        )
        indexes = (models.Index(fields=("authority", "position")),)

    def __str__(self) -> str:
        return self.name


class MeasureEffect(models.Model):
    """What a measure is worth in one year, in öre; a saving is positive."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="effects")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("measure", "year"), name="measure_effect_once"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
