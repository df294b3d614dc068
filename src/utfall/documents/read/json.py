"""The document read back from its JSON form."""

import json
from decimal import Decimal
from typing import Any

from utfall.documents.model import (
    SCHEMA,
    Appendix,
    Block,
    Cell,
    Chart,
    ChartKind,
    Contents,
    Cover,
    DecisionItem,
    Document,
    Emphasis,
    Footnote,
    FootnoteMark,
    HeaderRole,
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
    RowKind,
    Series,
    StatusLine,
    Table,
    Text,
)
from utfall.domain.period import Period
from utfall.domain.unit import KNOWN, Dimension, Unit

Json = dict[str, Any]


def from_json(data: bytes) -> Document:
    """The document that `documents.render.json.render` wrote; `from_json(render(d)) == d`.

    The list of figures is not read: it repeats the tree. Raises ValueError with a sentence when the data is not
    a report in JSON of this version.
    """
    try:
        tree = json.loads(data)
    except ValueError as fault:
        raise ValueError(f"This is not JSON: {fault}.") from fault
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise ValueError(f"This is not a report in JSON of version {SCHEMA}.")
    try:
        return Document(
            title=tree["title"],
            language=tree["language"],
            blocks=_blocks(tree["blocks"]),
            organisation=tree["organisation"],
            made_at=tree["made_at"],
            identity=tree["identity"],
            origins={path: _origin(origin) for path, origin in tree.get("origins", {}).items()},
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as fault:
        raise ValueError(f"The report in JSON does not follow its schema: {fault!r}.") from fault


def _blocks(nodes: list[Json]) -> tuple[Block, ...]:
    return tuple(_block(node) for node in nodes)


def _inlines(nodes: list[Json]) -> Inlines:
    return tuple(_inline(node) for node in nodes)


def _inline(node: Json) -> Inline:
    match node["kind"]:
        case "text":
            return Text(node["text"])
        case "number":
            return _number(node)
        case "missing":
            return Missing(node["reason"])
        case "name":
            return Name(node["text"], node["code"])
        case "period":
            return PeriodName(node["text"], Period.parse(node["period"]))
        case "footnote_mark":
            return FootnoteMark(node["label"])
        case "emphasis":
            return Emphasis(_inlines(node["inlines"]), strong=node["strong"])
        case "link":
            return Link(_inlines(node["inlines"]), node["target"])
        case other:
            raise ValueError(f"{other!r} is no kind of inline node.")


def _number(node: Json) -> Number:
    return Number(
        printed=node["printed"],
        value=_decimal(node["value"]),
        decimals=node["decimals"],
        unit=_unit(node["unit"]),
        place=node.get("place", ""),
        address=node["address"],
        certain=node.get("certain", True),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _unit(said: str | Json | None) -> Unit | None:
    match said:
        case None:
            return None
        case str():
            return KNOWN[said]
        case _:
            return Unit(
                said["symbol"],
                Dimension(said["dimension"]),
                Decimal(said["factor"]),
                _decimal(said["min_value"]),
                _decimal(said["max_value"]),
            )


def _block(node: Json) -> Block:
    match node["kind"]:
        case "heading":
            return Heading(node["level"], _inlines(node["inlines"]), node["anchor"])
        case "paragraph":
            return Paragraph(_inlines(node["inlines"]), node["label"])
        case "list":
            return ListBlock(tuple(_blocks(item) for item in node["items"]), ordered=node["ordered"])
        case "footnote":
            return _footnote(node)
        case "table":
            return _table(node)
        case "chart":
            return _chart(node)
        case "indicator_table":
            return _indicators(node)
        case "risk_card":
            return RiskCard(
                _inlines(node["title"]),
                _table(node["values"]),
                _blocks(node["blocks"]),
                node["anchor"],
                node["level"],
            )
        case "contents":
            return Contents(node["title"], node["levels"])
        case "cover":
            return Cover(node["title"], node["organisation"], node["period"])
        case "status_line":
            return StatusLine(tuple((item["word"], _inlines(item["inlines"])) for item in node["items"]))
        case "decision_item":
            return DecisionItem(node["number"], _inlines(node["inlines"]))
        case "appendix":
            return Appendix(_inlines(node["title"]), _blocks(node["blocks"]), node["anchor"])
        case other:
            raise ValueError(f"{other!r} is no kind of block.")


def _footnote(node: Json) -> Footnote:
    return Footnote(node["label"], _inlines(node["inlines"]))


def _table(node: Json) -> Table:
    return Table(
        caption=_inlines(node["caption"]),
        rows=tuple(_row(row) for row in node["rows"]),
        unit=_unit(node["unit"]),
        sign=node["sign"],
        notes=tuple(_footnote(note) for note in node["notes"]),
        anchor=node["anchor"],
    )


def _row(node: Json) -> Row:
    return Row(tuple(_cell(cell) for cell in node["cells"]), RowKind(node["kind"]))


def _cell(node: Json) -> Cell:
    return Cell(
        _inlines(node["inlines"]),
        HeaderRole(node["header"]),
        colspan=node.get("colspan", 1),
        rowspan=node.get("rowspan", 1),
    )


def _indicators(node: Json) -> IndicatorTable:
    first, second, third, fourth, fifth = node["columns"]
    rows = tuple(_indicator(row) for row in node["rows"])
    columns = (first, second, third, fourth, fifth)
    return IndicatorTable(_inlines(node["caption"]), columns, rows, node["anchor"])


def _indicator(node: Json) -> IndicatorRow:
    return IndicatorRow(
        title=_inlines(node["title"]),
        outcome=_value(node["outcome"]),
        target=_value(node["target"]),
        status=node["status"],
        comment=_inlines(node["comment"]),
    )


def _value(node: Json) -> Number | Missing:
    return _number(node) if node["kind"] == "number" else Missing(node["reason"])


def _chart(node: Json) -> Chart:
    return Chart(
        kind=ChartKind(node["chart"]),
        title=node["title"],
        alternative=node["alternative"],
        categories=tuple(node["categories"]),
        series=tuple(
            Series(one["name"], tuple(None if n is None else _number(n) for n in one["numbers"]))
            for one in node["series"]
        ),
        unit=_unit(node["unit"]),
        anchor=node["anchor"],
    )


def _origin(node: Json) -> Origin:
    box = node["box"]
    edges = None if box is None else (Decimal(box[0]), Decimal(box[1]), Decimal(box[2]), Decimal(box[3]))
    return Origin(node["line"], node["page"], edges, node["path"])
