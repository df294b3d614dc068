"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0005_withdrawal"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparabilityItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("accounts", models.JSONField(default=list)),
                ("normal", models.BigIntegerField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparability_items",
                        to="organisation.authority",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="comparability_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparabilityAmount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=20)),
                ("amount", models.BigIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amounts",
                        to="finance.comparabilityitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "period"), name="comparability_amount_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="comparability_amount_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexAssumption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(max_length=40)),
                ("percent", models.CharField(max_length=20)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="index_assumptions",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="index_code_once"),
                    models.UniqueConstraint(
                        fields=("authority", "year", "measure"), name="index_of_the_year_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Investment",
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
                (
                    "investment_class",
                    models.CharField(
                        choices=[("anläggning (kf)", "anläggning (kf)"), ("nämndbeslutad", "nämndbeslutad")],
                        max_length=20,
                    ),
                ),
                ("accounts", models.JSONField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="investments",
                        to="organisation.authority",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="investment_code_once"),
                    models.UniqueConstraint(fields=("authority", "measure"), name="investment_measure_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvestmentAmount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("period", models.CharField(blank=True, max_length=20)),
                ("amount", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "investment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amounts",
                        to="finance.investment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("investment", "scenario", "period"), name="investment_amount_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scenario__in", ("budget", "prognos"))),
                        name="investment_amount_is_budget_or_forecast",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VolumeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("cost", models.CharField(max_length=40)),
                ("volume", models.CharField(max_length=40)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volume_lines",
                        to="organisation.authority",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="volume_line_code_once"),
                    models.UniqueConstraint(
                        fields=("authority", "unit", "cost", "volume"), name="volume_line_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("origin_year", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("preliminary", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carried_over",
                        to="organisation.authority",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "year"], name="finance_car_authori_0089c1_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="carried_over_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("origin_year__lt", models.F("year"))),
                        name="carried_over_from_before",
                    ),
                ],
            },
        ),
    ]
