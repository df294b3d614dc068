"""Word documents, straight from the XML in the zip."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from utfall.documents.read import refusal
from utfall.documents.read.assemble import assemble
from utfall.documents.read.docx.blocks import BlockReader
from utfall.documents.read.docx.package import OLE, Package, opened
from utfall.documents.read.docx.printed import changed, printed_figures, printings
from utfall.documents.read.docx.runs import Fields, Notes, RunReader
from utfall.documents.read.docx.styles import Styles, W, styles
from utfall.documents.read.paragraphs import contents_folded, labelled, with_guessed_headings
from utfall.documents.read.raw import RawBlock, RawDocument, RawNote, RawParagraph, RawTable, Spans
from utfall.documents.read.refusal import ReadResult, RefusedError
from utfall.domain.finding import Finding
from utfall.domain.numerals import NumberGrammar

__all__ = ["EXTENSIONS", "Located", "identify", "located", "printed_figures", "read"]
EXTENSIONS = (".docx", ".docm", ".dotx")
MAX_BLOCKS = 100_000
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def identify(data: bytes, name: str) -> bool:
    """Whether the bytes are an office document of Word's kind, or an encrypted or old one that might be."""
    if data.startswith(OLE):
        return True
    if not data.startswith(b"PK"):
        return False
    return b"word/" in data or name.lower().endswith(EXTENSIONS)


def read(data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
    """The document in a Word file, with the addresses of its figures; places are tables and paragraphs.

    Insertions are accepted and deletions dropped; hidden text, headers and footers are left out. Each figure's
    origin is the part, the paragraph and the run (`word/document.xml#p12r3`, counted from 0).
    """
    try:
        return _read(opened(data, name=name), name, grammar)
    except RefusedError as refused:
        return ReadResult(None, (refused.finding,))


def _read(package: Package, name: str, grammar: NumberGrammar | None) -> ReadResult:
    main = _main_part(package)
    root = package.xml(main) if main else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise RefusedError(refusal.damaged(name) if main else refusal.unknown_format(name))
    findings: list[Finding] = []
    related = package.related(main)
    sheet = styles(_beside(package, main, "styles", findings), _beside(package, main, "numbering", findings))
    notes = Notes()
    reader = BlockReader(name, sheet, RunReader(main, related, Fields(), notes), findings)
    blocks = reader.blocks(body)
    if len(blocks) > MAX_BLOCKS:
        findings.append(refusal.cut_text(name, blocks=len(blocks), limit=MAX_BLOCKS))
        blocks = blocks[:MAX_BLOCKS]
    blocks.extend(_notes(package, main, sheet, notes, name, findings))
    if not blocks:
        return ReadResult(None, (refusal.no_text(name), *findings))
    whole = labelled(with_guessed_headings(contents_folded(blocks)))
    raw = RawDocument(tuple(whole), _title(package), sheet.language)
    document = assemble(raw, name=name, grammar=grammar)
    return ReadResult(document, (*findings, *changed(document, printings(package))))


@dataclass(frozen=True, slots=True)
class Located:
    """A Word file taken apart, with the element behind each origin's path in its main part."""

    package: Package
    main: str
    root: etree._Element
    elements: Mapping[str, etree._Element]


def located(data: bytes, *, name: str) -> Located | None:
    """The elements of the paragraphs and runs that origins name, for a copy with comments; None if unreadable."""
    try:
        package = opened(data, name=name)
        main = _main_part(package)
        root = package.xml(main) if main else None
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            return None
        findings: list[Finding] = []
        sheet = styles(
            _beside(package, main, "styles", findings), _beside(package, main, "numbering", findings)
        )
        elements: dict[str, etree._Element] = {}
        runs = RunReader(main, package.related(main), Fields(), Notes(), elements=elements)
        BlockReader(name, sheet, runs, findings).blocks(body)
    except RefusedError:
        return None
    return Located(package, main, root, elements)


def _main_part(package: Package) -> str:
    """The path of the main text, wherever the package keeps it; empty in a package of another kind."""
    for related in package.related("").values():
        if related.kind == "officeDocument" and related.target in package.paths:
            return (
                related.target
                if related.target.startswith("word/") or _is_word(package, related.target)
                else ""
            )
    return "word/document.xml" if "word/document.xml" in package.paths else ""


def _is_word(package: Package, path: str) -> bool:
    root = package.xml(path)
    return root is not None and root.tag == f"{W}document"


def _beside(package: Package, main: str, kind: str, findings: list[Finding]) -> etree._Element | None:
    """Another part that the main text points at; a damaged one is told of and left out."""
    path = next((r.target for r in package.related(main).values() if r.kind == kind and not r.external), "")
    try:
        return package.xml(path) if path else None
    except RefusedError:
        findings.append(refusal.part_unreadable(package.name, part=path))
        return None


def _notes(
    package: Package, main: str, sheet: Styles, notes: Notes, name: str, findings: list[Finding]
) -> list[RawBlock]:
    """The notes that the text calls for, in its order."""
    found: dict[tuple[str, str], RawNote] = {}
    for kind in ("footnote", "endnote"):
        asked = [identifier for k, identifier in notes.asked if k == kind]
        root = _beside(package, main, f"{kind}s", findings) if asked else None
        if root is None:
            continue
        runs = RunReader(f"word/{kind}s.xml", {}, Fields(), Notes())
        reader = BlockReader(name, sheet, runs, findings)
        for element in root.iter(f"{W}{kind}"):
            identifier = element.get(f"{W}id", "")
            spans = _words_of(reader.blocks(element))
            if identifier in asked and spans:
                label = notes.label(kind, identifier)
                found[kind, identifier] = RawNote(label, spans, place=f"fotnot {label}")
    return [found[key] for key in notes.asked if key in found]


def _words_of(blocks: list[RawBlock]) -> Spans:
    spans: Spans = ()
    for block in blocks:
        match block:
            case RawParagraph():
                spans = (*spans, *block.spans)
            case RawTable():
                spans = (*spans, *(s for row in block.rows for cell in row.cells for s in cell.spans))
            case _:
                pass
    return spans


def _title(package: Package) -> str:
    try:
        root = package.xml("docProps/core.xml")
    except RefusedError:
        return ""
    found = root.find(_TITLE) if root is not None else None
    title = " ".join((found.text or "").split()) if found is not None else ""
    return "" if title.lower() in {"word document", "microsoft word", "document", "dokument1"} else title
