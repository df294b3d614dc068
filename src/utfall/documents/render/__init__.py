"""The document model written out, one module per form."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from utfall.documents.model import Document
from utfall.domain.figure import Figure

# Each form is imported when it is asked for: typesetting and drawing take longer to load than text to write.


def _html(document: Document, figures: Iterable[Figure]) -> bytes:
    from utfall.documents.render import html

    return html.render(document)


def _pdf(document: Document, figures: Iterable[Figure]) -> bytes:
    from utfall.documents.render import pdf

    return pdf.render(document, figures=figures)


def _docx(document: Document, figures: Iterable[Figure]) -> bytes:
    from utfall.documents.render import docx

    return docx.render(document)


def _json(document: Document, figures: Iterable[Figure]) -> bytes:
    from utfall.documents.render import json

    return json.render(document, figures=figures)


def _text(document: Document, figures: Iterable[Figure]) -> bytes:
    from utfall.documents.render import text

    return text.render(document)


@dataclass(frozen=True, slots=True)
class Format:
    """A form that a document can be written in, with the ending of its files and its media type."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Document, Iterable[Figure]], bytes]


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("html", ".html", "text/html; charset=utf-8", _html),
        Format("pdf", ".pdf", "application/pdf", _pdf),
        Format(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _docx,
        ),
        Format("json", ".json", "application/json", _json),
        Format("txt", ".txt", "text/plain; charset=utf-8", _text),
    )
}


def prepare(forms: Iterable[str]) -> None:
    """Load what the forms are written with, for a caller who has something else to wait for meanwhile."""
    modules = {"txt": "text"}
    for form in forms:
        importlib.import_module(f"{__name__}.{modules.get(form, form)}")


def render(document: Document, fmt: str, *, figures: Iterable[Figure] = ()) -> bytes:
    """The document in a form of FORMATS; the same document gives the same bytes, in any process.

    `figures` are the stored figures behind the printed ones; JSON, and the JSON attached to the PDF, name their
    sources. Raises KeyError for a form that does not exist.
    """
    return FORMATS[fmt].write(document, figures)
