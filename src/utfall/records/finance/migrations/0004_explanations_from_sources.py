"""Explanations of variances that waited among the sources become rows of finance."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each loaded explanation as a row with its parts."""
    unit, source = apps.get_model("organisation", "OrgUnit"), apps.get_model("sources", "SourceObject")
    explanation: Any = apps.get_model("finance", "VarianceExplanation")
    part: Any = apps.get_model("finance", "ExplanationPart")
    units = {row.code: row for row in unit.objects.all()}
    for row in source.objects.filter(kind="DeclaredExplanation").order_by("pk"):
        measure, scope, period, scenario = row.fields["address"].split(":")
        made = explanation.objects.create(
            authority_id=row.authority_id, code=row.code, name=row.name, place=row.place, position=row.position,
            measure=measure, unit=units[scope], period=period, scenario=scenario,
        )  # fmt: skip
        part.objects.bulk_create(
            part(explanation=made, name=one["name"], address=one["address"], position=position)
            for position, one in enumerate(row.fields["causes"])
        )
        row.delete()


class Migration(migrations.Migration):
    dependencies = [("finance", "0003_explanations"), ("sources", "0001_initial")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
