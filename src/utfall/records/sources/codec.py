"""Values of the domain as plain JSON and back, by the types of their fields."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from utfall.domain.figure import Address, Scope
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.unit import Unit, unit_named

T = TypeVar("T")
Plain = Any
"""None, bool, int, str, or lists and dicts of them: what JSON can hold without loss."""


def plain(value: object) -> Plain:
    """The value as JSON holds it. Raises TypeError for what has no such form, such as a float."""
    match value:
        case None | bool():
            return value
        case StrEnum():
            return value.value
        case int() | str():
            return value
        case Decimal() | Period() | Scope() | Address():
            return str(value)
        case Money():
            return value.öre
        case Unit():
            return _symbol(value)
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {plain(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
        case _:
            raise TypeError(f"{type(value).__name__} has no plain form.")


def restored(kind: type[T], content: Plain) -> T:
    """The value of the type that `plain` made plain. Raises TypeError, KeyError or ValueError for anything else."""
    made = _restored(kind, content)
    return typing.cast(T, made)


def _symbol(unit: Unit) -> str:
    if unit_named(unit.symbol) != unit:
        raise TypeError(f"{unit.symbol} is not the unit of that name.")
    return unit.symbol


def _restored(hint: Any, content: Plain) -> object:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(parts, content)
    if origin is tuple:
        return _row(parts, content)
    if origin is not None and issubclass(origin, Mapping):
        key, item = parts
        return {_restored(key, name): _restored(item, held) for name, held in content.items()}
    return _single(hint, content)


def _one_of(parts: tuple[Any, ...], content: Plain) -> object:
    """Only None may stand beside a type, so that nothing has to be guessed."""
    kinds = [part for part in parts if part is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"{parts} cannot be told apart.")
    return None if content is None else _restored(kinds[0], content)


def _row(parts: tuple[Any, ...], content: Iterable[Plain]) -> tuple[object, ...]:
    if parts[-1] is Ellipsis:
        return tuple(_restored(parts[0], item) for item in content)
    return tuple(_restored(part, item) for part, item in zip(parts, content, strict=True))


def _single(kind: Any, content: Plain) -> object:
    if kind in (str, int, bool):
        # A bool is an int to Python, but not here.
        if type(content) is not kind:
            raise TypeError(f"{content!r} is not {kind.__name__}.")
        return content
    if kind is Decimal:
        return Decimal(content)
    if kind in (Period, Address):
        return kind.parse(content)
    if kind is Unit:
        return unit_named(content)
    if kind in (Money, Scope):
        return kind(content)
    if kind is dt.date:
        return dt.date.fromisoformat(content)
    if issubclass(kind, StrEnum):
        return kind(content)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _restored(hints[name], held) for name, held in content.items()})
    raise TypeError(f"{kind!r} has no plain form.")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
