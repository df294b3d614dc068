"""What Kolada holds, as values: key figures, municipalities, units and the values of a year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure (kpi): its id (`N01951`), title and description. `by_sex` is whether women and men are parted."""

    id: str
    title: str
    description: str
    by_sex: bool


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (`0180`), a region (`0001`) or the whole country (`0000`); `type` is K, L, R or A as given."""

    id: str
    title: str
    type: str


@dataclass(frozen=True, slots=True)
class MunicipalityGroup:
    """Municipalities that are compared with each other, such as those like one of them; `members` by id with title."""

    id: str
    title: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OrganisationalUnit:
    """A unit (`V...`), such as a school, and the municipality that it is in."""

    id: str
    title: str
    municipality: str


@dataclass(frozen=True, slots=True)
class KeyValue:
    """The value of a key figure in a year; `place` is a municipality or a unit, `sex` is T, K or M.

    `value` is None where Kolada has none; `status` then says why. It is never zero instead.
    """

    kpi: str
    place: str
    year: int
    sex: str
    value: Decimal | None
    count: int | None
    status: str


def key_figure(row: Mapping[str, Any]) -> Iterator[KeyFigure]:
    """The key figure of a row. Raises KeyError or ValueError where the row is none."""
    yield KeyFigure(
        _text(row["id"]), _text(row["title"]), _text(row.get("description")),
        bool(row.get("is_divided_by_gender", False)),
    )  # fmt: skip


def municipality(row: Mapping[str, Any]) -> Iterator[Municipality]:
    """The municipality of a row. Raises KeyError or ValueError where the row is none."""
    yield Municipality(_text(row["id"]), _text(row["title"]), _text(row.get("type")))


def group(row: Mapping[str, Any]) -> Iterator[MunicipalityGroup]:
    """The group of a row. Raises KeyError or ValueError where the row is none."""
    members = tuple(
        # The interface's second version named them `id` and `title`.
        (_text(one.get("member_id", one.get("id"))), _text(one.get("member_title", one.get("title"))))
        for one in row["members"]
    )
    yield MunicipalityGroup(_text(row["id"]), _text(row["title"]), tuple(one for one in members if one[0]))


def unit(row: Mapping[str, Any]) -> Iterator[OrganisationalUnit]:
    """The unit of a row. Raises KeyError or ValueError where the row is none."""
    yield OrganisationalUnit(_text(row["id"]), _text(row["title"]), _text(row["municipality"]))


def key_values(row: Mapping[str, Any]) -> Iterator[KeyValue]:
    """The values of a row, one for each sex; deleted ones are left out. Raises KeyError or ValueError."""
    place = _text(row["municipality"] if "municipality" in row else row["ou"])
    for item in row["values"]:
        # The interface has spelled the mark of a deleted value in both ways.
        if item.get("isdeleted") or item.get("is_deleted"):
            continue
        yield KeyValue(
            kpi=_text(row["kpi"]),
            place=place,
            year=_whole(row["period"]),
            sex=_text(item["gender"]),
            value=_number(item["value"]),
            count=None if item.get("count") is None else _whole(item["count"]),
            status=_text(item.get("status")),
        )


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text.")
    return value


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{value!r} is not a number.")
    return Decimal(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is not a whole number.")
    return value
