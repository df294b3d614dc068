"""A step of the tables, made by Django."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0003_report_back_without_account"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contribution",
            name="section",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sammanfattning", "sammanfattning"),
                    ("mål", "mål"),
                    ("indikatorer", "indikatorer"),
                    ("ekonomi", "ekonomi"),
                    ("prognos", "prognos"),
                    ("intern kontroll", "intern kontroll"),
                    ("åtgärder", "åtgärder"),
                    ("uppdrag", "uppdrag"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="section",
            field=models.CharField(
                choices=[
                    ("sammanfattning", "sammanfattning"),
                    ("mål", "mål"),
                    ("indikatorer", "indikatorer"),
                    ("ekonomi", "ekonomi"),
                    ("prognos", "prognos"),
                    ("intern kontroll", "intern kontroll"),
                    ("åtgärder", "åtgärder"),
                    ("uppdrag", "uppdrag"),
                ],
                max_length=20,
            ),
        ),
    ]
