"""Writing rows so that it can be undone: what was made, changed and taken away, as plain values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model

M = TypeVar("M", bound=Model)
Plain = Any
"""What JSON can hold."""
_OF_ITS_OWN = frozenset({"password", "last_login", "date_joined"})
"""Fields that change by themselves and say nothing about whether somebody has worked on a row."""


class ChangedSinceError(Exception):
    """A row is not as it was left; carries its name."""


@dataclass
class Recorder:
    """Every write of one deed, in order."""

    steps: list[dict[str, Plain]] = field(default_factory=list)

    def make(self, row: M) -> M:
        """Save a new row."""
        row.save(force_insert=True)
        self.steps.append({"did": "make", **_name(row), "after": plain_fields(row)})
        return row

    def change(self, row: M, values: Mapping[str, object]) -> bool:
        """Give a row other values; whether any was another."""
        before = plain_fields(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = plain_fields(row)
        names = [name for name in after if after[name] != before[name]]
        if not names:
            return False
        row.save()
        self.steps.append({
            "did": "change", **_name(row),
            "before": {name: before[name] for name in names}, "after": {name: after[name] for name in names},
        })  # fmt: skip
        return True

    def remove(self, row: Model) -> None:
        """Take a row away."""
        self.steps.append({"did": "remove", **_name(row), "before": plain_fields(row)})
        row.delete()

    def put(self, model: type[M], key: Mapping[str, object], values: Mapping[str, object]) -> M:
        """The row with the key and the values, made or changed."""
        row = model._default_manager.filter(**key).first()
        if row is None:
            return self.make(model(**key, **values))
        self.change(row, values)
        return row


def reverse(steps: list[dict[str, Plain]]) -> None:
    """Undo the steps, the last first. Raises ChangedSinceError where somebody has changed a row since."""
    for step in reversed(steps):
        model = apps.get_model(step["model"])
        if step["did"] == "remove":
            _row(model, step).save(force_insert=True)
            continue
        row = model._default_manager.filter(pk=step["pk"]).first()
        if row is None or any(plain_fields(row)[name] != value for name, value in step["after"].items()):
            raise ChangedSinceError(str(row) if row else str(step["pk"]))
        if step["did"] == "make":
            row.delete()
        else:
            for name, value in step["before"].items():
                setattr(row, name, _restored(model, name, value))
            row.save()


def plain_fields(row: Model) -> dict[str, Plain]:
    """The values of the row as JSON holds them, by the names of its columns."""
    return {
        one.attname: _plain(getattr(row, one.attname))
        for one in row._meta.concrete_fields
        if not one.primary_key and one.attname not in _OF_ITS_OWN
    }


def _name(row: Model) -> dict[str, Plain]:
    return {"model": row._meta.label, "pk": row.pk}


def _plain(value: object) -> Plain:
    match value:
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case str():
            # Words of closed sets are stored as plain text and compared as such.
            return str(value)
        case _:
            return value


def _row(model: type[Model], step: Mapping[str, Plain]) -> Model:
    row = model(pk=step["pk"])
    for name, value in step["before"].items():
        setattr(row, name, _restored(model, name, value))
    return row


def _restored(model: type[Model], name: str, value: Plain) -> object:
    found = next(one for one in model._meta.concrete_fields if one.attname == name)
    return value if found.is_relation else found.to_python(value)
