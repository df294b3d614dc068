"""A copy of a PDF with the findings as highlights that open on a click."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import pikepdf

from utfall.domain.finding import Severity
from utfall.review.output.notes import AUTHOR, Note

Box = tuple[Decimal, Decimal, Decimal, Decimal]
_COLOURS = {
    Severity.ERROR: (Decimal("1"), Decimal("0.75"), Decimal("0.75")),
    Severity.QUESTION: (Decimal("1"), Decimal("0.92"), Decimal("0.6")),
}
_PRINTED = 4
_PAD = Decimal("1")


def highlighted(data: bytes, notes: Sequence[Note]) -> bytes | None:
    """The PDF with a highlight on each note's box, its text in the note; None where it cannot be opened.

    A note whose page is known but not its box stands as a small sign in the page's upper left corner. Highlights
    carry their own appearance, are printed, and leave the page's contents as they are. The same input gives the
    same bytes.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for note in notes:
                page = note.origin.page
                if page is not None and 1 <= page <= len(pdf.pages):
                    _annotate(pdf, pdf.pages[page - 1], note)
            out = BytesIO()
            pdf.save(out, deterministic_id=True, encryption=False)
            return out.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError):
        return None


def _annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, note: Note) -> None:
    colour = _COLOURS.get(note.severity, _COLOURS[Severity.QUESTION])
    common = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Contents=pikepdf.String(note.text), T=pikepdf.String(AUTHOR),
        F=_PRINTED, C=pikepdf.Array(colour), P=page.obj,
    )  # fmt: skip
    if note.origin.box is None:
        annotation = _sign(page, common)
    else:
        annotation = _highlight(pdf, _on_page(page, note.origin.box), common, colour)
    existing = page.obj.get("/Annots")
    if not isinstance(existing, pikepdf.Array):
        page.obj.Annots = pikepdf.Array()
    page.obj.Annots.append(pdf.make_indirect(annotation))


def _highlight(
    pdf: pikepdf.Pdf, box: Box, annotation: pikepdf.Dictionary, colour: tuple[Decimal, ...]
) -> pikepdf.Dictionary:
    left, bottom, right, top = box
    annotation.Subtype = pikepdf.Name.Highlight
    annotation.Rect = pikepdf.Array(box)
    annotation.QuadPoints = pikepdf.Array([left, top, right, top, left, bottom, right, bottom])
    red, green, blue = colour
    drawing = f"/M gs {red} {green} {blue} rg {left} {bottom} {right - left} {top - bottom} re f"
    look = pikepdf.Stream(pdf, drawing.encode())
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array(box)
    # Multiplied, so that the figure shows through.
    mode = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
    look.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(M=mode))
    annotation.AP = pikepdf.Dictionary(N=look)
    return annotation


def _sign(page: pikepdf.Page, annotation: pikepdf.Dictionary) -> pikepdf.Dictionary:
    left, _bottom, _right, top = (Decimal(str(edge)) for edge in page.mediabox)
    annotation.Subtype = pikepdf.Name.Text
    annotation.Name = pikepdf.Name.Comment
    annotation.Rect = pikepdf.Array([left + 12, top - 32, left + 32, top - 12])
    return annotation


def _on_page(page: pikepdf.Page, box: Box) -> Box:
    """The box in the page's own coordinates: from its lower left corner, before the page is turned for show."""
    x0, y0, x1, y1 = (Decimal(str(edge)) for edge in page.mediabox)
    left, top, right, bottom = box[0] - _PAD, box[1] - _PAD, box[2] + _PAD, box[3] + _PAD
    match int(page.obj.get("/Rotate", 0) or 0) % 360:
        case 90:
            return x0 + top, y0 + left, x0 + bottom, y0 + right
        case 180:
            return x1 - right, y0 + top, x1 - left, y0 + bottom
        case 270:
            return x1 - bottom, y1 - right, x1 - top, y1 - left
        case _:
            return x0 + left, y1 - bottom, x0 + right, y1 - top
