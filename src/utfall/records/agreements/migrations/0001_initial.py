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
            name="Agreement",
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
                            ("basöverenskommelse", "basöverenskommelse"),
                            ("årsöverenskommelse", "årsöverenskommelse"),
                            ("tilläggsuppdrag", "tilläggsuppdrag"),
                            ("överenskommelse om servicenivåer", "överenskommelse om servicenivåer"),
                            ("leverantörsavtal", "leverantörsavtal"),
                        ],
                        max_length=40,
                    ),
                ),
                ("counterpart", models.CharField(blank=True, max_length=200)),
                ("content", models.TextField(blank=True)),
                ("expectation", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("föreslagen", "föreslagen"), ("gäller", "gäller"), ("uppsagd", "uppsagd")],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="organisation.authority",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "unit"], name="agreements__authori_d34711_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="agreement_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party", None), models.Q(("counterpart", ""), _negated=True)),
                            models.Q(("counterpart", ""), ("party__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_has_one_other_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "uppsagd"), _negated=True),
                            ("ends_on__isnull", False),
                            _connector="OR",
                        ),
                        name="terminated_agreement_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("starts_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="agreement_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmountOfYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("budgeted", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amounts",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "year"), name="agreement_amount_of_the_year_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="agreement_amount_is_not_minus"
                    ),
                ],
            },
        ),
    ]
