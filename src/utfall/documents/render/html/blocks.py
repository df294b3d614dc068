"""Blocks as HTML."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from markupsafe import Markup

from utfall.documents.model import (
    Appendix,
    Block,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Document,
    Footnote,
    Heading,
    IndicatorTable,
    ListBlock,
    Paragraph,
    RiskCard,
    StatusLine,
    Table,
)
from utfall.documents.render import words
from utfall.documents.render.captions import chart_caption, chart_table, run_in
from utfall.documents.render.chart import draw
from utfall.documents.render.html.inlines import InlineWriter, nodes
from utfall.documents.render.html.tables import TableWriter
from utfall.documents.render.outline import Outline


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, shape: Outline) -> None:
        self._document = document
        self._outline = shape
        self._inlines = InlineWriter(shape, document.language)
        self._tables = TableWriter(shape, document.language, self._inlines)

    def blocks(self, blocks: tuple[Block, ...], path: str = "") -> Markup:
        """The blocks, one below the other; `path` is that of the first without its number: `` or `3/b`."""
        return Markup("\n").join(self._grouped(blocks, path))

    def _grouped(self, blocks: tuple[Block, ...], path: str) -> Iterator[Markup]:
        """Clauses of a decision in a row are one list."""
        numbered = [(f"{path}{i}", block) for i, block in enumerate(blocks)]
        for is_decision, group in groupby(numbered, lambda pair: isinstance(pair[1], DecisionItem)):
            if is_decision:
                yield self._decisions([(p, block) for p, block in group if isinstance(block, DecisionItem)])
            else:
                yield from (self._block(block, p) for p, block in group)

    def _block(self, node: Block, path: str) -> Markup:
        match node:
            case Heading():
                return self._heading(self._inlines.inlines(node.inlines, f"{path}/"), path)
            case Paragraph():
                inner = self._inlines.inlines(node.inlines, f"{path}/")
                return Markup(nodes().paragraph(run_in(node.label), inner))
            case ListBlock():
                return self._list(node, path)
            case Footnote():
                return self._tables.footnote(node, path)
            case Table():
                return self._tables.table(node, path)
            case IndicatorTable():
                return self._tables.table(node.table, path)
            case Chart():
                return self._chart(node, path)
            case RiskCard():
                heading = self._heading(self._inlines.inlines(node.title, f"{path}/t"), path)
                values = self._tables.table(node.values, f"{path}/v", hidden=True, classes="values")
                inner = self.blocks(node.blocks, f"{path}/b")
                return Markup(nodes().card(self._outline.ids[path], heading, values, inner))
            case Contents():
                return self._contents(node, path)
            case Cover():
                return Markup(nodes().cover(node, path == self._outline.title_path))
            case StatusLine():
                items = [
                    (word, self._inlines.inlines(inlines, f"{path}/i{i}."))
                    for i, (word, inlines) in enumerate(node.items)
                ]
                return Markup(nodes().status(items)) if items else Markup("")
            case DecisionItem():
                return self._decisions([(path, node)])
            case Appendix():
                heading = self._heading(self._inlines.inlines(node.title, f"{path}/t"), path)
                inner = self.blocks(node.blocks, f"{path}/b")
                return Markup(nodes().appendix(self._outline.ids[path], heading, inner))
            case _:
                assert_never(node)

    def _heading(self, inner: Markup, path: str) -> Markup:
        level = self._outline.levels.get(path)
        if level is None:
            return Markup('<div id="{}">{}</div>').format(self._outline.ids[path], inner)
        return Markup(nodes().heading(level, self._outline.ids[path], inner))

    def _list(self, node: ListBlock, path: str) -> Markup:
        items = [self.blocks(item, f"{path}/i{i}b") for i, item in enumerate(node.items)]
        return Markup(nodes().list(items, node.ordered)) if items else Markup("")

    def _decisions(self, items: list[tuple[str, DecisionItem]]) -> Markup:
        return Markup(
            nodes().decisions(
                [(node.number, self._inlines.inlines(node.inlines, f"{path}/")) for path, node in items]
            )
        )

    def _chart(self, node: Chart, path: str) -> Markup:
        language = self._document.language
        id = self._outline.ids[path]
        number = f"{words.say(words.CHART, language)} {self._outline.numbers[path]}."
        caption = self._inlines.inlines(chart_caption(node), f"{path}/t")
        drawn = Markup(draw(node, id=id))  # made by our own drawing, with its words escaped there
        table = self._tables.table(chart_table(node, language), path, id=f"{id}-tabell", classes="data")
        summary = words.say(words.AS_TABLE, language)
        return Markup(nodes().chart(id, number, caption, drawn, table, summary, 0, 0))

    def _contents(self, node: Contents, path: str) -> Markup:
        entries = [
            (entry.level, entry.id, self._inlines.inlines(entry.inlines, f"{entry.path}/", linked=False))
            for entry in self._outline.contents[path]
        ]
        id = f"innehall-{path.replace('/', '-')}"
        return Markup(nodes().contents(id, node.title, entries)) if entries else Markup("")
