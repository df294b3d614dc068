"""The values in force of all indicators are read from an index, without the rest of their rows."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """An index of the values in force."""

    dependencies = (("indicators", "0003_awaited_without_a_person"),)

    operations = (
        migrations.AddIndex(
            "value",
            models.Index(
                fields=(
                    "authority", "scenario", "cuts", "measure", "scope", "period", "value", "decimals",
                    "unit_of_measure",
                ),
                condition=Q(replaced_at=None),
                name="values_in_force",
            ),
        ),
    )  # fmt: skip
