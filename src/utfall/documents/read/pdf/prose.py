"""Lines of text put together to paragraphs, headings and lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from utfall.documents.model import Origin
from utfall.documents.read.paragraphs import contents_line, looks_like_heading
from utfall.documents.read.pdf.lines import Line, Page, Word, origin_of
from utfall.documents.read.pdf.parse import spans_of
from utfall.documents.read.raw import RawBlock, RawHeading, RawList, RawNote, RawParagraph, Span, Spans, words

_BULLET = re.compile(r"[•▪◦·●■□–‣\uf0b7\uf0a7]|-(?=\s)")
_NUMBER = re.compile(r"\d{1,2}[.)]$")
_CAPTION = re.compile(r"(?:tabell|table)\s+\d+[a-z]?\s*[.:–-]?(?:\s|$)", re.IGNORECASE)
_LABEL = re.compile(r"[A-ZÅÄÖ][\w åäö]{1,30}:")
_MOST_LEVELS = 4
_FEWEST_PITCHES = 3


@dataclass(frozen=True, slots=True)
class Type:
    """How the document is set: the size of its running text, and the larger sizes from the largest down."""

    body: float
    larger: tuple[float, ...] = ()

    def level(self, line: Line) -> int:
        """The level of a heading of that size, from 1; 0 for the size of running text."""
        for level, size in enumerate(self.larger, start=1):
            if abs(line.size - size) < 0.3:
                return min(level, _MOST_LEVELS)
        return 0


def type_of(pages: Sequence[Page], body: float) -> Type:
    """The sizes of headings: those clearly larger than running text that set whole short lines."""
    sizes: set[float] = set()
    for page in pages:
        for line in page.lines:
            if line.size > 1.12 * body and len(line.text) < 160:
                sizes.add(round(line.size * 2) / 2)
    return Type(body, tuple(sorted(sizes, reverse=True)))


def blocks(lines: Sequence[Line], page: Page, setting: Type) -> Iterator[RawBlock]:
    """The blocks that the lines make, from the top down."""
    items: list[list[Line]] = []
    ordered = False
    for group in _groups(lines, setting, page):
        mark = _mark(group[0])
        if mark:
            is_numbered = bool(_NUMBER.fullmatch(mark))
            if items and is_numbered != ordered:
                yield _list(items, page, ordered=ordered)
                items = []
            ordered = is_numbered
            items.append(group)
            continue
        if items:
            yield _list(items, page, ordered=ordered)
            items = []
        yield _block(group, page, setting)
    if items:
        yield _list(items, page, ordered=ordered)


def _groups(lines: Sequence[Line], setting: Type, page: Page) -> Iterator[list[Line]]:
    """Lines that belong together: one size, near each other, the upper one not ending its paragraph early."""
    group: list[Line] = []
    widest = max((line.x1 for line in lines), default=page.width)
    usual = _pitches(lines)
    for line in lines:
        if group and not _goes_on(group, line, widest, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """How far apart most lines of each type size stand on the page, where enough of them tell."""
    seen: dict[int, Counter[float]] = defaultdict(Counter)
    for above, line in pairwise(lines):
        pitch = line.base - above.base
        if abs(line.size - above.size) <= 0.3 and 0 < pitch <= 2 * line.size:
            seen[round(line.size)][round(2 * pitch) / 2] += 1
    often = {size: counts.most_common(1)[0] for size, counts in seen.items()}
    return {size: pitch for size, (pitch, times) in often.items() if times >= _FEWEST_PITCHES}


def _goes_on(group: list[Line], line: Line, widest: float, pitches: Mapping[int, float]) -> bool:
    above = group[-1]
    gap = line.top - above.bottom
    pitch = line.base - above.base
    first = min(1.75 * above.size, pitches.get(round(above.size), above.size * 2))
    usual = group[1].base - group[0].base if len(group) > 1 else first
    if abs(line.size - above.size) > 0.6 or gap > 1.1 * line.size or pitch > 1.25 * usual:
        return False
    if contents_line(line.text) or contents_line(above.text) or _mark(line):
        return False
    if _LABEL.fullmatch(line.text) or (_LABEL.fullmatch(above.text) and len(group) == 1):
        return False
    if _all_strong(above) != _all_strong(line):
        return False
    # A line that ends far from the margin ends its paragraph, unless the next begins in lower case.
    ends_early = above.x1 < widest - 0.3 * (widest - above.x0)
    return not ends_early or line.text[:1].islower()


def _mark(line: Line) -> str:
    """The bullet or the number that a line begins with; empty for other lines."""
    first = line.words[0].text
    if len(line.words) < 2:
        return ""
    if _BULLET.fullmatch(first) or (first == "-" and not line.words[1].text[:1].isdigit()):
        return first
    gap = line.words[1].x0 - line.words[0].x1
    return first if _NUMBER.fullmatch(first) and gap > 0.15 * line.size else ""


def _all_strong(line: Line) -> bool:
    return all(word.strong for word in line.words)


def _block(group: list[Line], page: Page, setting: Type) -> RawBlock:
    spans = _spans(group)
    text = words(spans).strip()
    origin, place = origin_of(word for line in group for word in line.words), f"sida {page.number}"
    level = setting.level(group[0])
    if level and len(text) < 200 and not contents_line(text):
        return RawHeading(level, _plainly(spans), origin, place)
    if _CAPTION.match(text) and len(text) < 200:
        return RawParagraph(spans, origin, place, caption=True)
    if all(map(_all_strong, group)) and len(group) <= 2 and looks_like_heading(text):
        below = len(setting.larger) + 1
        return RawHeading(min(below, _MOST_LEVELS + 1), _plainly(spans), origin, place)
    first = group[0].words[0]
    if first.raised and group[0].size < 0.92 * setting.body and len(group[0].words) > 1:
        return RawNote(first.text, spans[1:], origin, place)
    return RawParagraph(spans, origin, place)


def _plainly(spans: Spans) -> Spans:
    return tuple(replace(span, strong=False, emphasis=False) for span in spans)


def _spans(group: list[Line]) -> Spans:
    """The words of the lines; only those with digits keep their box, for there a figure may be pointed at."""
    found: list[Word] = [word for line in group for word in line.words]
    spans = spans_of(tuple(found))
    return _grown_together(spans, all(map(_all_strong, group)))


def _grown_together(spans: Spans, plain: bool) -> Spans:
    """Neighbours of one look without digits as one span."""
    result: list[Span] = []
    for span in spans:
        span = replace(span, strong=span.strong and not plain)
        if not any(character.isdigit() for character in span.text):
            span = replace(span, origin=None) if span.note is None else span
        last = result[-1] if result else None
        if (
            last is not None
            and last.origin is None
            and span.origin is None
            and last.note is None
            and span.note is None
            and (last.strong, last.emphasis, last.certain) == (span.strong, span.emphasis, span.certain)
        ):
            result[-1] = replace(last, text=last.text + span.text)
        else:
            result.append(span)
    return tuple(result)


def _list(items: list[list[Line]], page: Page, *, ordered: bool) -> RawList:
    place = f"sida {page.number}"
    found = []
    for group in items:
        origin = origin_of(word for line in group for word in line.words)
        first = Line(group[0].words[1:])
        found.append((RawParagraph(_spans([first, *group[1:]]), origin, place),))
    return RawList(tuple(found), ordered, Origin(page=page.number))
