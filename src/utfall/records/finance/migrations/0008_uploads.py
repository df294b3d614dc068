"""Files on their way into the ledger, and the mappings that were confirmed for them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0007_declared_from_sources"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "scenario",
                    models.CharField(
                        choices=[("utfall", "utfall"), ("budget", "budget"), ("prognos", "prognos")],
                        max_length=20,
                    ),
                ),
                ("version", models.CharField(blank=True, max_length=40)),
                ("part", models.CharField(max_length=40)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("mapping", models.JSONField(blank=True, null=True)),
                ("profiles", models.JSONField(default=dict)),
                ("leaving_out", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mottagen", "mottagen"),
                            ("läses", "läses"),
                            ("läst", "läst"),
                            ("lagras", "lagras"),
                            ("inläst", "inläst"),
                            ("nekad", "nekad"),
                            ("kastad", "kastad"),
                        ],
                        default="mottagen",
                        max_length=20,
                    ),
                ),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_expected", models.PositiveIntegerField(blank=True, null=True)),
                ("preview", models.JSONField(blank=True, null=True)),
                ("problem", models.JSONField(blank=True, null=True)),
                ("batches", models.JSONField(default=list)),
                ("done_by", models.CharField(blank=True, max_length=150)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ledger_uploads",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-at"], name="finance_led_authori_6b1675_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["mottagen", "läses", "läst", "lagras", "inläst", "nekad", "kastad"],
                            )
                        ),
                        name="ledger_upload_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_mappings",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "name"), name="saved_mapping_once")
                ],
            },
        ),
    ]
