"""Tables in Word: header rows that repeat, rows that hold together, columns as wide as their numbers."""

from dataclasses import replace

from utfall.documents.model import Cell, HeaderRole, Row, RowKind, Table, plain
from utfall.documents.render.captions import table_caption
from utfall.documents.render.columns import Column, Placed, columns, head_rows, positions
from utfall.documents.render.docx.inlines import InlineWriter
from utfall.documents.render.docx.markup import TEXT_WIDTH, paragraph, value

CHARACTER = 116
"""The width of a character at nine points, in twentieths of a point: of a broad font, for ours may not be there."""
MARGINS = 150
LEAST = 1500
_LINE = '<w:{0} w:val="single" w:sz="6" w:space="0" w:color="737A7E"/>'


def table_xml(table: Table, path: str, inlines: InlineWriter) -> str:
    """The table without its caption and notes."""
    set_as = columns(table)
    widths = _widths(set_as)
    head = head_rows(table)
    row_headers = any(cell.header is HeaderRole.ROW for row in table.rows for cell in row.cells)
    look = f'w:firstRow="{int(head > 0)}" w:lastRow="0" w:firstColumn="{int(row_headers)}" w:lastColumn="0"'
    caption = plain(table_caption(table)).strip()
    named = f"<w:tblCaption w:val={value(caption)}/>" if caption else ""
    properties = (
        '<w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" {look} w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    writer = replace(inlines, unit=table.unit)
    rows = _rows(table, path, writer, set_as, widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _widths(set_as: tuple[Column, ...]) -> list[int]:
    """Numbers never wrap; words share what is left; where all is too wide, everything shrinks alike."""
    natural = [column.natural * CHARACTER + MARGINS for column in set_as]
    fixed = sum(width for width, column in zip(natural, set_as, strict=True) if column.weight is None)
    weights = sum(column.weight for column in set_as if column.weight is not None)
    worded = sum(column.weight is not None for column in set_as)
    left = max(TEXT_WIDTH - fixed, LEAST * worded)
    widths = [
        width if column.weight is None else round(left * column.weight / weights)
        for width, column in zip(natural, set_as, strict=True)
    ]
    total = sum(widths)
    return [max(width * TEXT_WIDTH // total, 1) for width in widths] if total > TEXT_WIDTH else widths


def _rows(
    table: Table, path: str, inlines: InlineWriter, set_as: tuple[Column, ...], widths: list[int]
) -> str:
    head = head_rows(table)
    spanned: dict[tuple[int, int], Placed] = {}
    rows: list[str] = []
    for y, (row, places) in enumerate(zip(table.rows, positions(table), strict=True)):
        starts = {place.x: (i, place) for i, place in enumerate(places)}
        cells: list[str] = []
        x = 0
        while x < len(set_as):
            if x in starts:
                i, place = starts[x]
                inner = inlines.inlines(place.cell.inlines, f"{path}/r{y}c{i}.")
                merge = '<w:vMerge w:val="restart"/>' if place.down > 1 else ""
                spanned |= {(y + down, x): place for down in range(1, place.down)}
                cells.append(_cell(place, row, inner, merge, set_as, widths))
                x += place.across
            elif (y, x) in spanned:
                cells.append(_cell(spanned[y, x], row, "", "<w:vMerge/>", set_as, widths))
                x += spanned[y, x].across
            else:
                cells.append(_cell(Placed(Cell(), x, 1, 1), row, "", "", set_as, widths))
                x += 1
        repeated = "<w:tblHeader/>" if y < head else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def _cell(
    place: Placed, row: Row, inner: str, merge: str, set_as: tuple[Column, ...], widths: list[int]
) -> str:
    width = sum(widths[place.x : place.x + place.across])
    span = f'<w:gridSpan w:val="{place.across}"/>' if place.across > 1 else ""
    edge = {RowKind.HEADER: "bottom", RowKind.TOTAL: "top"}.get(row.kind)
    border = f"<w:tcBorders>{_LINE.format(edge)}</w:tcBorders>" if edge else ""
    low = '<w:vAlign w:val="bottom"/>' if row.kind is RowKind.HEADER else ""
    right = '<w:jc w:val="right"/>' if set_as[place.x].numeric and place.across == 1 else ""
    # The header stays with the first row below it, a group's heading with its first row.
    keep = "<w:keepNext/>" if row.kind in (RowKind.HEADER, RowKind.GROUP) else ""
    said = paragraph(_style(row), inner, keep + right)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{border}{low}</w:tcPr>{said}</w:tc>'
    )


def _style(row: Row) -> str:
    match row.kind:
        case RowKind.HEADER | RowKind.GROUP:
            return "TableHead"
        case RowKind.SUBTOTAL | RowKind.TOTAL:
            return "TableTotal"
        case RowKind.BODY:
            return "TableText"
