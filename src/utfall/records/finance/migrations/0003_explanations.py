"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0002_forecasts"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VarianceExplanation",
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
                ("period", models.CharField(max_length=20)),
                (
                    "scenario",
                    models.CharField(
                        choices=[("avvikelse", "avvikelse"), ("prognosavvikelse", "prognosavvikelse")],
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="explanations_of_variances",
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
                    models.Index(
                        fields=["authority", "unit", "period"], name="finance_var_authori_88ecd1_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="explanation_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExplanationPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("amount", models.BigIntegerField(blank=True, null=True)),
                (
                    "recurrence",
                    models.CharField(
                        blank=True, choices=[("engångs", "engångs"), ("varaktig", "varaktig")], max_length=20
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "explanation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="finance.varianceexplanation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("amount__isnull", False)),
                            models.Q(models.Q(("address", ""), _negated=True), ("amount", None)),
                            _connector="OR",
                        ),
                        name="part_has_a_figure_or_an_amount",
                    )
                ],
            },
        ),
    ]
