"""Tables only point at tables of the same part or of a part below it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from utfall.records.audit.models import Event

PART = "utfall.records."


def order(root: Path) -> list[str]:
    """The parts from top to bottom, as the import contract says."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers: list[str] = next(one["layers"] for one in contracts if one["id"] == "records")
    return layers


def part_of(model: type[Model]) -> str:
    return model.__module__.removeprefix(PART).partition(".")[0]


def links() -> Iterator[tuple[type[Model], str, type[Model]]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith(PART):
            for field in model._meta.get_fields():
                if not field.auto_created and isinstance(field.related_model, type):
                    yield model, field.name, field.related_model


def test_there_are_links_of_many_parts() -> None:
    assert {part_of(model) for model, _name, _to in links()} >= {
        "reporting",
        "planning",
        "indicators",
        "finance",
    }


@pytest.mark.parametrize(
    ("model", "name", "to"), tuple(links()), ids=lambda one: getattr(one, "__name__", one)
)
def test_a_table_points_downwards(root: Path, model: type[Model], name: str, to: type[Model]) -> None:
    if to.__module__.startswith(PART):
        layers = order(root)
        assert layers.index(part_of(model)) <= layers.index(part_of(to))
    else:
        # The groups and permissions of Django's own accounts.
        assert model.__name__ == "Person" or model._meta.auto_created


def test_the_log_points_at_nothing_so_that_it_outlives_everything() -> None:
    assert not [field for field in Event._meta.get_fields() if field.is_relation]
