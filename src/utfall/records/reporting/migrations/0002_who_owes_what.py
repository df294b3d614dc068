"""Who owes what is a setting of the authority, and a task says itself whether it wants an outcome."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def ask_for_outcomes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What is asked about an indicator is its outcome too, as it was when the section said so."""
    apps.get_model("reporting", "Task").objects.filter(section="indikatorer").update(wants_outcome=True)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("reporting", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="wants_outcome",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(ask_for_outcomes, migrations.RunPython.noop),
        migrations.CreateModel(
            name="ReportingSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owed", models.JSONField(null=True)),
                ("variance_percent", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reporting_settings",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reporting settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("variance_percent", None),
                            ("variance_percent__range", (0, 1000)),
                            _connector="OR",
                        ),
                        name="variance_percent_range",
                    )
                ],
            },
        ),
    ]
