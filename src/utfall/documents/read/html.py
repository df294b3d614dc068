"""Web pages, scripts and navigation left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree
from lxml import html as lxml_html

from utfall.documents.model import Origin
from utfall.documents.read import refusal
from utfall.documents.read.assemble import assemble
from utfall.documents.read.grids import rows_read
from utfall.documents.read.paragraphs import contents_folded, labelled, stripped
from utfall.documents.read.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawDocument,
    RawHeading,
    RawList,
    RawNote,
    RawParagraph,
    RawRow,
    RawTable,
    Span,
    Spans,
    words,
)
from utfall.documents.read.refusal import ReadResult
from utfall.domain.finding import Finding
from utfall.domain.numerals import NumberGrammar

EXTENSIONS = (".html", ".htm", ".xhtml")
MAX_BYTES = 60_000_000
MAX_SPAN = 400
MAX_DEPTH = 150
_STARTS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SILENT = frozenset(
    "script style noscript template head nav svg canvas iframe object button input select textarea form video audio"
    " math datalist dialog".split()
)
_UNSEEN = frozenset({"hidden", "sr-only", "visually-hidden", "screen-reader-text"})
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup "
    "time u var wbr img tt big strike".split()
)
_DROPPED = frozenset({"del", "s", "strike"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def identify(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a web page, or are text with tags in a file named as one."""
    start = data[:4000].removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = data[:4000].replace(b"\0", b"")[2:]
    return bool(_STARTS.match(start)) or (name.lower().endswith(EXTENSIONS) and b"<" in start)


def read(data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
    """The document in a web page; places are tables and paragraphs, addresses come from `data-address`."""
    if len(data) > MAX_BYTES:
        size = refusal.too_large(name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
        return ReadResult(None, (size,))
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=_encoding(data)
    )
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ReadResult(None, (refusal.no_text(name),))
    walker = _Walker(name)
    body = root.find("body")
    blocks = walker.blocks(body if body is not None else root)
    if not blocks:
        return ReadResult(None, (refusal.no_text(name),))
    title = root.findtext(".//title") or ""
    whole = tuple(labelled(contents_folded(blocks)))
    raw = RawDocument(whole, " ".join(title.split()), root.get("lang", ""))
    return ReadResult(assemble(raw, name=name, grammar=grammar), tuple(walker.findings))


def _encoding(data: bytes) -> str | None:
    """The encoding by its mark or, where the page names none, UTF-8 if it is that."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if re.search(rb"<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding", data[:4000], re.I):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


@dataclass(slots=True)
class _Walker:
    """Goes down the elements once."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    _spoken: int = 0
    _tables: int = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> list[RawBlock]:
        """The blocks in an element; loose words between them are paragraphs."""
        found: list[RawBlock] = []
        loose: list[Span] = []
        if parent.text:
            loose.append(Span(parent.text))
        for child in parent:
            if child.tag in _INLINE and not self._holds_blocks(child):
                loose.extend(self._inline(child, Span(""), depth))
            else:
                found.extend(self._loose(loose, parent))
                loose = []
                if depth < MAX_DEPTH and not _unseen(child):
                    found.extend(self._block(child, depth + 1))
            if child.tail:
                loose.append(Span(child.tail))
        found.extend(self._loose(loose, parent))
        return found

    def _holds_blocks(self, element: etree._Element) -> bool:
        return any(d.tag not in _INLINE and isinstance(d.tag, str) for d in element.iterdescendants())

    def _loose(self, spans: list[Span], parent: etree._Element) -> Iterator[RawBlock]:
        kept = _tidied(spans)
        if words(kept).strip():
            self._spoken += 1
            yield RawParagraph(kept, _origin(parent), f"stycke {self._spoken}")

    def _block(self, element: etree._Element, depth: int) -> Iterator[RawBlock]:
        tag = element.tag
        match tag:
            case _ if tag in _SILENT:
                if _is_contents(element):
                    yield self._contents(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                spans = _tidied(self._inline(element, Span(""), depth))
                if spans:
                    plainly = tuple(replace(span, strong=False) for span in spans)
                    yield RawHeading(int(tag[1]), plainly, _origin(element), f"stycke {self._spoken + 1}")
            case "table":
                yield from self._table(element, depth)
            case "ul" | "ol":
                yield from self._list(element, depth)
            case "dl":
                yield from self._pairs(element, depth)
            case "caption" | "figcaption":
                spans = _tidied(self._inline(element, Span(""), depth))
                if spans:
                    yield RawParagraph(spans, _origin(element), f"stycke {self._spoken}", caption=True)
            case "p" if _is_note(element):
                yield self._note(element, depth)
            case _:
                yield from self.blocks(element, depth)

    def _contents(self, element: etree._Element) -> RawBlock:
        titles = (" ".join("".join(map(str, e.itertext())).split()) for e in element.iter("p", "h2", "h3"))
        return RawContents(next(titles, "") or "Innehållsförteckning", _origin(element))

    def _note(self, element: etree._Element, depth: int) -> RawBlock:
        spans = _tidied(self._inline(element, Span(""), depth))
        label = next((span.note for span in spans if span.note is not None), "")
        kept = stripped(tuple(span for span in spans if span.note is None))
        return RawNote(label or "", kept, _origin(element), f"fotnot {label}".strip())

    def _list(self, element: etree._Element, depth: int) -> Iterator[RawBlock]:
        items = tuple(
            tuple(self.blocks(item, depth + 1)) for item in element if item.tag == "li" and depth < MAX_DEPTH
        )
        items = tuple(item for item in items if item)
        if items:
            yield RawList(items, element.tag == "ol", _origin(element))

    def _pairs(self, element: etree._Element, depth: int) -> Iterator[RawBlock]:
        """Terms and what they mean, each pair a paragraph with the term as its label."""
        label = ""
        for child in element.iter("dt", "dd"):
            spans = _tidied(self._inline(child, Span(""), depth))
            if child.tag == "dt":
                label = words(spans).strip()
            elif spans:
                self._spoken += 1
                yield RawParagraph(spans, _origin(child), f"stycke {self._spoken}", label.rstrip(":"))

    # Words ------------------------------------------------------------------------------------------------------

    def _inline(self, element: etree._Element, look: Span, depth: int) -> list[Span]:
        """The words of an element and all below it, with their look."""
        if depth > MAX_DEPTH or element.tag in _SILENT or element.tag in _DROPPED or _unseen(element):
            return []
        if element.tag == "br":
            return [replace(look, text=" ")]
        note = _note_mark(element)
        if note:
            return [replace(look, text=note, note=note)]
        look = _with_look(element, look)
        found = [replace(look, text=element.text)] if element.text else []
        for child in element:
            if child.tag not in _INLINE:
                found.append(Span(" "))
            found.extend(self._inline(child, look, depth + 1))
            if child.tail:
                found.append(replace(look, text=child.tail))
        return found

    # Tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element, depth: int) -> Iterator[RawBlock]:
        rows = [row for row in element.iter("tr") if _own_table(row) is element]
        self._tables += 1
        number = self._tables
        most = rows_read(max((len(_cells(row)) for row in rows), default=1))
        if len(rows) > most:
            place = f"tabell {number}"
            self.findings.append(refusal.cut_table(self.name, place=place, rows=len(rows), limit=most))
            rows = rows[:most]
        if len(rows) == 1 and len(_cells(rows[0])) == 1:
            yield from self.blocks(_cells(rows[0])[0], depth)  # a frame, not a table
            return
        found = tuple(self._row(row, f"tabell {number}, rad {y + 1}", depth) for y, row in enumerate(rows))
        found = tuple(row for row in found if row.cells)
        caption = element.find("caption")
        title = _tidied(self._inline_shown(caption, depth)) if caption is not None else ()
        if any(cell.text for row in found for cell in row.cells):
            yield RawTable(found, title, _origin(element))
        for nested in element.iter("table"):
            if nested is not element and _own_table(nested.getparent()) is element and depth < MAX_DEPTH:
                yield from self._table(nested, depth + 1)

    def _inline_shown(self, caption: etree._Element, depth: int) -> list[Span]:
        """The words of a caption even where it is shown to screen readers only."""
        found = [Span(caption.text)] if caption.text else []
        for child in caption:
            found.extend(self._inline(child, Span(""), depth))
            if child.tail:
                found.append(Span(child.tail))
        return found

    def _row(self, row: etree._Element, place: str, depth: int) -> RawRow:
        cells = []
        for cell in _cells(row):
            without_tables = [s for s in self._cell(cell, depth) if s.text]
            spans = _tidied(without_tables)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(RawCell(spans, across, down, header=cell.tag == "th" and cell.get("scope") != "row"))
        parent = row.getparent()
        return RawRow(tuple(cells), parent is not None and parent.tag == "thead", _origin(row), place)

    def _cell(self, cell: etree._Element, depth: int) -> list[Span]:
        found = [Span(cell.text)] if cell.text else []
        for child in cell:
            if child.tag == "table" or child.find(".//table") is not None:
                continue
            if child.tag not in _INLINE:
                found.append(Span(" "))
            found.extend(self._inline(child, Span(""), depth))
            if child.tail:
                found.append(Span(child.tail))
        return found


def _with_look(element: etree._Element, look: Span) -> Span:
    match element.tag:
        case "b" | "strong":
            return replace(look, strong=True)
        case "i" | "em":
            return replace(look, emphasis=True)
        case "a" if element.get("href"):
            return replace(look, target=element.get("href", ""))
        case "data" if element.get("data-address"):
            return replace(look, address=element.get("data-address"), control=_position(element))
        case _:
            return look


def _position(element: etree._Element) -> int:
    """How many figures with an address stand before the element among its siblings; neighbours differ."""
    return sum(1 for _ in element.itersiblings("data", preceding=True))


def _note_mark(element: etree._Element) -> str:
    """The label of a footnote's mark: a raised link, or raised digits; m² and the like are no marks."""
    if element.tag != "sup":
        return ""
    text = "".join(map(str, element.itertext())).strip()
    before = element.getprevious()
    parent = element.getparent()
    stands_after = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if element.find(".//a") is None and re.search(r"(?:^|[\s\d/])[kcdm]?m$", stands_after):
        return ""
    return text if re.fullmatch(r"\[?(?:\d{1,3}|[a-z*†])\]?\)?", text) else ""


def _tidied(spans: list[Span]) -> Spans:
    """Blanks as a browser shows them: one where there were several, none at the ends."""
    kept: list[Span] = []
    for span in spans:
        text = span.text if span.note is not None else _BLANKS.sub(" ", span.text)
        if span.note is None and text.startswith(" ") and (not kept or kept[-1].text.endswith(" ")):
            text = text[1:]
        if text:
            kept.append(replace(span, text=text))
    return stripped(kept)


def _unseen(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    shown = {name.lower() for name in (element.get("class") or "").split()}
    return (
        element.get("hidden") is not None
        or "display:none" in style
        or "visibility:hidden" in style
        or bool(shown & _UNSEEN)
    )


def _is_contents(element: etree._Element) -> bool:
    classes = (element.get("class") or "").lower().split()
    return element.tag == "nav" and (
        "contents" in classes or "toc" in classes or element.get("role") == "doc-toc"
    )


def _is_note(element: etree._Element) -> bool:
    return "note" in (element.get("class") or "").split() or element.get("role") == "doc-footnote"


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")][:MAX_SPAN]


def _own_table(element: etree._Element | None) -> etree._Element | None:
    while element is not None and element.tag != "table":
        element = element.getparent()
    return element


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text[:4]), MAX_SPAN)) if text.isdecimal() else 1


def _origin(element: etree._Element) -> Origin:
    return Origin(line=cast("int | None", element.sourceline) or None)  # the stubs have no type for it
