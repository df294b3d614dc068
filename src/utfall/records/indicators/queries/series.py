"""Outcomes of many indicators at once, as plain values: those of three years are ten thousand rows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from utfall.domain.period import Period, PeriodKind
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


def outcomes(in_force: QuerySet[Value]) -> dict[tuple[str, int], list[Stored]]:
    """The outcomes without cuts by measure and number of the unit, by the end of their period. One query."""
    rows = in_force.filter(cuts={}).values_list(
        "measure", "scope_id", "period", "value", "decimals", "unit_of_measure"
    )
    found: dict[tuple[str, int], list[tuple[tuple[int, int, bool], Stored]]] = {}
    for measure, scope, text, value, decimals, unit in rows:
        period, place = _placed(text)
        found.setdefault((measure, scope), []).append((place, Stored(period, text, value, decimals, unit)))
    return {key: [one for _place, one in sorted(series, key=_by_place)] for key, series in found.items()}


def kept(series: Sequence[Stored], *, base_year: int | None) -> list[Stored]:
    """Those that a list shows or compares with, in their order.

    They are the last ones, the one of the same months a year before the last, the one of its kind before it, and the
    base year's.
    """
    if len(series) <= LAST:
        return list(series)
    last, earlier = series[-1].period, series[:-LAST]
    wanted = {last.year_before} | ({Period.year(base_year)} if base_year else set())
    alike = _last_of_kind(series[:-1], last.kind)
    return [one for one in earlier if one.period in wanted or one is alike] + list(series[-LAST:])


def place(period: Period) -> tuple[int, int, bool]:
    """What outcomes are ordered by: the end of the period, and of those that end together the longest first."""
    return period.last, -period.months, period.rolling


def _last_of_kind(series: Sequence[Stored], kind: PeriodKind) -> Stored | None:
    return next((one for one in reversed(series) if one.period.kind is kind), None)


def _by_place(pair: tuple[tuple[int, int, bool], Stored]) -> tuple[int, int, bool]:
    return pair[0]


# Thousands of values have a dozen periods between them.
@lru_cache(maxsize=1024)
def _placed(text: str) -> tuple[Period, tuple[int, int, bool]]:
    period = Period.parse(text)
    return period, place(period)
