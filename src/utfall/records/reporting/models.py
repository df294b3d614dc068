"""What is reported: texts with their versions, who owes what, threads, and the editions that were made."""

from django.db import models
from django.db.models import F, Q

from utfall.domain.reporting import Answer, Assessment, Deed, RoundState, Section, State
from utfall.domain.snapshot import TextKind
from utfall.records.choices import choices
from utfall.records.organisation.models import Authority, OrgUnit, Person, Round


class Contribution(models.Model):
    """What a unit says about an object: for one round, or for all rounds where `round` is None.

    `object` is the code of what it is about, or a word of the template in lower case. `version` counts the saves, so
    that a save against an older version is found out. `elsewhere` says where it is reported instead.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="contributions")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="contributions")
    object = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=choices(TextKind))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="contributions")
    section = models.CharField(max_length=20, choices=choices(Section), blank=True)
    state = models.CharField(max_length=20, choices=choices(State), default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=30, choices=choices(Answer), default=Answer.TEXT)
    markdown = models.TextField(blank=True)
    assessment = models.CharField(max_length=20, choices=choices(Assessment), blank=True)
    elsewhere = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    """Where it was written, for findings: a file and a line, or this page."""
    taken_from = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="taken_into")
    """The units' contributions that it was put together from."""
    secret = models.CharField(max_length=200, blank=True)
    """The paragraph that makes it secret, and who said so; then it is never composed, mailed, exported or found."""
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "object", "kind", "unit"),
                condition=Q(round__isnull=False),
                name="contribution_of_a_round_once",
            ),
            models.UniqueConstraint(
                fields=("authority", "object", "kind", "unit"),
                condition=Q(round=None),
                name="standing_text_once",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.ELSEWHERE.value) | ~Q(elsewhere=""), name="elsewhere_says_where"
            ),
        )
        indexes = (
            models.Index(fields=("round", "unit", "state")),
            models.Index(fields=("authority", "object")),
        )

    def __str__(self) -> str:
        return f"{self.object} {self.kind} {self.unit}"


class Version(models.Model):
    """A contribution as it was after a deed: autosaves within ten minutes are one version, decisions never are.

    `printed` holds what the figures in the text printed, by reference, when it was submitted or approved.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=30, choices=choices(Deed))
    answer = models.CharField(max_length=30, choices=choices(Answer))
    markdown = models.TextField(blank=True)
    assessment = models.CharField(max_length=20, blank=True)
    elsewhere = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=choices(State))
    printed = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    """What the approver said when returning it, or why an approval lapsed."""
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("contribution", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.contribution} v. {self.number}"


class Task(models.Model):
    """What one unit owes in a round: a contribution in a section, by a day. `person` is who has it now."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="tasks")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="tasks")
    section = models.CharField(max_length=20, choices=choices(Section))
    object = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="task")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tasks")
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who gave it to the person, where it is not hers by role."""
    due_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=5)
    wants_assessment = models.BooleanField(default=False)
    wants_comment = models.BooleanField(default=True)
    wants_outcome = models.BooleanField(default=False)
    """A task that wants nothing is of a text that was begun and is no longer owed."""
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "unit", "section", "object"), name="task_once"),
        )
        indexes = (models.Index(fields=("round", "unit")), models.Index(fields=("person", "round")))

    def __str__(self) -> str:
        return self.title

    @property
    def is_owed(self) -> bool:
        """Whether it demands anything; a begun text that is no longer owed does not."""
        return self.wants_comment or self.wants_assessment or self.wants_outcome


OWED = Q(wants_comment=True) | Q(wants_assessment=True) | Q(wants_outcome=True)
"""Tasks that demand something: the others are neither listed nor counted."""


class Remark(models.Model):
    """A remark in the thread beside a contribution, with the words it is about."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="remarks")
    quote = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class AssignmentReport(models.Model):
    """Where an assignment stood in a round; closing it is proposed here and decided elsewhere."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="assignment_reports")
    assignment = models.ForeignKey("planning.Assignment", models.CASCADE, related_name="reports")
    state = models.CharField(max_length=30)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """None for a report that was loaded from a folder and made by somebody without an account here."""
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "assignment"), name="assignment_report_once"),
        )

    def __str__(self) -> str:
        return f"{self.assignment}: {self.state}"


class ReportingSettings(models.Model):
    """What an authority has decided about its rounds; without a row, or where a field is empty, what is usual."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="reporting_settings")
    owed = models.JSONField(null=True)
    """Who owes what: a list of rows with level, kind, section, parts and occasion."""
    variance_percent = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    """From how many per cent of the budget a variance has to be commented on."""

    class Meta:
        verbose_name_plural = "reporting settings"
        constraints = (
            models.CheckConstraint(
                condition=Q(variance_percent=None) | Q(variance_percent__range=(0, 1000)),
                name="variance_percent_range",
            ),
        )

    def __str__(self) -> str:
        return str(self.authority)


class Template(models.Model):
    """The template of an authority's report: the YAML as it was written."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="template")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.authority)


class Edition(models.Model):
    """A frozen report: the snapshot that it was made from, as canonical JSON with its hash. Never changed.

    The template is kept beside it, so that the edition can be made again to the last byte.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="editions")
    round = models.ForeignKey(Round, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateTimeField()
    facts = models.TextField()
    hash = models.CharField(max_length=64)
    template = models.TextField()
    document = models.TextField()
    """The composed document as JSON."""
    outcome = models.CharField(max_length=30, choices=choices(RoundState), default=RoundState.LOCKED)
    changes = models.TextField(blank=True)
    """What the committee changed when it decided."""
    case_number = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    summoned_on = models.DateField(null=True, blank=True)
    """From then on the committee's members may read it."""
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="edition_once"),)

    def __str__(self) -> str:
        return f"{self.round} {self.number}"


class HandOver(models.Model):
    """That something left its authority: to whom, when, what, and a frozen copy. From then on it is a public record.

    `edition` is None where only a part is handed over; the part is then in `content`.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="hand_overs")
    recipient = models.ForeignKey(Authority, models.PROTECT, related_name="received")
    round = models.ForeignKey(Round, models.PROTECT, related_name="hand_overs")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="hand_overs")
    title = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    """The frozen copy of a part: sections with texts and printed figures."""
    note = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(authority=F("recipient")), name="handed_over_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.title} → {self.recipient}"


class Digest(models.Model):
    """That a person got the digest of a day, so that she gets one and not two."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="digests")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    on = models.DateField()
    tasks = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "authority", "on"), name="digest_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.on}"
