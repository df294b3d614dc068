"""One way of reading a table on a page: which words stand in which cell."""

from collections.abc import Callable
from dataclasses import dataclass

from utfall.documents.model import Origin, Table
from utfall.documents.read.grids import joined_spans
from utfall.documents.read.pdf.lines import Word, origin_of
from utfall.documents.read.raw import RawCell, RawRow, RawTable, Span, Spans

Score = Callable[[Table], float]
"""How well a table hangs together; the parse with the higher score is believed."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a parse: its words in reading order, and how many columns and rows it covers."""

    words: tuple[Word, ...] = ()
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Parse:
    """A table on a page as one method sees it. `edges` are the right ends of its columns, in points."""

    method: str
    rows: tuple[tuple[Box, ...], ...]
    headers: int = 0
    edges: tuple[int, ...] = ()
    page: int = 0

    @property
    def cells(self) -> frozenset[tuple[Word, ...]]:
        """The words of each cell that holds any."""
        return frozenset(box.words for row in self.rows for box in row if box.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for row in self.rows for box in row for word in box.words)

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(word.x0 for row in self.rows for box in row for word in box.words)


def reading_order(words: list[Word]) -> tuple[Word, ...]:
    """Words of one cell: line by line, from left to right."""
    ordered = sorted(words, key=lambda word: word.base)
    lines: list[list[Word]] = []
    for word in ordered:
        if lines and word.base - lines[-1][0].base <= 0.45 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(word for line in lines for word in sorted(line, key=lambda w: w.x0))


def spans_of(words: tuple[Word, ...], *, certain: bool = True) -> Spans:
    """The words as marked text, a blank between them; a word cut by a hyphen at the end of its line is whole."""
    spans: Spans = ()
    for position, word in enumerate(words):
        if word.raised and word.text.strip("*†)").isdecimal() and spans:
            spans = (*spans, Span(word.text, note=word.text.rstrip(")"), origin=word.origin))
            continue
        origin = word.origin if word.page > 0 else Origin(page=-word.page)
        span = Span(word.text, word.strong, word.emphasis, origin=origin, certain=certain and word.certain)
        new_line = position > 0 and word.base - words[position - 1].base > 0.45 * word.size
        if new_line:
            spans = joined_spans(spans, (span,))
        elif spans:
            spans = (*spans, Span(" ", word.strong, word.emphasis, certain=certain), span)
        else:
            spans = (span,)
    return spans


def raw_table(parse: Parse, *, place: str, agreed: frozenset[tuple[Word, ...]] | None = None) -> RawTable:
    """The parse as a table for the document; cells that are not `agreed` on by another method are not certain."""
    rows = []
    for y, row in enumerate(parse.rows):
        cells = tuple(
            RawCell(
                spans_of(box.words, certain=agreed is None or box.words in agreed),
                box.colspan,
                box.rowspan,
                header=y < parse.headers,
            )
            for box in row
        )
        words = [word for box in row for word in box.words]
        origin = origin_of(words) if words else Origin(page=parse.page)
        rows.append(RawRow(cells, y < parse.headers, origin, f"{place}, rad {y + 1}"))
    everything = (word for row in parse.rows for box in row for word in box.words)
    return RawTable(tuple(rows), origin=origin_of(everything), edges=parse.edges)
