"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import utfall.domain.reporting.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
        ("organisation", "__first__"),
        ("planning", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("description", "description"),
                            ("comment", "comment"),
                            ("summary", "summary"),
                            ("introduction", "introduction"),
                            ("decision", "decision"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sammanfattning", "sammanfattning"),
                            ("mål", "mål"),
                            ("indikatorer", "indikatorer"),
                            ("ekonomi", "ekonomi"),
                            ("intern kontroll", "intern kontroll"),
                            ("åtgärder", "åtgärder"),
                            ("uppdrag", "uppdrag"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("utkast", "utkast"),
                            ("klarmarkerad", "klarmarkerad"),
                            ("återlämnad", "återlämnad"),
                            ("godkänd", "godkänd"),
                            ("låst", "låst"),
                        ],
                        default=utfall.domain.reporting.words.State["DRAFT"],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("inget att rapportera", "inget att rapportera"),
                            ("rapporteras i annan del", "rapporteras i annan del"),
                            ("oförändrat", "oförändrat"),
                        ],
                        default=utfall.domain.reporting.words.Answer["TEXT"],
                        max_length=30,
                    ),
                ),
                ("markdown", models.TextField(blank=True)),
                (
                    "assessment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("uppnås", "uppnås"),
                            ("uppnås delvis", "uppnås delvis"),
                            ("uppnås inte", "uppnås inte"),
                            ("kan inte bedömas", "kan inte bedömas"),
                        ],
                        max_length=20,
                    ),
                ),
                ("elsewhere", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("secret", models.CharField(blank=True, max_length=200)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="organisation.authority",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="organisation.round",
                    ),
                ),
                (
                    "taken_from",
                    models.ManyToManyField(
                        blank=True, related_name="taken_into", to="reporting.contribution"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["round", "unit", "state"], name="reporting_c_round_i_8ba473_idx"),
                    models.Index(fields=["authority", "object"], name="reporting_c_authori_e36a88_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("round__isnull", False)),
                        fields=("round", "object", "kind", "unit"),
                        name="contribution_of_a_round_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("round", None)),
                        fields=("authority", "object", "kind", "unit"),
                        name="standing_text_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "rapporteras i annan del"), _negated=True),
                            models.Q(("elsewhere", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="elsewhere_says_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("tasks", models.PositiveSmallIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "authority", "on"), name="digest_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("as_of", models.DateTimeField()),
                ("facts", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("template", models.TextField()),
                ("document", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planerad", "planerad"),
                            ("öppen", "öppen"),
                            ("låst", "låst"),
                            ("beslutad", "beslutad"),
                            ("beslutad med ändringar", "beslutad med ändringar"),
                            ("återremitterad", "återremitterad"),
                            ("bordlagd", "bordlagd"),
                        ],
                        default=utfall.domain.reporting.words.RoundState["LOCKED"],
                        max_length=30,
                    ),
                ),
                ("changes", models.TextField(blank=True)),
                ("case_number", models.CharField(blank=True, max_length=40)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("summoned_on", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="organisation.authority",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="organisation.round",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "number"), name="edition_once")],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("content", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="organisation.authority",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="reporting.edition",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received",
                        to="organisation.authority",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="organisation.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("authority", models.F("recipient")), _negated=True),
                        name="handed_over_to_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quote", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="reporting.contribution",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("sammanfattning", "sammanfattning"),
                            ("mål", "mål"),
                            ("indikatorer", "indikatorer"),
                            ("ekonomi", "ekonomi"),
                            ("intern kontroll", "intern kontroll"),
                            ("åtgärder", "åtgärder"),
                            ("uppdrag", "uppdrag"),
                        ],
                        max_length=20,
                    ),
                ),
                ("object", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(default=5)),
                ("wants_assessment", models.BooleanField(default=False)),
                ("wants_comment", models.BooleanField(default=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="task",
                        to="reporting.contribution",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="organisation.round",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["round", "unit"], name="reporting_t_round_i_19cb58_idx"),
                    models.Index(fields=["person", "round"], name="reporting_t_person__eb3fa6_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "unit", "section", "object"), name="task_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="template",
                        to="organisation.authority",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("spara", "spara"),
                            ("klarmarkera", "klarmarkera"),
                            ("ångra klarmarkering", "ångra klarmarkering"),
                            ("återlämna", "återlämna"),
                            ("godkänn", "godkänn"),
                            ("förfall", "förfall"),
                            ("lås", "lås"),
                            ("lås upp", "lås upp"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("inget att rapportera", "inget att rapportera"),
                            ("rapporteras i annan del", "rapporteras i annan del"),
                            ("oförändrat", "oförändrat"),
                        ],
                        max_length=30,
                    ),
                ),
                ("markdown", models.TextField(blank=True)),
                ("assessment", models.CharField(blank=True, max_length=20)),
                ("elsewhere", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("utkast", "utkast"),
                            ("klarmarkerad", "klarmarkerad"),
                            ("återlämnad", "återlämnad"),
                            ("godkänd", "godkänd"),
                            ("låst", "låst"),
                        ],
                        max_length=20,
                    ),
                ),
                ("printed", models.JSONField(default=dict)),
                ("comment", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="reporting.contribution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("contribution", "number"), name="version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="planning.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment_reports",
                        to="organisation.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "assignment"), name="assignment_report_once")
                ],
            },
        ),
    ]
