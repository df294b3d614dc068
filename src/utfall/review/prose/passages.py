"""The running text of a document: passages with their figures in place, cut into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from utfall.documents.model import (
    Appendix,
    DecisionItem,
    Document,
    Emphasis,
    Footnote,
    Heading,
    IndicatorTable,
    Inlines,
    Link,
    Node,
    Number,
    Origin,
    Paragraph,
    RiskCard,
    StatusLine,
    Table,
    plain,
    walk,
)  # fmt: skip
from utfall.review.languages import Language

_END = re.compile(r"[.!?:](?=[\s”\"“)]|$)[”\"“)]*\s*|\n+")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)$")
_SUBTITLE_LENGTH = 90


class PassageKind(StrEnum):
    """What a passage is in the document."""

    HEADING = "heading"
    TEXT = "text"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a passage: its path in the Document and where in the passage's text it stands."""

    path: str
    start: int
    end: int
    number: Number


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what it stands under; `path` is the heading's, empty before the first one."""

    path: str
    title: str
    level: int
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A stretch of running text: a paragraph, an item, a heading, a note or a table cell with words in it.

    `order` is its place in reading order. `block` is the path of the block that it is, or of the table that it
    stands in; `row` and `column` are its place there (`column` as in `Table.grid`), −1 outside tables.
    """

    path: str
    order: int
    kind: PassageKind
    text: str
    figures: tuple[Figure, ...]
    section: Section
    block: str
    place: str = ""
    label: str = ""
    row: int = -1
    column: int = -1

    @cached_property
    def is_title(self) -> bool:
        """Whether it is a heading, or as short as one and no sentence."""
        short = len(self.text) <= _SUBTITLE_LENGTH and not self.text.rstrip(" *").endswith(
            (".", "!", "?", ":")
        )
        return self.kind is PassageKind.HEADING or (
            short and "\t" not in self.text and bool(self.text.strip())
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, from `start` to `end` in its text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, as printed."""
        return self.passage.text[self.start : self.end]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it, in order."""
        return tuple(f for f in self.passage.figures if self.start <= f.start < self.end)


def passages(document: Document) -> tuple[Passage, ...]:
    """All running text of the document, in reading order."""
    return tuple(_Reader(document).passages())


class _Reader:
    """Walks the document once; knows the headings above the place where it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._open: list[Section] = []
        self._order = 0

    def passages(self) -> Iterator[Passage]:
        for path, node in walk(self._document):
            yield from self._of(path, node)

    def _of(self, path: str, node: Node) -> Iterator[Passage]:
        match node:
            case Heading():
                self._enter(path, plain(node.inlines), node.level)
                yield self._passage(path, f"{path}/", node.inlines, PassageKind.HEADING)
            case Appendix() | RiskCard():
                self._enter(path, plain(node.title), getattr(node, "level", 1))
                yield self._passage(path, f"{path}/t", node.title, PassageKind.HEADING)
            case Paragraph():
                yield self._passage(path, f"{path}/", node.inlines, PassageKind.TEXT, label=node.label)
            case DecisionItem():
                yield self._passage(path, f"{path}/", node.inlines, PassageKind.TEXT)
            case Footnote():
                yield self._passage(path, f"{path}/", node.inlines, PassageKind.NOTE)
            case StatusLine():
                for i, (_word, inlines) in enumerate(node.items):
                    yield self._passage(f"{path}/i{i}", f"{path}/i{i}.", inlines, PassageKind.NOTE)
            case Table():
                yield from self._cells(path, node)
            case IndicatorTable():
                yield from self._cells(path, node.table)
            case _:
                return

    def _cells(self, path: str, table: Table) -> Iterator[Passage]:
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(table.rows):
            x = 0
            for position, cell in enumerate(row.cells):
                while (y, x) in taken:
                    x += 1
                for down in range(max(cell.rowspan, 1)):
                    taken.update((y + down, x + right) for right in range(max(cell.colspan, 1)))
                if cell.number is None and plain(cell.inlines).strip():
                    step = f"{path}/r{y}c{position}"
                    yield self._passage(
                        step, f"{step}.", cell.inlines, PassageKind.CELL, block=path, at=(y, x)
                    )
                x += max(cell.colspan, 1)

    def _enter(self, path: str, title: str, level: int) -> None:
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        above = tuple(section.title for section in self._open)
        self._open.append(Section(path, title.strip(), level, above))

    def _passage(
        self, path: str, prefix: str, inlines: Inlines, kind: PassageKind,
        *, label: str = "", block: str = "", at: tuple[int, int] = (-1, -1),
    ) -> Passage:  # fmt: skip
        text, figures = _flat(prefix, inlines)
        self._order += 1
        return Passage(
            path=path, order=self._order, kind=kind, text=text, figures=figures,
            section=self._open[-1] if self._open else Section("", "", 0), block=block or path,
            place=_place(self._document.origins.get(path), figures), label=label, row=at[0], column=at[1],
        )  # fmt: skip


def _place(origin: Origin | None, figures: tuple[Figure, ...]) -> str:
    """Where it stands in a read file, as its figures say it; else by line or page."""
    stated = next((figure.number.place for figure in figures if figure.number.place), "")
    if stated or origin is None:
        return stated
    if origin.page is not None:
        return f"sida {origin.page}"
    return f"rad {origin.line}" if origin.line is not None else ""


def _flat(prefix: str, inlines: Inlines) -> tuple[str, tuple[Figure, ...]]:
    """The words of the nodes, and the numbers among them with their paths."""
    parts: list[str] = []
    figures: list[Figure] = []
    length = 0

    def add(before: str, nodes: Inlines) -> None:
        nonlocal length
        for position, node in enumerate(nodes):
            path = f"{before}{position}"
            if isinstance(node, Emphasis | Link):
                add(f"{path}/", node.inlines)
                continue
            words = plain((node,))
            if isinstance(node, Number):
                figures.append(Figure(path, length, length + len(words), node))
            parts.append(words)
            length += len(words)

    add(prefix, inlines)
    return "".join(parts), tuple(figures)


def sentences(passage: Passage, language: Language) -> tuple[Sentence, ...]:
    """The sentences of a passage, in order.

    A full stop after an abbreviation, or inside a figure, ends none; a colon ends one only before a capital letter
    far into the text.
    """
    found: list[Sentence] = []
    start = 0
    inside = tuple((figure.start, figure.end) for figure in passage.figures)
    for end in _END.finditer(passage.text):
        if end.start() <= start or any(a < end.start() < b for a, b in inside):
            continue
        if not _ends(passage.text, end, language):
            continue
        found.append(Sentence(passage, start, end.end()))
        start = end.end()
    if passage.text[start:].strip():
        found.append(Sentence(passage, start, len(passage.text)))
    return tuple(found)


def _ends(text: str, end: re.Match[str], language: Language) -> bool:
    mark, after = text[end.start()], text[end.end() : end.end() + 1]
    if mark == "\n":
        return True
    if mark == ":":
        return False
    if after and not (after.isupper() or after.isdigit() or after in '+-−–”"“•*('):
        return False
    word = _LAST_WORD.search(text[max(0, end.start() - 16) : end.start()])
    if not word or mark != ".":
        return True
    last = word[1].lower()
    return not (last in language.cues.abbreviations or last.replace(".", "") in language.cues.abbreviations)
