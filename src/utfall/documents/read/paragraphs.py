"""Paragraphs made whole: sentences that a page cut, run-in headings, headings known by their looks."""

import re
from collections import Counter
from dataclasses import replace

from utfall.documents.read.grids import joined_spans
from utfall.documents.read.raw import (
    RawBlock,
    RawContents,
    RawHeading,
    RawParagraph,
    RawTable,
    Span,
    Spans,
    words,
)

SENTENCE_END = '.!?:;…”")'
_CONTENTS_LINE = re.compile(r"(?P<title>.*?\S)\s*(?P<leader>(?:\.\s?){3,}|…+|\t)[\s.…]*(?P<page>\d{1,3})\s*")
_CONTENTS_TITLE = re.compile(r"(?:innehåll|innehållsförteckning|contents|table of contents)", re.IGNORECASE)
_KNOWN_LABEL = re.compile(
    r"(?P<label>(?:Kommentar|Beskrivning|Comment|Description)(?:[ ][\w ]{1,20})?):\s+(?=\S)"
)
_LABEL = re.compile(r"(?P<label>[A-ZÅÄÖ][\w åäöÅÄÖ]{1,38}):")


def contents_line(text: str) -> re.Match[str] | None:
    """The `title` and `page` of a line of a list of contents: dots or a tab between them; None for other lines."""
    return _CONTENTS_LINE.fullmatch(text) if len(text) < 400 else None


def is_contents_title(text: str) -> bool:
    """Whether the words stand above a list of contents."""
    return bool(_CONTENTS_TITLE.fullmatch(text.strip()))


def looks_like_heading(text: str) -> bool:
    """A short line of its own that begins as one and does not end as a sentence."""
    if not text or len(text) > 120 or len(text.split()) > 16 or text[-1] in SENTENCE_END + ",-–":
        return False
    if text.count(": ") > 1 or (": " in text and len(text) > 70):
        return False
    return text[0].isupper() or bool(re.match(r"\d+(?:\.\d+)*\.?\s+[A-ZÅÄÖ]|\d-år", text))


def contents_folded(blocks: list[RawBlock]) -> list[RawBlock]:
    """A typed list of contents, three lines or more, becomes the mark of one, its title with it."""
    result: list[RawBlock] = []
    at = 0
    while at < len(blocks):
        end = at
        table = blocks[at]
        if isinstance(table, RawTable) and result and _titles_contents(result[-1]) and _lists_pages(table):
            result[-1] = RawContents(_text(result[-1]).strip(), table.origin)
            at += 1
            continue
        while end < len(blocks) and _is_contents_line(blocks[end]):
            end += 1
        titled = bool(result) and _titles_contents(result[-1])
        if end - at >= 3 and (
            titled or any(re.search(r"(?:\.\s?){3,}", _text(block)) for block in blocks[at:end])
        ):
            title = _text(result.pop()).strip() if titled else "Innehållsförteckning"
            result.append(RawContents(title, blocks[at].origin))
            at = end
        else:
            result.extend(blocks[at : max(end, at + 1)])
            at = max(end, at + 1)
    return result


def _lists_pages(table: RawTable) -> bool:
    """Whether the rows of a table end in page numbers that never fall, as a typed list of contents does."""
    last = [row.cells[-1].text for row in table.rows if row.cells]
    pages = [int(text) for text in last if text.isdecimal() and len(text) < 4]
    return len(pages) >= 3 and len(pages) == len(last) and pages == sorted(pages)


def _is_contents_line(block: RawBlock) -> bool:
    return isinstance(block, RawParagraph) and contents_line(words(block.spans)) is not None


def _titles_contents(block: RawBlock) -> bool:
    return isinstance(block, RawHeading | RawParagraph) and is_contents_title(words(block.spans))


def _text(block: RawBlock) -> str:
    return words(block.spans) if isinstance(block, RawHeading | RawParagraph) else ""


def with_guessed_headings(blocks: list[RawBlock]) -> list[RawBlock]:
    """Where the file marks no heading: bold lines are taken for headings; where none is bold, short lines are."""
    if any(isinstance(block, RawHeading) for block in blocks):
        return blocks
    candidates = {
        at: block
        for at, block in enumerate(blocks)
        if isinstance(block, RawParagraph)
        and not block.caption
        and looks_like_heading(words(block.spans).strip())
    }
    bold = {
        at: block for at, block in candidates.items() if all(s.strong for s in block.spans if s.text.strip())
    }
    chosen = bold or _followed(blocks, candidates)
    return [
        RawHeading(
            0, tuple(replace(s, strong=False) for s in chosen[at].spans), chosen[at].origin, chosen[at].place
        )
        if at in chosen
        else block
        for at, block in enumerate(blocks)
    ]


def _followed(blocks: list[RawBlock], candidates: dict[int, RawParagraph]) -> dict[int, RawParagraph]:
    """Only lines with something other than another such line after them; a column of names is no headings."""
    return {
        at: block
        for at, block in candidates.items()
        if at + 1 < len(blocks) and (at + 1 not in candidates or at + 2 not in candidates)
    }


def labelled(blocks: list[RawBlock]) -> list[RawBlock]:
    """A short line that ends in a colon, or bold words that do, become the label of the paragraph after them."""
    result: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawParagraph):
            before = result[-1] if result else None
            label = _label_of(before)
            if label and not _label_of(block) and not block.caption:
                result[-1] = replace(block, label=label)
                continue
            block = _with_own_label(block)
        result.append(block)
    return result


def mended(blocks: list[RawBlock]) -> list[RawBlock]:
    """Sentences that a page break cut are whole again; the header that was printed between them is dropped.

    Labels are found as by `labelled`.
    """
    counts = Counter(words(block.spans) for block in blocks if isinstance(block, RawHeading))
    result: list[RawBlock] = []
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if isinstance(block, RawHeading) and counts[words(block.spans)] >= 3:
            before = result[-1] if result else None
            if _cut(before, following) or _label_of(before):
                continue
        before = result[-1] if result else None
        if isinstance(block, RawParagraph) and _cut(before, block):
            assert isinstance(before, RawParagraph | RawHeading)
            spans = joined_spans(before.spans, block.spans)
            result[-1] = RawParagraph(spans, before.origin, before.place)
            continue
        result.append(block)
    return labelled(result)


def _with_own_label(block: RawParagraph) -> RawParagraph:
    """The paragraph with the bold words that it begins with as its label, if they end in a colon."""
    spans = tuple(span for span in block.spans if span.text or span.note is not None)
    known = _KNOWN_LABEL.match(spans[0].text) if spans and not block.label else None
    if known:
        rest = replace(spans[0], text=spans[0].text[known.end() :])
        return replace(block, label=known["label"], spans=stripped((rest, *spans[1:])))
    if block.label or len(spans) < 2 or not spans[0].strong or spans[1].strong:
        return block
    found = _LABEL.fullmatch(spans[0].text.strip())
    if not found:
        return block
    return replace(block, label=found["label"], spans=stripped(spans[1:]))


def stripped(spans: Spans | list[Span]) -> Spans:
    """The spans without blanks before the first and after the last, and without empty ones."""
    kept = [span for span in spans if span.text or span.note is not None]
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip("\ufeff\f \t\n"))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(span for span in kept if span.text or span.note is not None)


def _label_of(block: RawBlock | None) -> str:
    if not isinstance(block, RawParagraph) or block.label:
        return ""
    found = _LABEL.fullmatch(words(block.spans).strip())
    return found["label"] if found and len(found["label"].split()) <= 4 else ""


def _cut(before: RawBlock | None, after: RawBlock | None) -> bool:
    """Whether a sentence begun in one paragraph goes on in the other."""
    if not isinstance(before, RawParagraph | RawHeading) or not isinstance(after, RawParagraph):
        return False
    first, second = words(before.spans).strip(), words(after.spans).strip()
    if len(first) < 80 or not second or first[-1] in SENTENCE_END:
        return False
    return second[0].islower() or (
        second[0].isdigit() and first[-1].islower() and isinstance(before, RawParagraph)
    )


def without_tabs(spans: Spans) -> Spans:
    """The spans with tabs and line breaks as blanks."""
    if not any("\t" in span.text or "\n" in span.text for span in spans):
        return spans
    return tuple(replace(span, text=re.sub(r"[\t\n]+", " ", span.text)) for span in spans)
