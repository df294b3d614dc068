"""What is drawn on a page: its characters with the few properties that words need, its lines and its pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.geometry import curve_to_edges, line_to_edge, rect_to_edges

from utfall.documents.read.pdf.instructions import Interpreter

Drawing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page's characters and edges as pdfplumber tells them, and how many pictures it has."""

    chars: list[Drawing]
    edges: list[Drawing]
    pictures: int


def drawn(source: PlumberPage) -> Drawn:
    """The page as drawn; raises whatever the parser raises in a damaged page."""
    device = PDFPageAggregator(source.pdf.rsrcmgr, pageno=source.page_number)
    Interpreter(source.pdf.rsrcmgr, device).process_page(source.page_obj)
    chars: list[Drawing] = []
    others: dict[str, list[Drawing]] = {"line": [], "rect": [], "curve": [], "image": []}
    left, top, height = float(source.mediabox[0]), float(source.mediabox[1]), source.height
    for item in _leaves(device.get_result()):
        if isinstance(item, LTChar) and isinstance(item.fontname, str):
            chars.append(_char(item, left, top, height))
            continue
        told = source.process_object(item)
        if told["object_type"] == "char":
            chars.append(told)
        else:
            others.setdefault(told["object_type"], []).append(told)
    edges = [line_to_edge(line) for line in others["line"]]
    edges += [edge for rect in others["rect"] for edge in rect_to_edges(rect)]
    edges += [edge for curve in others["curve"] for edge in curve_to_edges(curve)]
    return Drawn(chars, edges, len(others["image"]))


def _leaves(item: LTContainer[Any]) -> Iterator[LTItem]:
    for inner in item:
        if isinstance(inner, LTContainer):
            yield from _leaves(inner)
        else:
            yield inner


def _char(char: LTChar, left: float, top: float, height: float) -> Drawing:
    """A character with its place from the upper left corner; all else that pdfplumber tells of it is not asked for."""
    return {
        "text": char.get_text(),
        "x0": char.x0 + left if left else char.x0,
        "x1": char.x1 + left if left else char.x1,
        "top": (height - char.y1) + top,
        "bottom": (height - char.y0) + top,
        "y0": char.y0,
        "size": char.size,
        "matrix": char.matrix,
        "fontname": char.fontname,
    }
