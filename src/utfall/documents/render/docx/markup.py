"""WordprocessingML in small pieces."""

from xml.sax.saxutils import escape, quoteattr

from utfall.documents.render.words import fit_for_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 9071
"""Twentieths of a point between the margins: A4 less 25 mm on each side."""


def value(text: str) -> str:
    """The text as a quoted attribute."""
    return quoteattr(fit_for_xml(text), {"\n": " ", "\t": " ", "\r": " "})


def run(text: str, *properties: str) -> str:
    """Words in one run; blanks are kept."""
    if not text:
        return ""
    words = escape(fit_for_xml(text).replace("\n", " ").replace("\r", " ").replace("\t", " "))
    said = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` follow the style in the order that the schema wants."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}{properties}</w:pPr>{inner}</w:p>"


def field(instruction: str, result: str) -> str:
    """A field with its result as it stands until somebody updates it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
