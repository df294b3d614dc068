"""What stands above a table or a chart: its words, its unit once, and how a variance is to be read."""

from utfall.documents.model import (
    Cell,
    Chart,
    Emphasis,
    FootnoteMark,
    HeaderRole,
    Inlines,
    Link,
    Missing,
    Number,
    Row,
    RowKind,
    Table,
    Text,
    plain,
)
from utfall.documents.render.words import NO_VALUE, say
from utfall.domain.unit import COUNT, Unit, unit_named


def table_caption(table: Table) -> Inlines:
    """The caption with the unit, unless it says it already, and the rule of signs as a sentence of its own."""
    caption = table.caption
    if not plain(caption).strip():
        return caption
    caption = _with_unit(caption, table.unit)
    sign = table.sign.strip()
    if sign:
        end = "" if plain(caption).rstrip().endswith((".", ":", "?", "!")) else "."
        stop = "" if sign.endswith((".", "!", "?")) else "."
        caption = (*caption, Text(f"{end} {sign}{stop}"))
    return caption


def tells_figures(caption: Inlines) -> bool:
    """Whether a caption holds a figure or a note: then it is printed even where the words above it say the rest."""
    return any(
        isinstance(node, Number | FootnoteMark)
        or (isinstance(node, Emphasis | Link) and tells_figures(node.inlines))
        for node in caption
    )


def chart_caption(chart: Chart) -> Inlines:
    """The finding that the chart shows, with its unit."""
    return _with_unit((Text(chart.title or chart.alternative),), chart.unit)


def _with_unit(caption: Inlines, unit: Unit | None) -> Inlines:
    if unit is None or unit == COUNT or _says(plain(caption), unit):
        return caption
    symbol = unit.symbol.replace(" ", "\u00a0")
    words = plain(caption).rstrip()
    if words.endswith("."):
        return (*caption, Text(f" ({symbol})"))
    return (*caption, Text(f", {symbol}"))


def _says(words: str, unit: Unit) -> bool:
    """Whether the unit stands in the words already, by its symbol or by another of its names."""
    known = (unit_named(word.strip(".,:;()")) for word in words.split())
    return unit.symbol in words or unit in known


def chart_table(chart: Chart, language: str) -> Table:
    """The numbers of a chart as a table: a row for each category, a column for each series, no caption."""
    head = (Cell(), *(Cell((Text(series.name),), HeaderRole.COLUMN) for series in chart.series))
    rows = [Row(head, RowKind.HEADER)]
    for position, category in enumerate(chart.categories):
        cells = [Cell((Text(category),), HeaderRole.ROW)]
        for series in chart.series:
            number = series.numbers[position] if position < len(series.numbers) else None
            cells.append(Cell((Missing(say(NO_VALUE, language)) if number is None else number,)))
        rows.append(Row(tuple(cells)))
    return Table((), tuple(rows), chart.unit)


def run_in(label: str) -> str:
    """A run-in heading as it stands before its paragraph: with a colon and a blank, or nothing."""
    label = label.strip()
    if not label:
        return ""
    return f"{label} " if label.endswith((":", ".", "?", "!")) else f"{label}: "
