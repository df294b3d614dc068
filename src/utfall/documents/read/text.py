"""Plain text, with tables whose cells are parted by tabs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from utfall.documents.model import Origin
from utfall.documents.read import refusal
from utfall.documents.read.assemble import assemble
from utfall.documents.read.grids import joined_spans, rows_read
from utfall.documents.read.paragraphs import (
    contents_line,
    is_contents_title,
    looks_like_heading,
    mended,
    stripped,
)
from utfall.documents.read.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawDocument,
    RawHeading,
    RawList,
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

EXTENSIONS = (".txt", ".text", ".tsv", ".tab")
MAX_BYTES = 20_000_000
_LINE = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARK = re.compile(
    r"\*\*(?P<strong>[^*\n]+?)\*\*|(?<![\w*])\*(?=[^\s*])(?P<emphasis>[^*\n]+?)(?<=\S)\*(?!\w)|\*\*"
)
_BULLET = re.compile(r"\s{0,12}(?:[-–•·▪◦]\s+|\*\s+(?!\*))(?P<text>\S.*)")
_NUMBERED = re.compile(r"\s{0,12}(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)")
_CAPTION = re.compile(r"(?:tabell|table)\s+\d+[a-z]?\s*[.:–-]?\s*\S*", re.IGNORECASE)


def identify(data: bytes, name: str) -> bool:
    """Whether the bytes are text; the name only helps where there is hardly any."""
    text = decoded(data)
    return text is not None and (bool(text.strip()) or name.lower().endswith(EXTENSIONS))


def decoded(data: bytes) -> str | None:
    """The text in the bytes: by its mark, else UTF-8, else the Windows code page; None for what is not text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if text.count("\ufffd") * 200 > len(text) or _looks_scrambled(text):
            return None
    if "\0" in text or len(_CONTROL.findall(text[:100_000])) * 200 > len(text[:100_000]):
        return None
    return text


def _looks_scrambled(text: str) -> bool:
    """Whether too few characters are letters, digits and blanks for it to be anybody's prose."""
    sample = text[:20_000]
    usual = sum((c.isascii() and (c.isalnum() or c.isspace())) or c in "åäöÅÄÖéÉü" for c in sample)
    return usual < 0.7 * len(sample)


def read(data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
    """The document in a text file; places are lines, counted from 1."""
    if len(data) > MAX_BYTES:
        return ReadResult(None, (refusal.too_large(name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20),))
    text = decoded(data)
    if text is None:
        return ReadResult(None, (refusal.unknown_format(name),))
    if not text.strip():
        return ReadResult(None, (refusal.empty(name),))
    parser = _Parser(tuple(_LINE.split(text)), name)
    blocks = mended(parser.blocks())
    document = assemble(RawDocument(tuple(blocks)), name=name, grammar=grammar)
    return ReadResult(document, tuple(parser.findings))


@dataclass(slots=True)
class _Parser:
    """Goes down the lines once."""

    lines: tuple[str, ...]
    name: str
    findings: list[Finding] = field(default_factory=list)
    _entries: frozenset[str] = frozenset()
    _wrapped_at: int = 0

    def blocks(self) -> list[RawBlock]:
        longest = max((len(line) for line in self.lines if "\t" not in line), default=0)
        self._wrapped_at = int(longest * 0.6) if longest <= 130 else 0
        found: list[RawBlock] = []
        position = 0
        while position < len(self.lines):
            end = self._run(position)
            if end == position:
                position += 1
                continue
            found.extend(self._blocks_of(position, end, found))
            position = end
        return found

    def _run(self, position: int) -> int:
        """The end of the lines that belong together: of one kind, with no blank between."""
        if not self.lines[position].strip():
            return position
        kind = self._kind(position)
        end = position + 1
        while end < len(self.lines) and self.lines[end].strip() and self._kind(end) == kind:
            end += 1
        return end

    def _kind(self, position: int) -> str:
        line = self.lines[position]
        if "\t" in line.strip(" ") or (contents_line(line) and ("..." in line or "…" in line)):
            return "table"
        if _BULLET.fullmatch(line) and not re.match(r"\s*[-–]\s+\d", line):
            return "bullet"
        return "numbered" if _NUMBERED.fullmatch(line) else "text"

    def _blocks_of(self, start: int, end: int, before: list[RawBlock]) -> list[RawBlock]:
        match self._kind(start):
            case "table" if self._is_contents(start, end, before):
                return [self._contents(start, end, before)]
            case "table":
                return self._table(start, end)
            case "bullet" | "numbered" as kind:
                return [self._list(start, end, ordered=kind == "numbered")]
            case _:
                return list(self._text(start, end))

    def _is_contents(self, start: int, end: int, before: list[RawBlock]) -> bool:
        lines = [contents_line(line) for line in self.lines[start:end]]
        if not all(lines):
            return False
        titled = (
            bool(before) and isinstance(before[-1], RawHeading) and is_contents_title(words(before[-1].spans))
        )
        dotted = sum("..." in line or "…" in line for line in self.lines[start:end])
        pages = [int(line["page"]) for line in lines if line]
        return titled or (dotted * 2 >= end - start and pages == sorted(pages))

    def _contents(self, start: int, end: int, before: list[RawBlock]) -> RawContents:
        found = (contents_line(line) for line in self.lines[start:end])
        self._entries |= {_normal(line["title"]) for line in found if line}
        title = "Innehållsförteckning"
        if before and isinstance(before[-1], RawHeading):
            heading = words(before[-1].spans).strip()
            if is_contents_title(heading):
                before.pop()
                title = heading
        return RawContents(title, Origin(line=start + 1))

    def _table(self, start: int, end: int) -> list[RawBlock]:
        if end - start == 1 and self.lines[start].strip().count("\t") <= 1:
            return list(self._text(start, end))
        if not any("\t" in line for line in self.lines[start:end]):
            return list(self._text(start, end))
        most = rows_read(max(line.count("\t") + 1 for line in self.lines[start:end]))
        if end - start > most:
            place = f"rad {start + 1}"
            self.findings.append(refusal.cut_table(self.name, place=place, rows=end - start, limit=most))
        rows = tuple(
            RawRow(
                tuple(RawCell(marked(cell)) for cell in self.lines[at].split("\t")),
                origin=Origin(line=at + 1),
                place=f"rad {at + 1}",
            )
            for at in range(start, min(end, start + most))
        )
        return [RawTable(rows, origin=Origin(line=start + 1), after_break=True)]

    def _list(self, start: int, end: int, *, ordered: bool) -> RawBlock:
        pattern = _NUMBERED if ordered else _BULLET
        items = []
        for at in range(start, end):
            found = pattern.fullmatch(self.lines[at])
            assert found is not None
            items.append((RawParagraph(marked(found["text"]), Origin(line=at + 1), f"rad {at + 1}"),))
        return RawList(tuple(items), ordered, Origin(line=start + 1))

    def _text(self, start: int, end: int) -> Iterator[RawBlock]:
        """Paragraphs, headings, labels and captions; wrapped lines are one paragraph."""
        at = start
        while at < end:
            last = at
            while last + 1 < end and self._goes_on(last):
                last += 1
            spans = marked(self.lines[at])
            for line in self.lines[at + 1 : last + 1]:
                spans = joined_spans(spans, marked(line))
            yield self._one(spans, at, alone=start == at and last + 1 == end)
            at = last + 1

    def _goes_on(self, at: int) -> bool:
        return bool(self._wrapped_at) and len(self.lines[at].rstrip()) >= self._wrapped_at

    def _one(self, spans: Spans, at: int, *, alone: bool) -> RawBlock:
        text = words(spans).strip()
        origin, place = Origin(line=at + 1), f"rad {at + 1}"
        if text.startswith(". "):  # an export artefact
            spans, text = _without_start(spans, 2), text[2:].strip()
        hashes = re.match(r"#{1,6} ", text)
        if hashes:
            return RawHeading(len(hashes[0]) - 1, _without_start(spans, len(hashes[0])), origin, place)
        if alone and _CAPTION.match(text) and len(text) < 160 and self._table_below(at):
            return RawParagraph(spans, origin, place, caption=True)
        filtering = ": " in text and self._table_below(at)
        if alone and not filtering and looks_like_heading(text) and at + 1 < len(self.lines):
            return RawHeading(self._level(text), spans, origin, place)
        return RawParagraph(spans, origin, place)

    def _table_below(self, at: int) -> bool:
        following = next((line for line in self.lines[at + 1 : at + 4] if line.strip()), "")
        return "\t" in following

    def _level(self, text: str) -> int:
        if not self._entries:
            return 0
        return 2 if _normal(text) in self._entries else 3


def _normal(text: str) -> str:
    return " ".join(text.replace("*", "").rstrip(".… \t").lower().split())


def marked(text: str) -> Spans:
    """The words of a line; asterisks round words become emphasis, stray ones go."""
    spans: list[Span] = []
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        if found["strong"]:
            spans.append(Span(found["strong"], strong=True))
        elif found["emphasis"]:
            spans.append(Span(found["emphasis"], emphasis=True))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return stripped(spans)


def _without_start(spans: Spans, count: int) -> Spans:
    return (replace(spans[0], text=spans[0].text[count:].lstrip()), *spans[1:])
