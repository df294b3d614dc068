"""Inline nodes as Word's runs."""

from dataclasses import dataclass, replace
from typing import assert_never

from utfall.documents.model import (
    Emphasis,
    Footnote,
    FootnoteMark,
    Inline,
    Inlines,
    Link,
    Missing,
    Name,
    Node,
    Number,
    PeriodName,
    Text,
)
from utfall.documents.render.docx.markup import paragraph, run, value
from utfall.documents.render.docx.parts import Parts
from utfall.domain.unit import Unit

_SUPERSCRIPT = '<w:rStyle w:val="FootnoteReference"/>'


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inline nodes. `properties` are those of the runs, `linked` is False where no link may stand.

    `in_note` is True within a footnote, where Word allows no other.
    """

    parts: Parts
    nodes: dict[str, Node]
    unit: Unit | None = None
    properties: tuple[str, ...] = ()
    linked: bool = True
    in_note: bool = False

    def inlines(self, inlines: Inlines, path: str) -> str:
        """The nodes in a row; `path` is that of the first without its number."""
        return "".join(self._inline(node, f"{path}{i}") for i, node in enumerate(inlines))

    def _inline(self, node: Inline, path: str) -> str:
        match node:
            case Text() | Name() | PeriodName():
                return run(node.text, *self.properties)
            case Number():
                return self.parts.figure(node, self.unit, run(node.printed, *self.properties))
            case Missing():
                return run("–", *self.properties)
            case FootnoteMark():
                return self._mark(node, path)
            case Emphasis():
                mark = "<w:b/>" if node.strong else "<w:i/>"
                kept = tuple(one for one in self.properties if one != mark)
                # The schema wants the style first, then bold, then italics.
                inner = replace(self, properties=tuple(sorted((*kept, mark), key=_order)))
                return inner.inlines(node.inlines, f"{path}/")
            case Link():
                return self._link(node, path)
            case _:
                assert_never(node)

    def _link(self, node: Link, path: str) -> str:
        target = self.parts.outline.destination(node.target) if self.linked else None
        if target is None:
            return self.inlines(node.inlines, f"{path}/")
        style = '<w:rStyle w:val="Hyperlink"/>'
        kept = tuple(one for one in self.properties if not one.startswith("<w:rStyle"))
        inner = replace(self, linked=False, properties=(style, *kept)).inlines(node.inlines, f"{path}/")
        if target.startswith("#"):
            place = next(path for path, id in self.parts.outline.ids.items() if id == target[1:])
            return f'<w:hyperlink w:anchor="{self.parts.bookmark(place)}">{inner}</w:hyperlink>'
        return f'<w:hyperlink r:id="{self.parts.link(target)}">{inner}</w:hyperlink>'

    def _mark(self, node: FootnoteMark, path: str) -> str:
        """A real footnote at the first mark of a note in the text; any other mark leads to its note."""
        note = self.parts.outline.notes.get(path)
        shown = run(node.label, _SUPERSCRIPT)
        if note is None or self.in_note:
            return shown
        if self.is_real(note):
            if note in self.parts.written_notes:
                return self._to(self.parts.outline.marks[note][0], shown)
            self.parts.written_notes[note] = len(self.parts.written_notes) + 1
            self.parts.footnotes.append(self._footnote(note))
            return self.parts.bookmarked(path, self._reference(self.parts.written_notes[note], node.label))
        return self._to(note, shown)

    def is_real(self, note: str) -> bool:
        """Whether a note stands in the text, not under a table: it goes to the foot of the page."""
        return "/n" not in note and bool(self.parts.outline.marks.get(note))

    def _to(self, path: str, inner: str) -> str:
        if not self.linked:
            return inner
        return f'<w:hyperlink w:anchor="{self.parts.bookmark(path)}">{inner}</w:hyperlink>'

    def _reference(self, number: int, label: str) -> str:
        """The document's own mark, not Word's count, so that every form says the same."""
        style = f"<w:rPr>{_SUPERSCRIPT}</w:rPr>"
        mark = run(label).removeprefix("<w:r>").removesuffix("</w:r>")
        return f'<w:r>{style}<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>{mark}</w:r>'

    def _footnote(self, path: str) -> str:
        note = self.nodes[path]
        assert isinstance(note, Footnote)
        inner = replace(self, properties=(), linked=False, in_note=True).inlines(note.inlines, f"{path}/")
        number = self.parts.written_notes[path]
        said = paragraph("FootnoteText", f"{run(note.label, _SUPERSCRIPT)}{run(' ')}{inner}")
        return f'<w:footnote w:id="{number}">{said}</w:footnote>'


def _order(markup: str) -> int:
    return next((i for i, name in enumerate(("rStyle", "<w:b/>", "<w:i/>")) if name in markup), 9)


def alternative(text: str) -> str:
    """A text in words for what cannot be read, as attributes of a drawing."""
    return f"descr={value(text)}"
