"""Forecasts by unit and round, their cells and reasons, and every version of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import utfall.domain.reporting.words


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0001_initial"),
        ("organisation", "0001_initial"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Forecast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("due_on", models.DateField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(default=8)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="organisation.round",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["authority", "round", "state"], name="finance_for_authori_28ae9e_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "unit"), name="forecast_of_a_round_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["utkast", "klarmarkerad", "återlämnad", "godkänd"])
                        ),
                        name="forecast_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gt", 0), ("state", "utkast"), _connector="OR"),
                        name="forecast_begun_before_it_is_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=20)),
                ("amount", models.BigIntegerField()),
                (
                    "forecast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="finance.forecast",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forecast", "account"), name="forecast_cell_once"),
                    models.CheckConstraint(
                        condition=models.Q(("account", ""), _negated=True), name="forecast_cell_of_an_account"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.CharField(max_length=40)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("volym", "volym"),
                            ("pris", "pris"),
                            ("bemanning", "bemanning"),
                            ("åtgärd", "åtgärd"),
                            ("engång", "engång"),
                            ("förskjutning", "förskjutning"),
                            ("rättelse", "rättelse"),
                            ("annat", "annat"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500)),
                (
                    "forecast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reasons",
                        to="finance.forecast",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forecast", "line"), name="forecast_reason_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cause", ""), ("text", ""), _negated=True),
                        name="forecast_reason_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastVersion",
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
                ("cells", models.JSONField(default=dict)),
                ("reasons", models.JSONField(default=dict)),
                ("whole", models.JSONField(default=dict)),
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
                    "forecast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="finance.forecast",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forecast", "number"), name="forecast_version_once")
                ],
            },
        ),
    ]
