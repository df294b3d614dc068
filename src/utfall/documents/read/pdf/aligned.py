"""Tables that no lines are drawn round: figures below one another on many lines make a region."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from utfall.documents.read.figures import looks_like_year
from utfall.documents.read.pdf.lines import Line, Page, Word

_FIGURE = re.compile(
    r"(?:ca|ung\.?)?\s?[+\-\u2212\u2013]?\s?\(?(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?\)?\s?[-\u2212\u2013]?"
    r"\s?(?:%|tkr|mnkr|mkr|kr|st)?\s?[*†]*|[-\u2212\u2013]|\.\."
)
_SIGN = re.compile(r"[+\-\u2212\u2013]")
_GROUP = re.compile(r"\(?\d{3}(?:[.,]\d+)?\)?[%*]*[-\u2212\u2013]?")
_BEGINS_GROUPS = re.compile(r"[+\-\u2212\u2013]?\(?\d{1,3}|(?:.*\s)\d{3}")
_DIGIT = re.compile(r"\d")
_LEADER = re.compile(r"\.{3,}\s*\d{1,3}$|(?:\.\s){3,}")
_TOTAL = re.compile(r"(?:delsumma|summa|totalt?|resultat|netto)\b", re.IGNORECASE)
_NARROW = 0.62
"""A gap wider than this share of the type size parts two cells; the blanks of running text are about a quarter."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand so near each other that they are one cell's, or a part of a sentence."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """Its words, with a blank between."""
        return " ".join(word.text for word in self.words if not word.raised)

    @property
    def is_figure(self) -> bool:
        """Whether it is one figure, or the dash for none."""
        return bool(_FIGURE.fullmatch(self.text))

    @property
    def has_digits(self) -> bool:
        """Whether it is a figure with digits that is not a year."""
        return self.is_figure and bool(_DIGIT.search(self.text)) and not looks_like_year(self.text)


@dataclass(frozen=True, slots=True)
class Laid:
    """A line laid out in segments."""

    line: Line
    segments: tuple[Segment, ...]

    @property
    def figures(self) -> tuple[Segment, ...]:
        """The segments with figures, the first one left out where it is the label of the row."""
        return tuple(s for s in self.segments if s.has_digits)

    @property
    def is_row(self) -> bool:
        """Whether it looks like a row of a table: a figure beside something else."""
        return len(self.segments) >= 2 and any(s.has_digits for s in self.segments[1:])


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a page that are one table: those of its head first, then those of its rows."""

    lines: tuple[Laid, ...]
    head: int
    page: int


def laid(line: Line) -> Laid:
    """The line in segments. Groups of three digits stay together, two whole figures do not."""
    segments: list[list[Word]] = []
    for word in line.words:
        if segments and _together(segments[-1], word):
            segments[-1].append(word)
        else:
            segments.append([word])
    return Laid(line, tuple(Segment(tuple(words)) for words in segments))


def _together(before: list[Word], word: Word) -> bool:
    last = before[-1]
    gap = word.x0 - last.x1
    size = max(last.size, word.size) if not word.raised else last.size
    if word.raised:
        return gap < 0.5 * size
    if gap > 1.2 * size:
        return False
    text = " ".join(w.text for w in before)
    if _SIGN.fullmatch(last.text) and word.text[:1].isdigit():
        return gap <= 0.9 * size and (len(before) == 1 or gap <= 0.35 * size)
    if _FIGURE.fullmatch(text) and _FIGURE.fullmatch(word.text):
        if _SIGN.fullmatch(word.text):
            return gap <= 0.3 * size
        whole = _GROUP.fullmatch(word.text) and _BEGINS_GROUPS.fullmatch(text)
        return bool(whole) and gap <= 0.45 * size
    return gap <= _NARROW * size


def regions(page: Page, lines: Sequence[Line]) -> list[Region]:
    """The tables among the lines, from the top down, each with its head.

    A table is at least two rows with figures in one column, or one row with two figures below a head of several
    segments. It ends at a line of running text, a wide gap or a list of contents.
    """
    rows = [laid(line) for line in lines]
    found: list[Region] = []
    at = 0
    while at < len(rows):
        if not rows[at].is_row or _LEADER.search(rows[at].line.text):
            at += 1
            continue
        start, first = _start(rows, at, found[-1].lines[-1] if found else None)
        end = _end(rows, at, {row.line.text for row in rows[start:first]})
        if _is_table(rows[at:end], rows[start:first]):
            found.append(Region(tuple(rows[start:end]), first - start, page.number))
            at = end
        else:
            at += 1
    return found


def _is_table(body: list[Laid], head: list[Laid]) -> bool:
    figures = [row for row in body if row.is_row]
    wide_head = any(len(line.segments) >= 2 for line in head)
    if len(figures) == 1:
        return wide_head and len(figures[0].figures) >= 2
    if not _share_a_column(figures):
        return False
    # Two sentences with a figure each, one above the other, are no table.
    return wide_head or len(figures) >= 3 or all(len(row.segments) >= 3 for row in figures)


def _share_a_column(rows: list[Laid]) -> bool:
    for first, second in pairwise(rows):
        near = 0.4 * first.line.size
        for a in first.figures:
            for b in second.figures:
                if (
                    abs(a.x1 - b.x1) <= near
                    or abs(a.x0 - b.x0) <= near
                    or abs(a.x0 + a.x1 - b.x0 - b.x1) <= near
                ):
                    return True
    return False


def _end(rows: list[Laid], start: int, head: set[str]) -> int:
    """The end of the rows that follow the first."""
    columns = _columns(rows[start])
    end = start + 1
    last = end
    while end < len(rows):
        row = rows[end]
        gap = row.line.top - rows[end - 1].line.bottom
        if gap > 2.4 * row.line.size or _LEADER.search(row.line.text):
            break
        if _is_new_head(row, rows[start:end], gap, head) or _is_other_type(row, rows[start]):
            break
        if row.is_row:
            if _is_prose(row, columns):
                break
            columns = _wider(columns, row)
            last = end + 1
        elif _is_prose(row, columns):
            break
        elif len(row.segments) > 1 or _fits(row, columns, gap):
            # Its own rows may follow; alone it is only the end of a wrapped label.
            if gap <= 0.75 * row.line.size and last == end:
                last = end + 1
        else:
            break
        end += 1
    return _trimmed(rows, start, last)


def _trimmed(rows: list[Laid], start: int, end: int) -> int:
    """The end without lines at it that only look like the head or the lead of something else."""
    while end - 1 > start and not rows[end - 1].is_row and not _goes_on(rows[end - 1], rows[end - 2]):
        end -= 1
    return end


def _goes_on(row: Laid, above: Laid) -> bool:
    """Whether a line without figures is the rest of the one above: near it, in the same columns."""
    gap = row.line.top - above.line.bottom
    lefts = [segment.x0 for segment in above.segments]
    starts = all(any(abs(s.x0 - left) <= 0.5 * row.line.size for left in lefts) for s in row.segments)
    return gap <= 0.6 * row.line.size and starts and abs(row.line.size - above.line.size) < 0.6


def _is_other_type(row: Laid, first: Laid) -> bool:
    """Whether a line alone is set in another size than the table, as the text between two tables is."""
    return len(row.segments) == 1 and not row.is_row and abs(row.line.size - first.line.size) > 0.8


def _is_new_head(row: Laid, above: list[Laid], gap: float, head: set[str]) -> bool:
    """Whether a line within a table is the head of the next one: words above figures, after a total or a gap."""
    if row.is_row or len(row.segments) < 2:
        return False
    if row.line.text in head:
        return True
    figures = [(s.x0, s.x1) for line in above for s in line.segments if s.has_digits]
    over = [s for s in row.segments[1:] if any(s.x0 < right and left < s.x1 for left, right in figures)]
    if not over:
        return False
    gaps = [b.line.top - a.line.bottom for a, b in pairwise(above)]
    ended = bool(_TOTAL.match(above[-1].line.text)) or (len(above[-1].segments) == 1 and len(above) > 1)
    return ended or (bool(gaps) and gap > max(gaps) + 0.3 * row.line.size)


def _start(rows: list[Laid], at: int, before: Laid | None) -> tuple[int, int]:
    """Where the head above the first row begins and ends; names of groups may stand between it and the row."""
    columns = _columns(rows[at])
    start = at
    names = 0
    end: int | None = None
    while start > 0:
        row = rows[start - 1]
        if before is not None and row.line.base <= before.line.base:
            break
        gap = rows[start].line.top - row.line.bottom
        if gap > 1.9 * row.line.size or _is_prose(row, columns) or row.is_row:
            break
        if len(row.segments) == 1 and not _heads_a_column(row.segments[0], columns):
            # The name of a group, if the head stands above it; else a heading or the end of a paragraph.
            if end is not None or names == 3 or row.segments[0].x0 > columns[0][1]:
                break
            names += 1
        elif end is None:
            end = start
        start -= 1
    return (at, at) if end is None else (start, end)


def _heads_a_column(segment: Segment, columns: list[tuple[float, float]]) -> bool:
    """Whether a lone segment stands above a column of figures, and not as a line of text does at the left."""
    beginning = segment.x0 <= columns[0][1]
    return not beginning and any(
        segment.x0 < right + 4 and left - 4 < segment.x1 for left, right in columns[1:]
    )


def _columns(row: Laid) -> list[tuple[float, float]]:
    return [(segment.x0, segment.x1) for segment in row.segments]


def _wider(columns: list[tuple[float, float]], row: Laid) -> list[tuple[float, float]]:
    """The columns with the segments of one more row."""
    result = list(columns)
    for segment in row.segments:
        for position, (left, right) in enumerate(result):
            if segment.x0 < right and left < segment.x1:
                result[position] = (min(left, segment.x0), max(right, segment.x1))
                break
        else:
            result.append((segment.x0, segment.x1))
    return sorted(result)


def _is_prose(row: Laid, columns: list[tuple[float, float]]) -> bool:
    """Whether a line is a sentence that runs across the columns."""
    longest = max(row.segments, key=lambda s: s.x1 - s.x0)
    crossed = sum(longest.x0 < left and right < longest.x1 for left, right in columns)
    overlapped = sum(longest.x0 < (left + right) / 2 < longest.x1 for left, right in columns)
    return len(longest.words) >= 6 and (crossed >= 2 or overlapped >= 3)


def _fits(row: Laid, columns: list[tuple[float, float]], gap: float) -> bool:
    """Whether a line of one segment stands in one column: a wrapped label or a group."""
    segment = row.segments[0]
    near = 0.6 * row.line.size
    others = [c for c in columns if c[0] - near <= segment.x0 <= c[1]]
    if not others or gap > 1.6 * row.line.size:
        return False
    at = columns.index(others[0])
    limit = columns[at + 1][1] if at + 1 < len(columns) else columns[at][1] + 8 * row.line.size
    return segment.x1 <= limit
