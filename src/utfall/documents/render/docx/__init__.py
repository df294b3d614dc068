"""The document as a Word file with real styles, native charts and figures that are known when it comes back."""

from pathlib import Path

from utfall.documents.model import Document, walk
from utfall.documents.render import words
from utfall.documents.render.docx.blocks import BlockWriter
from utfall.documents.render.docx.inlines import InlineWriter
from utfall.documents.render.docx.markup import NAMESPACES, paragraph, run
from utfall.documents.render.docx.package import packed
from utfall.documents.render.docx.parts import Parts
from utfall.documents.render.outline import outline

HERE = Path(__file__).parent


def render(document: Document) -> bytes:
    """The document as DOCX.

    Each number with an address is a content control tagged with it; `customXml/item1.xml` says what was printed.
    The title is Word's style Title, chapters are Heading 1. The list of contents has its lines but no page numbers
    until it is updated: Word is not told to update fields on opening, for it would ask the reader first.
    """
    shape = outline(document)
    parts = Parts(document, shape)
    writer = BlockWriter(parts, InlineWriter(parts, dict(walk(document))))
    body = "".join(writer.blocks(document.blocks))
    if shape.title_path is None and shape.title.strip():
        body = paragraph("Title", run(shape.title)) + body
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1531" w:right="1417" w:bottom="1361" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    main = f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"
    styles = (HERE / "styles.xml").read_text("utf-8").replace("LANGUAGE", _language(document))
    return packed(parts, main, styles=styles, language=_language(document))


def _language(document: Document) -> str:
    """The language with its region, as Word wants it."""
    tag = words.tag(document.language)
    return {"sv": "sv-SE", "en": "en-GB"}.get(tag, tag)
