"""The document as JSON: the whole tree, and every figure once more in a list."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from utfall.documents.model import (
    SCHEMA,
    Appendix,
    Block,
    Cell,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Document,
    Emphasis,
    Footnote,
    FootnoteMark,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Missing,
    Name,
    Number,
    Origin,
    Paragraph,
    PeriodName,
    RiskCard,
    Row,
    StatusLine,
    Table,
    Text,
    walk,
)
from utfall.domain.figure import Address, Figure
from utfall.domain.unit import KNOWN, Unit

Json = dict[str, Any]


def render(document: Document, *, figures: Iterable[Figure] = ()) -> bytes:
    """The document as UTF-8 JSON, ending with a line feed; described by `report.schema.json`.

    Values are decimal numbers written as text, so that no reader makes floats of them. `figures` are the stored
    figures that the document prints: with them each entry in the list says where its value comes from.
    """
    return (json.dumps(as_json(document, figures=figures), ensure_ascii=False, indent=1) + "\n").encode()


def as_json(document: Document, *, figures: Iterable[Figure] = ()) -> Json:
    """The document as plain lists and dictionaries in a fixed order."""
    tree: Json = {
        "schema": SCHEMA,
        "title": document.title,
        "language": document.language,
        "organisation": document.organisation,
        "made_at": document.made_at,
        "identity": document.identity,
        "blocks": [_block(block) for block in document.blocks],
        "figures": list(_figures(document, {str(figure.address): figure for figure in figures})),
    }
    if document.origins:
        tree["origins"] = {path: _origin(origin) for path, origin in document.origins.items()}
    return tree


def inlines_as_json(inlines: Inlines) -> list[Json]:
    """Inline nodes as they stand in the tree."""
    return [_inline(node) for node in inlines]


def _inline(node: Inline) -> Json:
    match node:
        case Text():
            return {"kind": "text", "text": node.text}
        case Number():
            return _number(node)
        case Missing():
            return {"kind": "missing", "reason": node.reason}
        case Name():
            return {"kind": "name", "text": node.text, "code": node.code}
        case PeriodName():
            return {"kind": "period", "text": node.text, "period": str(node.period)}
        case FootnoteMark():
            return {"kind": "footnote_mark", "label": node.label}
        case Emphasis():
            return {"kind": "emphasis", "strong": node.strong, "inlines": inlines_as_json(node.inlines)}
        case Link():
            return {"kind": "link", "target": node.target, "inlines": inlines_as_json(node.inlines)}
        case _:
            assert_never(node)


def _number(number: Number) -> Json:
    said: Json = {
        "kind": "number",
        "printed": number.printed,
        "value": None if number.value is None else format(number.value, "f"),
        "decimals": number.decimals,
        "unit": _unit(number.unit),
        "address": number.address,
    }
    if number.place:
        said["place"] = number.place
    if not number.certain:
        said["certain"] = False
    return said


def _unit(unit: Unit | None) -> str | Json | None:
    """The symbol of a unit that everybody knows; any other is spelled out."""
    if unit is None or KNOWN.get(unit.symbol) == unit:
        return unit.symbol if unit else None
    return {
        "symbol": unit.symbol,
        "dimension": unit.dimension.value,
        "factor": format(unit.factor, "f"),
        "min_value": None if unit.min_value is None else format(unit.min_value, "f"),
        "max_value": None if unit.max_value is None else format(unit.max_value, "f"),
    }


def _block(node: Block) -> Json:
    match node:
        case Heading():
            return _heading(node)
        case Paragraph():
            return {"kind": "paragraph", "label": node.label, "inlines": inlines_as_json(node.inlines)}
        case ListBlock():
            items = [_blocks(item) for item in node.items]
            return {"kind": "list", "ordered": node.ordered, "items": items}
        case Footnote():
            return _footnote(node)
        case Table():
            return table_as_json(node)
        case Chart():
            return _chart(node)
        case IndicatorTable():
            return _indicator_table(node)
        case RiskCard():
            return _risk_card(node)
        case Appendix():
            return _appendix(node)
        case Contents() | Cover() | StatusLine() | DecisionItem():
            return _front(node)
        case _:
            assert_never(node)


def _front(node: Contents | Cover | StatusLine | DecisionItem) -> Json:
    """What stands before the text: the cover, the contents, how it goes, what is to be decided."""
    match node:
        case Contents():
            return {"kind": "contents", "title": node.title, "levels": node.levels}
        case Cover():
            return {
                "kind": "cover",
                "title": node.title,
                "organisation": node.organisation,
                "period": node.period,
            }
        case StatusLine():
            items = [{"word": word, "inlines": inlines_as_json(inlines)} for word, inlines in node.items]
            return {"kind": "status_line", "items": items}
        case DecisionItem():
            return {"kind": "decision_item", "number": node.number, "inlines": inlines_as_json(node.inlines)}
        case _:
            assert_never(node)


def _blocks(nodes: Iterable[Block]) -> list[Json]:
    return [_block(node) for node in nodes]


def _heading(node: Heading) -> Json:
    return {
        "kind": "heading",
        "level": node.level,
        "anchor": node.anchor,
        "inlines": inlines_as_json(node.inlines),
    }


def _indicator_table(node: IndicatorTable) -> Json:
    return {
        "kind": "indicator_table",
        "anchor": node.anchor,
        "caption": inlines_as_json(node.caption),
        "columns": list(node.columns),
        "rows": [_indicator(row) for row in node.rows],
    }


def _risk_card(node: RiskCard) -> Json:
    return {
        "kind": "risk_card",
        "level": node.level,
        "anchor": node.anchor,
        "title": inlines_as_json(node.title),
        "values": table_as_json(node.values),
        "blocks": _blocks(node.blocks),
    }


def _appendix(node: Appendix) -> Json:
    return {
        "kind": "appendix",
        "anchor": node.anchor,
        "title": inlines_as_json(node.title),
        "blocks": _blocks(node.blocks),
    }


def _footnote(note: Footnote) -> Json:
    return {"kind": "footnote", "label": note.label, "inlines": inlines_as_json(note.inlines)}


def table_as_json(table: Table) -> Json:
    """A table as it stands in the tree."""
    return {
        "kind": "table",
        "anchor": table.anchor,
        "caption": inlines_as_json(table.caption),
        "unit": _unit(table.unit),
        "sign": table.sign,
        "rows": [_row(row) for row in table.rows],
        "notes": [_footnote(note) for note in table.notes],
    }


def _row(row: Row) -> Json:
    return {"kind": row.kind.value, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> Json:
    said: Json = {"header": cell.header.value, "inlines": inlines_as_json(cell.inlines)}
    if cell.colspan != 1:
        said["colspan"] = cell.colspan
    if cell.rowspan != 1:
        said["rowspan"] = cell.rowspan
    return said


def _indicator(row: IndicatorRow) -> Json:
    return {
        "title": inlines_as_json(row.title),
        "outcome": _inline(row.outcome),
        "target": _inline(row.target),
        "status": row.status,
        "comment": inlines_as_json(row.comment),
    }


def _chart(chart: Chart) -> Json:
    return {
        "kind": "chart",
        "chart": chart.kind.value,
        "anchor": chart.anchor,
        "title": chart.title,
        "alternative": chart.alternative,
        "unit": _unit(chart.unit),
        "categories": list(chart.categories),
        "series": [
            {"name": one.name, "numbers": [None if n is None else _number(n) for n in one.numbers]}
            for one in chart.series
        ],
    }


def _origin(origin: Origin) -> Json:
    box = None if origin.box is None else [format(edge, "f") for edge in origin.box]
    return {"line": origin.line, "page": origin.page, "box": box, "path": origin.path}


def _figures(document: Document, stored: Mapping[str, Figure]) -> Iterable[Json]:
    """Every number with the unit that holds for it: its own, or its table's or chart's."""
    units: dict[str, Unit | None] = {}
    for path, node in walk(document):
        above = units.get(path.rpartition("/")[0])
        own = node.unit if isinstance(node, Table | Chart | Number) else None
        units[path] = own or above
        if isinstance(node, Number):
            said = _number(node) | {"unit": _unit(units[path])}
            del said["kind"]
            yield {"path": path, **said, **_address(node.address, stored)}


def _address(address: str | None, stored: Mapping[str, Figure]) -> Json:
    """What the address says, and where the stored figure comes from."""
    if address is None:
        return {}
    try:
        parsed = Address.parse(address)
    except ValueError:
        # A document from elsewhere may hold any tag; it stays as text.
        return {}
    said: Json = {
        "measure": parsed.measure,
        "scope": parsed.scope.code,
        "period": str(parsed.period),
        "scenario": parsed.scenario.value,
        "cuts": dict(parsed.cuts),
    }
    figure = stored.get(str(parsed))
    if figure is not None:
        said["name"] = figure.name
        said["source"] = {"document": figure.source.document, "place": figure.source.place}
    return said
