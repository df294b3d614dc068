"""Block nodes: headings, paragraphs, tables, charts and the parts of a report."""

from dataclasses import dataclass
from enum import StrEnum

from utfall.documents.model.inline import FootnoteMark, Inline, Inlines, Missing, Number, Text
from utfall.domain.unit import Unit


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
        """The figure of a typed cell: its only node, if that is a number; marks of footnotes may follow it."""
        match self.inlines:
            case (Number() as number, *marks) if all(isinstance(mark, FootnoteMark) for mark in marks):
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
