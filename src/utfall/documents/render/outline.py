"""How a document hangs together: heading levels, identifiers, links and notes, the same in every form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from utfall.documents.model import (
    Appendix,
    Chart,
    Contents,
    Cover,
    Document,
    Footnote,
    FootnoteMark,
    Heading,
    IndicatorTable,
    Inlines,
    Link,
    Node,
    RiskCard,
    Table,
    plain,
    walk,
)

DEEPEST = 6
"""HTML and PDF know six levels of headings."""
_UNFIT = re.compile(r"[^\w.-]+")
_WEB = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the list of contents; `level` 1 is a chapter."""

    level: int
    inlines: Inlines
    path: str
    id: str

    @property
    def text(self) -> str:
        """The heading as plain words."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True)
class Outline:
    """The levels, identifiers and connections of a document, by path (`documents.model.walk`).

    A heading without words has no level: it is only a place to link to.

    `title_path` is the heading or cover that is the document's title; None where the form must print
    `Document.title` itself. `levels` begin with 2 for a chapter and never jump, whatever the document says.
    `ids` are unique and without blanks. `notes` leads from a mark to its note, `marks` back to all its marks.
    `numbers` count the captioned tables and the charts, each kind from 1; the values of a risk card are no table
    of their own to the reader.
    """

    title: str
    title_path: str | None
    levels: Mapping[str, int]
    ids: Mapping[str, str]
    targets: Mapping[str, str]
    notes: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    entries: tuple[Entry, ...]
    contents: Mapping[str, tuple[Entry, ...]]

    def destination(self, target: str) -> str | None:
        """Where a link may lead: `#id` in this document or a web address; None for anything else.

        A form then prints the words without a link: a foreign document may hold targets that run programs.
        """
        if target.startswith("#"):
            known = self.targets.get(target[1:])
            return f"#{known}" if known else None
        return target if _WEB.fullmatch(target) else None


def outline(document: Document) -> Outline:
    """The document's outline."""
    nodes = dict(walk(document))
    title, title_path = _title(document, nodes)
    levels = _levels(nodes, title_path)
    ids, targets = _ids(nodes)
    notes = dict(_notes(nodes))
    marks: dict[str, tuple[str, ...]] = {}
    for mark, note in notes.items():
        marks[note] = (*marks.get(note, ()), mark)
    entries = tuple(
        Entry(level - 1, _words(nodes[path]), path, ids[path]) for path, level in levels.items() if level > 1
    )
    contents = dict(_contents(nodes, entries))
    numbers = dict(_numbers(nodes))
    return Outline(title, title_path, levels, ids, targets, notes, marks, numbers, entries, contents)


def _numbers(nodes: Mapping[str, Node]) -> Iterator[tuple[str, int]]:
    tables = charts = 0
    for path, node in nodes.items():
        match node:
            case Table() | IndicatorTable() if plain(node.caption).strip():
                if not isinstance(nodes.get(path.rpartition("/")[0]), RiskCard) or not path.endswith("/v"):
                    tables += 1
                    yield path, tables
            case Chart():
                charts += 1
                yield path, charts
            case _:
                pass


def _title(document: Document, nodes: Mapping[str, Node]) -> tuple[str, str | None]:
    """The only heading of level 1 if no other precedes it, else a cover that none precedes, else the title."""
    headings = [path for path, node in nodes.items() if _level(node) is not None]
    first = [path for path in headings if _level(nodes[path]) == 1]
    if len(first) == 1 and headings[0] == first[0] and "/" not in first[0]:
        return plain(_words(nodes[first[0]])).strip(), first[0]
    for path, node in nodes.items():
        if path in headings:
            break
        if isinstance(node, Cover) and "/" not in path and node.title.strip():
            return node.title, path
    return document.title, None


def _level(node: Node) -> int | None:
    """The level that the document itself gives a heading; None for one without words, which heads nothing."""
    if not plain(_words(node)).strip():
        return None
    match node:
        case Heading():
            return node.level
        case RiskCard():
            return node.level
        case Appendix():
            return 2
        case _:
            return None


def _words(node: Node) -> Inlines:
    match node:
        case Heading():
            return node.inlines
        case RiskCard() | Appendix():
            return node.title
        case _:
            return ()


def _levels(nodes: Mapping[str, Node], title_path: str | None) -> dict[str, int]:
    """Levels without jumps: a heading is one below the nearest earlier heading that the document sets higher.

    What stands inside an appendix or a risk card is below its title.
    """
    levels: dict[str, int] = {}
    opened = [_Open(1, 1, "", own_blocks=True)]
    for path, node in nodes.items():
        if path == title_path:
            if not isinstance(node, Cover):
                levels[path] = 1
            continue
        wanted = _level(node)
        if wanted is None:
            continue
        while len(opened) > 1 and opened[-1].ends_before(path, wanted):
            opened.pop()
        levels[path] = min(opened[-1].level + 1, DEEPEST)
        own_blocks = not isinstance(node, Heading)
        governs = f"{path}/" if own_blocks else path[: path.rfind("/") + 1]
        opened.append(_Open(wanted, levels[path], governs, own_blocks=own_blocks))
    return levels


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading under which others may stand: those whose path begins with `governs`."""

    wanted: int
    level: int
    governs: str
    own_blocks: bool

    def ends_before(self, path: str, wanted: int) -> bool:
        return not path.startswith(self.governs) or (not self.own_blocks and self.wanted >= wanted)


def _ids(nodes: Mapping[str, Node]) -> tuple[dict[str, str], dict[str, str]]:
    """Identifiers by path, and by anchor; where two nodes share an anchor, links lead to the first."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}
    used: set[str] = set()
    for path, node in nodes.items():
        anchor = _anchor(node)
        if anchor is None:
            continue
        wanted = _UNFIT.sub("-", anchor).strip("-") or "del-" + path.replace("/", "-").replace(".", "-")
        unique, number = wanted, 1
        while unique in used:
            number += 1
            unique = f"{wanted}-{number}"
        used.add(unique)
        ids[path] = unique
        if anchor:
            targets.setdefault(anchor, unique)
    return ids, targets


def _anchor(node: Node) -> str | None:
    """The anchor of a node that can be pointed at, empty where it has none of its own."""
    match node:
        case Heading() | Table() | Chart() | IndicatorTable() | RiskCard() | Appendix():
            return node.anchor
        case Footnote() | FootnoteMark():
            return ""
        case _:
            return None


def _notes(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Each mark with its note: one of its own table, else the next in the text, else the last before it."""
    order = {path: number for number, path in enumerate(nodes)}
    notes = [(path, node.label) for path, node in nodes.items() if isinstance(node, Footnote) and node.label]
    for path, node in nodes.items():
        # A mark inside a link cannot be a link itself, nor a place to come back to.
        if not isinstance(node, FootnoteMark) or _in_link(path, nodes):
            continue
        same = [note for note, label in notes if label == node.label]
        table = _table_around(path, nodes)
        own = [note for note in same if table and note.startswith(f"{table}/")]
        free = [note for note in same if not _table_around(note, nodes)]
        after = [note for note in free if order[note] > order[path]]
        for found in (own[:1], after[:1], free[-1:]):
            if found:
                yield path, found[0]
                break


def _in_link(path: str, nodes: Mapping[str, Node]) -> bool:
    while "/" in path:
        path = path.rpartition("/")[0]
        if isinstance(nodes[path], Link):
            return True
    return False


def _table_around(path: str, nodes: Mapping[str, Node]) -> str | None:
    while "/" in path:
        path = path.rpartition("/")[0]
        if isinstance(nodes[path], Table | IndicatorTable):
            return path
    return None


def _contents(
    nodes: Mapping[str, Node], entries: tuple[Entry, ...]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Each list of contents with its lines: what follows it, down to its number of levels below the title."""
    order = {path: number for number, path in enumerate(nodes)}
    for path, node in nodes.items():
        if isinstance(node, Contents):
            yield (
                path,
                tuple(
                    entry
                    for entry in entries
                    if order[entry.path] > order[path] and entry.level <= node.levels
                ),
            )
