"""Walking a document: every node with its path, in reading order."""

from collections.abc import Iterator
from typing import assert_never

from utfall.documents.model.block import (
    Appendix,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Footnote,
    Heading,
    IndicatorTable,
    ListBlock,
    Node,
    Paragraph,
    RiskCard,
    StatusLine,
    Table,
)  # fmt: skip
from utfall.documents.model.document import Document
from utfall.documents.model.inline import (
    Emphasis,
    FootnoteMark,
    Link,
    Missing,
    Name,
    Number,
    PeriodName,
    Text,
)


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """The nodes directly below, each with its step: a position, or `r<row>c<cell>` in a table.

    An IndicatorTable is walked as its table; a RiskCard's steps are `t…` title, `v` values and `b…` blocks.
    """
    match node:
        case Text() | Number() | Missing() | Name() | PeriodName() | FootnoteMark():
            return
        case Emphasis() | Link() | Heading() | Paragraph() | Footnote() | DecisionItem():
            yield from _numbered("", node.inlines)
        case ListBlock():
            for i, item in enumerate(node.items):
                yield from _numbered(f"i{i}b", item)
        case Table():
            yield from _numbered("t", node.caption)
            for y, row in enumerate(node.rows):
                for x, cell in enumerate(row.cells):
                    yield from _numbered(f"r{y}c{x}.", cell.inlines)
            yield from _numbered("n", node.notes)
        case IndicatorTable():
            yield from children(node.table)
        case Chart():
            for s, series in enumerate(node.series):
                for i, number in enumerate(series.numbers):
                    if number is not None:
                        yield f"s{s}p{i}", number
        case RiskCard():
            yield from _numbered("t", node.title)
            yield "v", node.values
            yield from _numbered("b", node.blocks)
        case StatusLine():
            for i, (_word, inlines) in enumerate(node.items):
                yield from _numbered(f"i{i}.", inlines)
        case Appendix():
            yield from _numbered("t", node.title)
            yield from _numbered("b", node.blocks)
        case Contents() | Cover():
            return
        case _:
            assert_never(node)


def _numbered(prefix: str, nodes: tuple[Node, ...]) -> Iterator[tuple[str, Node]]:
    for position, node in enumerate(nodes):
        yield f"{prefix}{position}", node


def walk(document: Document) -> Iterator[tuple[str, Node]]:
    """Every node with its path (`12/r5c3.0`), in reading order, parents first; paths are unique."""
    for position, block in enumerate(document.blocks):
        yield from _below(str(position), block)


def _below(path: str, node: Node) -> Iterator[tuple[str, Node]]:
    yield path, node
    for step, child in children(node):
        yield from _below(f"{path}/{step}", child)


def numbers(document: Document) -> Iterator[tuple[str, Number]]:
    """Every number with its path, in reading order."""
    for path, node in walk(document):
        if isinstance(node, Number):
            yield path, node


def tables(document: Document) -> Iterator[tuple[str, Table]]:
    """Every table with its path, indicator tables and the value tables of risk cards included."""
    for path, node in walk(document):
        match node:
            case Table():
                yield path, node
            case IndicatorTable():
                yield path, node.table
            case _:
                pass
