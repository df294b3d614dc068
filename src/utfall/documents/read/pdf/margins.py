"""What every page repeats: running heads, feet and page numbers, taken away before the text is read."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from utfall.documents.read.pdf.lines import Line, Page

_PAGE_NUMBER = re.compile(
    r"(?:sida|sid\.?|page|p\.?)?\s*[-–]?\s*\d{1,4}\s*[-–]?\s*(?:\(\s*\d{1,4}\s*\)|(?:/|av|of)\s*\d{1,4})?",
    re.IGNORECASE,
)
_MARGIN = 0.13
"""The share of a page's height at its top and its foot in which running heads stand."""


def without_running_heads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without lines that stand alike at one height on most of their fellows, and without page numbers.

    A line stands alike when only its digits differ. On fewer than three pages only page numbers go.
    """
    heights: dict[str, Counter[int]] = defaultdict(Counter)
    for page in pages:
        for line in page.lines:
            if _in_margin(line, page):
                heights[_alike(line)][round(line.base / 4)] += 1
    least = max(3, len(pages) // 4)
    repeated = {
        text
        for text, counts in heights.items()
        if max(counts[h] + counts.get(h + 1, 0) for h in list(counts)) >= least
    }
    return tuple(replace(page, lines=tuple(_kept(page, repeated, len(pages)))) for page in pages)


def _kept(page: Page, repeated: set[str], count: int) -> list[Line]:
    return [
        line
        for position, line in enumerate(page.lines)
        if not _in_margin(line, page)
        or not (_alike(line) in repeated or _is_page_number(line, position, page, count))
    ]


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _alike(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_page_number(line: Line, position: int, page: Page, count: int) -> bool:
    """A number alone as the first or last line of a page; on an only page it must be the page's own."""
    text = line.text.strip()
    if position not in (0, len(page.lines) - 1) or not _PAGE_NUMBER.fullmatch(text):
        return False
    return count > 1 or (len(page.lines) > 1 and bool(re.search(rf"(?<!\d){page.number}(?!\d)", text)))
