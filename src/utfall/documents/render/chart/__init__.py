"""Charts as closed data, drawn to SVG without a browser."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

from utfall.documents.model import Chart
from utfall.documents.render.beside import drawn_beside
from utfall.documents.render.chart.specification import specification
from utfall.documents.render.words import fit_for_xml

FONTS = Path(__file__).parent.parent / "fonts"
LOCALE: Mapping[str, Any] = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "minus": "\u2212",
    "percent": "\u00a0%",
}
_DRAWING = Lock()
_SVG = "http://www.w3.org/2000/svg"
_SPOKEN = {"role", "class", "aria-label", "aria-roledescription", "aria-hidden", "aria-labelledby"}
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def draw(chart: Chart, *, id: str) -> str:
    """The chart as SVG whose only spoken words are its title and alternative text; `id` begins its identifiers.

    The same chart gives the same bytes. It has no size of its own beyond the view box.
    """
    # Two forms written side by side want the same drawing: the second waits for it.
    with _DRAWING:
        drawn = _drawn(chart)
    root = etree.fromstring(drawn, _parser())
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if name in _SPOKEN]:
            del element.attrib[name]
    _rename(root, id)
    title = etree.Element(f"{{{_SVG}}}title", id=f"{id}-titel")
    title.text = fit_for_xml(chart.title or chart.alternative)
    description = etree.Element(f"{{{_SVG}}}desc", id=f"{id}-text")
    description.text = fit_for_xml(chart.alternative)
    root.insert(0, title)
    root.insert(1, description)
    root.set("role", "img")
    root.set("aria-labelledby", f"{id}-titel {id}-text")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawn chart, in its own pixels."""
    box = etree.fromstring(svg.encode(), _parser()).get("viewBox", "0 0 1 1").split()
    return float(box[2]), float(box[3])


@lru_cache(maxsize=256)
def _drawn(chart: Chart) -> bytes:
    """What Vega-Lite makes of it. Kept, because one report is drawn to several forms."""
    asked = specification(chart)
    beside = drawn_beside(asked, locale=LOCALE)
    if beside is not None:
        return fit_for_xml(beside).encode()
    import vl_convert

    _fonts()
    drawn: str = vl_convert.vegalite_to_svg(
        asked, format_locale=dict(LOCALE), allowed_base_urls=[], show_warnings=False
    )
    return fit_for_xml(drawn).encode()


@cache
def _fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


def _rename(root: etree._Element, prefix: str) -> None:
    """Several charts stand in one page: their inner identifiers must not meet."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name == "id":
                element.set("id", f"{prefix}-{element.get('id')}")
            elif isinstance(value, str) and "url(#" in value:
                element.set(name, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))
