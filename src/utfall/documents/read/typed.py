"""Figures that somebody typed in a composed document: its words searched as a reader searches them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from utfall.documents.model import (
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Text,
    with_blocks,
)
from utfall.documents.read.figures import inlines
from utfall.documents.read.language import GRAMMARS
from utfall.documents.read.raw import Span
from utfall.domain.numerals import SWEDISH_NUMBERS, NumberGrammar


def with_typed_figures(document: Document) -> Document:
    """The same document where every figure in paragraphs, headings and lists is a number, with an address or none.

    Composing makes numbers of references alone; what was typed by hand stays words until it is looked for here.
    """
    grammar = GRAMMARS.get(document.language, SWEDISH_NUMBERS)
    return with_blocks(document, tuple(_block(block, grammar) for block in document.blocks))


def _block(block: Block, grammar: NumberGrammar) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, inlines=_inlines(block.inlines, grammar))
        case ListBlock():
            items = tuple(tuple(_block(one, grammar) for one in item) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


def _inlines(nodes: Iterable[Inline], grammar: NumberGrammar) -> Inlines:
    return tuple(found for node in nodes for found in _inline(node, grammar))


def _inline(node: Inline, grammar: NumberGrammar) -> Iterator[Inline]:
    match node:
        case Text():
            yield from inlines((Span(node.text),), grammar=grammar, place="")[0]
        case Emphasis() | Link():
            yield replace(node, inlines=_inlines(node.inlines, grammar))
        case _:
            yield node
