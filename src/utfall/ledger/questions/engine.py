"""What a question needs of an engine: files, small tables, and rows back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Value = str | int
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Table:
    """A small table that goes with a question; the columns are texts unless named in `numbers`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbers: frozenset[str] = frozenset({"first_month", "last_month"})


class Engine(Protocol):
    """Something that answers the SQL texts of this room over Parquet files.

    The texts keep to what engines agree on: explicit GROUP BY, whole öre, no functions of dates, `:name` parameters.
    """

    def files(self, paths: Sequence[Path]) -> str:
        """What to write after FROM to read exactly these files as one relation."""
        ...

    def table(self, table: Table) -> str:
        """What to write after FROM to read the small table."""
        ...

    def rows(self, text: str, **given: Value) -> list[tuple[object, ...]]:
        """The rows of the question; `given` are the values of its `:name` parameters."""
        ...

    def stream(self, text: str, **given: Value) -> Iterator[tuple[object, ...]]:
        """The rows of the question one after another, for more of them than should be held at once."""
        ...


def parameters(text: str) -> frozenset[str]:
    """The names of the parameters in a text."""
    return frozenset(_PARAMETER.findall(text))


def with_marker(text: str, *, marker: str) -> str:
    """The text with another sign before each parameter's name."""
    return _PARAMETER.sub(lambda found: marker + found[1], text)


def transposed(table: Table) -> Iterable[list[Value]]:
    """The table's columns, each as a list."""
    return ([row[position] for row in table.rows] for position in range(len(table.columns)))
