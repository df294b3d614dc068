"""What every reader hands over before figures, headers and units are understood: blocks of marked text."""

from dataclasses import dataclass

from utfall.documents.model import Origin

NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look and one place. `note` makes it the mark of a footnote; `address` a figure with a source.

    `control` tells two neighbouring controls with the same address apart. `certain` is False where the reader
    is not sure that these characters stand here.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    target: str = ""
    address: str | None = None
    control: int = 0
    note: str | None = None
    origin: Origin | None = None
    certain: bool = True


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading at a level that the reader believes in; 0 where only its looks say that it is one."""

    level: int
    spans: Spans
    origin: Origin = NOWHERE
    place: str = ""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph; `label` is its run-in heading. A `caption` belongs to the table that follows."""

    spans: Spans
    origin: Origin = NOWHERE
    place: str = ""
    label: str = ""
    caption: bool = False


@dataclass(frozen=True, slots=True)
class RawList:
    """A list of items, each of blocks."""

    items: tuple[tuple["RawBlock", ...], ...]
    ordered: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class RawNote:
    """A footnote with the label that its mark carries."""

    label: str
    spans: Spans
    origin: Origin = NOWHERE
    place: str = ""


@dataclass(frozen=True, slots=True)
class RawContents:
    """A list of contents; its lines say nothing that the headings do not."""

    title: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a table; `header` where the file itself says that it heads a row or a column."""

    spans: Spans = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """The words of the cell, spaces tidied."""
        return " ".join(words(self.spans).split())


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a table; `header` where the file itself says that it heads the columns."""

    cells: tuple[RawCell, ...]
    header: bool = False
    origin: Origin = NOWHERE
    place: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands. `edges` are the columns' places on a page, by which a continuation is known.

    `after_break` is true where a page break stands before it.
    """

    rows: tuple[RawRow, ...]
    caption: Spans = ()
    origin: Origin = NOWHERE
    edges: tuple[int, ...] = ()
    after_break: bool = False


RawBlock = RawHeading | RawParagraph | RawList | RawNote | RawContents | RawTable


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as its reader found it; `language` where the file says so."""

    blocks: tuple[RawBlock, ...]
    title: str = ""
    language: str = ""


def words(spans: Spans) -> str:
    """The text of the spans, without marks of footnotes."""
    return "".join(span.text for span in spans if span.note is None)
