"""Markdown, with tables as on GitHub."""

import re
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from utfall.documents.model import Origin
from utfall.documents.read import refusal
from utfall.documents.read.assemble import assemble
from utfall.documents.read.paragraphs import labelled
from utfall.documents.read.raw import (
    RawBlock,
    RawCell,
    RawDocument,
    RawHeading,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
    Span,
    Spans,
)
from utfall.documents.read.refusal import ReadResult
from utfall.documents.read.text import decoded
from utfall.domain.numerals import NumberGrammar

EXTENSIONS = (".md", ".markdown", ".mdown")
MAX_BYTES = 5_000_000
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$", re.MULTILINE)


def identify(data: bytes, name: str) -> bool:
    """Whether it is text in a file named as Markdown, or text with a table drawn in Markdown's way."""
    if name.lower().endswith(EXTENSIONS):
        return decoded(data) is not None
    text = decoded(data[:200_000]) if b"|" in data else None
    return text is not None and bool(_TABLE_RULE.search(text)) and "\t" not in text


def read(data: bytes, *, name: str, grammar: NumberGrammar | None = None) -> ReadResult:
    """The document in a Markdown file; places are lines, counted from 1. Raw HTML in it is text."""
    if len(data) > MAX_BYTES:
        size = refusal.too_large(name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
        return ReadResult(None, (size,))
    text = decoded(data)
    if text is None:
        return ReadResult(None, (refusal.unknown_format(name),))
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    blocks, _at = _Blocks(parser.parse(text.removeprefix("\ufeff"))).until("")
    if not blocks:
        return ReadResult(None, (refusal.empty(name),))
    return ReadResult(assemble(RawDocument(tuple(labelled(blocks))), name=name, grammar=grammar))


@dataclass(slots=True)
class _Blocks:
    """Reads the parser's tokens from left to right."""

    tokens: list[Token]

    def until(self, end: str, at: int = 0) -> tuple[list[RawBlock], int]:
        """The blocks up to the token that closes them, and the position after it."""
        found: list[RawBlock] = []
        while at < len(self.tokens) and self.tokens[at].type != end:
            token = self.tokens[at]
            place, origin = self._where(token)
            match token.type:
                case "heading_open":
                    spans = marked(self.tokens[at + 1])
                    found.append(RawHeading(int(token.tag[1]), _level_look(spans), origin, place))
                    at += 3
                case "paragraph_open":
                    found.append(RawParagraph(marked(self.tokens[at + 1]), origin, place))
                    at += 3
                case "bullet_list_open" | "ordered_list_open":
                    items, at = self._items(token.type.replace("open", "close"), at + 1)
                    found.append(RawList(tuple(items), token.type.startswith("ordered"), origin))
                case "table_open":
                    table, at = self._table(at + 1, origin)
                    found.append(table)
                case "fence" | "code_block":
                    found.append(RawParagraph((Span(token.content.strip()),), origin, place))
                    at += 1
                case _:
                    at += 1
        return found, at + 1

    def _items(self, end: str, at: int) -> tuple[list[tuple[RawBlock, ...]], int]:
        items: list[tuple[RawBlock, ...]] = []
        while self.tokens[at].type != end:
            inner, at = self.until("list_item_close", at + 1)
            items.append(tuple(inner))
        return [item for item in items if item], at + 1

    def _table(self, at: int, origin: Origin) -> tuple[RawTable, int]:
        rows: list[RawRow] = []
        cells: list[RawCell] = []
        place, where = "", origin
        while self.tokens[at].type != "table_close":
            token = self.tokens[at]
            match token.type:
                case "tr_open":
                    cells = []
                    place, where = self._where(token)
                case "inline":
                    cells.append(RawCell(marked(token), header=self.tokens[at - 1].type == "th_open"))
                case "tr_close":
                    rows.append(RawRow(tuple(cells), all(c.header for c in cells), where, place))
                case _:
                    pass
            at += 1
        return RawTable(tuple(rows), origin=origin), at + 1

    def _where(self, token: Token) -> tuple[str, Origin]:
        line = token.map[0] + 1 if token.map else None
        return (f"rad {line}" if line else ""), Origin(line=line)


def marked(token: Token) -> Spans:
    """The words of an inline token with their look; struck-out words are left out."""
    spans: list[Span] = []
    look = Span("")
    struck = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                look = replace(look, strong=child.nesting > 0)
            case "em_open" | "em_close":
                look = replace(look, emphasis=child.nesting > 0)
            case "link_open":
                look = replace(look, target=str(child.attrGet("href") or ""))
            case "link_close":
                look = replace(look, target="")
            case "s_open" | "s_close":
                struck += child.nesting
            case "softbreak" | "hardbreak":
                spans.append(replace(look, text=" "))
            case "text" | "code_inline" | "image" if child.content and not struck:
                spans.append(replace(look, text=child.content))
            case _:
                pass
    return tuple(spans)


def _level_look(spans: Spans) -> Spans:
    return tuple(replace(span, strong=False) for span in spans)
