"""A step of the tables, made by Django."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
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
            ],
            options={
                "verbose_name_plural": "ledger batches",
            },
        ),
        migrations.CreateModel(
            name="LedgerCommit",
            fields=[
                ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
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
            ],
        ),
    ]
