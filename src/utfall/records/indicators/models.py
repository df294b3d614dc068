"""Indicators as stored: definitions, targets by year, relations, and values that are corrected, never overwritten."""

from django.db import models
from django.db.models import Q

from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind, IndicatorRelationKind
from utfall.domain.scenario import Scenario
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit, Person


class Indicator(models.Model):
    """An indicator of an authority. `parent` is the code of the committee goal or the target it belongs to."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=40)
    unit_of_measure = models.CharField(max_length=40)
    decimals = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices(IndicatorKind))
    direction = models.CharField(max_length=20, choices=choices(DirectionOfGood))
    scope = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    parent = models.CharField(max_length=40, blank=True)
    base_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    no_value = models.CharField(max_length=300, blank=True)
    kolada = models.CharField(max_length=10, blank=True)
    """The identity of the key figure in Kolada, where it is one."""
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "code"), name="indicator_code_once"),
            models.UniqueConstraint(fields=("authority", "measure", "scope"), name="indicator_measure_once"),
        )

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What an indicator is to reach in a year; without a value it is only to increase."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=10, choices=choices(Comparator))
    value = models.CharField(max_length=40, blank=True)
    """Text, so that it comes back with the decimals it arrived with."""
    decimals = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "year"), name="target_of_the_year_once"),
            models.CheckConstraint(
                condition=Q(value="", comparator=Comparator.INCREASE.value)
                | ~Q(value="") & ~Q(comparator=Comparator.INCREASE.value),
                name="target_has_a_value_or_increases",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.comparator} {self.value}"


class IndicatorRelation(models.Model):
    """A declared dependence between indicators or survey questions, by their codes."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="indicator_relations")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, choices=choices(IndicatorRelationKind))
    members = models.JSONField()
    subject = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "code"), name="relation_code_once"),)

    def __str__(self) -> str:
        return self.name


class Value(models.Model):
    """A measured value by its address. A correction replaces it from its own time on; the earlier row stays.

    `measure`, `scope`, `period`, `scenario` and `cuts` are the parts of the address. `value` is text, so that it
    comes back with the decimals it arrived with.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="values")
    address = models.CharField(max_length=64)
    measure = models.CharField(max_length=40)
    scope = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    scenario = models.CharField(max_length=20, choices=choices(Scenario))
    cuts = models.JSONField(default=dict)
    value = models.CharField(max_length=40)
    unit_of_measure = models.CharField(max_length=40)
    decimals = models.SmallIntegerField()
    """Below zero where it arrived in greater units than it is kept in: 2,5 mnkr is known to 10⁵ kr, −5."""
    name = models.CharField(max_length=300, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    answers = models.PositiveIntegerField(null=True, blank=True)
    source_document = models.CharField(max_length=200)
    source_place = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was corrected, or why an implausible value is right."""
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "address"), condition=Q(replaced_at=None), name="one_value_in_force"
            ),
        )
        indexes = (
            models.Index(fields=("authority", "measure", "scope")),
            # A list of indicators reads all outcomes of everybody: with this it reads those alone, and no other columns.
            models.Index(
                fields=(
                    "authority",
                    "scenario",
                    "cuts",
                    "measure",
                    "scope",
                    "period",
                    "value",
                    "decimals",
                    "unit_of_measure",
                ),
                condition=Q(replaced_at=None),
                name="values_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.address} = {self.value}"


class NoValue(models.Model):
    """That there is no outcome yet for a period: why, and when it is expected."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="no_values")
    scope = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    expected_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """None where it came with a folder."""
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "scope", "period"), name="no_value_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.reason}"


class FetchState(models.TextChoices):
    """Where a fetch from Kolada stands."""

    WAITING = "väntar"
    RUNNING = "pågår"
    FETCHED = "hämtad"
    FAILED = "misslyckad"
    STORED = "sparad"


class Fetch(models.Model):
    """Values asked for from Kolada in the background: what was asked, how far it has come, and what came.

    `answer` is the hash of the kept file with all that came, `findings` what is to be known of it. Nothing that came
    is in force before somebody has looked at it and stored it.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="fetches")
    municipality = models.CharField(max_length=4)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200, blank=True)
    """Words of the title of the group of municipalities to compare with; empty for none."""
    state = models.CharField(max_length=12, choices=FetchState.choices, default=FetchState.WAITING)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    answer = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "fetches"
        constraints = (
            models.CheckConstraint(
                condition=Q(first_year__lte=models.F("last_year")), name="fetch_begins_before_it_ends"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality} {self.first_year}–{self.last_year}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it, or will take it."""
        return self.state in (FetchState.WAITING, FetchState.RUNNING)


class Comparison(models.Model):
    """What another municipality has of an indicator in a year, as Kolada says; an empty value is one that is missing."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="comparisons")
    municipality = models.CharField(max_length=4)
    name = models.CharField(max_length=100)
    group = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1, blank=True)
    """k or m; empty for everybody."""
    value = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)
    fetched_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "municipality", "year", "sex"), name="comparison_of_the_year_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.value or '–'}"
