"""What the typesetter is told beside the document: levels, identifiers, columns, captions, fixed words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from utfall.documents.model import (
    Chart,
    Document,
    IndicatorTable,
    Link,
    Paragraph,
    Table,
    plain,
    walk,
)
from utfall.documents.render import words
from utfall.documents.render.captions import chart_caption, chart_table, run_in, table_caption, tells_figures
from utfall.documents.render.chart import FONTS
from utfall.documents.render.columns import columns, head_rows, positions
from utfall.documents.render.json import inlines_as_json, table_as_json
from utfall.documents.render.outline import Outline

Json = dict[str, Any]

TEXT_WIDTH = 453.5
"""Points between the margins: A4 less 25 mm on each side."""
SIZE, SMALLEST = 9.0, 6.0
CHARACTER = 0.54
"""The width of a character in a table, in parts of the type size; half-bold digits and letters fit."""
LABEL = 14
"""Characters that the first column of words gets at least before the type is made smaller."""
WHOLE = 1300
"""A table of so few characters is never parted over two pages."""
MOST_ROWS = 16
"""Nor is one of so few rows, or a chart with so many below it."""
TALL = 1800
"""A row with a cell of so many characters may be parted: it might not fit on one page."""
UNKNOWN_DAY = (1970, 1, 1, 0, 0, 0)
"""PDF/A demands a date; a document that does not say when it was made gets one that is plainly none."""
_INKLESS = "\t\n\r\u00ad\u200b\u200c\u200d\u2028\u2029\ufeff"
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{2}))?", re.IGNORECASE)


def layout(document: Document, shape: Outline, *, chart_files: Mapping[str, str]) -> Json:
    """The layout by path, ready for `layout.json`; `chart_files` are the drawn charts' names by path."""
    nodes = list(walk(document))
    said: Json = {
        "title": words.title(document, shape.title),
        "title_path": shape.title_path,
        "made": list(_made(document)),
        "language": _language(document),
        "words": _words(document),
        "levels": dict(shape.levels),
        "ids": dict(shape.ids),
        "notes": dict(shape.notes),
        "marks": {note: marks[0] for note, marks in shape.marks.items()},
        "contents_path": next(iter(shape.contents), None),
        "outlined": [entry.path for entry in next(iter(shape.contents.values()), shape.entries)],
        "labels": {path: run_in(node.label) for path, node in nodes if isinstance(node, Paragraph)},
        "destinations": {
            node.target: shape.destination(node.target) for _path, node in nodes if isinstance(node, Link)
        },
        "linked": [path for path, node in nodes if isinstance(node, Link) and plain(node.inlines).strip()],
        "tables": {},
        "charts": {},
        "indicator_tables": {},
    }
    for path, node in nodes:
        match node:
            case Table():
                said["tables"][path] = _table(node, shape.numbers.get(path))
            case IndicatorTable():
                said["tables"][path] = _table(node.table, shape.numbers.get(path))
                said["indicator_tables"][path] = table_as_json(node.table)
            case Chart():
                table = chart_table(node, document.language)
                said["tables"][path] = _table(table, None, size=8.0)
                said["charts"][path] = {
                    "file": chart_files[path],
                    "number": shape.numbers[path],
                    "caption": inlines_as_json(chart_caption(node)),
                    "table": table_as_json(table),
                    "whole": len(table.rows) <= MOST_ROWS,
                }
            case _:
                pass
    said["lacking"] = lacking(document, said["title"])
    return said


def _made(document: Document) -> tuple[int, ...]:
    """Year to second, in UTC."""
    moment = words.moment(document)
    return moment.timetuple()[:6] if moment else UNKNOWN_DAY


def _language(document: Document) -> Json:
    found = _LANGUAGE.match(words.tag(document.language))
    lang, region = found.groups() if found else ("sv", None)
    return {"lang": lang.lower(), "region": region.upper() if region else None}


def _words(document: Document) -> Json:
    language = document.language
    page = words.say(words.PAGE, language, page="\n", pages="\n").split("\n")
    return {
        "page": page,
        "table": words.say(words.TABLE, language),
        "chart": words.say(words.CHART, language),
        "made": words.made(document),
        "attached": words.say(words.ATTACHED, language),
    }


def _table(table: Table, number: int | None, *, size: float = SIZE) -> Json:
    """Column widths in points, so that numbers never wrap and words get what is left."""
    set_as = columns(table)
    gap = 5.0 if len(set_as) < 8 else 3.5
    room = TEXT_WIDTH - 2 * gap * max(len(set_as) - 1, 0)
    fixed = sum(column.natural for column in set_as if column.weight is None)
    worded = sum(max(column.natural, LABEL) for column in set_as if column.weight is not None)
    needed = (fixed + worded) * CHARACTER * size
    size = max(size * min(room / needed, 1.0), SMALLEST) if needed else size
    # Where even the smallest type is too wide, the columns share what there is and words are broken.
    squeeze = min(room / (max(fixed + worded, 1) * CHARACTER * size), 1.0)
    widths = []
    for x, column in enumerate(set_as):
        gaps = gap * ((x > 0) + (x < len(set_as) - 1))
        widths.append(
            {
                "numeric": column.numeric,
                "weight": column.weight,
                "width": round(column.natural * CHARACTER * size * squeeze + gaps, 2),
            }
        )
    caption = table_caption(table)
    letters = sum(len(plain(cell.inlines)) for row in table.rows for cell in row.cells)
    return {
        "columns": widths,
        "gap": gap,
        "size": round(size, 2),
        "head": head_rows(table),
        "rows": _rows(table),
        "whole": letters <= WHOLE and len(table.rows) <= MOST_ROWS,
        "number": number,
        "captioned": bool(plain(caption).strip()),
        "told": tells_figures(caption),
        "caption": inlines_as_json(caption),
    }


def _rows(table: Table) -> list[Json]:
    return [
        {
            "y": y,
            "kind": row.kind.value,
            "tall": any(len(plain(place.cell.inlines)) > TALL for place in places),
            "places": [{"x": place.x, "across": place.across, "down": place.down} for place in places],
        }
        for y, (row, places) in enumerate(zip(table.rows, positions(table), strict=True))
    ]


def lacking(document: Document, title: str) -> list[str]:
    """The characters that the font lacks, in order; blanks and marks without ink are no lack."""
    used = set(title + document.organisation).union(*_strings(document.blocks))
    return sorted(c for c in used if ord(c) not in _coverage() and c not in _INKLESS)


def _strings(value: object) -> Iterator[str]:
    """Every text in a value and below it."""
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _strings(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _strings(getattr(value, field.name))
        case _:
            return


@cache
def _coverage() -> frozenset[int]:
    """The code points that the font can show."""
    lines = (FONTS / "coverage.txt").read_text("ascii").split()
    runs = (line.split("-") for line in lines)
    return frozenset(point for first, last in runs for point in range(int(first, 16), int(last, 16) + 1))
