"""The statement as a workbook whose sums and variances are formulas, so that it can be reckoned on with."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.utility import xl_rowcol_to_cell as at

from utfall.domain.statement import LineKind, ReportLine
from utfall.domain.unit import KR
from utfall.web.finance.asked import Asked
from utfall.web.finance.exports import file_name
from utfall.web.finance.pages.cells import CHANGE, PREVIOUS, VARIANCE
from utfall.web.finance.pages.statement import StatementPage, Table

_DIFFERENCES = {
    VARIANCE: ("utfall", "budget"),
    "prognosavvikelse": ("prognos", "helar"),
    CHANGE: ("prognos", PREVIOUS),
}
"""The columns that are one column less another."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST = 5
# The same in every workbook, so that the same statement gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1)


def answer(page: StatementPage, table: Table, asked: Asked) -> HttpResponse:
    """The workbook as a file to keep."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": page.caption, "created": _CREATED})
        _write(book, page, table, asked)
    response = HttpResponse(held.getvalue(), content_type=_TYPE)
    name = file_name(f"resultat-{page.title}-{asked.month}")
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _write(book: xlsxwriter.Workbook, page: StatementPage, table: Table, asked: Asked) -> None:
    sheet = book.add_worksheet("Resultaträkning")
    sheet.write_string(
        0, 0, f"{page.title}: {page.caption}, {asked.scale}", book.add_format({"bold": True, "font_size": 14})
    )
    for place, said in enumerate((page.committee, page.sign, page.frame.budget_note), 1):
        sheet.write_string(place, 0, said)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "align": "right", "valign": "top"})
    for place, one in enumerate(page.heads, 1):
        sheet.write_string(_FIRST - 1, place, one.word, head)
    shape = f"#,##0{'.' + '0' * asked.decimals if asked.decimals else ''}"
    formats = {
        bold: book.add_format(
            {"num_format": f"{shape};\u2212{shape}", **({"bold": True, "top": 1} if bold else {})}
        )
        for bold in (False, True)
    }
    words = {bold: book.add_format({"bold": bold}) for bold in (False, True)}
    for number, (line, values) in enumerate(zip(table.lines, table.values, strict=True)):
        bold = line.kind in (LineKind.SUBTOTAL, LineKind.RESULT)
        sheet.write_string(_FIRST + number, 0, line.name, words[bold])
        for place, value in enumerate(values):
            if value is not None:
                shown = float(KR.convert(value, to=asked.unit))
                formula = formula_of(table, number, place)
                cell = (_FIRST + number, place + 1)
                if formula:
                    sheet.write_formula(*cell, formula, formats[bold], shown)
                else:
                    sheet.write_number(*cell, shown, formats[bold])
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, len(page.heads), 14)
    sheet.freeze_panes(_FIRST, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def formula_of(table: Table, row: int, place: int) -> str:
    """The formula of a cell: a variance from its columns, a sum from its lines; empty for an amount of its own."""
    key = table.columns[place].key
    keys = [column.key for column in table.columns]
    if key in _DIFFERENCES:
        parts = [keys.index(one) for one in _DIFFERENCES[key] if one in keys]
        known = [part for part in parts if table.values[row][part] is not None]
        if len(parts) == 2 and parts[0] in known:
            first, second = (at(_FIRST + row, part + 1) for part in parts)
            return f"={first}-{second}"
        return ""
    line = table.lines[row]
    return "=" + "+".join(_terms(table.lines, line, place)) if line.terms else ""


def _terms(lines: Sequence[ReportLine], line: ReportLine, place: int) -> list[str]:
    rows = {one.key: number for number, one in enumerate(lines)}
    return [at(_FIRST + rows[term], place + 1) for term in line.terms]
