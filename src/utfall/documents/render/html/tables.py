"""Tables and their notes as HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from utfall.documents.model import Cell, Footnote, HeaderRole, Row, RowKind, Table
from utfall.documents.render import words
from utfall.documents.render.captions import table_caption
from utfall.documents.render.columns import Column, Placed, columns, head_rows, positions
from utfall.documents.render.html.inlines import InlineWriter, nodes
from utfall.documents.render.outline import Outline

NARROW = 30
"""A table of so many characters fits the narrowest screen; a wider one scrolls in a region of its own."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes the tables of one document."""

    outline: Outline
    language: str
    inlines: InlineWriter

    def table(
        self, table: Table, path: str, *, id: str = "", hidden: bool = False, classes: str = ""
    ) -> Markup:
        """The table with caption, header cells with scope, and its notes; `hidden` keeps the caption unseen."""
        set_as = columns(table)
        placed = positions(table)
        rows = [
            (row, self._row(row, cells, f"{path}/r{y}", set_as))
            for y, (row, cells) in enumerate(zip(table.rows, placed, strict=True))
        ]
        head_size = head_rows(table)
        if not rows:
            return Markup("").join(self._notes(table, path))
        number = self.outline.numbers.get(path) if not id else None
        word = words.say(words.TABLE, self.language)
        return Markup(
            nodes().table(
                id or self.outline.ids[path],
                self.inlines.inlines(table_caption(table), f"{path}/t"),
                f"{word} {number}." if number else "",
                word,
                hidden,
                [markup for _row, markup in rows[:head_size]],
                _bodies(rows[head_size:]),
                self._notes(table, path),
                sum(column.natural for column in set_as) + 2 * len(set_as) > NARROW,
                classes,
            )
        )

    def _row(self, row: Row, places: tuple[Placed, ...], path: str, set_as: tuple[Column, ...]) -> Markup:
        cells = [self._cell(place, row, set_as, f"{path}c{i}.") for i, place in enumerate(places)]
        return Markup(nodes().row(row.kind.value, cells))

    def _cell(self, place: Placed, row: Row, set_as: tuple[Column, ...], path: str) -> Markup:
        cell = place.cell
        inner = self.inlines.inlines(cell.inlines, path)
        classes = (
            "right" if set_as[place.x].numeric and place.across == 1 else "",
            "first" if place.x == 0 else "",
            "last" if place.x + place.across == len(set_as) else "",
        )
        attributes: dict[str, str | int | None] = {
            "class": " ".join(filter(None, classes)) or None,
            "colspan": place.across if place.across > 1 else None,
            "rowspan": place.down if place.down > 1 else None,
        }
        # An empty header heads nothing; as a header it would only be read out as blank.
        scope = _scope(cell, row) if inner.strip() else None
        tag = "th" if scope else "td"
        return Markup(nodes().cell(tag, {"scope": scope, **attributes}, inner))

    def _notes(self, table: Table, path: str) -> list[Markup]:
        return [self.footnote(note, f"{path}/n{i}") for i, note in enumerate(table.notes)]

    def footnote(self, note: Footnote, path: str) -> Markup:
        """A note with a way back to the first place that points at it."""
        marks = self.outline.marks.get(path, ())
        back = self.outline.ids[marks[0]] if marks else None
        said = words.say(words.BACK, self.language, label=note.label)
        inner = self.inlines.inlines(note.inlines, f"{path}/")
        return Markup(nodes().footnote(note.label, self.outline.ids[path], inner, back, said))


def _scope(cell: Cell, row: Row) -> str | None:
    match cell.header:
        case HeaderRole.NONE:
            return None
        case HeaderRole.COLUMN:
            return "colgroup" if cell.colspan > 1 else "col"
        case HeaderRole.ROW:
            return "rowgroup" if row.kind is RowKind.GROUP or cell.rowspan > 1 else "row"
        case _:
            assert_never(cell.header)


def _bodies(rows: list[tuple[Row, Markup]]) -> Iterator[list[Markup]]:
    """A group begins a body of its own, so that its heading heads just that."""
    body: list[Markup] = []
    for row, markup in rows:
        if row.kind is RowKind.GROUP and body:
            yield body
            body = []
        body.append(markup)
    if body:
        yield body
