"""Inline nodes as HTML."""

from dataclasses import dataclass
from functools import cache
from typing import Any, assert_never

from markupsafe import Markup, escape

from utfall.documents.model import (
    Emphasis,
    FootnoteMark,
    Inline,
    Inlines,
    Link,
    Missing,
    Name,
    Number,
    PeriodName,
    Text,
)
from utfall.documents.render import words
from utfall.documents.render.html.templates import environment
from utfall.documents.render.outline import Outline


@cache
def nodes() -> Any:
    """The macros, one a node."""
    return environment().get_template("nodes.html").module


def join(parts: list[Markup]) -> Markup:
    """The parts in a row."""
    return Markup("").join(parts)


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes the inline nodes of one document. `linked` is False inside a link, where no other may stand."""

    outline: Outline
    language: str

    def inlines(self, inlines: Inlines, path: str, *, linked: bool = True) -> Markup:
        """The nodes in a row; `path` is that of the first without its number: `3/` or `3/r0c1.`."""
        return join([self._inline(node, f"{path}{i}", linked=linked) for i, node in enumerate(inlines)])

    def _inline(self, node: Inline, path: str, *, linked: bool) -> Markup:
        match node:
            case Text():
                return escape(node.text)
            case Name() | PeriodName():
                return escape(node.text)
            case Number():
                if node.value is None:
                    return escape(node.printed)
                return Markup(nodes().number(_Figure(format(node.value, "f"), node.address, node.printed)))
            case Missing():
                return Markup(nodes().missing(node.reason))
            case FootnoteMark():
                return self._mark(node, path, linked=linked)
            case Emphasis():
                inner = self.inlines(node.inlines, f"{path}/", linked=linked)
                return Markup("<{0}>{1}</{0}>").format(Markup("strong" if node.strong else "em"), inner)
            case Link():
                target = self.outline.destination(node.target) if linked else None
                inner = self.inlines(node.inlines, f"{path}/", linked=linked and target is None)
                return (
                    Markup('<a href="{}">{}</a>').format(target, inner) if target and inner.strip() else inner
                )
            case _:
                assert_never(node)

    def _mark(self, node: FootnoteMark, path: str, *, linked: bool) -> Markup:
        note = self.outline.notes.get(path)
        if note is None or not linked:
            return Markup("<sup>{}</sup>").format(node.label)
        said = words.say(words.NOTE, self.language, label=node.label)
        return Markup(nodes().mark(node.label, self.outline.ids[path], self.outline.ids[note], said))


@dataclass(frozen=True, slots=True)
class _Figure:
    value: str
    address: str | None
    printed: str
