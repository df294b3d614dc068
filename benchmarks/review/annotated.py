"""Tables of statistics offices whose sums others have annotated: what discovery finds, and what it reports wrongly.

The data lie outside the project (AggreCol, validation set, Apache-2.0). Part of the tables, chosen by hash, is sealed:
it is looked at once for a release, and never while something is tuned. This is the second split: of the third that the
first one sealed, which had been counted three times but never opened, a third was opened and two thirds stay sealed.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from utfall.documents.model import Cell, Document, Number, Row, Table, Text
from utfall.domain.numerals import ENGLISH_NUMBERS, Numeral

DATA = Path("samples") / "aggrecol" / "dataset.jl.gz"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A table with the sums that people have marked: (row, column) of the total and of its terms."""

    name: str
    document: Document
    sums: tuple[tuple[tuple[int, int], tuple[tuple[int, int], ...]], ...]
    numbers: dict[tuple[int, int], Number]

    @property
    def sealed(self) -> bool:
        """Whether the table belongs to the part that is not looked at; all that was open before is open."""
        before = hashlib.sha256(self.name.encode()).digest()[0] % 3 == 0
        return before and hashlib.sha256(b"second split " + self.name.encode()).digest()[0] % 3 != 0

    def path(self, at: tuple[int, int]) -> str:
        """Where the figure at (row, column) stands in the document."""
        return f"0/r{at[0]}c{at[1]}.0"


def annotated(shared: Path) -> Iterator[Annotated]:
    """The tables in the file, in its order; `shared` is the folder of reference material."""
    with gzip.open(shared / DATA, "rt", encoding="utf-8") as lines:
        for position, line in enumerate(lines):
            yield _annotated(position, json.loads(line))


def _annotated(position: int, record: Mapping[str, Any]) -> Annotated:
    rows: list[Row] = []
    numbers: dict[tuple[int, int], Number] = {}
    for y, texts in enumerate(record["table_array"]):
        cells = []
        for x, text in enumerate(texts):
            read = _read(text)
            if read is not None:
                numbers[y, x] = read
            cells.append(Cell(() if not text.strip() else (read or Text(text),)))
        rows.append(Row(tuple(cells)))
    table = Table((), tuple(rows))
    sums = [
        (tuple(each["aggregator_index"]), tuple(tuple(term) for term in each["aggregatee_indices"]))
        for each in record["aggregation_annotations"]
        if each["operator"] == "Sum"
    ]
    name = f"{record['file_name']}#{record['table_id']}#{position}"
    return Annotated(name, Document(name, "en", (table,)), tuple(sums), numbers)


def _read(text: str) -> Number | None:
    """A number as it was printed: the data set pads all of them to five decimals."""
    found = ENGLISH_NUMBERS.read(text)
    if not isinstance(found, Numeral):
        return None
    printed = text.strip()
    if "." in printed:
        printed = printed.rstrip("0").rstrip(".")
    value = Decimal(found.value).normalize()
    exponent = value.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Number(printed, found.value.quantize(Decimal(1).scaleb(-decimals)), decimals, found.unit)
