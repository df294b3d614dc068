"""The characters of a page put together to words and lines, upright whichever way the page lies."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from utfall.documents.model import Origin

Char = Mapping[str, Any]
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_WORD_GAP = 0.16
"""A gap wider than this share of the type size parts two words where the file writes no blanks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points from the page's upper left corner; `base` is its baseline."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    certain: bool = True
    page: int = 0

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def origin(self) -> Origin:
        """Where it stands, for an annotated copy."""
        left, top, right, bottom = (
            Decimal(f"{edge:.2f}") for edge in (self.x0, self.top, self.x1, self.bottom)
        )
        return Origin(page=self.page, box=(left, top, right, bottom))


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def base(self) -> float:
        """Its baseline."""
        return max((word for word in self.words if not word.raised), key=_length, default=self.words[0]).base

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return max(self.words, key=_length).size

    @property
    def text(self) -> str:
        """Its words, with a blank between."""
        return " ".join(word.text for word in self.words)


def origin_of(words: Iterable[Word]) -> Origin:
    """Where words of one page stand, as one box; no box on a page that was turned to be read."""
    found = list(words)
    page = found[0].page if found else 0
    if page <= 0:
        return Origin(page=abs(page) or None)
    edges = (
        min(word.x0 for word in found), min(word.top for word in found),
        max(word.x1 for word in found), max(word.bottom for word in found),
    )  # fmt: skip
    left, top, right, bottom = (Decimal(f"{edge:.2f}") for edge in edges)
    return Origin(page=page, box=(left, top, right, bottom))


def _length(word: Word) -> int:
    return len(word.text)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line on the page: at `at`, from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be understood. `number` counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rulings: tuple[Ruling, ...]
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a page is turned so that its text lies as it is read: 0, 90, 180 or 270 degrees."""

    degrees: int
    width: float
    height: float

    def box(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        match self.degrees:
            case 90:  # text runs upwards
                return self.height - bottom, x0, self.height - top, x1
            case 180:  # text stands on its head
                return self.width - x1, self.height - bottom, self.width - x0, self.height - top
            case 270:  # text runs downwards
                return top, self.width - x1, bottom, self.width - x0
            case _:
                return x0, top, x1, bottom


def page_of(
    chars: Iterable[Char],
    edges: Iterable[Char],
    *,
    number: int,
    width: float,
    height: float,
    pictures: int = 0,
) -> Page:
    """The page with its words in lines and its ruled lines, both turned upright.

    `chars` and `edges` are as pdfplumber gives them. A page whose text mostly runs up or down is turned as a whole; the
    boxes of its words are then those of the turned page, and `Origin` has none of them.
    """
    seen = [char for char in chars if char["text"]]
    turn = _Turn(_degrees(seen), width, height)
    words = _words(seen, turn, number)
    lines = tuple(_lined(words))
    if turn.degrees in (90, 270):
        width, height = height, width
    return Page(number, width, height, lines, tuple(_rulings(edges, turn)), pictures)


def _degrees(chars: list[Char]) -> int:
    """90 where most of the text runs upwards, 270 where it runs downwards, 180 where it is on its head, else 0."""
    lying = [char for char in chars if _lies(char)]
    if len(lying) * 2 <= len(chars):
        return 180 if sum(char["matrix"][0] < 0 for char in chars) * 2 > len(chars) else 0
    upwards = sum(char["matrix"][1] > 0 for char in lying)
    return 90 if upwards * 2 >= len(lying) else 270


def _lies(char: Char) -> bool:
    """Whether a character runs up or down the page."""
    a, b = char["matrix"][:2]
    return bool(abs(b) > abs(a))


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    font: str


def _glyphs(chars: list[Char], turn: _Turn) -> list[_Glyph]:
    found = []
    for char in chars:
        if _lies(char) != (turn.degrees in (90, 270)):
            continue  # a stamp along the margin
        x0, top, x1, bottom = turn.box(char["x0"], char["top"], char["x1"], char["bottom"])
        size = float(char["size"])
        if turn.degrees == 0:
            base = float(char["bottom"]) - (float(char["matrix"][5]) - float(char["y0"]))
        else:
            size = bottom - top
            base = bottom - 0.2 * size
        found.append(_Glyph(char["text"], x0, x1, top, bottom, base, size, char["fontname"]))
    return found


def _words(chars: list[Char], turn: _Turn, number: int) -> list[list[Word]]:
    """Words in lines: glyphs near one baseline, from left to right, parted by blanks or gaps."""
    glyphs = sorted(_glyphs(chars, turn), key=lambda g: (g.base, g.x0))
    rows: list[list[_Glyph]] = []
    for glyph in glyphs:
        if rows and abs(glyph.base - rows[-1][0].base) <= 0.3 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_split(sorted(row, key=lambda g: g.x0), number, turned=turn.degrees != 0) for row in rows]


def _split(glyphs: list[_Glyph], number: int, *, turned: bool) -> list[Word]:
    words: list[Word] = []
    current: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            if current:
                words.append(_word(current, number, turned=turned))
                current = []
            continue
        if current:
            last = current[-1]
            gap = glyph.x0 - last.x1
            if glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.12 * glyph.size:
                continue  # printed twice, to look bold
            if (
                gap > _WORD_GAP * max(glyph.size, 4)
                or glyph.size < 0.8 * last.size
                or glyph.size > 1.25 * last.size
            ):
                words.append(_word(current, number, turned=turned))
                current = []
        current.append(glyph)
    if current:
        words.append(_word(current, number, turned=turned))
    return words


def _word(glyphs: list[_Glyph], number: int, *, turned: bool) -> Word:
    text = "".join(_LIGATURES.get(glyph.text, glyph.text) for glyph in glyphs)
    known = _UNKNOWN.sub("\ufffd", text)
    font = glyphs[0].font.lower()
    return Word(
        known,
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        glyphs[0].base,
        glyphs[0].size,
        any(mark in font for mark in ("bold", "black", "heavy", "semibold", "-demi")),
        any(mark in font for mark in ("italic", "oblique")),
        certain="\ufffd" not in known,
        page=-number if turned else number,
    )


def _lined(rows: list[list[Word]]) -> list[Line]:
    """Lines from rows of words; small type just above or below a line belongs to it."""
    lines: list[Line] = []
    for row in rows:
        if not row:
            continue
        line = Line(tuple(row))
        above = lines[-1] if lines else None
        if above is not None and _belongs_below(above, line):
            lines[-1] = _mixed(line, above)
        elif above is not None and _hangs_from(line, above):
            lines[-1] = _mixed(above, line)
        else:
            lines.append(_with_marks(line))
    return lines


def _belongs_below(above: Line, line: Line) -> bool:
    """Whether the upper is only raised marks of the lower."""
    return (
        above.size < 0.8 * line.size
        and line.base - above.base <= 0.7 * line.size
        and _beside(above, line)
        and len(above.text) <= 12
    )


def _hangs_from(line: Line, above: Line) -> bool:
    return (
        line.size < 0.8 * above.size
        and line.base - above.base <= 0.4 * above.size
        and _beside(line, above)
        and len(line.text) <= 12
    )


def _beside(small: Line, line: Line) -> bool:
    """Whether each small word touches a word of the line."""
    return all(
        any(abs(word.x0 - other.x1) < 0.4 * line.size or abs(word.x1 - other.x0) < 0.3 * line.size for other in line.words)
        for word in small.words
    )  # fmt: skip


def _mixed(line: Line, small: Line) -> Line:
    return _with_marks(Line(tuple(sorted((*line.words, *small.words), key=lambda word: word.x0))))


def _with_marks(line: Line) -> Line:
    """The line with its small raised words known as such; lowered ones (CO₂) grow together with their word."""
    size, base = line.size, line.base
    words: list[Word] = []
    for word in line.words:
        if word.size < 0.8 * size and words and word.x0 - words[-1].x1 < 0.3 * size:
            if word.base < base - 0.1 * size:
                words.append(replace(word, raised=True))
                continue
            last = words[-1]
            words[-1] = replace(last, text=last.text + word.text, x1=max(last.x1, word.x1))
            continue
        if words and words[-1].size < 0.8 * size and not words[-1].raised:
            words.append(word)
            continue
        words.append(word)
    return Line(tuple(words))


def _rulings(edges: Iterable[Char], turn: _Turn) -> list[Ruling]:
    found = []
    for edge in edges:
        x0, top, x1, bottom = turn.box(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        if x1 - x0 < 1 and bottom - top > 3:
            found.append(Ruling(False, (x0 + x1) / 2, top, bottom))
        elif bottom - top < 1 and x1 - x0 > 3:
            found.append(Ruling(True, (top + bottom) / 2, x0, x1))
    return found


def body_size(pages: Iterable[Page]) -> float:
    """The size in which most characters of the document are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
