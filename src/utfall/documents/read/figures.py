"""Marked text turned into inline nodes, with every figure in it as a number."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from utfall.documents.model import (
    Emphasis,
    FootnoteMark,
    Inline,
    Inlines,
    Link,
    Missing,
    Number,
    Origin,
    Text,
)
from utfall.documents.read.raw import Span, Spans, words
from utfall.domain.numerals import MISSING, NumberGrammar, Numeral
from utfall.domain.unit import Unit

Origins = list[tuple[str, Origin]]
"""Where nodes stood, by their step below the node that holds them."""

# A number after one of these words is part of a name, as in Område 4 or Table 3, unless it has a unit.
_NAMING = {
    "sv": "område tabell figur diagram bilaga kapitel kap avsnitt sida sid fråga steg fas punkt nr nummer vecka v "
    "version kvartal tertial delår del etapp stabsfunktion funktion nivå årskurs åk klass grupp rad kolumn kl den "
    "delårsrapport tertialrapport lag alternativ prioritet artikel stycke moment prio ".split(),
    "en": "area table figure chart appendix chapter section page question step phase point no number week version "
    "quarter part stage level grade class group row column at article paragraph note priority option".split(),
}
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "january february march april may june july august september october november december".split(),
}
_NAMELESS = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,255}|https?://\S+|www\.\S+"  # addresses on the net
    r"|(?<![\d,.])\+?0\d{1,3}\s?[-–/]\s?\d[\d ]{3,}\d"  # telephone numbers
    r"|\b\d{3} \d{2}(?= [A-ZÅÄÖ][a-zåäö]+)"  # postcodes
)
_RAISED = re.compile(r"(?P<figure>.*\d.*?)(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PIECE = 20_000
_ENUMERATOR = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-ZÅÄÖ])")
_SHOWN_AS_NUMBER = re.compile(r"[\s\d.,()+*†%\u2212\u2013-]*\d[\s\d.,()+*†%\u2212\u2013-]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text that becomes one node."""

    start: int
    end: int
    node: Inline
    span: Span


def inlines(
    spans: Spans,
    *,
    grammar: NumberGrammar,
    place: str,
    unit: Unit | None = None,
    fallback: Origin | None = None,
) -> tuple[Inlines, Origins]:
    """The nodes of running text, and where each figure stood.

    `unit` is given to a figure without its own only when it has the text to itself, as in a table cell.
    """
    text = "".join(span.text if span.note is None else "" for span in spans)
    parts = list(_parts(spans, text, grammar, place, unit))
    nodes: list[Inline] = []
    origins: Origins = []
    for style, group in groupby(parts, key=lambda part: _style(part.span)):
        members = list(group)
        inner = tuple(part.node for part in members)
        top, prefix = _wrapped(inner, style)
        for position, part in enumerate(members):
            if isinstance(part.node, Number):
                step = (
                    f"{len(nodes)}/{prefix}{position}" if prefix is not None else f"{len(nodes) + position}"
                )
                where = _place(spans, part, fallback)
                if where is not None:
                    origins.append((step, where))
        nodes.extend(top)
    return tuple(nodes), origins


def cell_inlines(
    spans: Spans,
    *,
    grammar: NumberGrammar,
    place: str,
    unit: Unit | None = None,
    fallback: Origin | None = None,
) -> tuple[Inlines, Origins]:
    """The nodes of a table cell: one number, the mark for no value, or words with the figures among them."""
    text = " ".join(words(spans).split())
    if not text:
        return inlines(tuple(s for s in spans if s.note is not None), grammar=grammar, place=place)
    marks = tuple(FootnoteMark(s.note) for s in spans if s.note is not None)
    if text in MISSING and not text.isalpha():
        return (Missing(""), *marks), []
    certain = all(span.certain for span in spans)
    address = next((span.address for span in spans if span.address), None)
    raised = _RAISED.fullmatch(text)
    if raised and isinstance(grammar.read(raised["figure"]), Numeral):
        text = raised["figure"]
        marks = (FootnoteMark(raised["mark"].translate(_LOWERED)), *marks)
    numeral = grammar.read(text)
    if isinstance(numeral, Numeral):
        number = Number(text, numeral.value, numeral.decimals, numeral.unit or unit, place, address, certain)
    elif _is_unclear(text):
        number = Number(text, None, 0, unit, place, address, certain=False)
    else:
        plainly = spans if len({_style(s) for s in spans}) > 1 else tuple(_unstyled(s) for s in spans)
        return inlines(plainly, grammar=grammar, place=place, fallback=fallback)
    where = _joined([s.origin for s in spans if s.origin is not None]) or fallback
    return (number, *marks), [("0", where)] if where else []


def is_figure(text: str, grammar: NumberGrammar) -> bool:
    """Whether a cell holds one number, readable or not, that is not a year."""
    if not text or looks_like_year(text):
        return False
    return isinstance(grammar.read(text), Numeral) or _is_unclear(text)


def _is_unclear(text: str) -> bool:
    """Whether a text that the grammar cannot read is a number all the same."""
    return len(text) < 40 and bool(_SHOWN_AS_NUMBER.fullmatch(text)) and not _could_be_text(text)


def looks_like_year(text: str) -> bool:
    """Four digits of the last or this century, which head a column far more often than they are an amount."""
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def _could_be_text(text: str) -> bool:
    # Dates, times, ranges of years and account intervals are no failed amounts.
    return bool(re.search(r"\d[-–.]\d+[-–.]\d|\d\s?[-–]\s?\d|^\d+[.)]$|^\d{1,2}\.\d{1,2}$", text))


def _parts(spans: Spans, text: str, grammar: NumberGrammar, place: str, unit: Unit | None) -> Iterator[_Part]:
    figures = deque(sorted(_figures(spans, text, grammar, place, unit), key=lambda part: part.start))
    start = at = 0
    for span in spans:
        if span.note is not None:
            yield _Part(start, start, FootnoteMark(span.note), span)
            continue
        end = start + len(span.text)
        while figures and figures[0].start < end:
            figure = figures.popleft()
            if figure.start > at:
                yield _Part(at, figure.start, Text(text[at : figure.start]), span)
            yield replace(figure, span=span)
            at = figure.end
        if at < end:
            yield _Part(at, end, Text(text[at:end]), span)
            at = end
        start = end


def _figures(
    spans: Spans, text: str, grammar: NumberGrammar, place: str, unit: Unit | None
) -> Iterator[_Part]:
    taken: list[tuple[int, int]] = []
    for start, end, span in _controls(spans):
        if text[start:end].strip():
            taken.append((start, end))
            yield _Part(start, end, _addressed(text[start:end], span, grammar, place, unit), span)
    taken.extend((found.start(), found.end()) for found in _NAMELESS.finditer(text))
    enumerator = _ENUMERATOR.match(text)
    if enumerator:
        taken.append((0, enumerator.end()))
    certain = _uncertain(spans)
    for numeral in _found(text, grammar):
        end = numeral.start + len(numeral.printed)
        if any(numeral.start < b and a < end for a, b in taken) or _is_name(
            text, numeral, end, grammar.language
        ):
            continue
        number = Number(
            numeral.printed,
            numeral.value,
            numeral.decimals,
            numeral.unit,
            place,
            certain=not any(numeral.start < b and a < end for a, b in certain),
        )
        yield _Part(numeral.start, end, number, spans[0])


def _found(text: str, grammar: NumberGrammar) -> Iterator[Numeral]:
    """The amounts in the text; a text of monstrous length is searched piece by piece, cut at blanks."""
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        blank = text.rfind("\n", start, end) if end < len(text) else -1
        blank = text.rfind(" ", start, end) if blank < 0 and end < len(text) else blank
        end = blank + 1 if blank > start else end
        for numeral in grammar.find(text[start:end]):
            yield replace(numeral, start=numeral.start + start, end=numeral.end + start)
        start = end


def _controls(spans: Spans) -> Iterator[tuple[int, int, Span]]:
    start = 0
    for (address, _control), group in groupby(spans, key=lambda span: (span.address, span.control)):
        members = list(group)
        end = start + len(words(tuple(members)))
        if address is not None:
            yield start, end, members[0]
        start = end


def _addressed(printed: str, span: Span, grammar: NumberGrammar, place: str, unit: Unit | None) -> Number:
    numeral = grammar.read(printed)
    if not isinstance(numeral, Numeral):
        numeral = next(grammar.find(printed), None)
    if numeral is None:
        return Number(printed, None, 0, unit, place, span.address, certain=False)
    return Number(printed, numeral.value, numeral.decimals, numeral.unit or unit, place, span.address)


def _is_name(text: str, numeral: Numeral, end: int, language: str) -> bool:
    """Whether a bare whole number is part of a name or a date."""
    if numeral.unit is not None or numeral.signed or numeral.decimals:
        return False
    before = re.search(r"([^\W\d_]+)\.?[:\s]*$", text[max(0, numeral.start - 24) : numeral.start])
    after = re.match(r"[\s.]*([^\W\d_]+)", text[end : end + 14])
    if after and len(after[1]) >= 3 and numeral.value <= 31:
        word = after[1].lower()
        if any(month == word or month[:3] == word for month in _MONTHS.get(language, ())):
            return True
    if not before or numeral.value >= 1000 or " " in numeral.printed:
        return False
    word = before[1].lower()
    if word == "den":
        return numeral.value <= 31 and not (after and after[1][:1].islower())
    return word in _NAMING.get(language, ())


def _style(span: Span) -> tuple[bool, bool, str]:
    return span.strong, span.emphasis, span.target


def _unstyled(span: Span) -> Span:
    return replace(span, strong=False, emphasis=False)


def _wrapped(inner: Inlines, style: tuple[bool, bool, str]) -> tuple[Inlines, str | None]:
    """The nodes in their emphasis or link; and the path down to them, None where they stand bare."""
    strong, emphasis, target = style
    wrapped: Inlines = inner
    steps: list[str] = []
    if target:
        wrapped, steps = (Link(wrapped, target),), ["", *steps]
    if strong or emphasis:
        steps = ["0/", *steps[1:]] if steps else [""]
        wrapped = (Emphasis(wrapped, strong=strong),)
    return wrapped, "".join(steps) if steps else None


def _uncertain(spans: Spans) -> list[tuple[int, int]]:
    found, start = [], 0
    for span in spans:
        length = len(span.text) if span.note is None else 0
        if not span.certain:
            found.append((start, start + length))
        start += length
    return found


def _place(spans: Spans, part: _Part, fallback: Origin | None) -> Origin | None:
    found: list[Origin] = []
    start = 0
    for span in spans:
        end = start + (len(span.text) if span.note is None else 0)
        if start < part.end and part.start < end and span.origin is not None:
            found.append(span.origin)
        start = end
    return _joined(found) or fallback


def _joined(origins: list[Origin]) -> Origin | None:
    """One origin for a figure in several pieces; pieces on another line are left to the first."""
    if not origins:
        return None
    first = origins[0]
    boxes = [o.box for o in origins if o.box is not None and o.page == first.page]
    if first.box is None or len(boxes) < 2:
        return first
    same_line = [b for b in boxes if b[1] < first.box[3] and first.box[1] < b[3]]
    box: tuple[Decimal, Decimal, Decimal, Decimal] = (
        min(b[0] for b in same_line),
        min(b[1] for b in same_line),
        max(b[2] for b in same_line),
        max(b[3] for b in same_line),
    )
    return replace(first, box=box)
