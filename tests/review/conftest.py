"""Tables written as text, as the readers would hand them over."""

from decimal import Decimal

import pytest

from utfall.documents.model import Cell, Document, HeaderRole, Number, Row, RowKind, Table, Text
from utfall.domain.numerals import SWEDISH_NUMBERS, Numeral
from utfall.domain.unit import Unit


def cell(text: str, *, header: HeaderRole = HeaderRole.NONE) -> Cell:
    """A cell with a number where the text is one."""
    read = SWEDISH_NUMBERS.read(text) if text and header is HeaderRole.NONE else None
    if isinstance(read, Numeral):
        return Cell((Number(text, read.value, read.decimals, read.unit),), header)
    return Cell((Text(text),) if text else (), header)


def table_of(text: str, *, caption: str = "", unit: Unit | None = None) -> Table:
    """A table from lines of cells parted by `|`; the first line heads the columns."""
    lines = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    head = Row(tuple(cell(part, header=HeaderRole.COLUMN) for part in lines[0]), RowKind.HEADER)
    rows = tuple(
        Row((cell(line[0], header=HeaderRole.ROW), *(cell(part) for part in line[1:]))) for line in lines[1:]
    )
    return Table((Text(caption),) if caption else (), (head, *rows), unit)


@pytest.fixture
def table():
    return table_of


@pytest.fixture
def document():
    """A document of tables, written as for `table`, with captions."""

    def made(*tables: str | Table, unit: Unit | None = None) -> Document:
        blocks = tuple(
            each if isinstance(each, Table) else table_of(each, caption=f"Tabell {n}", unit=unit)
            for n, each in enumerate(tables, 1)
        )
        return Document("Prov", "sv", blocks)

    return made


@pytest.fixture
def values():
    """The values of findings, briefly: severity, code, printed and proposed."""

    def brief(review):
        return [
            (f.severity.value, f.code, f.values.get("printed"), f.values.get("proposed"))
            for f in review.findings
        ]

    return brief


@pytest.fixture
def amount():
    return Decimal
