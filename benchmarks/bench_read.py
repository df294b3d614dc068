"""Time a page to read a report of each form, beside the plain text extraction of the library underneath.

The report is one of ours of some forty pages, made in each form by our own renderers. A page is what the PDF has of
them. Each figure is the median of five runs.
"""

import resource
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO

import pdfplumber
from docx import Document as WordDocument
from lxml import html as lxml_html

from utfall.documents.model import (
    Block,
    Cell,
    Document,
    HeaderRole,
    Heading,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
    numbers,
)
from utfall.documents.read import read
from utfall.documents.render import docx, html, pdf, text
from utfall.domain.swedish import number, quantity
from utfall.domain.unit import MNKR

RUNS = 5
SECTIONS = 60
_SENTENCE = (
    "Enheten redovisar ett överskott jämfört med budget, som beror på vakanta tjänster och lägre priser. "
)


def report() -> Document:
    """Sections of a heading, running text with figures and a table of eleven rows."""
    blocks: list[Block] = [Heading(1, (Text("Rapport"),))]
    for section in range(1, SECTIONS + 1):
        amount = Decimal(section) / 10
        mention = Number(quantity(amount, MNKR, 1), amount, 1, MNKR)
        blocks.append(Heading(2, (Text(f"Område {section}"),)))
        blocks.append(Paragraph((Text(_SENTENCE * 4), Text("Utfallet är "), mention, Text(" för perioden."))))
        blocks.append(_table(section))
    return Document("Rapport", "sv", tuple(blocks))


def _table(section: int) -> Table:
    columns = ("Post", "Utfall", "Budget", "Avvikelse", "Prognos")
    head = Row(tuple(Cell((Text(c),), HeaderRole.COLUMN) for c in columns), RowKind.HEADER)
    rows = [head]
    for y in range(11):
        values = (Decimal(section * 7 + y * x * 13) / 10 for x in range(1, 5))
        cells = tuple(Cell((Number(number(value, 1), value, 1),)) for value in values)
        rows.append(Row((Cell((Text(f"Kostnad {chr(97 + y)}"),), HeaderRole.ROW), *cells)))
    return Table((Text("Resultat"),), tuple(rows), MNKR)


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _plain_pdf(data: bytes) -> None:
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def _plain_docx(data: bytes) -> None:
    file = WordDocument(BytesIO(data))
    for paragraph in file.paragraphs:
        _ = paragraph.text
    for table in file.tables:
        for row in table.rows:
            _ = [cell.text for cell in row.cells]


def main() -> None:
    """Print milliseconds a page for each form, the library's own, their ratio, and how many figures came back."""
    document = report()
    expected = sum(1 for _ in numbers(document))
    made = {
        "docx": docx.render(document),
        "html": html.render(document),
        "txt": text.render(document),
        "pdf": pdf.render(document),
    }
    with pdfplumber.open(BytesIO(made["pdf"])) as file:
        pages = len(file.pages)
    others: dict[str, tuple[str, Callable[[bytes], object]]] = {
        "docx": ("python-docx", _plain_docx),
        "html": ("lxml text", lambda data: "".join(map(str, lxml_html.document_fromstring(data).itertext()))),
        "pdf": ("pdfplumber", _plain_pdf),
        "txt": ("decode", lambda data: data.decode()),
    }
    print(f"{pages} pages, {expected} figures, median of {RUNS}")
    print(f"{'form':6}{'ms/page':>10}{'library':>16}{'ms/page':>10}{'ratio':>8}{'figures':>9}")
    for form, data in made.items():
        ours = _median(partial(read, data, name=f"rapport.{form}"))
        name, call = others[form]
        theirs = _median(partial(call, data))
        found = read(data, name=f"rapport.{form}").document
        count = sum(1 for _ in numbers(found)) if found else 0
        print(
            f"{form:6}{1000 * ours / pages:>10.2f}{name:>16}{1000 * theirs / pages:>10.2f}"
            f"{ours / max(theirs, 1e-9):>8.2f}{count:>9}"
        )
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
