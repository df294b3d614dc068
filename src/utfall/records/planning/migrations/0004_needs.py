"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("planning", "0003_measures_from_sources"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
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
                ("kind", models.CharField(choices=[("medel", "medel"), ("lokal", "lokal")], max_length=20)),
                ("benefit", models.TextField(blank=True)),
                ("funding", models.CharField(blank=True, max_length=300)),
                ("amount", models.BigIntegerField()),
                (
                    "recurrence",
                    models.CharField(
                        choices=[("engångs", "engångs"), ("varaktig", "varaktig")], max_length=20
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("föreslaget", "föreslaget"),
                            ("prioriterat", "prioriterat"),
                            ("beviljat", "beviljat"),
                            ("avslaget", "avslaget"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("granted", models.BigIntegerField(blank=True, null=True)),
                ("notice_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
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
                        fields=["authority", "year", "position"], name="planning_ne_authori_fddb69_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="need_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("granted", None), ("decision", "beviljat"), _connector="OR"),
                        name="only_a_granted_need_has_a_granted_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_on", None), ("kind", "lokal"), _connector="OR"),
                        name="only_premises_are_given_notice",
                    ),
                ],
            },
        ),
    ]
