"""How the columns of a table are set: which hold numbers, and how the width is shared."""

from dataclasses import dataclass, replace
from math import sqrt

from utfall.documents.model import (
    Cell,
    FootnoteMark,
    HeaderRole,
    Inlines,
    Missing,
    Number,
    RowKind,
    Table,
    Text,
    plain,
)

LONGEST_WORD = 14
"""Longer words may be broken in a narrow column, so that one word never decides a table's layout."""
WIDEST_HEAD = 28
"""A heading over several columns gets so many characters on one line."""
SHORT = 12
"""A column whose texts are all this short keeps its natural width."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: right-aligned if it holds numbers; `natural` is its width in characters where it must not wrap.

    `weight` is its part of what the natural columns leave over, None for those.
    """

    numeric: bool
    natural: int
    weight: float | None


def columns(table: Table) -> tuple[Column, ...]:
    """One column for each position in the table's grid."""
    placed = positions(table)
    found = [_column(table, placed, x) for x in range(width(table))]
    for place in (place for row in placed[: head_rows(table)] for place in row if place.across > 1):
        under = range(place.x, place.x + place.across)
        lacking = min(len(plain(place.cell.inlines)), WIDEST_HEAD) - sum(found[x].natural for x in under)
        if lacking > 0 and all(found[x].weight is None for x in under):
            for x in under:
                found[x] = replace(found[x], natural=found[x].natural + -(-lacking // place.across))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the column where it begins and the places that it may cover.

    `across` and `down` are its spans, cut off where they would reach over another cell, below the table, or from
    its head into its body: no form can set that.
    """

    cell: Cell
    x: int
    across: int
    down: int


def positions(table: Table) -> tuple[tuple[Placed, ...], ...]:
    """Each row's own cells where they stand, spans from the rows above taken into account."""
    head = head_rows(table)
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Placed, ...]] = []
    for y, row in enumerate(table.rows):
        x = 0
        placed: list[Placed] = []
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            across = 1
            while across < cell.colspan and (y, x + across) not in taken:
                across += 1
            down = max(min(cell.rowspan, (head if y < head else len(table.rows)) - y), 1)
            placed.append(Placed(cell, x, across, down))
            taken |= {(y + dy, x + dx) for dy in range(down) for dx in range(across)}
            x += across
        rows.append(tuple(placed))
    return tuple(rows)


def width(table: Table) -> int:
    """How many columns the table has."""
    return max((place.x + place.across for row in positions(table) for place in row), default=0)


def head_rows(table: Table) -> int:
    """How many header rows it begins with."""
    rows = (number for number, row in enumerate(table.rows) if row.kind is not RowKind.HEADER)
    return next(rows, len(table.rows))


def _column(table: Table, placed: tuple[tuple[Placed, ...], ...], x: int) -> Column:
    heads: list[Cell] = []
    cells: list[Cell] = []
    for row, places in zip(table.rows, placed, strict=True):
        for place in places:
            if place.x == x and place.across == 1:
                is_head = row.kind is RowKind.HEADER or place.cell.header is HeaderRole.COLUMN
                (heads if is_head else cells).append(place.cell)
    numeric = is_numeric(cells)
    longest_word = max((_longest_word(cell.inlines) for cell in (*heads, *cells)), default=1)
    longest = max((len(plain(cell.inlines)) for cell in cells), default=1)
    if numeric:
        return Column(True, max(longest, longest_word, 3), None)
    if x > 0 and longest <= SHORT and longest_word <= LONGEST_WORD:
        return Column(False, max(longest, longest_word, 3), None)
    total = sum(len(plain(cell.inlines)) for cell in cells)
    mean = total / max(len(cells), 1)
    return Column(False, min(longest_word, LONGEST_WORD), sqrt(max(mean, longest_word, 4)))


def is_numeric(cells: list[Cell]) -> bool:
    """Whether a column holds numbers, and nothing but numbers and dashes."""
    kinds = [_holds(cell.inlines) for cell in cells if cell.header is not HeaderRole.ROW]
    return "number" in kinds and "words" not in kinds


def _holds(inlines: Inlines) -> str:
    kinds: set[str] = set()
    for node in inlines:
        match node:
            case Number():
                kinds.add("number")
            case Missing() | FootnoteMark():
                pass
            case Text() if node.text.strip() in {"", "–", "-", "%"}:
                pass
            case _:
                return "words"
    return "number" if kinds else "nothing"


def _longest_word(inlines: Inlines) -> int:
    # U+00A0 binds, so it does not end a word; a hyphen does.
    return max((len(word) for word in plain(inlines).replace("-", "- ").split(" ")), default=1)
