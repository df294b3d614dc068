"""Random documents: every kind of node, words from everywhere, numbers with and without value."""

from decimal import Decimal

from hypothesis import strategies as st

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
    HeaderRole,
    Heading,
    IndicatorRow,
    IndicatorTable,
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
from utfall.domain import swedish
from utfall.domain.figure import Address, Scope
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KNOWN, Dimension, Unit

# Letters of many scripts, punctuation, blanks and markup; no control characters, which no form can hold.
_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
words = st.text(st.one_of(st.sampled_from("abcåäöÅ &<>\"'#*{}[]\\/$_%–−\u00a0"), _LETTERS), max_size=30)
some_words = words.filter(lambda text: bool(text.strip()))
anchors = st.one_of(st.just(""), st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True))
labels = st.sampled_from(["1", "2", "a", "*"])
units = st.one_of(
    st.sampled_from(sorted(KNOWN.values(), key=lambda unit: unit.symbol)),
    st.builds(
        Unit,
        symbol=some_words,
        dimension=st.just(Dimension.OTHER),
        factor=st.decimals(1, 1000, places=2),
        max_value=st.one_of(st.none(), st.decimals(1, 9, places=1)),
    ),
)
periods = st.builds(
    lambda first, months, rolling: Period(first, first + (11 if rolling else months), rolling),
    st.integers(2000 * 12, 2030 * 12),
    st.integers(0, 30),
    st.booleans(),
)
addresses = st.builds(
    lambda measure, scope, period, scenario: str(Address(measure, Scope(scope), period, scenario)),
    st.from_regex(r"[a-z]{1,12}(\.[a-z]{1,6})?", fullmatch=True),
    st.sampled_from(["SEN", "OMR-4", "MS"]),
    periods,
    st.sampled_from(list(Scenario)),
)


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    """A figure as the one formatter prints it, or one that a reader could make no value of."""
    unit = draw(st.one_of(st.none(), units))
    address = draw(st.one_of(st.none(), addresses))
    place = draw(st.sampled_from(["", "rad 12", "sida 3"]))
    if draw(st.integers(0, 9)) == 0:
        return Number(draw(some_words), None, 0, unit, place, address, certain=False)
    decimals = draw(st.integers(0, 3))
    value = draw(st.decimals(-10_000_000, 10_000_000, places=decimals))
    printed = swedish.quantity(value, unit, decimals) if unit else swedish.number(value, decimals)
    return Number(printed, value, decimals, unit, place, address)


missing = st.builds(Missing, some_words)
_leaf = st.one_of(
    st.builds(Text, words),
    numbers(),
    missing,
    st.builds(Name, some_words, st.from_regex(r"[A-Z]{1,4}", fullmatch=True)),
    st.builds(lambda period: PeriodName(period.label, period), periods),
    st.builds(FootnoteMark, labels),
)
_targets = st.one_of(
    anchors.map(lambda a: f"#{a}"), st.just("https://example.org/a?b=c&d"), st.just("javascript:x()")
)
inline = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(Emphasis, st.lists(inner, max_size=2).map(tuple), st.booleans()),
        st.builds(Link, st.lists(inner, max_size=2).map(tuple), _targets),
    ),
    max_leaves=3,
)
inlines = st.lists(inline, max_size=4).map(tuple)
footnotes = st.builds(Footnote, st.one_of(st.just(""), labels), inlines)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with a header row or none, whole rows, and now and then a cell over several columns."""
    width = draw(st.integers(1, 5))
    rows = []
    if draw(st.booleans()):
        heads = tuple(Cell(draw(inlines), HeaderRole.COLUMN) for _ in range(width))
        rows.append(Row(heads, RowKind.HEADER))
    for _ in range(draw(st.integers(0 if rows else 1, 4))):
        kind = draw(st.sampled_from([kind for kind in RowKind if kind is not RowKind.HEADER]))
        if draw(st.integers(0, 5)) == 0:
            rows.append(Row((Cell(draw(inlines), HeaderRole.ROW, colspan=width),), kind))
            continue
        cell = st.one_of(
            st.builds(Cell, inlines), st.builds(lambda n: Cell((n,)), st.one_of(numbers(), missing))
        )
        label = Cell(draw(inlines), draw(st.sampled_from([HeaderRole.ROW, HeaderRole.NONE])))
        rows.append(Row((label, *(draw(cell) for _ in range(width - 1))), kind))
    caption = draw(st.one_of(st.just(()), inlines))
    unit = draw(st.one_of(st.none(), units))
    notes = tuple(draw(st.lists(footnotes, max_size=2)))
    return Table(
        caption, tuple(rows), unit, draw(st.sampled_from(["", "Plus är bättre"])), notes, draw(anchors)
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of any kind with as many numbers as categories in every series."""
    categories = tuple(draw(st.lists(some_words, min_size=1, max_size=4, unique=True)))
    names = draw(st.lists(some_words, min_size=1, max_size=3, unique=True))
    size = len(categories)
    values = st.lists(st.one_of(st.none(), numbers()), min_size=size, max_size=size).map(tuple)
    series = tuple(Series(name, draw(values)) for name in names)
    unit = draw(st.one_of(st.none(), units))
    kind = draw(st.sampled_from(list(ChartKind)))
    return Chart(kind, draw(some_words), draw(some_words), categories, series, unit, draw(anchors))


indicator_tables = st.builds(
    IndicatorTable,
    inlines,
    st.tuples(words, words, words, words, words),
    st.lists(
        st.builds(
            IndicatorRow,
            inlines,
            st.one_of(numbers(), missing),
            st.one_of(numbers(), missing),
            words,
            inlines,
        ),
        max_size=3,
    ).map(tuple),
    anchors,
)
headings = st.builds(Heading, st.integers(1, 6), inlines, anchors)
_simple = st.one_of(
    headings,
    st.builds(Paragraph, inlines, st.one_of(st.just(""), words)),
    footnotes,
    tables(),
    indicator_tables,
    st.builds(StatusLine, st.lists(st.tuples(words, inlines), max_size=3).map(tuple)),
    st.builds(DecisionItem, st.integers(1, 9), inlines),
)
block = st.recursive(
    _simple,
    lambda inner: st.one_of(
        st.builds(
            ListBlock,
            st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple),
            st.booleans(),
        ),
        st.builds(
            RiskCard, inlines, tables(), st.lists(inner, max_size=2).map(tuple), anchors, st.integers(2, 5)
        ),
    ),
    max_leaves=4,
)
_top = st.one_of(
    block,
    st.builds(Contents, words, st.integers(1, 3)),
    st.builds(Cover, words, words, words),
    st.builds(Appendix, inlines, st.lists(block, max_size=3).map(tuple), anchors),
)
origins = st.dictionaries(
    st.from_regex(r"\d(/[a-z]\d)?", fullmatch=True),
    st.builds(
        Origin,
        st.one_of(st.none(), st.integers(1, 900)),
        st.one_of(st.none(), st.integers(1, 90)),
        st.one_of(st.none(), st.just((Decimal("1.5"), Decimal(2), Decimal("3.25"), Decimal(4)))),
        words,
    ),
    max_size=2,
)


def documents(*, with_charts: bool = False, max_blocks: int = 6) -> st.SearchStrategy[Document]:
    """Random documents; charts, which take time to draw, only on request."""
    top = st.one_of(_top, charts()) if with_charts else _top
    return st.builds(
        Document,
        title=words,
        language=st.sampled_from(["sv", "en", "sv-SE", ""]),
        blocks=st.lists(top, max_size=max_blocks).map(tuple),
        organisation=words,
        made_at=st.sampled_from(["", "2024-09-12T10:42:00+02:00", "2024-09-12"]),
        identity=words,
        origins=origins,
    )
