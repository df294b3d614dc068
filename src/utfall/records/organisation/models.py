"""The organisation as stored: a tree of units by date, authorities with their walls, people with roles, rounds."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from utfall.domain.access import Right, Role
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import RoundState, Step
from utfall.domain.snapshot import RoundKind
from utfall.records.choices import choices


class Person(AbstractUser):
    """Somebody who can sign in. What she may do follows from her roles alone, never from flags on the account."""

    language = models.CharField(max_length=2, default="sv")
    on_day_digest = models.BooleanField(default=True)
    """Whether she wants the digest of what is due."""

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()


class OrgUnit(models.Model):
    """A part of the organisation. `path` is the codes from the root to the unit, each followed by a slash.

    `authority` is the wall that its unfinished material stays within; None for what lies outside every wall.
    """

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(UnitKind))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    position = models.PositiveIntegerField()
    short = models.CharField(max_length=120, blank=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    manager = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    authority = models.ForeignKey("Authority", models.PROTECT, null=True, blank=True, related_name="units")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="unit_begins_before_it_ends",
            ),
        )
        indexes = (models.Index(fields=("authority", "path")),)

    def __str__(self) -> str:
        return self.name


class UnitNameKind(models.TextChoices):
    """What another name of a unit is."""

    ALIAS = "annat namn"
    WRONG = "fel namn"


class UnitName(models.Model):
    """Another name of a unit: one that may be printed, or an old or wrong one that may not."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=UnitNameKind.choices)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "kind", "name"), name="unit_name_once"),)

    def __str__(self) -> str:
        return self.name


class CostCentre(models.Model):
    """An ansvar code that belongs to a unit between two dates; None is without limit."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="cost_centres")
    code = models.CharField(max_length=20, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "code", "valid_from"), name="cost_centre_once"),
        )

    def __str__(self) -> str:
        return self.code


class Succession(models.Model):
    """One unit after another from a date on, with the share of the old one that the new one takes over."""

    predecessor = models.ForeignKey(OrgUnit, models.CASCADE, related_name="successors")
    successor = models.ForeignKey(OrgUnit, models.CASCADE, related_name="predecessors")
    on = models.DateField()
    share = models.DecimalField(max_digits=6, decimal_places=5)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor", "on"), name="succession_once"),
            models.CheckConstraint(condition=Q(share__gt=0) & Q(share__lte=1), name="share_of_a_whole"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="not_after_itself"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Authority(models.Model):
    """A committee with its administration, or the auditors: the wall around unfinished material."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    audits = models.BooleanField(default=False)
    """Whether it is the auditors', who read what is handed over to them."""
    municipality = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class Forum(models.Model):
    """A group across units, such as a process group, that may own plans."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="forums")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    units = models.ManyToManyField(OrgUnit, blank=True, related_name="forums")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="forum_code_once"),)

    def __str__(self) -> str:
        return self.name


class OrgRole(models.Model):
    """A role as reports name it (`förvaltningschef`); who holds it is no part of a report."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="org_roles")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="org_role_code_once"),)

    def __str__(self) -> str:
        return self.name


class WrongName(models.Model):
    """A name of something else than a unit that must not be printed, by the object's code."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="wrong_names")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code", "name"), name="wrong_name_once"),)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role that one authority has given to one person, from and to a day; both included, None without end.

    `unit` is the unit it holds for, itself and all below; the authority's committee where it holds for all of it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="grants", null=True, blank=True)
    """None only for the system administrator, who belongs to no authority."""
    role = models.CharField(max_length=40, choices=choices(Role))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """None where a command made it, which the audit log names."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")), name="grant_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=False) | Q(role=Role.SYSTEM_ADMINISTRATOR.value),
                name="grant_is_given_by_an_authority",
            ),
        )
        indexes = (models.Index(fields=("person", "authority")),)

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class RightGrant(models.Model):
    """A right beyond the role, such as seeing vouchers of a cost centre; granted like a role."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="rights")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="rights")
    right = models.CharField(max_length=40, choices=choices(Right))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.person}: {self.right}"


class Substitute(models.Model):
    """Who answers for a person's tasks in an authority while she is away; both days included."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="substitutes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="substitutes")
    substitute = models.ForeignKey(Person, models.CASCADE, related_name="substitutes_for")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="substitute_begins_before_end"
            ),
            models.CheckConstraint(condition=~Q(person=F("substitute")), name="substitute_is_somebody_else"),
        )

    def __str__(self) -> str:
        return f"{self.substitute} för {self.person}"


class Round(models.Model):
    """An occasion of reporting in one authority; the first and last month are counted year × 12 + month − 1."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="rounds")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=choices(RoundKind))
    period = models.CharField(max_length=20)
    state = models.CharField(max_length=30, choices=choices(RoundState), default=RoundState.PLANNED)
    opens_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    facts_as_of = models.DateTimeField(null=True, blank=True)
    """The ledger is read as it was then; later batches are held back until the controller releases them."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="round_code_once"),)

    def __str__(self) -> str:
        return self.name


class RoundStep(models.Model):
    """One step of a round's timetable: the day by which it is done, and the role that answers for it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=30, choices=choices(Step))
    due_on = models.DateField()
    responsible = models.CharField(max_length=40, choices=choices(Role))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "step"), name="round_step_once"),)

    def __str__(self) -> str:
        return f"{self.step} {self.due_on}"
