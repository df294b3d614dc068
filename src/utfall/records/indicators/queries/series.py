"""Outcomes of many indicators at once, as plain values: those of three years are ten thousand rows."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from utfall.domain.period import Period
from utfall.records.indicators.models import Value

LAST = 8
"""How many outcomes a list draws."""


class Stored(NamedTuple):
    """An outcome as it is stored: `value` is text, `unit` the symbol of its unit, `text` the period as in the address."""

    period: Period
    text: str
    value: str
    decimals: int
    unit: str


Place = tuple[int, int, bool]
_Row = tuple[Place, str, str, int, str]


class Series:
    """The outcomes of one indicator at one unit, as rows until somebody asks for them."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def add(self, row: _Row) -> None:
        """One outcome: its place, period, value, decimals and unit."""
        self._rows.append(row)

    def every(self) -> list[Stored]:
        """All of them, by the end of their period."""
        return [_stored(row) for row in sorted(self._rows)]

    def kept(self, *, base_year: int | None) -> list[Stored]:
        """Those that a list shows or compares with, in their order.

        They are the last ones, the one of the same months a year before the last, the one of its kind before it, and
        the base year's.
        """
        rows = sorted(self._rows)
        if len(rows) <= LAST:
            return [_stored(row) for row in rows]
        last = _period(rows[-1][1])
        wanted = {str(last.year_before)} | ({str(base_year)} if base_year else set())
        alike = next((row for row in reversed(rows[:-1]) if _period(row[1]).kind is last.kind), None)
        earlier = [row for row in rows[:-LAST] if row[1] in wanted or row is alike]
        return [_stored(row) for row in (*earlier, *rows[-LAST:])]


def outcomes(in_force: QuerySet[Value]) -> dict[tuple[str, int], Series]:
    """The outcomes without cuts by measure and number of the unit. One query."""
    rows = in_force.filter(cuts={}).values_list(
        "measure", "scope_id", "period", "value", "decimals", "unit_of_measure"
    )
    found: dict[tuple[str, int], Series] = defaultdict(Series)
    places = _Places()
    for measure, scope, period, value, decimals, unit in rows:
        found[measure, scope].add((places[period], period, value, decimals, unit))
    return found


def place(period: Period) -> Place:
    """What outcomes are ordered by: the end of the period, and of those that end together the longest first."""
    return period.last, -period.months, period.rolling


class _Places(dict[str, Place]):
    """The place of each period: thousands of values have a dozen periods between them."""

    def __missing__(self, text: str) -> Place:
        self[text] = place(_period(text))
        return self[text]


def _stored(row: _Row) -> Stored:
    _place, text, value, decimals, unit = row
    return Stored(_period(text), text, value, decimals, unit)


_period = lru_cache(maxsize=1024)(Period.parse)
