"""The work with indicators: what their pages keep beside the values that a report prints."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.figure import Address, Figure


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered a value, and when. One that was replaced says too what it `was`, and when that ended."""

    address: Address
    at: dt.datetime
    by: str = ""
    """The username; empty where a folder said it."""
    was: Figure | None = None
    replaced_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        if (self.was is None) != (self.replaced_at is None):
            raise ValueError("A value that was replaced was something until then.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What another municipality has of an indicator in a year; None is a value that is missing."""

    indicator: str
    municipality: str
    name: str
    group: str
    year: int
    sex: str
    """k or m; empty for everybody."""
    value: Decimal | None
    source: str
    fetched_at: dt.datetime


@dataclass(frozen=True, slots=True)
class IndicatorWork:
    """All of it; empty where values only came with a folder."""

    entered: tuple[Entered, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
