"""A CSV file or a workbook's sheet as rows of cells that know their own address."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.finding import Finding, Severity, Value
from utfall.integrations.encoding import Encoding, Source, detect, opened, text_of
from utfall.locale import mark as _

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""As the file gives it: always a text in CSV; in a workbook what the cell holds, and an empty text for nothing."""

DELIMITERS = (";", "\t", ",", "|")
_LOOKED_AT = 60
_LONGEST_FIELD = 1 << 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

NOT_A_WORKBOOK = _("Arbetsboken kan inte öppnas: {reason}. Spara om den som .xlsx och försök igen.")
NO_SHEET = _("Bladet ”{sheet}” finns inte i arbetsboken. Bladen är: {sheets}.")


class Form(StrEnum):
    """What kind of file the cells come from."""

    CSV = "csv"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells are found: for CSV the encoding and the delimiter, for a workbook the sheet's name."""

    form: Form
    encoding: Encoding = Encoding.UTF_8
    delimiter: str = ";"
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file, from 1, and its cells."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell != "" and str(cell).strip() for cell in self.cells)


def layout(source: Source, *, sheet: str = "") -> Layout | Finding:
    """How the file is laid out, seen from its content; the first sheet that has cells, unless one is named."""
    with opened(source) as file:
        beginning = file.read(4)
    if beginning in {_ZIP, _OLE}:
        return _workbook_layout(source, sheet)
    encoding = detect(source, otherwise=Encoding.CP1252)
    with text_of(source, encoding) as text:
        sample = [line for line, _number in zip(text, range(_LOOKED_AT), strict=False)]
    return Layout(Form.CSV, encoding, _delimiter(sample))


def rows(source: Source, how: Layout) -> Iterator[Row]:
    """The rows one by one; CSV is never held in memory. A row of CSV carries the number of its first line."""
    if how.form is Form.WORKBOOK:
        yield from _sheet_rows(source, how.sheet)
        return
    csv.field_size_limit(_LONGEST_FIELD)
    with text_of(source, how.encoding) as text:
        reader = csv.reader((line.replace("\x00", "") for line in text), delimiter=how.delimiter)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                # A field that never ends: what was read of it is one cell too long to be anything.
                cells = ["\ufffd"]
            yield Row(line, tuple(cells))
            line = reader.line_num + 1


def cell_name(row: int, column: int, form: Form) -> str:
    """Where a cell is, in words: `rad 12, kolumn 3` in CSV, `cell C12` in a workbook; columns count from 0."""
    if form is Form.CSV:
        return f"rad {row}, kolumn {column + 1}"
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"cell {letters}{row}"


def _delimiter(sample: list[str]) -> str:
    """The sign that cuts most rows of the sample into the same number of fields, and into more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(
                len(fields) for fields in csv.reader(sample, delimiter=delimiter) if len(fields) > 1
            )
        except csv.Error:
            return 0, 0
        if not widths:
            return 0, 0
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        return count, width

    # Of two that agree on as many rows the earlier wins: a comma is also the decimal sign.
    return max(DELIMITERS, key=lambda one: (agreement(one)[0], -DELIMITERS.index(one)))


def _workbook_layout(source: Source, sheet: str) -> Layout | Finding:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(_for_calamine(source))
        names = book.sheet_names
        if sheet and sheet not in names:
            values: dict[str, Value] = {"sheet": sheet, "sheets": tuple(names)}
            return Finding("kommunbas.no-sheet", Severity.ERROR, "", NO_SHEET, values)
        first = sheet or next((n for n in names if book.get_sheet_by_name(n).end is not None), "")
    except (CalamineError, OSError, ValueError) as problem:
        return Finding(
            "kommunbas.not-a-workbook", Severity.ERROR, "", NOT_A_WORKBOOK, {"reason": str(problem)}
        )
    return Layout(Form.WORKBOOK, sheet=first)


def _sheet_rows(source: Source, name: str) -> Iterator[Row]:
    from python_calamine import CalamineWorkbook

    if not name:
        return
    sheet = CalamineWorkbook.from_object(_for_calamine(source)).get_sheet_by_name(name)
    indent: tuple[Cell, ...] = ("",) * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield Row(number, indent + tuple(cells))


def _for_calamine(source: Source) -> io.BytesIO | str:
    return io.BytesIO(source) if isinstance(source, bytes) else str(source)
