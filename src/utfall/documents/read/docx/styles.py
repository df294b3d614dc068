"""What the styles and the numbering of a Word document say about a paragraph."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_HEADING = re.compile(r"(?:heading|rubrik|überschrift)\s*(\d)", re.IGNORECASE)
_TOC = re.compile(r"(?:toc|innehåll|innehll)\s*\d", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, what it inherits included. `outline` is a heading's level from 1; 0 for none."""

    name: str = ""
    outline: int = 0
    list_id: str = ""
    strong: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it sets the document's title."""
        return self.name.lower() in {"title", "rubrik", "titel"}

    @property
    def is_caption(self) -> bool:
        """Whether it sets the caption of a table or a figure."""
        return self.name.lower() in {"caption", "beskrivning", "table caption", "tabellrubrik"}

    @property
    def is_contents(self) -> bool:
        """Whether it sets a line of the list of contents."""
        return bool(_TOC.match(self.name))

    @property
    def is_contents_title(self) -> bool:
        """Whether it sets the title above the list of contents."""
        return self.name.lower() in {"toc heading", "innehållsförteckningsrubrik"}

    @property
    def is_bulleted(self) -> bool:
        """Whether its name says that it is a list of its own accord."""
        return self.name.lower().startswith(("list bullet", "punktlista"))

    @property
    def is_numbered(self) -> bool:
        """Whether its name says that it is a numbered list."""
        return self.name.lower().startswith(("list number", "numrerad lista"))


NORMAL = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """All paragraph styles by identifier, and which numbered lists are ordered."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    ordered: Mapping[tuple[str, int], bool] = field(default_factory=dict)
    language: str = ""

    def of(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph by its properties."""
        if properties is None:
            return NORMAL
        chosen = properties.find(f"{W}pStyle")
        return self.by_id.get(chosen.get(VAL, ""), NORMAL) if chosen is not None else NORMAL


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a property such as bold is set and not set to off."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(VAL, "1").lower() not in _OFF


def styles(sheet: etree._Element | None, numbering: etree._Element | None) -> Styles:
    """The styles in `styles.xml` with the lists in `numbering.xml`; a missing part says nothing."""
    elements = {
        element.get(f"{W}styleId", ""): element
        for element in (sheet.iter(f"{W}style") if sheet is not None else ())
        if element.get(f"{W}type", "paragraph") == "paragraph"
    }
    language = sheet.find(f"{W}docDefaults//{W}lang") if sheet is not None else None
    return Styles(
        {identifier: _style(identifier, elements) for identifier in elements},
        _ordered(numbering),
        language.get(VAL, "") if language is not None else "",
    )


def _style(identifier: str, elements: Mapping[str, etree._Element]) -> Style:
    """The style with what it inherits; a circle of ancestors ends where it closes."""
    name = ""
    outline, list_id, strong = 0, "", None
    seen: set[str] = set()
    while identifier in elements and identifier not in seen:
        seen.add(identifier)
        element = elements[identifier]
        own = element.find(f"{W}name")
        own_name = own.get(VAL, "") if own is not None else identifier
        name = name or own_name
        outline = outline or _outline(element, own_name)
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        list_id = list_id or (number.get(VAL, "") if number is not None else "")
        run = element.find(f"{W}rPr")
        if strong is None and run is not None and run.find(f"{W}b") is not None:
            strong = is_on(run, "b")
        base = element.find(f"{W}basedOn")
        identifier = base.get(VAL, "") if base is not None else ""
    return Style(name, outline, list_id, bool(strong))


def _outline(element: etree._Element, name: str) -> int:
    level = element.find(f"{W}pPr/{W}outlineLvl")
    if level is not None and level.get(VAL, "9").isdecimal():
        number = int(level.get(VAL, "9"))
        return number + 1 if number < 9 else 0
    found = _HEADING.match(name)
    return int(found[1]) if found else 0


def _ordered(numbering: etree._Element | None) -> dict[tuple[str, int], bool]:
    """For each list and level whether its items are numbered; bullets are not."""
    if numbering is None:
        return {}
    abstract: dict[str, dict[int, bool]] = {}
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = abstract.setdefault(definition.get(f"{W}abstractNumId", ""), {})
        for level in definition.iter(f"{W}lvl"):
            form = level.find(f"{W}numFmt")
            kind = form.get(VAL, "") if form is not None else ""
            at = level.get(f"{W}ilvl", "0")
            if at.isdecimal():
                levels[int(at)] = kind not in {"bullet", "none", ""}
    found: dict[tuple[str, int], bool] = {}
    for number in numbering.iter(f"{W}num"):
        source = number.find(f"{W}abstractNumId")
        for at_level, ordered in abstract.get(source.get(VAL, ""), {}).items() if source is not None else ():
            found[number.get(f"{W}numId", ""), at_level] = ordered
    return found
