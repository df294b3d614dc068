"""A document set in Typst as others set theirs: plain paragraphs, and tables ruled or without any line."""

import json
from collections.abc import Iterable

import typst

from utfall.documents.model import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Inline,
    ListBlock,
    Number,
    Paragraph,
    RowKind,
    Table,
    plain,
)

PAGE = '#set page(paper: "a4", margin: 2cm)\n#set text(lang: "sv", size: 9pt, hyphenate: true)\n'


def typeset(document: Document, *, ruled: bool) -> bytes:
    """The document as PDF; a block that a text file cannot hold is refused."""
    source = "\n\n".join(_block(block, ruled=ruled) for block in document.blocks)
    return typst.compile((PAGE + source).encode())


def _block(block: Block, *, ruled: bool) -> str:
    match block:
        case Heading(level=level):
            return f"{'=' * level} {_text(block.inlines)}"
        case Paragraph():
            return f"{block.label and _literal(block.label + ' ')}{_text(block.inlines)}"
        case ListBlock():
            mark = "+" if block.ordered else "-"
            return "\n".join(
                f"{mark} {_text(inner.inlines)}"
                for item in block.items
                for inner in item
                if isinstance(inner, Paragraph)
            )
        case Contents(title=title, levels=levels):
            return f"#outline(title: [{_literal(title)}], depth: {levels})"
        case Table():
            return _table(block, ruled=ruled)
        case _:
            raise ValueError(type(block).__name__)


def _table(table: Table, *, ruled: bool) -> str:
    """Figures to the right and words to the left; a column with words is three times as wide as one with figures."""
    width = max(len(row) for row in table.grid)
    widths = ["3fr" if _wordy(table, x) else "1fr" for x in range(width)]
    head = sum(row.kind is RowKind.HEADER for row in table.rows)
    lines = ["#table(", f"columns: ({', '.join(widths)},),", f"stroke: {'0.5pt' if ruled else 'none'},"]
    cells = [_cell(cell) for row in table.rows for cell in row.cells]
    opened = sum(len(row.cells) for row in table.rows[:head])
    if head:
        lines.append(f"table.header({', '.join(cells[:opened])}),")
    lines += [f"{cell}," for cell in cells[opened:]]
    caption = [_text(table.caption)] if table.caption else []
    return "\n\n".join([*caption, "\n".join(lines) + ")"])


def _wordy(table: Table, x: int) -> bool:
    """Whether a cell below the head holds words."""
    below = [
        line[x] for line, row in zip(table.grid, table.rows, strict=True) if row.kind is not RowKind.HEADER
    ]
    return any(cell is not None and cell.number is None and len(plain(cell.inlines)) > 12 for cell in below)


def _cell(cell: Cell) -> str:
    side = "right" if any(isinstance(node, Number) for node in cell.inlines[:1]) and cell.number else "left"
    spans = f"colspan: {cell.colspan}, rowspan: {cell.rowspan}"
    return f"table.cell({spans}, align: {side})[{_text(cell.inlines)}]"


def _text(inlines: Iterable[Inline]) -> str:
    return _literal(plain(tuple(inlines)))


def _literal(text: str) -> str:
    """Text as a string literal: nothing in it is markup."""
    return f"#{json.dumps(text, ensure_ascii=False)};"
