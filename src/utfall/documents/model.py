"""The one document model: a closed set of frozen nodes, for our own reports and for anybody's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from utfall.domain.interval import Interval
from utfall.domain.period import Period
from utfall.domain.unit import Unit

SCHEMA = 1
"""The version of the model in its JSON form; raised when a node or a field changes its meaning."""


# Inline nodes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A printed figure: the text that stands there and what it says.

    `printed` holds the unit only where it stands beside the number in running text. `value` is in `unit`, which may
    come from a caption or a column header; None means that the reader could not make a value of it. `place` is
    where it stands, in words (`rad 510`, `sida 12`); `address` names the stored figure behind it. `certain` is
    False where two ways of reading disagree: such a number is never the ground for a finding.
    """

    printed: str
    value: Decimal | None
    decimals: int
    unit: Unit | None = None
    place: str = ""
    address: str | None = None
    certain: bool = True

    @property
    def interval(self) -> Interval | None:
        """What the printed figure can stand for, in its own unit."""
        return None if self.value is None else Interval.printed(self.value, self.decimals)


@dataclass(frozen=True, slots=True)
class Missing:
    """No value, and why (`Uppgift saknas`, `Inte aktuellt`, `Sekretess: färre än 5 svar`); printed as a dash."""

    reason: str


@dataclass(frozen=True, slots=True)
class Name:
    """The canonical name of an object, printed by reference to its stable code."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period in words, printed by reference."""

    text: str
    period: Period


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark in the text that points at the Footnote with the same label."""

    label: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; `strong` for the heavier kind."""

    inlines: tuple["Inline", ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `#anchor` in this document, or a web address."""

    inlines: tuple["Inline", ...]
    target: str


Inline = Text | Number | Missing | Name | PeriodName | FootnoteMark | Emphasis | Link
Inlines = tuple[Inline, ...]


# Block nodes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title and stands once. `anchor` is unique in the document."""

    level: int
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text. `label` is a run-in heading such as `Kommentar`."""

    inlines: Inlines
    label: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items, each of one or more blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note below the text or the table; `label` is its mark, empty for a note on the whole table."""

    label: str
    inlines: Inlines


class HeaderRole(StrEnum):
    """What a cell heads: nothing, its column or its row."""

    NONE = "none"
    COLUMN = "column"
    ROW = "row"


class RowKind(StrEnum):
    """What a row is; a total follows what it sums."""

    HEADER = "header"
    GROUP = "group"
    BODY = "body"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; a spanned position has no cell of its own."""

    inlines: Inlines = ()
    header: HeaderRole = HeaderRole.NONE
    colspan: int = 1
    rowspan: int = 1

    @property
    def number(self) -> Number | None:
        """The figure of a typed cell: its only node, if that is a number."""
        match self.inlines:
            case (Number() as number,):
                return number
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, from left to right."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `unit` holds for every number without its own; `sign` says how a variance is to be read."""

    caption: Inlines
    rows: tuple[Row, ...]
    unit: Unit | None = None
    sign: str = ""
    notes: tuple[Footnote, ...] = ()
    anchor: str = ""

    @property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The cells by position, every row of equal length; a spanning cell stands in each position it covers.

        None where the row is short.
        """
        filled: dict[tuple[int, int], Cell] = {}
        for y, row in enumerate(self.rows):
            x = 0
            for cell in row.cells:
                while (y, x) in filled:
                    x += 1
                for down in range(max(cell.rowspan, 1)):
                    for right in range(max(cell.colspan, 1)):
                        filled[y + down, x + right] = cell
                x += max(cell.colspan, 1)
        width = max((x for _y, x in filled), default=-1) + 1
        return tuple(tuple(filled.get((y, x)) for x in range(width)) for y in range(len(self.rows)))


class ChartKind(StrEnum):
    """The six kinds of chart; there is no other."""

    BARS = "bars"
    GROUPED_BARS = "grouped_bars"
    VARIANCE_BARS = "variance_bars"
    STACKED_SHARE = "stacked_share"
    LINE_AND_TARGET = "line_and_target"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of numbers, one a category; None where there is no value."""

    name: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as closed data. `title` states the finding; `alternative` says in words what the picture shows."""

    kind: ChartKind
    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in its table; `status` is the word that says whether the target is reached."""

    title: Inlines
    outcome: Number | Missing
    target: Number | Missing
    status: str
    comment: Inlines


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """Indicators with outcome, target, status and comment; `columns` are the five headers, printed in order."""

    caption: Inlines
    columns: tuple[str, str, str, str, str]
    rows: tuple[IndicatorRow, ...]
    anchor: str = ""

    @property
    def table(self) -> Table:
        """The same as a plain table: what every renderer sets and the review reads."""
        head = Row(tuple(Cell((Text(c),), HeaderRole.COLUMN) for c in self.columns), RowKind.HEADER)
        rows = tuple(
            Row((Cell(r.title, HeaderRole.ROW), Cell((r.outcome,)), Cell((r.target,)), Cell((Text(r.status),)),
                 Cell(r.comment)))
            for r in self.rows
        )  # fmt: skip
        return Table(self.caption, (head, *rows), anchor=self.anchor)


@dataclass(frozen=True, slots=True)
class RiskCard:
    """A risk or a control activity with its values, always as number and word.

    `values` is a small table: risk value with its word, likelihood, consequence. `blocks` is the rest: description,
    handling, comment.
    """

    title: Inlines
    values: Table
    blocks: tuple["Block", ...]
    anchor: str = ""
    level: int = 4


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents: the headings down to `levels`, with page numbers where there are pages."""

    title: str
    levels: int = 2


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of the report: title, whose it is and for which period."""

    title: str
    organisation: str
    period: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Pairs of word and value: status, period, organisation, version."""

    items: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """One numbered clause of a proposed decision, to be moved word for word into the minutes."""

    number: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix with its own title and blocks; starts a new page."""

    title: Inlines
    blocks: tuple["Block", ...]
    anchor: str = ""


Block = (
    Heading | Paragraph | ListBlock | Footnote | Table | Chart | IndicatorTable | RiskCard | Contents | Cover
    | StatusLine | DecisionItem | Appendix
)  # fmt: skip
Node = Block | Inline


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a node of a read document stood: what its reader knows of line, page, box and place in the file.

    `box` is left, top, right, bottom in points from the page's upper left corner. `path` is the reader's own.
    """

    line: int | None = None
    page: int | None = None
    box: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, composed or read.

    `origins` says for a read document where the node with a path (see `walk`) stood in its file.
    `made_at` is the as-of time as ISO 8601, given by the caller: renderers have no clock.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    organisation: str = ""
    made_at: str = ""
    identity: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "origins", MappingProxyType(dict(self.origins)))


# Walking --------------------------------------------------------------------------------------------------------


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


def plain(inlines: Inlines) -> str:
    """The words of inline nodes, as printed."""
    return "".join(_words(node) for node in inlines)


def _words(node: Inline) -> str:
    match node:
        case Text() | Name() | PeriodName():
            return node.text
        case Number():
            return node.printed
        case Missing():
            return "–"
        case FootnoteMark():
            return ""
        case Emphasis() | Link():
            return plain(node.inlines)
        case _:
            assert_never(node)


def with_blocks(document: Document, blocks: tuple[Block, ...]) -> Document:
    """The same document with other blocks."""
    return replace(document, blocks=blocks)
