"""Raw blocks put together to a Document: figures found, tables understood, anchors set, places noted."""

import re
from dataclasses import dataclass, field
from typing import assert_never

from utfall.documents.model import (
    Block,
    Contents,
    Document,
    Footnote,
    Heading,
    ListBlock,
    Origin,
    Paragraph,
    Text,
)
from utfall.documents.read.figures import Origins, inlines
from utfall.documents.read.grids import joined, understood, unit_stated
from utfall.documents.read.language import chosen
from utfall.documents.read.raw import (
    RawBlock,
    RawContents,
    RawDocument,
    RawHeading,
    RawList,
    RawNote,
    RawParagraph,
    RawTable,
    words,
)
from utfall.domain.numerals import NumberGrammar
from utfall.domain.unit import Unit

_ENUMERATED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s")


def assemble(raw: RawDocument, *, name: str, grammar: NumberGrammar | None = None) -> Document:
    """The document that the blocks make, in the model that everything else works on.

    Headings of unknown level come below the last one known; the first heading is the title, at level 1. A caption goes into
    its table. `origins` holds each block and each figure by its path.
    """
    blocks = _with_captions(_unbroken(raw.blocks))
    language, numbers = chosen(raw.language, "\n".join(_texts(blocks)), grammar)
    builder = _Builder(numbers, title=raw.title)
    built = builder.build(tuple(blocks))
    title = raw.title or builder.first_heading or name
    return Document(title, language, built, origins=builder.origins)


def _texts(blocks: list[RawBlock]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case RawHeading() | RawParagraph() | RawNote():
                found.append(words(block.spans))
            case RawList():
                found.extend(text for item in block.items for text in _texts(list(item)))
            case RawTable() | RawContents():
                pass
            case _:
                assert_never(block)
    return found


def _unbroken(blocks: tuple[RawBlock, ...]) -> list[RawBlock]:
    """Tables that a page break split are one again."""
    result: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawTable) and result and isinstance(result[-1], RawTable):
            whole = joined(result[-1], block)
            if whole is not None:
                result[-1] = whole
                continue
        result.append(block)
    return result


def _with_captions(blocks: list[RawBlock]) -> list[RawBlock]:
    """Captions moved into the table after them, or (where a table has none yet) the one before them."""
    result: list[RawBlock] = []
    waiting: RawParagraph | None = None
    for position, block in enumerate(blocks):
        match block:
            case RawParagraph() if block.caption and _table_follows(blocks, position):
                waiting = block
            case RawParagraph() if block.caption and result and _captionless(result[-1]):
                result[-1] = _captioned(result[-1], block)
            case RawTable() if waiting is not None:
                result.append(_captioned(block, waiting))
                waiting = None
            case _:
                result.append(block)
    return result


def _table_follows(blocks: list[RawBlock], position: int) -> bool:
    return position + 1 < len(blocks) and isinstance(blocks[position + 1], RawTable)


def _captionless(block: RawBlock) -> bool:
    return isinstance(block, RawTable) and not block.caption


def _captioned(block: RawBlock, caption: RawParagraph) -> RawBlock:
    assert isinstance(block, RawTable)
    return RawTable(
        block.rows, (*caption.spans, *block.caption), block.origin, block.edges, block.after_break
    )


@dataclass(slots=True)
class _Builder:
    """Builds the blocks in one go, noting where each stood."""

    grammar: NumberGrammar
    title: str = ""
    origins: dict[str, Origin] = field(default_factory=dict)
    first_heading: str = ""
    _shift: int = 0
    _least: int = 3
    _anchors: dict[str, int] = field(default_factory=dict)

    def build(self, blocks: tuple[RawBlock, ...]) -> tuple[Block, ...]:
        levels = [block.level for block in blocks if isinstance(block, RawHeading)]
        # A title known by its looks has level 0; also below such a one the headings keep their order.
        self._shift = 1 if 1 in levels[1:] else 0
        self._least = 3 if any(level >= 2 for level in levels) else 2
        return tuple(
            self._block(block, str(position), self._unit_before(blocks, position))
            for position, block in enumerate(blocks)
        )

    def _unit_before(self, blocks: tuple[RawBlock, ...], position: int) -> Unit | None:
        """The unit said by the heading or the lead directly before a table."""
        if position == 0 or not isinstance(blocks[position], RawTable):
            return None
        before = blocks[position - 1]
        if isinstance(before, RawHeading | RawParagraph):
            text = words(before.spans)
            # The last sentence only: an amount told of in the lead is not the unit of the table.
            return unit_stated(re.split(r"(?<=[.!?])\s", text.strip())[-1], self.grammar)
        return None

    def _block(self, block: RawBlock, path: str, unit: Unit | None = None) -> Block:
        match block:
            case RawHeading():
                built, origins, origin = self._heading(block)
            case RawParagraph():
                nodes, origins = inlines(
                    block.spans, grammar=self.grammar, place=block.place, fallback=block.origin
                )
                built, origin = Paragraph(nodes, block.label), block.origin
            case RawNote():
                nodes, origins = inlines(
                    block.spans, grammar=self.grammar, place=block.place, fallback=block.origin
                )
                built, origin = Footnote(block.label, nodes), block.origin
            case RawTable():
                built, origins = understood(block, grammar=self.grammar, unit=unit)
                origin = block.origin
            case RawList():
                return self._list(block, path)
            case RawContents():
                built, origins, origin = Contents(block.title), [], block.origin
            case _:
                assert_never(block)
        self._note(path, origin, origins)
        return built

    def _list(self, block: RawList, path: str) -> ListBlock:
        items = tuple(
            tuple(self._block(child, f"{path}/i{i}b{j}") for j, child in enumerate(item))
            for i, item in enumerate(block.items)
        )
        self._note(path, block.origin, [])
        return ListBlock(items, block.ordered)

    def _heading(self, block: RawHeading) -> tuple[Block, Origins, Origin]:
        nodes, origins = inlines(block.spans, grammar=self.grammar, place=block.place, fallback=block.origin)
        text = " ".join(words(block.spans).split())
        level = self._level_of(block.level, text)
        found = _ENUMERATED.match(text)
        if found and not nodes:
            nodes = (Text(text),)
        return Heading(level, nodes, self._anchor(text)), origins, block.origin

    def _level_of(self, level: int, text: str) -> int:
        """Level 1 stands once, for the first heading; where others at the top follow it, all of them move down."""
        if not self.first_heading:
            self.first_heading = text
            if level <= 1:
                return 1
        return min(max(level + self._shift if level else self._least, 2), 6)

    def _anchor(self, text: str) -> str:
        words_ = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(str.maketrans("åäöé", "aaoe"))).strip("-")
        base = words_[:60] or "avsnitt"
        count = self._anchors.get(base, 0) + 1
        self._anchors[base] = count
        return base if count == 1 else f"{base}-{count}"

    def _note(self, path: str, origin: Origin, below: Origins) -> None:
        self.origins[path] = origin
        for step, where in below:
            self.origins[f"{path}/{step}"] = where
