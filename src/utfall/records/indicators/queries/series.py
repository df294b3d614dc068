"""Outcomes of many indicators at once, as plain text: those of three years are ten thousand rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Aggregate, QuerySet, TextField, Value
from django.db.models.functions import Cast

from utfall.domain.period import Period
from utfall.records.indicators import models

LAST = 8
"""How many outcomes a list draws."""

_BETWEEN = "\x1f"
"""What the database sets between the values of a column: no value, period or unit has it in itself."""

Place = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Order:
    """The periods of a row of outcomes in their order; `rows` are their numbers in the order they were given in.

    `before` is the number of the one that the last is compared with: the same months a year before, or else the last
    of the same kind. `where` is the number of each period.
    """

    periods: tuple[Period, ...]
    rows: tuple[int, ...]
    before: int | None
    where: Mapping[Period, int]


def order(periods: Iterable[Period]) -> Order:
    """The order of outcomes with these periods, by the end of each."""
    given = tuple(periods)
    rows = sorted(range(len(given)), key=lambda row: place(given[row]))
    ordered = tuple(given[row] for row in rows)
    where = {period: number for number, period in enumerate(ordered)}
    return Order(ordered, tuple(rows), _before(ordered, where), where)


def _before(ordered: tuple[Period, ...], where: Mapping[Period, int]) -> int | None:
    if not ordered:
        return None
    last = ordered[-1]
    alike = (number for number in range(len(ordered) - 2, -1, -1) if ordered[number].kind is last.kind)
    same = where.get(last.year_before)
    return next(alike, None) if same is None else same


def place(period: Period) -> Place:
    """What outcomes are ordered by: the end of the period, and of those that end together the longest first."""
    return period.last, -period.months, period.rolling


class Series:
    """The outcomes of one indicator at one unit, as the database joined them; taken apart when somebody asks."""

    __slots__ = ("_decimals", "_units", "_values", "order")

    def __init__(self, periods: str = "", values: str = "", decimals: str = "", units: str = "") -> None:
        self.order = _order(periods)
        self._values: str | list[str] = values
        self._decimals, self._units = decimals, units

    def values(self, numbers: slice) -> list[str]:
        """The values of a part of the order, as they are stored."""
        values = self._column()
        return [values[row] for row in self.order.rows[numbers]]

    def units(self, numbers: slice) -> list[str]:
        """The symbols of their units."""
        units = _parts(self._units)
        return [units[row] for row in self.order.rows[numbers]]

    def one(self, number: int) -> tuple[str, int, str]:
        """The value, its decimals and the symbol of its unit."""
        row = self.order.rows[number]
        return self._column()[row], int(_parts(self._decimals)[row]), _parts(self._units)[row]

    def _column(self) -> list[str]:
        if isinstance(self._values, str):
            self._values = self._values.split(_BETWEEN)
        return self._values


def outcomes(in_force: QuerySet[models.Value]) -> dict[tuple[str, int], Series]:
    """The outcomes without cuts by measure and number of the unit. One query, with a row for each series."""
    rows = (
        in_force.filter(cuts={})
        .order_by()
        .values("measure", "scope_id")
        .annotate(
            periods=_Joined("period"), amounts=_Joined("value"),
            precisions=_Joined(Cast("decimals", TextField())), units=_Joined("unit_of_measure"),
        )
    )  # fmt: skip
    columns = rows.values_list("measure", "scope_id", "periods", "amounts", "precisions", "units")
    return {(measure, scope): Series(*joined) for measure, scope, *joined in columns}


class _Joined(Aggregate):
    """A column of a group as one text. All columns of a query come in the same order, whichever it is."""

    function = "GROUP_CONCAT"
    name = "Joined"
    output_field = TextField()

    def __init__(self, column: Any) -> None:
        super().__init__(column, Value(_BETWEEN))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL has another word for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **extra)


# Hundreds of indicators have outcomes of the same few periods, decimals and units; what follows from the text alone is
# certain.
@lru_cache(maxsize=256)
def _parts(column: str) -> list[str]:
    return column.split(_BETWEEN)


@lru_cache(maxsize=256)
def _order(periods: str) -> Order:
    return order(_period(text) for text in periods.split(_BETWEEN)) if periods else order(())


_period = lru_cache(maxsize=1024)(Period.parse)
