"""The document model: paths are unique, grids are whole, and nothing is left out of a walk."""

from decimal import Decimal

from utfall.documents.model import (
    Appendix,
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
    Heading,
    IndicatorRow,
    IndicatorTable,
    Link,
    ListBlock,
    Missing,
    Name,
    Number,
    Paragraph,
    PeriodName,
    RiskCard,
    Row,
    Series,
    StatusLine,
    Table,
    Text,
    numbers,
    plain,
    tables,
    walk,
    with_blocks,
)  # fmt: skip
from utfall.domain.interval import Interval
from utfall.domain.period import Period


def number(text: str) -> Number:
    return Number(text, Decimal(text), 0)


ROW = IndicatorRow((Text("Andel"),), number("4"), Missing("Uppgift saknas"), "Når målet", (Text("bra"),))
CARD = RiskCard((Text("Risk"),), Table((), (Row((Cell((number("5"),)),)),)), (Paragraph((number("6"),)),))
DOCUMENT = Document(
    "Rapport", "sv",
    (
        Cover("Rapport", "Nämnden", "2024"), Contents("Innehåll"), Heading(1, (Text("Rapport"),)),
        StatusLine((("Period", (PeriodName("2024", Period.year(2024)),)), ("Antal", (number("1"),)))),
        DecisionItem(1, (Text("Rapporten godkänns."),)),
        Paragraph((Emphasis((number("2"),)), Link((Text("där"),), "#a"), FootnoteMark("1"))),
        Footnote("1", (number("3"),)),
        IndicatorTable((Text("Indikatorer"),), ("a", "b", "c", "d", "e"), (ROW,)),
        CARD,
        ListBlock(((Paragraph((number("7"),)),),)),
        Chart(ChartKind.BARS, "t", "a", ("x", "y"), (Series("s", (number("8"), None)),)),
        Appendix((Text("Bilaga"), number("9")), (Paragraph((Name("Nämnden", "N"), number("10"))),)),
        Table((Text("Tabell"),), (Row((Cell((number("11"),)),)),), notes=(Footnote("", (number("12"),)),)),
    ),
)  # fmt: skip


def test_paths_are_unique_and_numbers_come_in_reading_order() -> None:
    paths = [path for path, _node in walk(DOCUMENT)]
    assert len(set(paths)) == len(paths)
    assert [n.printed for _path, n in numbers(DOCUMENT)] == [str(i) for i in range(1, 13)]


def test_all_tables_are_found_as_plain_tables() -> None:
    assert len(list(tables(DOCUMENT))) == 3
    assert all(isinstance(found, Table) for _path, found in tables(DOCUMENT))


def test_words_are_those_printed() -> None:
    inlines = (Text("a "), Name("Nämnden", "N"), Missing("saknas"), FootnoteMark("1"), number("5"),
               Emphasis((Text("!"),)), Link((Text("?"),), "#"), PeriodName("2024", Period.year(2024)))  # fmt: skip
    assert plain(inlines) == "a Nämnden–5!?2024"


def test_a_spanning_cell_stands_in_every_position_that_it_covers() -> None:
    wide, tall, last = Cell((Text("w"),), colspan=2), Cell((Text("t"),), rowspan=2), Cell((Text("x"),))
    grid = Table((), (Row((tall, wide)), Row((last, last)), Row((last,)))).grid
    assert grid == ((tall, wide, wide), (tall, last, last), (last, None, None))


def test_an_empty_table_has_an_empty_grid() -> None:
    assert Table((), ()).grid == ()
    assert Table((), (Row(()),)).grid == ((),)


def test_a_cell_is_typed_when_it_holds_one_number_and_nothing_else() -> None:
    assert Cell((number("5"),)).number == number("5")
    assert Cell((Text("ca "), number("5"))).number is None


def test_a_number_that_could_not_be_read_has_no_interval() -> None:
    assert Number("?", None, 0).interval is None
    assert number("5").interval == Interval(Decimal("4.5"), Decimal("5.5"))


def test_a_document_keeps_its_title_when_its_blocks_change() -> None:
    assert with_blocks(DOCUMENT, ()).title == "Rapport"
