"""Bars of variances: plus to the right, minus to the left with a hatch, so that the colour need not be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 96, 16
_MIDDLE = WIDTH / 2
_ROOM = _MIDDLE - 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of WIDTH × HEIGHT; it carries no words, for the figure stands beside it."""

    x: str
    width: str
    is_minus: bool


def bars(values: Iterable[Decimal | None]) -> tuple[Bar | None, ...]:
    """A bar for each value on one scale; None where there is no value or nothing to see."""
    held = tuple(values)
    largest = max((abs(value) for value in held if value is not None), default=Decimal(0))
    return tuple(_bar(value, largest) for value in held)


def _bar(value: Decimal | None, largest: Decimal) -> Bar | None:
    if not value or not largest:
        return None
    width = max(_ROOM * float(abs(value) / largest), 1.0)
    start = _MIDDLE - width if value < 0 else _MIDDLE
    return Bar(f"{start:.1f}", f"{width:.1f}", value < 0)
