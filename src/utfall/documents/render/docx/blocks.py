"""Blocks as Word's paragraphs, tables and drawings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from utfall.documents.model import (
    Appendix,
    Block,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Footnote,
    Heading,
    IndicatorTable,
    Inlines,
    ListBlock,
    Paragraph,
    RiskCard,
    StatusLine,
    Table,
    plain,
)
from utfall.documents.render import words
from utfall.documents.render.captions import chart_caption, chart_table, run_in, table_caption, tells_figures
from utfall.documents.render.docx.charts import drawing
from utfall.documents.render.docx.inlines import InlineWriter
from utfall.documents.render.docx.markup import field, paragraph, run
from utfall.documents.render.docx.parts import Parts
from utfall.documents.render.docx.tables import table_xml

_NEW_PAGE = "<w:pageBreakBefore/>"
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="8" w:color="737A7E"/></w:pBdr>'


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of one document. `item` is the list that they stand in: its number and level."""

    parts: Parts
    inlines: InlineWriter

    def blocks(self, blocks: tuple[Block, ...], path: str = "") -> Iterator[str]:
        """The blocks in a row; `path` is that of the first without its number."""
        clause: tuple[int, int] | None = None
        for position, block in enumerate(blocks):
            here = f"{path}{position}"
            if isinstance(block, DecisionItem):
                # Clauses that follow one another are one list.
                if clause is None or block.number != clause[1] + 1:
                    clause = self.parts.list_of(1, block.number), block.number
                clause = clause[0], block.number
                yield self._listed("Decision", self.inlines.inlines(block.inlines, f"{here}/"), clause[0], 0)
                continue
            clause = None
            last = position + 1 == len(blocks)
            yield from self._block(block, here, last=last, after=blocks[position - 1] if position else None)

    def _block(
        self, node: Block, path: str, *, last: bool = False, after: Block | None = None
    ) -> Iterator[str]:
        match node:
            case Heading():
                yield self._heading(node.inlines, f"{path}/", path)
            case Paragraph():
                yield paragraph("", self._paragraph(node, path))
            case ListBlock():
                yield from self._list(node, path, 0)
            case Footnote():
                if not self.inlines.is_real(path):
                    yield self._note(node, path)
            case Table():
                yield from self._table(node, path)
            case IndicatorTable():
                yield from self._table(node.table, path)
            case Chart():
                yield from self._chart(node, path)
            case RiskCard():
                yield self._heading(node.title, f"{path}/t", path, _RULE)
                yield from self._table(node.values, f"{path}/v", captioned=False)
                yield from self.blocks(node.blocks, f"{path}/b")
            case Contents():
                yield from self._contents(node, path)
                if not last:
                    yield _BREAK
            case Cover():
                yield from self._cover(node, path, first=after is None)
                if not last:
                    # The cover's status line stands on the cover; the page ends after it.
                    yield ""
            case StatusLine():
                yield from self._status(node, path)
            case DecisionItem():
                yield from self.blocks((node,), path.rpartition("/")[0])
            case Appendix():
                yield self._heading(node.title, f"{path}/t", path, _NEW_PAGE)
                yield from self.blocks(node.blocks, f"{path}/b")
            case _:
                assert_never(node)

    def _paragraph(self, node: Paragraph, path: str) -> str:
        label = run(run_in(node.label), '<w:rStyle w:val="RunIn"/>')
        return label + self.inlines.inlines(node.inlines, f"{path}/")

    def _heading(self, inlines: Inlines, inner: str, path: str, properties: str = "") -> str:
        """The document's title in Word's style Title, its chapters in Heading 1."""
        level = self.parts.outline.levels.get(path)
        style = "" if level is None else "Title" if level == 1 else f"Heading{level - 1}"
        return paragraph(style, self.parts.bookmarked(path, self.inlines.inlines(inlines, inner)), properties)

    def _listed(self, style: str, inner: str, number: int, level: int) -> str:
        said = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(style, inner, said)

    def _list(self, node: ListBlock, path: str, level: int) -> Iterator[str]:
        number = self.parts.list_of(int(node.ordered), 1)
        style = "ListNumber" if node.ordered else "ListBullet"
        for i, item in enumerate(node.items):
            marked = False
            for j, block in enumerate(item):
                here = f"{path}/i{i}b{j}"
                match block:
                    case Paragraph() if not marked:
                        yield self._listed(style, self._paragraph(block, here), number, level)
                        marked = True
                    case Paragraph():
                        indent = f'<w:ind w:left="{340 * (min(level, 8) + 1)}"/>'
                        yield paragraph("ListContinue", self._paragraph(block, here), indent)
                    case ListBlock():
                        yield from self._list(block, here, level + 1)
                        marked = True
                    case _:
                        yield from self._block(block, here)
                        marked = True

    def _note(self, node: Footnote, path: str) -> str:
        mark = run(node.label, '<w:rStyle w:val="FootnoteReference"/>') + run(" ") if node.label else ""
        inner = self.inlines.inlines(node.inlines, f"{path}/")
        return paragraph("TableNote", self.parts.bookmarked(path, mark) + inner)

    def _table(self, table: Table, path: str, *, captioned: bool = True) -> Iterator[str]:
        caption = table_caption(table)
        if captioned and plain(caption).strip():
            inner = self.inlines.inlines(caption, f"{path}/t")
            yield self._caption(words.TABLE, inner, path)
        else:
            yield self.parts.bookmarked(path, "")
            if tells_figures(caption):
                yield paragraph("Caption", self.inlines.inlines(caption, f"{path}/t"))
        if table.rows:
            yield table_xml(table, path, self.inlines)
        for i, note in enumerate(table.notes):
            yield self._note(note, f"{path}/n{i}")
        # Two tables with nothing between would be one to Word.
        if not table.notes:
            yield paragraph("", "", '<w:spacing w:before="0" w:after="120" w:line="120" w:lineRule="exact"/>')

    def _caption(self, word: str, inner: str, path: str) -> str:
        """A caption that Word counts: `Tabell 3. Words`."""
        number = self.parts.outline.numbers[path]
        kind = words.say(word, self.parts.document.language)
        counted = field(f"SEQ {kind} \\* ARABIC", run(str(number)))
        return paragraph(
            "Caption", self.parts.bookmarked(path, f"{run(f'{kind} ')}{counted}{run('. ')}{inner}")
        )

    def _chart(self, node: Chart, path: str) -> Iterator[str]:
        yield self._caption(words.CHART, self.inlines.inlines(chart_caption(node), f"{path}/t"), path)
        self.parts.charts.append(node)
        yield drawing(node, len(self.parts.charts))
        table = chart_table(node, self.parts.document.language)
        yield table_xml(table, path, self.inlines)
        yield paragraph("", "")

    def _contents(self, node: Contents, path: str) -> Iterator[str]:
        """Word's own list of contents with its lines in place; page numbers come when it is updated (F9)."""
        yield paragraph("TOCHeading", run(node.title), _NEW_PAGE)
        entries = self.parts.outline.contents[path]
        lines = []
        for i, entry in enumerate(entries):
            begin = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
                f'TOC \\o "1-{node.levels}" \\h \\z \\u </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            )
            link = (
                f'<w:hyperlink w:anchor="{self.parts.bookmark(entry.path)}">{run(entry.text)}</w:hyperlink>'
            )
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if i + 1 == len(entries) else ""
            lines.append(paragraph(f"TOC{entry.level}", f"{'' if i else begin}{link}{end}"))
        if lines:
            gallery = (
                '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            )
            yield f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"

    def _cover(self, node: Cover, path: str, *, first: bool) -> Iterator[str]:
        page = "" if first else _NEW_PAGE
        style = "Title" if path == self.parts.outline.title_path else "CoverTitle"
        yield paragraph(style, run(node.title), page)
        for line in filter(None, (node.organisation, node.period)):
            yield paragraph("CoverText", run(line))

    def _status(self, node: StatusLine, path: str) -> Iterator[str]:
        for i, (word, inlines) in enumerate(node.items):
            label = run(run_in(word), '<w:rStyle w:val="RunIn"/>')
            yield paragraph("StatusLine", label + self.inlines.inlines(inlines, f"{path}/i{i}."))
