"""The document as plain text, with tables whose cells are parted by tabs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from utfall.documents.model import (
    Appendix,
    Block,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Document,
    Emphasis,
    Footnote,
    FootnoteMark,
    Heading,
    IndicatorTable,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Missing,
    Name,
    Number,
    Paragraph,
    PeriodName,
    RiskCard,
    StatusLine,
    Table,
    Text,
)
from utfall.documents.render import words
from utfall.documents.render.captions import chart_caption, chart_table, run_in, table_caption
from utfall.documents.render.columns import positions, width
from utfall.documents.render.outline import Outline, outline

# A break inside a line would begin another line or cell; U+00A0 is none of these and stays.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def render(document: Document) -> bytes:
    """The document as UTF-8 text: headings marked as in Markdown, a blank line between blocks.

    What has no printed words (an anchor, an address, the reason for a missing value) is not there.
    """
    writer = _Writer(document, outline(document))
    paragraphs = list(writer.document())
    return ("\n\n".join(paragraphs) + "\n").encode() if paragraphs else b""


@dataclass(frozen=True, slots=True)
class _Writer:
    whole: Document
    outline: Outline

    def document(self) -> Iterator[str]:
        if self.outline.title_path is None and self.outline.title.strip():
            yield f"# {_line(self.outline.title)}"
        for position, block in enumerate(self.whole.blocks):
            yield from filter(str.strip, self._block(block, str(position)))

    def _block(self, node: Block, path: str) -> Iterator[str]:
        """The block as paragraphs, of one or more lines each."""
        match node:
            case Heading():
                yield self._heading(node.inlines, path)
            case Paragraph():
                yield f"{run_in(_line(node.label))}{words_of(node.inlines)}"
            case ListBlock():
                yield "\n".join(self._items(node, path))
            case Footnote():
                yield _note(node)
            case Table():
                yield from self._table(node, path)
            case IndicatorTable():
                yield from self._table(node.table, path)
            case Chart():
                yield self._caption(words.CHART, chart_caption(node), path)
                yield from self._table(chart_table(node, self.whole.language), path)
            case RiskCard():
                yield self._heading(node.title, path)
                yield from self._table(node.values, f"{path}/v")
                yield from self._blocks(node.blocks, path)
            case Contents():
                yield _line(node.title)
                lines = [
                    f"{'  ' * (e.level - 1)}- {words_of(e.inlines)}" for e in self.outline.contents[path]
                ]
                if lines:
                    yield "\n".join(lines)
            case Cover():
                title = f"# {_line(node.title)}" if path == self.outline.title_path else _line(node.title)
                yield "\n".join(filter(None, (title, _line(node.organisation), _line(node.period))))
            case StatusLine():
                yield "\n".join(f"{_line(word)}: {words_of(inlines)}" for word, inlines in node.items)
            case DecisionItem():
                yield f"{node.number}. {words_of(node.inlines)}"
            case Appendix():
                yield self._heading(node.title, path)
                yield from self._blocks(node.blocks, path)
            case _:
                assert_never(node)

    def _blocks(self, blocks: tuple[Block, ...], path: str) -> Iterator[str]:
        for position, block in enumerate(blocks):
            yield from self._block(block, f"{path}/b{position}")

    def _heading(self, inlines: Inlines, path: str) -> str:
        level = self.outline.levels.get(path)
        return f"{'#' * level} {words_of(inlines)}" if level else words_of(inlines)

    def _items(self, node: ListBlock, path: str) -> Iterator[str]:
        for number, item in enumerate(node.items):
            mark = f"{number + 1}. " if node.ordered else "- "
            paragraphs = [
                text
                for position, block in enumerate(item)
                for text in self._block(block, f"{path}/i{number}b{position}")
            ]
            lines = "\n".join(paragraphs).split("\n")
            yield f"{mark}{lines[0]}"
            yield from (f"{' ' * len(mark)}{line}" for line in lines[1:])

    def _caption(self, word: str, caption: Inlines, path: str) -> str:
        number = self.outline.numbers.get(path)
        text = words_of(caption)
        return f"{words.say(word, self.whole.language)} {number}. {text}" if number else text

    def _table(self, table: Table, path: str) -> Iterator[str]:
        caption = table_caption(table)
        if words_of(caption).strip():
            yield self._caption(words.TABLE, caption, path)
        count = width(table)
        lines = []
        for row in positions(table):
            texts = [""] * count
            # A cell that spans several places is printed in the first; the others are empty.
            for place in row:
                texts[place.x] = words_of(place.cell.inlines, " ")
            lines.append("\t".join(texts))
        if lines:
            yield "\n".join(lines)
        yield from (_note(note) for note in table.notes)


def _note(note: Footnote) -> str:
    return f"[{_line(note.label)}] {words_of(note.inlines)}" if note.label else words_of(note.inlines)


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text)


def words_of(inlines: Inlines, before_mark: str = "") -> str:
    """The words of inline nodes on one line; `before_mark` keeps a footnote mark off the number in a cell."""
    return "".join(_word(node, before_mark) for node in inlines)


def _word(node: Inline, before_mark: str) -> str:
    match node:
        case Text() | Name() | PeriodName():
            return _line(node.text)
        case Number():
            return _line(node.printed)
        case Missing():
            return "–"
        case FootnoteMark():
            return f"{before_mark}[{_line(node.label)}]"
        case Emphasis() | Link():
            return words_of(node.inlines, before_mark)
        case _:
            assert_never(node)
