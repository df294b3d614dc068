"""Measures that waited among the sources become rows of planning."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each loaded measure as a released row with its effects."""
    unit, source = apps.get_model("organisation", "OrgUnit"), apps.get_model("sources", "SourceObject")
    measure, effect = apps.get_model("planning", "Measure"), apps.get_model("planning", "MeasureEffect")
    units = {row.code: row for row in unit.objects.all()}
    for row in source.objects.filter(kind="Measure").order_by("pk"):
        said = row.fields
        made = measure.objects.create(
            authority_id=row.authority_id, code=row.code, name=row.name, place=row.place, position=row.position,
            unit=units[said["unit"]], state=said["state"], condition=said.get("condition", ""),
            budget_of=units[said["budget_of"]] if said["budget_of"] else None, released=True,
        )  # fmt: skip
        effect.objects.bulk_create(
            effect(measure=made, year=one["year"], amount=one["amount"], position=position)
            for position, one in enumerate(said["effects"])
        )
        row.delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_measures"), ("sources", "0001_initial")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
