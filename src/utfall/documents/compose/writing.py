"""Written texts: Markdown with references, made into blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from utfall.documents.compose.reference import Resolver, Unresolved, joined, split
from utfall.documents.model import Block, Emphasis, Heading, Inline, Inlines, Link, ListBlock, Paragraph, Text
from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "code", "fence"])
NOT_ALLOWED = _("{kind} får inte stå i en text. Skriv stycken, listor, betoning och länkar.")
_KINDS = {
    "table": _("En tabell"), "image": _("En bild"), "code_inline": _("Kod"), "hr": _("En linje"),
    "blockquote": _("Ett blockcitat"),
}  # fmt: skip


@dataclass
class Writer:
    """Makes blocks of one text; what cannot be resolved or set becomes a finding and leaves its words standing."""

    resolver: Resolver
    where: str
    findings: list[Finding] = field(default_factory=list)

    def blocks(self, markdown: str, *, heading_level: int = 4) -> tuple[Block, ...]:
        """The blocks of a text; its own highest headings stand at the level."""
        tree = SyntaxTreeNode(_MARKDOWN.parse(markdown))
        highest = min((int(node.tag[1]) for node in tree.walk() if node.type == "heading"), default=1)
        return tuple(self._blocks(tree, heading_level - highest + 1))

    def line(self, text: str) -> Inlines:
        """One line of plain words with references: a title, a caption, a label."""
        return joined(tuple(self._resolved(text)))

    def _blocks(self, parent: SyntaxTreeNode, level: int) -> Iterator[Block]:
        for node in parent.children:
            match node.type:
                case "paragraph":
                    yield Paragraph(self._inlines(node.children[0]))
                case "heading":
                    below = min(level + int(node.tag[1]) - 1, 6)
                    yield Heading(below, self._inlines(node.children[0]))
                case "bullet_list" | "ordered_list":
                    items = tuple(tuple(self._blocks(item, level)) for item in node.children)
                    yield ListBlock(items, ordered=node.type == "ordered_list")
                case _:
                    self._refuse(node)
                    yield from self._blocks(node, level)

    def _inlines(self, inline: SyntaxTreeNode) -> Inlines:
        return joined(tuple(node for child in inline.children for node in self._inline(child)))

    def _inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        match node.type:
            case "text":
                yield from self._resolved(node.content)
            case "softbreak" | "hardbreak":
                yield Text(" ")
            case "em" | "strong":
                yield Emphasis(self._inlines(node), strong=node.type == "strong")
            case "link":
                yield Link(self._inlines(node), str(node.attrs.get("href", "")))
            case _:
                self._refuse(node)
                yield Text(node.content)

    def _resolved(self, text: str) -> Iterator[Inline]:
        for part in split(text):
            if isinstance(part, str):
                yield Text(part)
                continue
            found = self.resolver.resolve(part[0])
            if isinstance(found, Unresolved):
                self.findings.append(
                    Finding("text.reference", Severity.ERROR, self.where, found.message, found.values)
                )
                yield Text("{{" + part[0] + "}}")
            else:
                yield from found

    def _refuse(self, node: SyntaxTreeNode) -> None:
        kind = _KINDS.get(node.type, node.type)
        self.findings.append(
            Finding("text.markup", Severity.QUESTION, self.where, NOT_ALLOWED, {"kind": kind})
        )
