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
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("measure", models.CharField(max_length=40)),
                ("unit_of_measure", models.CharField(max_length=40)),
                ("decimals", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mål", "mål"),
                            ("delmål", "delmål"),
                            ("statistik", "statistik"),
                            ("leverantör", "leverantör"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("högre är bättre", "högre är bättre"),
                            ("lägre är bättre", "lägre är bättre"),
                            ("ingen riktning", "ingen riktning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("parent", models.CharField(blank=True, max_length=40)),
                ("base_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("no_value", models.CharField(blank=True, max_length=300)),
                ("kolada", models.CharField(blank=True, max_length=10)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="organisation.authority",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="indicator_code_once"),
                    models.UniqueConstraint(
                        fields=("authority", "measure", "scope"), name="indicator_measure_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorRelation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("medelvärde av", "medelvärde av"),
                            ("andel av", "andel av"),
                            ("del av", "del av"),
                            ("olika svar på en fråga", "olika svar på en fråga"),
                            ("skillnad", "skillnad"),
                        ],
                        max_length=40,
                    ),
                ),
                ("members", models.JSONField()),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("question", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicator_relations",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="relation_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NoValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=300)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="no_values",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "scope", "period"), name="no_value_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "comparator",
                    models.CharField(
                        choices=[
                            ("minst", "minst"),
                            ("högst", "högst"),
                            ("över", "över"),
                            ("exakt", "exakt"),
                            ("ökar", "ökar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=40)),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "year"), name="target_of_the_year_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("comparator", "ökar"), ("value", "")),
                            models.Q(
                                models.Q(("value", ""), _negated=True),
                                models.Q(("comparator", "ökar"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="target_has_a_value_or_increases",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=64)),
                ("measure", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=20)),
                (
                    "scenario",
                    models.CharField(
                        choices=[
                            ("utfall", "utfall"),
                            ("budget", "budget"),
                            ("prognos", "prognos"),
                            ("mal", "mal"),
                            ("avvikelse", "avvikelse"),
                            ("prognosavvikelse", "prognosavvikelse"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cuts", models.JSONField(default=dict)),
                ("value", models.CharField(max_length=40)),
                ("unit_of_measure", models.CharField(max_length=40)),
                ("decimals", models.SmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=300)),
                ("numerator", models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ("answers", models.PositiveIntegerField(blank=True, null=True)),
                ("source_document", models.CharField(max_length=200)),
                ("source_place", models.CharField(blank=True, max_length=120)),
                ("entered_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="organisation.authority",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["authority", "measure", "scope"], name="indicators__authori_21f5ed_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("authority", "address"),
                        name="one_value_in_force",
                    )
                ],
            },
        ),
    ]
