"""Plans as stored: the goal chain as one tree, what is decided about it, assignments, and what units do."""

from django.db import models
from django.db.models import F, Q

from utfall.domain.planning import AssignmentState, Priority
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, Forum, OrgUnit, Person


class GoalLevel(models.TextChoices):
    """The levels of the goal chain, from the council's areas to a unit's own goals; the value is its Swedish word."""

    AREA = "strategiskt område"
    STRATEGIC = "strategiskt mål"
    COMMITTEE = "verksamhetsmål"
    FOCUS = "inriktning"
    UNIT = "enhetens mål"


class Goal(models.Model):
    """A node of the goal chain. The council's own (area, strategic goal) are locked in a committee's plan.

    `owner` is the unit that answers for it; `first_year` and `last_year` are the years it is in force, the last one
    being the year of the target. `position` orders the whole chain as it was read, `place` says where from.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="goals")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    level = models.CharField(max_length=20, choices=GoalLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    committee = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="goals")
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="goals")
    contributors = models.ManyToManyField(OrgUnit, blank=True, related_name="contributes_to")
    years = models.PositiveSmallIntegerField(default=4)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    """The year of an annual focus or of a unit's own goal."""
    description = models.TextField(blank=True)
    retired_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="goal_code_once"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="goal_not_below_itself"),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(level__in=(GoalLevel.AREA, GoalLevel.UNIT)),
                name="goal_stands_below_another",
            ),
        )
        indexes = (models.Index(fields=("authority", "level", "position")),)

    def __str__(self) -> str:
        return self.name


class PriorityOfGoal(models.Model):
    """How a committee ranks a strategic goal."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="priorities")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    committee = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="priorities")
    priority = models.CharField(max_length=20, choices=choices(Priority))
    balanced_with = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "priorities of goals"
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="priority_code_once"),)

    def __str__(self) -> str:
        return f"{self.goal}: {self.priority}"


class Assignment(models.Model):
    """An assignment from the council, the executive committee or the committee; only a decision closes it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="assignments")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    given_by = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40, blank=True)
    responsible = models.ForeignKey(OrgUnit, models.PROTECT, related_name="assignments")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=30, choices=choices(AssignmentState))
    closed_by = models.CharField(max_length=200, blank=True)
    """The decision that closed it: body, date, paragraph."""
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="assignment_code_once"),
            models.CheckConstraint(
                condition=~Q(state=AssignmentState.CLOSED.value) | ~Q(closed_by=""),
                name="assignment_closed_by_a_decision",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SteeringDocument(models.Model):
    """A plan or another document that steers."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="steering_documents")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=80)
    owner = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="document_code_once"),)

    def __str__(self) -> str:
        return self.name


class FocusTarget(models.Model):
    """A target of a plan, followed up under an annual focus by indicators (their codes)."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="focus_targets")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    focus = models.ForeignKey(Goal, models.PROTECT, related_name="targets")
    plan = models.ForeignKey(SteeringDocument, models.PROTECT, related_name="targets")
    indicators = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="focus_target_code_once"),)

    def __str__(self) -> str:
        return self.name


class ActivityState(models.TextChoices):
    """Where an activity stands, in the words of the screen."""

    NOT_STARTED = "ej påbörjad"
    ONGOING = "pågår"
    DONE = "genomförd"
    STOPPED = "avbruten"


class Activity(models.Model):
    """What a unit does under a goal, from and to a day."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="activities")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="activities")
    name = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    responsible = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=ActivityState.choices, default=ActivityState.NOT_STARTED)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "activities"
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="activity_begins_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlanVersion(models.Model):
    """A plan as it was decided: the goal chain of a year, frozen; a change after the decision makes a new one."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="plan_versions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    decision = models.CharField(max_length=200)
    """Body, date and paragraph."""
    chain = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "year", "number"), name="plan_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.authority} {self.year}, {self.number}"
