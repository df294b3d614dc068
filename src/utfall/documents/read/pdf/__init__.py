"""PDF files: words and lines with their places, put together to text and tables."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import pdfplumber
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from utfall.documents.read import refusal
from utfall.documents.read.assemble import assemble
from utfall.documents.read.grids import understood
from utfall.documents.read.language import chosen
from utfall.documents.read.paragraphs import contents_folded, mended
from utfall.documents.read.pdf.aligned import Region, regions
from utfall.documents.read.pdf.columns import by_edges, by_gutters
from utfall.documents.read.pdf.drawn import drawn
from utfall.documents.read.pdf.lines import Line, Page, Word, body_size, page_of
from utfall.documents.read.pdf.margins import without_running_heads
from utfall.documents.read.pdf.opening import checked, quiet
from utfall.documents.read.pdf.parse import Parse, Score, raw_table
from utfall.documents.read.pdf.prose import Type, blocks, type_of
from utfall.documents.read.pdf.ruled import ruled_tables
from utfall.documents.read.pdf.score import relations_held
from utfall.documents.read.raw import RawBlock, RawDocument
from utfall.documents.read.refusal import ReadResult, RefusedError
from utfall.domain.finding import Finding
from utfall.domain.numerals import NumberGrammar

__all__ = ["EXTENSIONS", "MAX_PAGES", "Score", "identify", "read"]
EXTENSIONS = (".pdf",)
MAX_PAGES = 600
MAX_BYTES = 200_000_000
MAX_CHARS = 60_000
"""More characters than this on one page are a drawing or an attack, not a report."""


def identify(data: bytes, name: str) -> bool:
    """Whether the bytes have a PDF's mark near their beginning, or the file is named as one and begins with junk."""
    return b"%PDF-" in data[:1024] or (name.lower().endswith(EXTENSIONS) and b"endobj" in data)


def read(
    data: bytes, *, name: str, grammar: NumberGrammar | None = None, score: Score = relations_held
) -> ReadResult:
    """The document in a PDF; places are pages, tables and rows, origins hold boxes.

    Each table is read by up to three methods that do not know of each other; `score` says which reading is
    believed, and a cell that no other method read the same way holds figures that are not certain. Running heads
    and page numbers are taken away, tables over page breaks are one, a scanned file is a finding.
    """
    try:
        sound, heavy = checked(data, name=name)
        pages, findings = _pages(sound, name, heavy)
    except RefusedError as refused:
        return ReadResult(None, (refused.finding,))
    pages = without_running_heads(pages)
    setting = type_of(pages, body_size(pages))
    text = "\n".join(line.text for page in pages for line in page.lines)
    language, numbers = chosen("", text, grammar)
    reader = _Reader(numbers, score)
    found = [block for page in pages for block in reader.page(page, setting)]
    if not found:
        return ReadResult(None, (refusal.no_text(name), *findings))
    raw = RawDocument(tuple(mended(contents_folded(found))), language=language)
    return ReadResult(assemble(raw, name=name, grammar=grammar), tuple(findings))


def _pages(data: bytes, name: str, heavy: frozenset[int]) -> tuple[tuple[Page, ...], list[Finding]]:
    """The pages up to the limit, and findings on those that could not be read."""
    findings: list[Finding] = []
    pages: list[Page] = []
    broken: list[int] = []
    pictures: list[int] = []
    with quiet(), _opened(data, name) as pdf:
        count = len(pdf.pages)
        for number, source in enumerate(pdf.pages[:MAX_PAGES], start=1):
            page = None if number in heavy else _page(source, number)
            if page is None:
                broken.append(number)
                continue
            if page.pictures and not page.lines:
                pictures.append(number)
            pages.append(page)
    if not any(page.lines for page in pages):
        if pictures:
            raise RefusedError(refusal.scanned(name, pages=len(pictures)))
        raise RefusedError(refusal.damaged(name) if broken else refusal.no_text(name))
    if count > MAX_PAGES:
        findings.append(refusal.too_many_pages(name, pages=count, limit=MAX_PAGES))
    if broken:
        findings.append(refusal.broken_pages(name, pages=tuple(broken)))
    if pictures:
        findings.append(refusal.scanned_pages(name, pages=tuple(pictures)))
    return tuple(pages), findings


@contextlib.contextmanager
def _opened(data: bytes, name: str) -> Iterator[PDF]:
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except Exception as e:  # the parser raises whatever it meets in a damaged file
        raise RefusedError(refusal.damaged(name)) from e
    try:
        pages = len(pdf.pages)
    except Exception as e:
        pdf.close()
        raise RefusedError(refusal.damaged(name)) from e
    if not pages:
        pdf.close()
        raise RefusedError(refusal.damaged(name))
    with pdf:
        yield pdf


def _page(source: PlumberPage, number: int) -> Page | None:
    """The page ready to be understood; None where it is damaged or too much."""
    try:
        found = drawn(source)
        chars, edges = found.chars, found.edges
        if len(chars) > MAX_CHARS:
            return None
        left, top, right, bottom = (float(edge) for edge in source.bbox)
        if left or top:
            chars = [_moved(char, left, top) for char in chars]
            edges = [_moved(edge, left, top) for edge in edges]
        return page_of(
            chars, edges, number=number, width=right - left, height=bottom - top, pictures=found.pictures
        )
    except RecursionError:
        return None
    except (
        Exception
    ):  # the parser raises whatever it meets in a damaged page; the page is then told of as unread
        return None
    finally:
        source.close()


def _moved(item: dict[str, object], left: float, top: float) -> dict[str, object]:
    """The item with its place told from the corner of the visible page."""
    moved = dict(item)
    for key, by in (("x0", left), ("x1", left), ("top", top), ("bottom", top)):
        value = item[key]
        assert isinstance(value, int | float)
        moved[key] = value - by
    return moved


class _Reader:
    """Understands pages one after the other, counting tables."""

    def __init__(self, grammar: NumberGrammar, score: Score) -> None:
        self._grammar = grammar
        self._score = score
        self._tables = 0

    def page(self, page: Page, setting: Type) -> Iterator[RawBlock]:
        """The blocks of a page from the top down: its tables, and the text between them."""
        ruled = ruled_tables(page)
        inside = {word for parse in ruled for words in parse.cells for word in words}
        free = [line for line in page.lines if not any(word in inside for word in line.words)]
        found: list[tuple[float, list[Parse]]] = [(parse.top, self._readings(parse, page)) for parse in ruled]
        lone = _apart(page, free, ruled)
        for region in lone:
            parses = [parse for parse in (by_edges(region), by_gutters(region)) if parse is not None]
            if parses:
                found.append((region.lines[0].line.top, parses))
        taken = inside | {w for _t, parses in found for words in parses[0].cells for w in words}
        found.sort(key=lambda pair: pair[0])
        yield from self._in_order(
            page, setting, found, [line for line in page.lines if not _within(line, taken)]
        )

    def _in_order(
        self, page: Page, setting: Type, tables: list[tuple[float, list[Parse]]], text: list[Line]
    ) -> Iterator[RawBlock]:
        first = True
        for top, parses in tables:
            above = [line for line in text if line.top < top]
            text = text[len(above) :]
            for block in blocks(above, page, setting):
                first = False
                yield block
            yield self._best(parses, page, after_break=first and page.number > 1)
            first = False
        yield from blocks(text, page, setting)

    def _readings(self, ruled: Parse, page: Page) -> list[Parse]:
        """The ruled table, and how the other methods read the words in it."""
        own = ruled.cells
        words = {word for cell in own for word in cell}
        lines = [line for line in page.lines if all(word in words for word in line.words)]
        others: list[Parse] = []
        for region in regions(page, lines)[:1]:
            others.extend(parse for parse in (by_edges(region), by_gutters(region)) if parse is not None)
        return [ruled, *others]

    def _best(self, parses: list[Parse], page: Page, *, after_break: bool) -> RawBlock:
        self._tables += 1
        place = f"sida {page.number}, tabell {self._tables}"
        best, highest = parses[0], -1.0
        ways = [parse for at, parse in enumerate(parses) if not _seen(parse, parses[:at])]
        for parse in ways if len(ways) > 1 else ():
            table, _origins = understood(raw_table(parse, place=place), grammar=self._grammar)
            value = self._score(table)
            if value > highest:
                best, highest = parse, value
        others = [parse.cells for parse in parses if parse is not best]
        agreed = frozenset().union(*others)
        raw = raw_table(best, place=place, agreed=agreed)
        return replace(raw, after_break=after_break)


def _seen(parse: Parse, before: list[Parse]) -> bool:
    """Whether another method read the very same rows before, so that there is nothing to choose."""
    return any((parse.rows, parse.headers) == (other.rows, other.headers) for other in before)


def _apart(page: Page, free: Sequence[Line], ruled: list[Parse]) -> list[Region]:
    """The regions among the lines outside ruled tables, never across one."""
    found: list[Region] = []
    tops = sorted(parse.top for parse in ruled)
    rest = list(free)
    for top in (*tops, float("inf")):
        above = [line for line in rest if line.top < top]
        rest = rest[len(above) :]
        found.extend(regions(page, above))
    return found


def _within(line: Line, taken: set[Word]) -> bool:
    return any(word in taken for word in line.words)
