"""Documents from elsewhere, read into the model."""

from typing import Protocol

from utfall.documents.read import docx, html, markdown, pdf, refusal, text
from utfall.documents.read.refusal import ReadResult
from utfall.domain.numerals import NumberGrammar

__all__ = ["MAX_BYTES", "ReadResult", "read"]
MAX_BYTES = 200_000_000


class Reader(Protocol):
    """The one shape of a reader."""

    def identify(self, data: bytes, name: str) -> bool:
        """Whether the bytes are of this form."""

    def read(self, data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
        """The document, and what could not be read of it."""


# Asked in order; the first that knows the content reads it. Text comes last, since nearly anything may be text.
READERS: tuple[Reader, ...] = (docx, pdf, html, markdown, text)


def read(data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
    """The document in a file of any known format, told by its content before its name.

    `name` is the file's, for messages. The grammar is chosen by the document's language unless given. What cannot
    be read is a finding with a code `read.…`; nothing is raised for bad data.
    """
    if not data:
        return ReadResult(None, (refusal.empty(name),))
    if len(data) > MAX_BYTES:
        size = refusal.too_large(name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
        return ReadResult(None, (size,))
    for reader in READERS:
        if reader.identify(data, name):
            return reader.read(data, name=name, grammar=grammar)
    return ReadResult(None, (refusal.unknown_format(name),))
