"""What the typesetter cannot say in its PDF: which cells head their rows."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, String

from utfall.documents.model import Cell, Chart, Document, HeaderRole, IndicatorTable, Table, walk
from utfall.documents.render.captions import chart_table
from utfall.documents.render.columns import Placed, head_rows, positions, width


def finish(pdf: bytes, document: Document) -> bytes:
    """The PDF with row headers marked (ISO 14289-1 7.5) and its objects packed; the same bytes each time.

    A cell names its headers itself, so each row header also gets an identifier that the cells of its row point at.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        tree = file.Root.StructTreeRoot
        set_tables = list(_elements(tree.K, Name.Table)) if "/K" in tree else []
        meant = list(_tables(document))
        if len(set_tables) != len(meant):
            raise AssertionError(f"{len(meant)} tables were to be set, {len(set_tables)} were.")
        named: dict[str, Object] = {}
        for number, (element, table) in enumerate(zip(set_tables, meant, strict=True)):
            named |= _mark(element, table, number)
        if named:
            names = pikepdf.NameTree(tree.IDTree) if "/IDTree" in tree else pikepdf.NameTree.new(file)
            names.update(named)
            tree.IDTree = names.obj
        out = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        file.save(out, object_stream_mode=packed, compress_streams=True, deterministic_id=True)
    return out.getvalue()


def _tables(document: Document) -> Iterator[Table]:
    """The tables that are set, in reading order; one without rows is not."""
    for _path, node in walk(document):
        table = None
        match node:
            case Table():
                table = node
            case IndicatorTable():
                table = node.table
            case Chart():
                table = chart_table(node, document.language)
            case _:
                pass
        if table is not None and table.rows:
            yield table


def _elements(node: Object, kind: Name) -> Iterator[Object]:
    """The structure elements of a kind below a node, in reading order; none inside another of the same kind."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, kind)
    elif isinstance(node, Dictionary):
        if node.get("/S") == kind:
            yield node
        elif "/K" in node:
            yield from _elements(node.K, kind)


def _mark(element: Object, table: Table, number: int) -> dict[str, Object]:
    """Turn the cells that head their rows into headers; their identifiers with the elements they name."""
    named: dict[str, Object] = {}
    head = head_rows(table)
    covered: dict[tuple[int, int], str] = {}
    rows = list(_elements(element, Name.TR))
    for y, (row, places) in enumerate(zip(rows, _filled(table), strict=True)):
        if y < head:
            continue
        cells = list(_children(row))
        if len(cells) != len(places):
            raise AssertionError(
                f"Row {y} of table {number} was set with {len(cells)} of {len(places)} cells."
            )
        for place, cell in zip(places, cells, strict=True):
            if place.cell.header is HeaderRole.ROW and cell.S == Name.TD:
                id = f"R{number}x{place.x}y{y}"
                cell.S = Name.TH
                cell.ID = String(id)
                _attributes(cell)["/Scope"] = Name.Row
                named[id] = cell
                covered |= {(y + down, place.x): id for down in range(place.down)}
        for place, cell in zip(places, cells, strict=True):
            heads = [id for (at, x), id in covered.items() if at == y and x < place.x]
            _attributes(cell)["/Headers"].extend(String(id) for id in heads)
    return named


def _filled(table: Table) -> Iterator[list[Placed]]:
    """Each row's cells from left to right, with the empty ones that the typesetter puts where a row is short."""
    covered: set[tuple[int, int]] = set()
    for y, places in enumerate(positions(table)):
        for place in places:
            covered |= {(y + dy, place.x + dx) for dy in range(place.down) for dx in range(place.across)}
        empty = [Placed(Cell(), x, 1, 1) for x in range(width(table)) if (y, x) not in covered]
        yield sorted([*places, *empty], key=lambda place: place.x)


def _children(row: Object) -> Iterator[Object]:
    kids = row.K if isinstance(row.K, pikepdf.Array) else [row.K]
    yield from (child for child in kids if isinstance(child, Dictionary))


def _attributes(cell: Object) -> Object:
    """The cell's attributes as a table cell, made where there are none."""
    said = cell.get("/A")
    sets = list(said) if isinstance(said, pikepdf.Array) else [said] if said is not None else []
    for one in sets:
        if isinstance(one, Dictionary) and one.get("/O") == Name.Table:
            if "/Headers" not in one:
                one["/Headers"] = pikepdf.Array()
            return one
    own: Object = Dictionary(O=Name.Table, Headers=pikepdf.Array())
    cell.A = pikepdf.Array([own, *sets])
    return own
