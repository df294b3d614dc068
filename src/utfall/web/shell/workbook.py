"""A page's table as an Excel workbook: the same rows that the page shows, with numbers as numbers.

A part writes one function from its page to a `Sheet`, and its view answers with the workbook where the address asks:

    if workbook.is_asked(request):
        return workbook.answer(pages.sheet(page))

What a person may not see is not in her page, and therefore not in her workbook. The link is `{{ as_workbook() }}` of
`ui/button.html`; it keeps the rest of the address, so that what is chosen on the page is chosen in the workbook.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from utfall.domain.numerals import Numeral
from utfall.domain.swedish import read_number

FETCH, EXCEL = "hamta", "excel"
"""The part of the query that asks for the workbook instead of the page."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The same in every workbook, so that the same table gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1)
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how many decimals are shown; the unit is the caption's or the column's."""

    value: Decimal
    decimals: int = 0


Cell = str | Number | dt.date | None
"""None is an empty cell: nothing is said. What is missing is told as text, such as "–"."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; below a column of numbers, printed Swedish numbers ("−2,8") become numbers."""

    word: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `caption` names it with its unit ("Driftredovisning, mnkr"), `about` says whose it is and from when.

    `name` is the file's, without ending, in ASCII. A row is as long as the columns are many; the last `totals` rows are sums.
    """

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: Sequence[str] = ()
    totals: int = 0

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"The rows of {self.name} are not as long as its columns are many.")


def is_asked(request: HttpRequest) -> bool:
    """Whether the address asks for the workbook."""
    return request.GET.get(FETCH) == EXCEL


def address(request: HttpRequest) -> str:
    """This page's address, asking for the workbook."""
    query = request.GET.copy()
    query[FETCH] = EXCEL
    return f"{request.path}?{query.urlencode()}"


def answer(*sheets: Sheet) -> HttpResponse:
    """The workbook as a file to keep, named after its first sheet."""
    response = HttpResponse(written(*sheets), content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{sheets[0].name}.xlsx"'
    return response


def written(*sheets: Sheet) -> bytes:
    """The workbook's bytes: caption, what it is about, a heading that stays in view, and the rows."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": sheets[0].caption, "created": _CREATED})
        names: list[str] = []
        for sheet in sheets:
            names.append(_sheet_name(sheet.caption, names))
            _Writing(book, sheet).write(names[-1])
    return held.getvalue()


class _Writing:
    """One sheet on its way into a book."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.formats: dict[tuple[tuple[str, object], ...], xlsxwriter.format.Format] = {}

    def write(self, name: str) -> None:
        """Caption, lines about it, headings and rows."""
        page, sheet = self.book.add_worksheet(name), self.sheet
        page.write_string(0, 0, sheet.caption, self._format(bold=True, font_size=14))
        for place, line in enumerate(sheet.about, 1):
            page.write_string(place, 0, line)
        head = len(sheet.about) + 2
        for place, column in enumerate(sheet.columns):
            side = "right" if column.number else "left"
            look = self._format(bold=True, bottom=1, text_wrap=True, valign="top", align=side)
            page.write_string(head, place, column.word, look)
            page.set_column(place, place, self._width(place))
        for number, row in enumerate(sheet.rows):
            total = number >= len(sheet.rows) - sheet.totals
            for place, cell in enumerate(row):
                self._cell(page, head + 1 + number, place, _read(cell, sheet.columns[place]), total)
        page.freeze_panes(head + 1, 1)
        page.repeat_rows(head)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        if sheet.rows:
            last = head + len(sheet.rows) - sheet.totals
            page.autofilter(head, 0, max(last, head), len(sheet.columns) - 1)

    def _cell(
        self, page: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: Cell, total: bool
    ) -> None:
        look: dict[str, object] = {"bold": True, "top": 1} if total else {}
        match cell:
            case Number(value, decimals):
                shape = f"#,##0{'.' + '0' * decimals if decimals else ''}"
                page.write_number(
                    row, place, float(value), self._format(**look, num_format=f"{shape};\u2212{shape}")
                )
            case dt.date():
                when = dt.datetime(cell.year, cell.month, cell.day)
                page.write_datetime(
                    row, place, when, self._format(**look, num_format="yyyy-mm-dd", align="left")
                )
            case str():
                side = "right" if self.sheet.columns[place].number else "left"
                page.write_string(
                    row, place, cell, self._format(**look, text_wrap=True, valign="top", align=side)
                )
            case None:
                page.write_blank(row, place, None, self._format(**look))

    def _width(self, place: int) -> float:
        longest = max(
            (len(line) for row in self.sheet.rows for line in _shown(row[place]).split("\n")), default=0
        )
        word = max(len(part) for part in self.sheet.columns[place].word.split() or [""])
        return min(max(longest, word, 8) + 2, _WIDEST)

    def _format(self, **look: object) -> xlsxwriter.format.Format:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]


def _read(cell: Cell, column: Column) -> Cell:
    """A printed number below a column of numbers becomes the number that it prints."""
    if not column.number or not isinstance(cell, str):
        return cell
    found = read_number(cell)
    return Number(found.value, found.decimals) if isinstance(found, Numeral) else cell


def _shown(cell: Cell) -> str:
    return f"{cell.value:,.{cell.decimals}f}" if isinstance(cell, Number) else str(cell or "")


def _sheet_name(caption: str, taken: Sequence[str]) -> str:
    """At most 31 characters, none that Excel forbids, none twice."""
    name = re.sub(r"[\[\]:*?/\\]", " ", caption.partition(",")[0]).strip(" '")[:31].strip() or "Tabell"
    if name.casefold() not in {one.casefold() for one in taken}:
        return name
    return _sheet_name(f"{name[:27]} {len(taken) + 1}", taken)
