"""A step of the tables, made by Django."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("actor", models.CharField(max_length=150)),
                ("authority", models.CharField(blank=True, max_length=20)),
                ("deed", models.CharField(max_length=60)),
                ("object", models.CharField(blank=True, max_length=120)),
                ("details", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["object", "number"], name="audit_event_object_fcab29_idx"),
                    models.Index(fields=["authority", "number"], name="audit_event_authori_de34c2_idx"),
                ],
            },
        ),
    ]
