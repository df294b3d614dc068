"""Codes and places of what is new: each after all others of its kind in the authority."""

from typing import Any

from django.db.models import Max, Model

from utfall.records.organisation.models import Authority


def free_code(model: type[Model], authority: Authority, stem: str) -> str:
    """A code that no row has: the stem itself if it ends in a word, else with a number (INV3, RU2025-OLC-2)."""
    rows = model._default_manager.filter(authority=authority, code__startswith=stem)
    taken = set(rows.values_list("code", flat=True))
    if stem[-1:].isalnum() and "-" in stem and stem not in taken:
        return stem
    joint = "-" if "-" in stem else ""
    number = 2 if joint else len(taken) + 1
    while f"{stem}{joint}{number}" in taken:
        number += 1
    return f"{stem}{joint}{number}"


def last_position(model: type[Model], authority: Authority) -> int:
    """A place after all others."""
    found: dict[str, Any] = model._default_manager.filter(authority=authority).aggregate(last=Max("position"))
    return 0 if found["last"] is None else int(found["last"]) + 1
