"""Investments, carried-over results and comparability items that waited among the sources become rows of finance."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each loaded object as a row of its own."""
    unit, source = apps.get_model("organisation", "OrgUnit"), apps.get_model("sources", "SourceObject")
    units = {row.code: row for row in unit.objects.all()}
    makers = {"CarriedOver": _carried, "DeclaredItem": _item, "DeclaredInvestment": _investment}
    for row in source.objects.filter(kind__in=makers).order_by("pk"):
        head = {
            "authority_id": row.authority_id, "code": row.code, "name": row.name, "place": row.place,
            "position": row.position,
        }  # fmt: skip
        makers[row.kind](apps, head, row.fields, units)
        row.delete()


def _carried(apps: Apps, head: dict[str, Any], said: dict[str, Any], units: dict[str, Any]) -> None:
    apps.get_model("finance", "CarriedOver").objects.create(
        **head, unit=units[said["unit"]], origin_year=said["origin_year"], year=said["year"],
        amount=said["amount"], decided_by=said["decided_by"], preliminary=said["preliminary"],
    )  # fmt: skip


def _item(apps: Apps, head: dict[str, Any], said: dict[str, Any], units: dict[str, Any]) -> None:
    apps.get_model("finance", "ComparabilityItem").objects.create(
        **head, unit=units[said["unit"]], accounts=said["accounts"], normal=said["normal"]
    )


def _investment(apps: Apps, head: dict[str, Any], said: dict[str, Any], units: dict[str, Any]) -> None:
    held, amount = said["investment"], apps.get_model("finance", "InvestmentAmount")
    made = apps.get_model("finance", "Investment").objects.create(
        **head, measure=held["measure"], investment_class=held["investment_class"], unit=units[held["unit"]],
        accounts=said["accounts"],
    )  # fmt: skip
    amount.objects.bulk_create(
        amount(
            investment=made, scenario=one["scenario"], period=one["period"] or "", amount=one["amount"],
            position=position,
        )
        for position, one in enumerate(held["values"])
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("finance", "0006_declared"), ("sources", "0001_initial")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
