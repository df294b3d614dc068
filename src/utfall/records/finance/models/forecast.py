"""Forecasts: as they were loaded or adopted, and as units make them round by round, with every version kept."""

from django.db import models
from django.db.models import Q

from utfall.domain.finance.forecast import Cause
from utfall.domain.reporting.words import Deed, State
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit, Person, Round

STATES = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
"""The states of a forecast; that its round is locked is said by the round."""


class ForecastRow(models.Model):
    """One unit's forecast of the year on an account group, in öre with the ledger's sign.

    Without a round it was loaded; with one it was adopted when the highest level of that round was approved.
    """

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


class Forecast(models.Model):
    """One unit's forecast in one round: its own part, without the units below it. `version` counts the saves.

    `due_on` is when it is to be handed in, where the round's setting says that it is owed; None where nobody asked.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="forecasts")
    round = models.ForeignKey(Round, models.PROTECT, related_name="forecasts")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="forecasts")
    state = models.CharField(max_length=20, choices=choices(State), default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=8)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="forecast_of_a_round_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in STATES]), name="forecast_state"
            ),
            models.CheckConstraint(
                condition=Q(version__gt=0) | Q(state=State.DRAFT.value),
                name="forecast_begun_before_it_is_done",
            ),
        )
        indexes = (models.Index(fields=("authority", "round", "state")),)

    def __str__(self) -> str:
        return f"{self.unit} {self.round}"

    @property
    def is_begun(self) -> bool:
        """Whether anybody has saved anything in it."""
        return self.version > 0


class ForecastCell(models.Model):
    """The year's forecast on an account group (the beginning of its accounts), in öre with the statement's sign."""

    forecast = models.ForeignKey(Forecast, models.CASCADE, related_name="cells")
    account = models.CharField(max_length=20)
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("forecast", "account"), name="forecast_cell_once"),
            models.CheckConstraint(condition=~Q(account=""), name="forecast_cell_of_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.amount}"


class ForecastReason(models.Model):
    """Why a report line of the forecast differs from the one before, or from the budget."""

    forecast = models.ForeignKey(Forecast, models.CASCADE, related_name="reasons")
    line = models.CharField(max_length=40)
    cause = models.CharField(max_length=20, choices=choices(Cause), blank=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("forecast", "line"), name="forecast_reason_once"),
            models.CheckConstraint(condition=~Q(cause="", text=""), name="forecast_reason_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.line}: {self.cause} {self.text}"


class ForecastVersion(models.Model):
    """A forecast as it was after a deed: its cells and reasons as plain values. Never changed, never taken away.

    `whole` is what the level came to with all below it, by unit and account, where the deed was to approve the highest
    level; that is what the facts of the round rest on from then.
    """

    forecast = models.ForeignKey(Forecast, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=30, choices=choices(Deed))
    state = models.CharField(max_length=20, choices=choices(State))
    cells = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    whole = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    """What was said when it was returned, or where it was loaded from."""
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("forecast", "number"), name="forecast_version_once"),)

    def __str__(self) -> str:
        return f"{self.forecast} v. {self.number}"
