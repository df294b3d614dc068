"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("finance", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="forecastrow",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="forecast_rows",
                to="organisation.authority",
            ),
        ),
        migrations.AddField(
            model_name="forecastrow",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="forecast_rows",
                to="organisation.round",
            ),
        ),
        migrations.AddField(
            model_name="forecastrow",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.orgunit"
            ),
        ),
        migrations.AddField(
            model_name="ledgerbatch",
            name="commit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="finance.ledgercommit"
            ),
        ),
        migrations.AddField(
            model_name="reportsettings",
            name="authority",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="report_settings",
                to="organisation.authority",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerbatch",
            index=models.Index(
                fields=["municipality", "year", "scenario"], name="finance_led_municip_35ecc4_idx"
            ),
        ),
    ]
