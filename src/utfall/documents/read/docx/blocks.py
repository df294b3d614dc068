"""The blocks of a Word document: paragraphs, lists, tables, text boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from utfall.documents.model import Origin
from utfall.documents.read import refusal
from utfall.documents.read.docx.runs import MC, WRAPPERS, RunReader
from utfall.documents.read.docx.styles import VAL, Style, Styles, W, is_on
from utfall.documents.read.grids import rows_read
from utfall.documents.read.paragraphs import contents_line, stripped, without_tabs
from utfall.documents.read.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawHeading,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
    Span,
    Spans,
    words,
)
from utfall.domain.finding import Finding

MAX_COLUMNS = 400
_CAPTION = re.compile(r"(?:tabell|table)\s+\d+[a-z]?\s*[.:–-]?(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph of a list, before the levels are put together."""

    level: int
    ordered: bool
    list_id: str
    block: RawParagraph


@dataclass(slots=True)
class BlockReader:
    """Reads a body, a cell, a note or a text box into raw blocks."""

    name: str
    styles: Styles
    runs: RunReader
    findings: list[Finding] = field(default_factory=list)
    _paragraphs: int = 0
    _spoken: int = 0
    _tables: int = 0
    _in_contents: bool = False

    def blocks(self, parent: etree._Element, depth: int = 0) -> list[RawBlock]:
        """The blocks directly in the element, content controls and accepted changes looked through."""
        found: list[RawBlock] = []
        items: list[_Item] = []
        for child in self._children(parent):
            if child.tag == f"{W}p":
                for block in self._paragraph(child, depth):
                    if isinstance(block, _Item):
                        items.append(block)
                        continue
                    found.extend(_lists(items))
                    items.clear()
                    self._append(found, block)
            elif child.tag == f"{W}tbl" and depth < 20:
                found.extend(_lists(items))
                items.clear()
                found.extend(self._table(child, depth))
        found.extend(_lists(items))
        return found

    def _append(self, found: list[RawBlock], block: RawBlock) -> None:
        if isinstance(block, RawContents):
            if found and isinstance(found[-1], RawContents):
                return
            if found and isinstance(found[-1], RawHeading) and _names_contents(found[-1]):
                block = RawContents(words(found.pop().spans).strip(), block.origin)  # type: ignore[union-attr]
        found.append(block)

    def _children(self, parent: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag in WRAPPERS and depth < 40:
                yield from self._children(child, depth + 1)
            elif child.tag == f"{W}sdt" and depth < 40:
                content = child.find(f"{W}sdtContent")
                if content is None:
                    continue
                outer, around = self._in_contents, self.runs.around
                self.runs.around = self.runs.entered(child)
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                self._in_contents = outer or (gallery is not None and gallery.get(VAL) == "Table of Contents")
                yield from self._children(content, depth + 1)
                self._in_contents, self.runs.around = outer, around
            elif child.tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                if chosen is not None and depth < 40:
                    yield from self._children(chosen, depth + 1)
            else:
                yield child

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[RawBlock | _Item]:
        properties = element.find(f"{W}pPr")
        style = self.styles.of(properties)
        number = self._paragraphs
        self._paragraphs += 1
        in_contents = self.runs.fields.in_contents or self._in_contents or style.is_contents
        boxes_before = len(self.runs.boxes)
        spans = stripped(self.runs.spans(element, number, strong=False))
        boxes = self.runs.boxes[boxes_before:]
        del self.runs.boxes[boxes_before:]
        origin = Origin(path=f"{self.runs.part}#p{number}")
        if style.is_contents_title and spans:
            yield RawContents(words(spans).strip(), origin)
        elif in_contents or self.runs.fields.in_contents:
            yield RawContents("Innehållsförteckning", origin)
        elif spans:
            self._spoken += depth == 0  # paragraphs in cells are found by their table
            yield self._block(spans, origin, properties, style)
        for box in boxes:
            if depth < 8:
                yield from self.blocks(box, depth + 1)

    def _block(
        self, spans: Spans, origin: Origin, properties: etree._Element | None, style: Style
    ) -> RawBlock | _Item:
        place = f"stycke {self._spoken}"
        level = _outline(properties) or style.outline or (1 if style.is_title else 0)
        if level:
            return RawHeading(level, _plainly(without_tabs(spans)), origin, place)
        kept = spans if contents_line(words(spans)) else without_tabs(spans)
        paragraph = RawParagraph(kept, origin, place)
        if style.is_caption or (_CAPTION.match(words(spans)) and len(words(spans)) < 160):
            return replace(paragraph, caption=not words(spans).lower().startswith(("figur", "diagram")))
        list_id, at = _numbering(properties, style)
        if list_id and list_id != "0":
            return _Item(at, self.styles.ordered.get((list_id, at), False), list_id, paragraph)
        if style.is_bulleted or style.is_numbered:
            return _Item(0, style.is_numbered, style.name, paragraph)
        return paragraph

    # Tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element, depth: int) -> list[RawBlock]:
        self._tables += 1
        number = self._tables
        first = self._paragraphs
        rows = [row for row in self._children(element) if row.tag == f"{W}tr" and not _is_deleted(row)]
        most = rows_read(max((len(row) for row in rows), default=1))
        if len(rows) > most:
            self.findings.append(
                refusal.cut_table(self.name, place=f"tabell {number}", rows=len(rows), limit=most)
            )
        grid = _Grid()
        extra: list[RawBlock] = []
        for y, row in enumerate(rows[:most]):
            cells = [cell for cell in self._children(row) if cell.tag == f"{W}tc"][:MAX_COLUMNS]
            if len(rows) == 1 and len(cells) == 1:
                return self.blocks(cells[0], depth + 1)  # a frame, not a table
            self._row(grid, row, cells, extra, depth, place=f"tabell {number}, rad {y + 1}")
        table_rows = tuple(row for row in grid.rows() if row.cells)
        origin = Origin(path=f"{self.runs.part}#t{number - 1}p{first}")
        if not any(cell.text for row in table_rows for cell in row.cells):
            return extra
        return [RawTable(table_rows, origin=origin), *extra]

    def _row(
        self, grid: "_Grid", row: etree._Element, cells: list[etree._Element], extra: list[RawBlock], depth: int,
        *, place: str,
    ) -> None:  # fmt: skip
        properties = row.find(f"{W}trPr")
        origin = Origin(path=f"{self.runs.part}#p{self._paragraphs}")
        grid.begin(header=is_on(properties, "tblHeader"), origin=origin, place=place)
        grid.skip(_count(properties, "gridBefore", least=0))
        for cell in cells:
            inner = self.blocks(cell, depth + 1)
            spans, nested = _cell_words(inner)
            extra.extend(nested)
            cell_properties = cell.find(f"{W}tcPr")
            merge = cell_properties.find(f"{W}vMerge") if cell_properties is not None else None
            goes_on = merge is not None and merge.get(VAL, "continue") != "restart"
            grid.add(spans, _count(cell_properties, "gridSpan", least=1), goes_on=goes_on)
        grid.skip(_count(properties, "gridAfter", least=0))


def _cell_words(blocks: list[RawBlock]) -> tuple[Spans, list[RawBlock]]:
    """The words of a cell, its paragraphs parted by blanks; and the tables in it."""
    spans: list[Span] = []
    nested: list[RawBlock] = []
    for block in blocks:
        inner: Spans = ()
        match block:
            case RawTable():
                nested.append(block)
            case RawList():
                for item in block.items:
                    words_of_item, more = _cell_words(list(item))
                    inner = (*inner, Span(" "), *words_of_item) if inner else words_of_item
                    nested.extend(more)
            case RawContents():
                pass
            case _:
                inner = block.spans
        if inner:
            spans.extend((Span(" "), *inner) if spans else inner)
    return tuple(spans), nested


@dataclass(slots=True)
class _Grid:
    """Rows being filled; a cell that goes on from the row above lengthens the cell it goes on from."""

    _rows: list[list[RawCell]] = field(default_factory=list)
    _heads: list[tuple[bool, Origin, str]] = field(default_factory=list)
    _above: dict[int, tuple[int, int]] = field(default_factory=dict)
    _column: int = 0

    def begin(self, *, header: bool, origin: Origin, place: str) -> None:
        self._rows.append([])
        self._heads.append((header, origin, place))
        self._column = 0

    def skip(self, count: int) -> None:
        for _ in range(min(count, MAX_COLUMNS)):
            self.add((), 1, goes_on=False)

    def add(self, spans: Spans, span: int, *, goes_on: bool) -> None:
        span = min(span, MAX_COLUMNS)
        start = self._above.get(self._column)
        if goes_on and start is not None and self._rows[start[0]][start[1]].colspan == span:
            y, x = start
            cell = self._rows[y][x]
            spans = (*cell.spans, Span(" "), *spans) if cell.spans and spans else (cell.spans or spans)
            self._rows[y][x] = replace(cell, rowspan=len(self._rows) - y, spans=spans)
        else:
            self._above[self._column] = (len(self._rows) - 1, len(self._rows[-1]))
            self._rows[-1].append(RawCell(spans, colspan=span))
        self._column += span

    def rows(self) -> Iterator[RawRow]:
        """The rows; one that only goes on from above is kept, so that positions stay right."""
        for cells, (header, origin, place) in zip(self._rows, self._heads, strict=True):
            yield RawRow(tuple(cells), header, origin, place)


def _lists(items: list[_Item]) -> Iterator[RawBlock]:
    """The lists that the items make, deeper levels inside the item above them."""
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and (
            items[end].level > items[at].level or items[end].list_id == items[at].list_id
        ):
            end += 1
        yield _list(items[at:end])
        at = end


def _list(items: list[_Item]) -> RawList:
    level = min(item.level for item in items)
    entries: list[tuple[RawBlock, ...]] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > level:
            end += 1
        inner = (_list(items[at + 1 : end]),) if end > at + 1 else ()
        entries.append((items[at].block, *inner))
        at = end
    return RawList(tuple(entries), items[0].ordered, items[0].block.origin)


def _names_contents(block: RawHeading) -> bool:
    return words(block.spans).strip().lower() in {"innehåll", "innehållsförteckning", "contents"}


def _outline(properties: etree._Element | None) -> int:
    level = properties.find(f"{W}outlineLvl") if properties is not None else None
    text = level.get(VAL, "") if level is not None else ""
    return int(text) + 1 if text.isdecimal() and int(text) < 9 else 0


def _numbering(properties: etree._Element | None, style: Style) -> tuple[str, int]:
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return style.list_id, 0
    identifier, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    at = level.get(VAL, "0") if level is not None else "0"
    chosen = identifier.get(VAL, "") if identifier is not None else style.list_id
    return chosen, min(int(at), 8) if at.isdecimal() else 0


def _count(properties: etree._Element | None, name: str, *, least: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    text = found.get(VAL, "") if found is not None else ""
    return max(min(int(text[:6]), MAX_COLUMNS), least) if text.isdecimal() else least


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _plainly(spans: Spans) -> Spans:
    """A heading without the look that its style gives anyway."""
    return tuple(replace(span, strong=False, emphasis=False) for span in spans)
