"""A table as the review sees it: figures by row and column, with what the labels and headers say about them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from utfall.documents.model import (
    Cell,
    Document,
    FootnoteMark,
    HeaderRole,
    Number,
    RowKind,
    Table,
    Text,
    plain,
    tables,
)  # fmt: skip
from utfall.domain.unit import Unit
from utfall.review.languages import Language, Role

FEWEST = 24
"""Figures that a table must have before their common divisor says how they are rounded."""
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column, as its label or header describes it.

    `index` is the row in `Table.rows`, or the column in `Table.grid`. `total`: the words announce a sum.
    `additive` is False for shares, means, codes and the like. `words` are the stems of the label.
    """

    index: int
    label: str
    words: tuple[str, ...]
    role: Role | None
    periods: frozenset[str]
    unit: Unit | None
    total: bool
    additive: bool
    count: bool
    part: bool
    share: bool
    mean: bool
    opening: bool
    closing: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in a table: its path in the Document, and the row and column that it stands in."""

    path: str
    number: Number
    row: Line
    column: Line
    unit: Unit | None
    table: str

    @property
    def periods(self) -> frozenset[str]:
        """The periods that its header and its label name together."""
        return self.row.periods | self.column.periods

    @property
    def role(self) -> Role | None:
        """What it is: as the header says, or else the label."""
        return self.column.role or self.row.role


@dataclass(frozen=True, slots=True)
class TableView:
    """A table's figures by (row, column), its rows and columns; only lines with figures are listed."""

    path: str
    caption: str
    unit: Unit | None
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    places: Mapping[tuple[int, int], Place]
    words: tuple[str, ...] = ()
    count: bool = False

    @property
    def step(self) -> int:
        """The unit to which all figures are rounded, where it is not their last decimal: 5, or else 1.

        Statistics offices round small counts to fives, up or down by chance, so that nobody is recognised.
        """
        values = [place.number.value for place in self.places.values() if place.number.decimals == 0]
        told = [value for value in values if value]
        fives = (
            len(values) == len(self.places)
            and len(told) >= FEWEST
            and all(not value % 5 for value in told if value)
        )
        return 5 if fives and any(value % 10 for value in told if value) else 1

    def name(self) -> str:
        """What to call the table in a sentence: its caption, or else the header of its first column."""
        return self.caption


def _set_as_total(table: Table, rows: Mapping[int, Line], y: int) -> bool:
    """Whether a row is a total by its kind, or by being the last and the only one without a label."""
    if table.rows[y].kind in (RowKind.SUBTOTAL, RowKind.TOTAL):
        return True
    nameless = [other for other, line in rows.items() if not line.label]
    return len(rows) > 2 and nameless == [y] and y == max(rows)


def views(document: Document, language: Language) -> tuple[TableView, ...]:
    """All tables of the document, in reading order."""
    return tuple(view(path, table, language) for path, table in tables(document))


def view(path: str, table: Table, language: Language) -> TableView:
    """The table with its header rows and label columns found and understood."""
    grid = table.grid
    steps = _steps(table)
    figures = {at: found for at, cell in steps.items() if (found := _figure(cell[1]))}
    top = _header_height(table, grid, figures)
    figures = {at: found for at, found in figures.items() if at[0] >= top}
    ys = sorted({y for y, _x in figures})
    xs = sorted({x for _y, x in figures})
    caption = plain(table.caption)
    columns = {x: _line(x, _header(grid, top, x), language, role=True) for x in xs}
    turned = not any(column.role for column in columns.values())
    rows = {y: _line(y, _label(grid, table, y, xs), language, role=turned) for y in ys}
    rows |= {y: replace(rows[y], total=True) for y in ys if _set_as_total(table, rows, y)}
    places = {}
    for (y, x), (step, number) in figures.items():
        cell_path = f"{path}/{steps[y, x][0]}.{step}"
        unit = number.unit or columns[x].unit or rows[y].unit or table.unit or language.unit_of(caption)
        places[y, x] = Place(cell_path, number, rows[y], columns[x], unit, path)
    return TableView(
        path=path,
        caption=caption or _corner(grid, top),
        unit=table.unit or language.unit_of(caption),
        rows=tuple(rows[y] for y in ys),
        columns=tuple(columns[x] for x in xs),
        places=places,
        words=tuple(language.words(caption or _corner(grid, top))),
        count=any(language.is_count(text) for text in (caption, _corner(grid, top))),
    )


def _steps(table: Table) -> dict[tuple[int, int], tuple[str, Cell]]:
    """The cells by the position of their upper left corner, each with its step in `walk`."""
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], tuple[str, Cell]] = {}
    for y, row in enumerate(table.rows):
        x = 0
        for position, cell in enumerate(row.cells):
            while (y, x) in taken:
                x += 1
            for down in range(max(cell.rowspan, 1)):
                taken.update((y + down, x + right) for right in range(max(cell.colspan, 1)))
            found[y, x] = (f"r{y}c{position}", cell)
            x += max(cell.colspan, 1)
    return found


def _figure(cell: Cell) -> tuple[int, Number] | None:
    """The one number of a cell, beside marks and blanks only, with its position among the inlines."""
    numbers = [(i, node) for i, node in enumerate(cell.inlines) if isinstance(node, Number)]
    others = [node for node in cell.inlines if not isinstance(node, Number | FootnoteMark)]
    if len(numbers) != 1 or not all(
        isinstance(node, Text) and not node.text.strip(" *†\u00a0") for node in others
    ):
        return None
    return numbers[0] if numbers[0][1].value is not None else None


def _is_year(number: Number) -> bool:
    return number.decimals == 0 and bool(_YEAR.fullmatch(number.printed.strip()))


def _header_height(
    table: Table,
    grid: tuple[tuple[Cell | None, ...], ...],
    figures: Mapping[tuple[int, int], tuple[int, Number]],
) -> int:
    """How many rows head the table: those marked so, or those above the first number that is no year."""
    marked = 0
    for row in table.rows:
        cells = [cell for cell in row.cells if plain(cell.inlines).strip()]
        if row.kind is RowKind.HEADER or (cells and all(cell.header is HeaderRole.COLUMN for cell in cells)):
            marked += 1
        else:
            break
    if marked:
        return marked
    for y in range(len(grid)):
        row_figures = [number for (fy, _x), (_i, number) in figures.items() if fy == y]
        if any(not _is_year(number) for number in row_figures):
            return y
    return 0 if figures else len(grid)


def _header(grid: tuple[tuple[Cell | None, ...], ...], top: int, x: int) -> str:
    """The header texts above a column, joined downwards; a cell over several rows counts once."""
    parts: list[str] = []
    before: Cell | None = None
    for y in range(top):
        cell = grid[y][x]
        if cell is not None and cell is not before:
            text = plain(cell.inlines).strip()
            if text:
                parts.append(text)
        before = cell
    return joined(parts)


def joined(parts: list[str]) -> str:
    """Texts joined with blanks; a hyphen at a line's end is taken out (`Budget-` `avvikelse`)."""
    result = ""
    for part in parts:
        result = (
            result[:-1] + part if result.endswith("-") and part[:1].islower() else f"{result} {part}".strip()
        )
    return re.sub(r"(\w)- (?=[a-zåäöéü])(?!och |eller |samt |and |or )", r"\1", result)


def _label(grid: tuple[tuple[Cell | None, ...], ...], table: Table, y: int, xs: list[int]) -> str:
    """The texts left of the first column of figures, and any heading of the row itself."""
    first = min(xs)
    parts: list[str] = []
    for before, cell in pairwise((None, *grid[y])):
        if cell is None or cell is before:
            continue
        position = grid[y].index(cell)
        if position < first or cell.header is HeaderRole.ROW:
            parts.append(plain(cell.inlines).strip())
    return " ".join(part for part in parts if part)


def _corner(grid: tuple[tuple[Cell | None, ...], ...], top: int) -> str:
    if not grid or not grid[0] or top == 0 or grid[0][0] is None:
        return ""
    return plain(grid[0][0].inlines).strip()


def _line(index: int, label: str, language: Language, *, role: bool) -> Line:
    """A row or column as its words describe it; rows have roles only in a table that is turned on its side."""
    return Line(
        index=index,
        label=label,
        words=tuple(language.words(label)),
        role=language.role_of(label) if role else None,
        periods=language.period_tokens(label),
        unit=language.unit_of(label),
        total=language.is_total(label),
        additive=not language.is_not_additive(label),
        count=language.is_count(label),
        part=language.is_part(label),
        share=language.is_share(label),
        mean=language.is_mean(label),
        opening=language.is_opening(label),
        closing=language.is_closing(label),
    )
