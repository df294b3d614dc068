"""A table as it stands turned into a table that is understood: headers, kinds of rows, units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from utfall.documents.model import Cell, HeaderRole, Inlines, Row, RowKind, Table, Text
from utfall.documents.read.figures import Origins, cell_inlines, inlines, is_figure, looks_like_year
from utfall.documents.read.raw import RawCell, RawRow, RawTable, Spans, words
from utfall.domain.numerals import NumberGrammar
from utfall.domain.unit import Unit

MAX_ROWS = 20_000
MAX_CELLS = 400_000
_TOTAL = re.compile(
    r"[-–\s]*(?:summa|totalt?|totalsumma|total|netto|nettokostnad(?:er)?|nettoresultat|(?:årets|periodens)\s+resultat"
    r"|resultat|slutsumma|delsumma|sum|grand total|subtotal|net|balance)(?:\b|$)",
    re.IGNORECASE,
)
_IN_UNIT = r"(?:{units})(?![\w/])"
_CODES = re.compile(
    r"(?:nr|#|konto|kontonr|ansvar|kod|id|rad|år|year|code|account|no|nummer)\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which rows head the table, which column labels the rows, and what each column is counted in."""

    headers: int
    labelled: bool
    units: tuple[Unit | None, ...]
    years: frozenset[int]
    codes: frozenset[int]


def understood(raw: RawTable, *, grammar: NumberGrammar, unit: Unit | None = None) -> tuple[Table, Origins]:
    """The table with typed cells, header roles and row kinds, and where its figures stood.

    `unit` is what the paragraph before the table says. A header row is a row above the first row with a figure
    that is not a year (or a row that the file marks); a row with a label alone names a group. A column's unit
    comes from its header, a row's from its label, and stands in each number; the table's own is in `Table.unit`.
    """
    rows = _padded(raw.rows)
    shape = _shape(rows, grammar)
    table_rows: list[Row] = []
    origins: Origins = []
    for y, row in enumerate(rows):
        cells, found = _cells(row, y, shape, grammar)
        origins.extend((f"r{y}c{step}", origin) for step, origin in found)
        table_rows.append(Row(cells, _kind(row, y, shape, rows, grammar)))
    caption, marks = inlines(raw.caption, grammar=grammar, place=raw.rows[0].place if raw.rows else "")
    origins.extend((f"t{step}", origin) for step, origin in marks)
    stated = unit_stated(words(raw.caption), grammar) or unit
    return Table(caption, tuple(table_rows), _left_over(stated, shape)), origins


def _left_over(stated: Unit | None, shape: _Shape) -> Unit | None:
    """The table's unit; none where every column already has its own."""
    own = list(shape.units[1 if shape.labelled else 0 :])
    return None if own and all(own) else stated


def rows_read(width: int) -> int:
    """How many rows of a table of that many columns are read; the rest is told of as unread."""
    return min(MAX_ROWS, MAX_CELLS // max(width, 1))


def unit_stated(text: str, grammar: NumberGrammar) -> Unit | None:
    """The unit that a caption or a lead says that amounts are given in: `(tkr)`, `, mnkr`, `belopp i tkr`."""
    for pattern in _stating(tuple(sorted(grammar.units, key=len, reverse=True))):
        found = pattern.search(text)
        if found:
            return grammar.units[" ".join(found["unit"].lower().split())]
    return None


@cache
def _stating(units: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """How captions and leads name their unit, for a language's words for units, longest first."""
    inside = _IN_UNIT.format(units="|".join(map(re.escape, units)))
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\(\s*(?:belopp\s+)?(?:alla\s+belopp\s+)?(?:i\s+|in\s+|anges i\s+)?(?P<unit>{inside})\s*\)",
            rf"\b(?:belopp(?:en)?|siffror(?:na)?|amounts?|figures)\b[^.]{{0,24}}\b(?:i|in)\s+(?P<unit>{inside})",
            rf"[,;:]\s*(?:i\s+|in\s+)?(?P<unit>{inside})\s*\)?\s*$",
            rf"^\s*(?P<unit>{inside})\s*$",
        )
    )


def unit_of_header(text: str, grammar: NumberGrammar) -> Unit | None:
    """The unit in a column header or a row label: as in a caption, or its last word (`Totalt %`, `Utfall tkr`)."""
    stated = unit_stated(text, grammar)
    if stated is not None:
        return stated
    last = text.rsplit(maxsplit=1)[-1].lower() if text.split() else ""
    return (
        grammar.units.get(last)
        if last in {"%", "tkr", "mnkr", "mkr", "kr", "mdkr", "kkr", "msek", "ksek"}
        else None
    )


def _padded(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """The rows, short ones filled with empty cells, where no cell spans several positions."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row.cells):
        return rows
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(replace(row, cells=row.cells + (RawCell(),) * (width - len(row.cells))) for row in rows)


def columns(rows: tuple[RawRow, ...]) -> list[list[tuple[int, RawCell]]]:
    """For each row its cells with the column where each begins, spans taken into account."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, RawCell]]] = []
    for y, row in enumerate(rows):
        x, line = 0, []
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            line.append((x, cell))
            if cell.rowspan > 1:
                taken.update(
                    (y + down, x + right) for down in range(1, cell.rowspan) for right in range(cell.colspan)
                )
            x += cell.colspan
        placed.append(line)
    return placed


def _shape(rows: tuple[RawRow, ...], grammar: NumberGrammar) -> _Shape:
    placed = columns(rows)
    first = next((y for y, line in enumerate(placed) if _has_figure(line, grammar)), None)
    marked = 0
    while marked < len(rows) and _is_marked(rows[marked]):
        marked += 1
    headers = marked
    if first is None:
        headers = max(marked, 1 if len(rows) > 1 else 0)
    else:
        while headers < first and not _is_group(placed[headers], headers, rows):
            headers += 1
    body = placed[headers:]
    width = max((x + cell.colspan for line in placed for x, cell in line), default=0)
    labelled = any(
        cell.text and not is_figure(cell.text, grammar) for line in body for x, cell in line if x == 0
    )
    heads = [
        " ".join(c.text for line in placed[:headers] for x, c in line if x <= at < x + c.colspan)
        for at in range(width)
    ]
    by_column: list[list[str]] = [[] for _ in range(width)]
    for line in body:
        for x, cell in line:
            if cell.text:
                by_column[x].append(cell.text)
    years = frozenset(at for at, texts in enumerate(by_column) if texts and all(map(looks_like_year, texts)))
    codes = frozenset(at for at, head in enumerate(heads) if _CODES.fullmatch(head.strip()))
    units = tuple(_unit_above(placed[:headers], at, grammar) for at in range(width))
    return _Shape(headers, labelled, units, years, codes)


def _unit_above(header: list[list[tuple[int, RawCell]]], at: int, grammar: NumberGrammar) -> Unit | None:
    """The unit said nearest above the column."""
    for line in reversed(header):
        for x, cell in line:
            if x <= at < x + cell.colspan:
                unit = unit_of_header(cell.text, grammar)
                if unit is not None:
                    return unit
    return None


def _is_marked(row: RawRow) -> bool:
    return row.header or (bool(row.cells) and all(cell.header for cell in row.cells))


def _has_figure(line: list[tuple[int, RawCell]], grammar: NumberGrammar) -> bool:
    alone = len(line) == 1
    return any(is_figure(cell.text, grammar) for x, cell in line if (x > 0 or alone) and not cell.header)


def _is_group(line: list[tuple[int, RawCell]], y: int, rows: tuple[RawRow, ...]) -> bool:
    """A row with a label alone, below a header: it names the rows that follow."""
    filled = [x for x, cell in line if cell.text]
    return y > 0 and filled == [0] and len(line) > 1 and any(c.text for c in rows[0].cells[1:])


def _cells(row: RawRow, y: int, shape: _Shape, grammar: NumberGrammar) -> tuple[tuple[Cell, ...], Origins]:
    cells: list[Cell] = []
    origins: Origins = []
    label_unit = unit_of_header(row.cells[0].text, grammar) if row.cells and shape.labelled else None
    x = 0
    for position, cell in enumerate(row.cells):
        role = _role(cell, x, y, shape, row)
        nodes: Inlines
        found: Origins = []
        if role is HeaderRole.COLUMN or x in shape.codes or _is_year(cell, x, role, shape):
            nodes = _plainly(cell.spans)
        elif role is HeaderRole.ROW:
            nodes, found = inlines(_tidy(cell), grammar=grammar, place=row.place, fallback=row.origin)
        else:
            unit = (shape.units[x] if x < len(shape.units) else None) or label_unit
            nodes, found = cell_inlines(
                cell.spans, grammar=grammar, place=row.place, unit=unit, fallback=row.origin
            )
        cells.append(Cell(nodes, role, cell.colspan, cell.rowspan))
        origins.extend((f"{position}.{step}", origin) for step, origin in found)
        x += cell.colspan
    return tuple(cells), origins


def _is_year(cell: RawCell, x: int, role: HeaderRole, shape: _Shape) -> bool:
    return looks_like_year(cell.text) and (role is HeaderRole.ROW or x in shape.years)


def _role(cell: RawCell, x: int, y: int, shape: _Shape, row: RawRow) -> HeaderRole:
    if y < shape.headers:
        return HeaderRole.COLUMN
    if x == 0 and shape.labelled and (len(row.cells) > 1 or cell.header):
        return HeaderRole.ROW
    return HeaderRole.NONE


def _tidy(cell: RawCell) -> Spans:
    looks = {(s.strong, s.emphasis, s.target) for s in cell.spans}
    return (
        cell.spans if len(looks) > 1 else tuple(replace(s, strong=False, emphasis=False) for s in cell.spans)
    )


def _plainly(spans: Spans) -> Inlines:
    text = " ".join(words(spans).split())
    return (Text(text),) if text else ()


def _kind(row: RawRow, y: int, shape: _Shape, rows: tuple[RawRow, ...], grammar: NumberGrammar) -> RowKind:
    if y < shape.headers:
        return RowKind.HEADER
    texts = [cell.text for cell in row.cells]
    figures = sum(is_figure(text, grammar) for text in texts[1:])
    if not figures:
        alone = (
            bool(texts)
            and bool(texts[0])
            and not any(texts[1:])
            and (len(texts) > 1 or row.cells[0].colspan > 1)
        )
        return RowKind.GROUP if alone and y + 1 < len(rows) else RowKind.BODY
    last = y == len(rows) - 1
    cue = bool(_TOTAL.match(texts[0])) or (last and not texts[0] and shape.labelled)
    if not cue:
        return RowKind.BODY
    return RowKind.TOTAL if last else RowKind.SUBTOTAL


def joined(first: RawTable, second: RawTable) -> RawTable | None:
    """The two tables as one, if the second goes on where the first was broken by a page; else None.

    It goes on if it repeats the first's header, or follows a page break with columns in the same places. A row
    that begins with empty cells right after the break is the rest of the row above it.
    """
    if not first.rows or not second.rows:
        return None
    repeated = _repeated(first.rows, second.rows)
    headless = _continues(second.rows[0]) or any(_numeric(cell.text) for cell in second.rows[0].cells[1:])
    same_edges = second.after_break and headless and bool(second.edges) and _alike(first.edges, second.edges)
    if not repeated and not same_edges:
        return None
    rest = second.rows[repeated:]
    if rest and _continues(rest[0]) and len(rest[0].cells) == len(first.rows[-1].cells):
        merged = _merged(first.rows[-1], rest[0])
        return replace(first, rows=(*first.rows[:-1], merged, *rest[1:]))
    return replace(first, rows=(*first.rows, *rest))


def _repeated(first: tuple[RawRow, ...], second: tuple[RawRow, ...]) -> int:
    """How many rows at the start of the second repeat the start of the first."""
    count = 0
    for a, b in zip(first[:-1], second, strict=False):
        texts = [cell.text for cell in a.cells]
        if texts != [cell.text for cell in b.cells] or not any(texts):
            break
        count += 1
    return count if count and not all(_numeric(cell.text) for cell in first[0].cells if cell.text) else 0


def _numeric(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%+\u2212–-]+", text))


def _alike(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return len(first) == len(second) and all(abs(a - b) <= 4 for a, b in zip(first, second, strict=True))


def _continues(row: RawRow) -> bool:
    texts = [cell.text for cell in row.cells]
    return (
        len(texts) > 1 and not texts[0] and any(texts) and not any(_numeric(text) for text in texts if text)
    )


def _merged(above: RawRow, below: RawRow) -> RawRow:
    def both() -> Iterator[RawCell]:
        for a, b in zip(above.cells, below.cells, strict=True):
            yield a if not b.spans else replace(a, spans=joined_spans(a.spans, b.spans))

    return replace(above, cells=tuple(both()))


def joined_spans(first: Spans, second: Spans) -> Spans:
    """The two texts one after the other, with a space between unless a word was broken by a hyphen."""
    if not first or not second:
        return first or second
    last = first[-1]
    begins = second[0].text.lstrip()
    if last.text.endswith("-") and begins[:1].islower() and last.text[-2:-1].isalpha():
        if begins.split(" ")[0].lower() in {"och", "eller", "samt", "and", "or"}:
            return (*first[:-1], replace(last, text=f"{last.text} "), *second)
        return (*first[:-1], replace(last, text=last.text[:-1]), *second)
    return (*first[:-1], replace(last, text=f"{last.text.rstrip()} "), *second)
