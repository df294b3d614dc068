"""The copy of the document with the findings where the figures stand."""

from utfall.documents.read import docx, pdf
from utfall.locale import SWEDISH
from utfall.review.output.annotate_docx import commented
from utfall.review.output.annotate_pdf import highlighted
from utfall.review.output.notes import notes_of
from utfall.review.output.page import html
from utfall.review.result import Review

__all__ = ["annotated"]


def annotated(data: bytes, review: Review, *, name: str, language: str = SWEDISH) -> bytes:
    """The file `data` that was reviewed, with errors and questions as comments (DOCX) or highlights (PDF).

    Other forms have no comments of their own: for them it is the page with the findings beside the text. A file
    that can no longer be taken apart gives that page too.
    """
    notes = notes_of(review, language=language)
    if docx.identify(data, name):
        return commented(data, notes, name=name) or html(review, language=language)
    if pdf.identify(data, name):
        return highlighted(data, notes) or html(review, language=language)
    return html(review, language=language)
