"""The facts of one round, frozen: what a report is composed from and checked against."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeVar

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.money import Money
from utfall.domain.period import Period

T = TypeVar("T")


class RoundKind(StrEnum):
    """What a round asks for; the kind decides which parts each level owes, never the number of months."""

    MONTH = "month_follow_up"
    INTERIM = "interim_report"
    ANNUAL = "activity_report"
    ASSIGNMENTS = "report_on_assignments"


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting round: code (`2024-D2`), name (`Delår 2`), kind and the months it is about."""

    code: str
    name: str
    kind: RoundKind
    period: Period


class Coded(Protocol):
    """An object of the plan, the organisation or the control that has a stable code and a canonical name."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class TextKind(StrEnum):
    """What a text is for."""

    DESCRIPTION = "description"
    COMMENT = "comment"
    SUMMARY = "summary"
    INTRODUCTION = "introduction"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, order=True)
class TextKey:
    """What a text is about: an object, the kind of text, the round it was written for and the unit that wrote it."""

    object: str
    kind: TextKind
    round: str
    unit: str


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Markdown with figure references, and where it was written (for findings)."""

    markdown: str
    source: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a report prints: figures by address, objects by code, texts by key. There is no other "facts".

    `as_of` is when the facts were taken, with time zone; `template_hash` names the template they were taken for.
    """

    round: Round
    scope: Scope
    figures: Mapping[Address, Figure]
    objects: Mapping[str, Coded]
    texts: Mapping[TextKey, WrittenText]
    template_hash: str
    as_of: dt.datetime
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names that must not be printed, by the code of the object whose old or wrong names they are."""

    def __post_init__(self) -> None:
        for name in ("figures", "objects", "texts", "names"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def period(self) -> Period:
        """The months that the round is about."""
        return self.round.period

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The objects of one type, in the order they were given."""
        return tuple(item for item in self.objects.values() if isinstance(item, kind))

    def canonical(self) -> str:
        """The snapshot as canonical JSON: sorted keys, no blanks, values as text; equal facts give equal bytes."""
        content = {
            "schema": 1,
            "round": _plain(self.round),
            "scope": self.scope.code,
            "figures": [self.figures[address].as_json() for address in sorted(self.figures, key=str)],
            "objects": [{"type": type(item).__name__, **_fields(item)} for item in self.objects.values()],
            "texts": [[*_fields(key).values(), text.markdown] for key, text in sorted(self.texts.items())],
            "names": {code: list(names) for code, names in sorted(self.names.items())},
            "template": self.template_hash,
            "as_of": self.as_of.isoformat(),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def _fields(item: object) -> dict[str, object]:
    return {f.name: _plain(getattr(item, f.name)) for f in dataclasses.fields(item)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case Money():
            return value.öre
        case StrEnum() | str():
            return str(value)
        case Decimal():
            return format(value, "f")
        case Period() | Scope() | Address():
            return str(value)
        case Mapping():
            return {str(k): _plain(v) for k, v in value.items()}
        case Iterable():
            return [_plain(v) for v in value]
        case dt.date():
            return value.isoformat()
        case _ if dataclasses.is_dataclass(value):
            return _fields(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form.")
