"""The words of a Word paragraph: runs, fields, links, content controls, tracked changes and symbols."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from utfall.documents.model import Origin
from utfall.documents.read.docx.package import Related
from utfall.documents.read.docx.styles import VAL, W, is_on
from utfall.documents.read.raw import Span
from utfall.domain.figure import Address

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT_BOX = f"{W}txbxContent"
# What holds words to be read as if it were not there; what was deleted, or moved away, is not among them.
WRAPPERS = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent")
)
_SKIPPED_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "INDEX")
# Characters of the font Symbol that stand in figures and lists; others have no meaning without their font.
_SYMBOLS = {
    0x2D: "\u2212",
    0xB7: "•",
    0xB1: "±",
    0xA3: "≤",
    0xB3: "≥",
    0xB4: "×",
    0x25: "%",
    0x2B: "+",
    0xA5: "∞",
}


@dataclass(slots=True)
class Fields:
    """The open fields, innermost last; a field may span paragraphs, as a list of contents does."""

    stack: list[tuple[str, bool]] = field(default_factory=list)

    def begin(self) -> None:
        """A field opens with its instruction."""
        self.stack.append(("", False))

    def instruct(self, text: str) -> None:
        """More of the innermost instruction."""
        if self.stack and not self.stack[-1][1]:
            self.stack[-1] = (self.stack[-1][0] + text, False)

    def separate(self) -> None:
        """The instruction ends and its result begins."""
        if self.stack:
            self.stack[-1] = (self.stack[-1][0], True)

    def end(self) -> None:
        """The innermost field ends."""
        if self.stack:
            self.stack.pop()

    @property
    def hidden(self) -> bool:
        """Whether text here is an instruction, or a result that is no part of the prose."""
        return any(not shown or _kind(code) in _SKIPPED_FIELDS for code, shown in self.stack)

    @property
    def in_contents(self) -> bool:
        """Whether this is within the list of contents."""
        return any(_kind(code) == "TOC" for code, _shown in self.stack)


def _kind(code: str) -> str:
    return code.split(maxsplit=1)[0].upper() if code.split() else ""


@dataclass(slots=True)
class Notes:
    """Footnotes and endnotes in the order in which the text calls for them."""

    asked: list[tuple[str, str]] = field(default_factory=list)

    def label(self, kind: str, identifier: str) -> str:
        """The mark of the note: its number in the text's order."""
        key = (kind, identifier)
        if key not in self.asked:
            self.asked.append(key)
        return str(self.asked.index(key) + 1)


@dataclass(slots=True)
class RunReader:
    """Reads the runs of paragraphs, one after the other; `around` is the control that holds whole paragraphs.

    `elements`, where given, is filled with the element behind each origin.
    """

    part: str
    related: Mapping[str, Related]
    fields: Fields
    notes: Notes
    boxes: list[etree._Element] = field(default_factory=list)
    around: tuple[str | None, int] = (None, 0)
    elements: dict[str, etree._Element] | None = None
    _controls: int = 0
    _spans: list[Span] = field(default_factory=list)
    _number: int = 0
    _run: int = 0

    def spans(self, paragraph: etree._Element, number: int, *, strong: bool = False) -> list[Span]:
        """The words of a paragraph; text boxes anchored in it are put in `boxes`.

        `number` is the paragraph's in its part, from 0; a run's origin is `part#p<number>r<run>`.
        """
        self._spans, self._number, self._run = [], number, 0
        if self.elements is not None:
            self.elements[f"{self.part}#p{number}"] = paragraph
        address, control = self.around
        self._within(paragraph, Span("", strong=strong, address=address, control=control))
        return self._spans

    def _within(self, parent: etree._Element, look: Span, depth: int = 0) -> None:
        if depth > 60:
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._of_run(child, look)
            elif tag in WRAPPERS:
                self._within(child, look, depth + 1)
            elif tag == f"{W}hyperlink":
                self._within(child, _with(look, target=self._target(child)), depth + 1)
            elif tag == f"{W}sdt":
                self._control(child, look, depth)
            elif tag == f"{W}fldSimple":
                self.fields.begin()
                self.fields.instruct(child.get(f"{W}instr", ""))
                self.fields.separate()
                self._within(child, look, depth + 1)
                self.fields.end()
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._add("".join(text.text or "" for text in child.iter(f"{M}t")), look)

    def _control(self, control: etree._Element, look: Span, depth: int) -> None:
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        address, number = self.entered(control)
        if address:
            look = _with(look, address=address, control=number)
        self._within(content, look, depth + 1)

    def entered(self, control: etree._Element) -> tuple[str | None, int]:
        """The address in a control's tag, or of the control around it, with a number of its own."""
        address = address_of(control)
        if address is None:
            return self.around
        self._controls += 1
        return address, self._controls

    def _target(self, link: etree._Element) -> str:
        anchor = link.get(f"{W}anchor")
        if anchor:
            return f"#{anchor}"
        found = self.related.get(link.get(f"{R}id", ""))
        return found.target if found is not None and found.external else ""

    def _of_run(self, run: etree._Element, look: Span) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish") or is_on(properties, "webHidden"):
            return
        bold = (
            is_on(properties, "b")
            if properties is not None and properties.find(f"{W}b") is not None
            else None
        )
        path = f"{self.part}#p{self._number}r{self._run}"
        if self.elements is not None:
            self.elements[path] = run
        look = _with(
            look,
            strong=look.strong if bold is None else bold,
            emphasis=look.emphasis or is_on(properties, "i"),
            origin=Origin(path=path),
        )
        self._run += 1
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        if raised is not None and raised.get(VAL) == "superscript" and self._is_mark(run):
            label = "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
            self._spans.append(_with(look, text=label, note=label))
            return
        for child in run:
            self._of_run_child(child, look)

    def _is_mark(self, run: etree._Element) -> bool:
        """Whether raised characters are the mark of a note; in m² and km³ they are not."""
        text = "".join(part.text or "" for part in run.iter(f"{W}t")).strip()
        before = self._spans[-1].text if self._spans else ""
        is_power = re.search(r"(?:^|[\s\d/])[kcdm]?m$", before)
        return bool(re.fullmatch(r"\d{1,2}\)?|[*†]", text)) and bool(before) and not is_power

    def _of_run_child(self, child: etree._Element, look: Span) -> None:
        match etree.QName(child).localname:
            case "t":
                self._add(child.text or "", look)
            case "tab" | "ptab":
                self._add("\t", look)
            case "br" | "cr":
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    self._add("\n", look)
            case "noBreakHyphen":
                self._add("-", look)
            case "sym":
                self._add(_symbol(child), look)
            case "instrText":
                self.fields.instruct(child.text or "")
            case "fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            case "footnoteReference" | "endnoteReference" as kind:
                label = self.notes.label(kind[:-9], child.get(f"{W}id", ""))
                self._spans.append(_with(look, text=label, note=label))
            case "drawing" | "pict" | "object":
                self.boxes.extend(_boxes(child))
            case "AlternateContent":
                chosen = child.find(f"{MC}Choice")
                chosen = chosen if chosen is not None else child.find(f"{MC}Fallback")
                if chosen is not None:
                    self.boxes.extend(_boxes(chosen))
            case _:
                pass

    def _field(self, step: str) -> None:
        match step:
            case "begin":
                self.fields.begin()
            case "separate":
                self.fields.separate()
            case "end":
                self.fields.end()
            case _:
                pass

    def _add(self, text: str, look: Span) -> None:
        if text and not self.fields.hidden:
            self._spans.append(_with(look, text=text))


def address_of(control: etree._Element) -> str | None:
    """The address of a figure in the tag of a content control; other people's tags are none."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    text = tag.get(VAL, "") if tag is not None else ""
    if text.count(":") < 3:
        return None
    try:
        return str(Address.parse(text))
    except ValueError:
        return None


def _with(span: Span, **changes: object) -> Span:
    values: dict[str, object] = {name: getattr(span, name) for name in Span.__slots__}
    return Span(**{**values, **changes})  # type: ignore[arg-type]


def _boxes(parent: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, outermost only, each once where there is a newer and an older form of it."""
    found: list[etree._Element] = []
    waiting = [parent]
    while waiting:
        element = waiting.pop(0)
        for child in element:
            if child.tag == TEXT_BOX:
                found.append(child)
            elif child.tag != f"{MC}Fallback":
                waiting.append(child)
    return found


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if code < 0xF000:
        return chr(code)
    low = code & 0xFF
    return _SYMBOLS.get(low) or (chr(low) if 0x30 <= low <= 0x39 else "")
