"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("organisation", "__first__"),
        ("planning", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("owner", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("beslutad", "beslutad"),
                            ("ej beslutad", "ej beslutad"),
                            ("genomförd", "genomförd"),
                            ("avförd", "avförd"),
                        ],
                        default="ej beslutad",
                        max_length=20,
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("ej påbörjad", "ej påbörjad"),
                            ("pågår", "pågår"),
                            ("genomförd", "genomförd"),
                            ("avbruten", "avbruten"),
                        ],
                        default="ej påbörjad",
                        max_length=20,
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=300)),
                ("deciding_body", models.CharField(blank=True, max_length=200)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "recurrence",
                    models.CharField(
                        blank=True, choices=[("engångs", "engångs"), ("varaktig", "varaktig")], max_length=20
                    ),
                ),
                ("affects_staff", models.BooleanField(default=False)),
                ("fsg_on", models.DateField(blank=True, null=True)),
                ("mbl_on", models.DateField(blank=True, null=True)),
                ("follow_accounts", models.JSONField(blank=True, default=list)),
                ("follow_line", models.CharField(blank=True, max_length=40)),
                ("follow_cost_centre", models.CharField(blank=True, max_length=40)),
                ("follow_against", models.CharField(blank=True, max_length=20)),
                ("released", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="organisation.authority",
                    ),
                ),
                (
                    "budget_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "circle",
                    models.ManyToManyField(blank=True, related_name="measures", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="planning.goal",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "position"], name="planning_me_authori_bd5d69_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="measure_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "ej beslutad"), ("state", "avförd"), ("released", True), _connector="OR"
                        ),
                        name="measure_released_before_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="planning.measure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("measure", "year"), name="measure_effect_once")
                ],
            },
        ),
    ]
