"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("strategiskt område", "Area"),
                            ("strategiskt mål", "Strategic"),
                            ("verksamhetsmål", "Committee"),
                            ("inriktning", "Focus"),
                            ("enhetens mål", "Unit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(default=4)),
                ("target_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("description", models.TextField(blank=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.authority",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "contributors",
                    models.ManyToManyField(
                        blank=True, related_name="contributes_to", to="organisation.orgunit"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.forum",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="planning.goal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["authority", "level", "position"], name="planning_go_authori_815ece_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="goal_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="goal_not_below_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", False),
                            ("level__in", ("strategiskt område", "enhetens mål")),
                            _connector="OR",
                        ),
                        name="goal_stands_below_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ej påbörjad", "Not Started"),
                            ("pågår", "Ongoing"),
                            ("genomförd", "Done"),
                            ("avbruten", "Stopped"),
                        ],
                        default="ej påbörjad",
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="planning.goal",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("starts_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="activity_begins_before_it_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("decided_on", models.DateField()),
                ("decision", models.CharField(max_length=200)),
                ("chain", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_versions",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "year", "number"), name="plan_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityOfGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("prioriterat", "prioriterat"),
                            ("bidrar", "bidrar"),
                            ("i balans", "i balans"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="organisation.authority",
                    ),
                ),
                (
                    "balanced_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.goal",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="planning.goal",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities of goals",
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="priority_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SteeringDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("kind", models.CharField(max_length=80)),
                ("first_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steering_documents",
                        to="organisation.authority",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="document_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("indicators", models.JSONField(default=list)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focus_targets",
                        to="organisation.authority",
                    ),
                ),
                (
                    "focus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="planning.goal",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="planning.steeringdocument",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="focus_target_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pågår", "pågår"),
                            ("klart", "klart"),
                            ("försenat", "försenat"),
                            ("föreslås avslutat", "föreslås avslutat"),
                            ("avslutat", "avslutat"),
                        ],
                        max_length=30,
                    ),
                ),
                ("closed_by", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="organisation.authority",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="assignment_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "avslutat"), _negated=True),
                            models.Q(("closed_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_closed_by_a_decision",
                    ),
                ],
            },
        ),
    ]
