"""The process of its own: a file on its standard input, the review as JSON on its standard output."""

import dataclasses
import io
import json
import resource
import sys

from utfall.documents.model import Document, plain, walk
from utfall.documents.model.inline import Text
from utfall.documents.read import ReadResult, read
from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.check import check
from utfall.review.output import parts

TOO_MANY = _("Filen {name} har {pages} sidor. Högst {limit} sidor granskas här; dela upp filen.")
CHARACTERS_A_PAGE = 3_000
"""What a page of a file without pages holds; a dense page of a report has fewer."""


def main(name: str, language: str, pages: int, seconds: int, memory: int) -> None:
    """Read, review and write; the limits hold for this process and whatever it starts."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    answer = json.dumps(_answer(sys.stdin.buffer.read(), name, language, pages), ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode())


def _answer(data: bytes, name: str, language: str, limit: int) -> dict[str, object]:
    pages = _pages_of_pdf(data)
    if pages > limit:
        return {"refused": [_too_many(name, pages, limit).sentence(language)]}
    result = read(data, name=name)
    if result.document is None:
        return {"refused": [finding.sentence(language) for finding in result.findings]}
    length = -(-_length(result.document) // CHARACTERS_A_PAGE)
    if not pages and length > limit:
        return {"refused": [_too_many(name, length, limit).sentence(language)]}
    return _reviewed(result, result.document, language)


def _reviewed(result: ReadResult, document: Document, language: str) -> dict[str, object]:
    review = check(document)
    shown = parts(
        dataclasses.replace(review, findings=(*result.findings, *review.findings)), language=language
    )
    return {
        "title": shown.title,
        "language": shown.language,
        "body": str(shown.body),
        "findings": [dataclasses.asdict(one) for one in shown.findings],
        "proof": shown.proof,
        "checked": shown.checked,
    }


def _pages_of_pdf(data: bytes) -> int:
    """How many pages a PDF has; 0 for other forms, and for what cannot be opened, which the reader explains."""
    if b"%PDF-" not in data[:1024]:
        return 0
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        return 0


def _length(document: Document) -> int:
    return sum(len(plain((node,))) for _path, node in walk(document) if isinstance(node, Text))


def _too_many(name: str, pages: int, limit: int) -> Finding:
    values: dict[str, str | int] = {"name": name, "pages": pages, "limit": limit}
    return Finding("apart.pages", Severity.ERROR, name, TOO_MANY, values)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
