"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerCommit",
            fields=[
                ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="ForecastRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=20)),
                ("month", models.PositiveIntegerField()),
                ("project_class", models.CharField(max_length=20)),
                ("counterpart", models.CharField(blank=True, max_length=20)),
                ("amount", models.BigIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forecast_rows",
                        to="organisation.authority",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forecast_rows",
                        to="organisation.round",
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
        ),
        migrations.CreateModel(
            name="ReportSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                ("sources", models.JSONField(default=dict)),
                ("projects", models.JSONField(default=dict)),
                ("accounts", models.JSONField(default=dict)),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_settings",
                        to="organisation.authority",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerBatch",
            fields=[
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("municipality", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("scenario", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "commit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="finance.ledgercommit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "ledger batches",
                "indexes": [
                    models.Index(
                        fields=["municipality", "year", "scenario"], name="finance_led_municip_35ecc4_idx"
                    )
                ],
            },
        ),
    ]
