"""More kinds of relations; fetches from Kolada and what they give to compare with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="indicatorrelation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("medelvärde av", "medelvärde av"),
                    ("andel av", "andel av"),
                    ("summa av", "summa av"),
                    ("skillnad", "skillnad"),
                    ("rullande tolv månader", "rullande tolv månader"),
                    ("del av", "del av"),
                    ("olika svar på en fråga", "olika svar på en fråga"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("municipality", models.CharField(max_length=4)),
                ("name", models.CharField(max_length=100)),
                ("group", models.CharField(max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("source", models.CharField(max_length=200)),
                ("fetched_at", models.DateTimeField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparisons",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "municipality", "year", "sex"),
                        name="comparison_of_the_year_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fetch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("municipality", models.CharField(max_length=4)),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField()),
                ("group", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("väntar", "Waiting"),
                            ("pågår", "Running"),
                            ("hämtad", "Fetched"),
                            ("misslyckad", "Failed"),
                            ("sparad", "Stored"),
                        ],
                        default="väntar",
                        max_length=12,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("answer", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fetches",
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
            ],
            options={
                "verbose_name_plural": "fetches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_year__lte", models.F("last_year"))),
                        name="fetch_begins_before_it_ends",
                    )
                ],
            },
        ),
    ]
