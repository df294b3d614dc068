"""The rows of all tables, found by the words of their labels."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from utfall.review.languages import Language
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.tables.grid import Line, Place, TableView

_KEY = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,}) (?P<number>\d{1,3})(?![.,]?\d|\s?%)")
WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"(?<![^\W_])[A-ZÅÄÖ]{2,6}(?![^\W_])")
_COMPOUND, _HEAD = 0.8, 0.5
_SHORTEST_PART = 4
_MOST_ROWS = 40
_KEYED = 1_000_000
Key = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A row of a table with figures: its label's telling stems, its numbered key, and what stands in it.

    `content` are the stems of the label that tell it from other rows; `bottom` marks a result or a total without
    any. `context` are the stems of the table's caption, headings and introduction. `object` are the stems after
    `inkl` or `exkl` in the label.
    """

    table: TableView
    line: Line
    content: tuple[str, ...]
    raw: frozenset[str]
    keys: frozenset[Key]
    bottom: bool
    including: frozenset[str]
    excluding: frozenset[str]
    context: frozenset[str]
    section: str
    order: int

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Its figures, from left to right."""
        return tuple(self.table.places[at] for at in sorted(self.table.places) if at[0] == self.line.index)


def content(text: str, language: Language) -> tuple[str, ...]:
    """The stems that tell one thing from another: no words that any sentence about results may have."""
    return tuple(stem for stem in language.words(text) if stem not in language.generic and len(stem) > 1)


def acronyms(text: str) -> frozenset[str]:
    """Short names in capitals, in lower case."""
    return frozenset(found.lower() for found in _ACRONYM.findall(text))


def keys(text: str, language: Language) -> frozenset[Key]:
    """Numbered names in a text: (`områd`, `4`)."""
    return frozenset(
        (language.stem(match["word"]), match["number"]) for match in _KEY.finditer(text)
        if match["word"].lower() not in language.stop_words and not language.period_tokens(match[0])
    )  # fmt: skip


class RowIndex:
    """All rows by the stems of their labels; how rare a stem is says how much it tells."""

    def __init__(
        self, tables: Iterable[TableView], passages: tuple[Passage, ...], language: Language
    ) -> None:
        self._language = language
        around = _Around(passages)
        self.rows = tuple(row for table in tables for row in _rows(table, around, language))
        counts = Counter(stem for row in self.rows for stem in set(row.content))
        self._total = len(self.rows)
        self._weights: Mapping[str, float] = {
            stem: math.log(1 + self._total / count) for stem, count in counts.items()
        }
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for stem in set(row.content):
                self._by_stem[stem].append(number)
            for key in row.keys:
                self._by_key[key].append(number)
        for stem in self._by_stem:
            self._parts[stem[:_SHORTEST_PART]].append(stem)
        self.bottoms = tuple(row for row in self.rows if row.bottom)
        named = language.cues.bottom_line
        self._results = tuple(row for row in self.bottoms if named.search(row.line.label))[:_MOST_ROWS]
        self.parts = tuple(row for row in self.rows if row.raw and not row.content and not row.bottom)
        words: dict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            words[row.table.path] |= row.raw
        self.words_of: Mapping[str, frozenset[str]] = {path: frozenset(own) for path, own in words.items()}
        self._nearest: dict[int, tuple[Row, ...]] = {}
        self._matches: dict[str, tuple[tuple[str, float], ...]] = {}

    def weight(self, stem: str) -> float:
        """How much a stem of a label tells, in nats of rarity among rows; a stem of no label tells most."""
        return self._weights.get(stem, math.log(1 + self._total))

    def labels_in(self, stem: str) -> tuple[tuple[str, float], ...]:
        """The stems of labels that a word of the text can stand for, with how well.

        A label's word also matches a longer compound that it begins (`transport` in `transportenheten`), less well;
        a compound of the label matches its own head in the text, weakly.
        """
        known = self._matches.get(stem)
        if known is None:
            found = {stem: 1.0} if stem in self._by_stem else {}
            for part in self._parts.get(stem[:_SHORTEST_PART], ()):
                if part != stem and len(part) >= _SHORTEST_PART and stem.startswith(part):
                    found[part] = _COMPOUND
                elif part != stem and len(stem) >= _SHORTEST_PART and part.startswith(stem):
                    found[part] = _HEAD
            known = self._matches[stem] = tuple(found.items())
        return known

    def candidates(self, stems: Iterable[str], numbered: Iterable[Key]) -> list[Row]:
        """The rows that share a key or most of a label with the text, in reading order.

        Only the best are looked at: in a long report many rows share a word with any sentence.
        """
        found: Counter[int] = Counter()
        for key in numbered:
            found.update(dict.fromkeys(self._by_key.get(key, ()), _KEYED))
        for stem in sorted(set(stems)):
            for part, quality in self.labels_in(stem):
                share = round(self.weight(part) * quality * 1000)
                for number in self._by_stem[part]:
                    found[number] += share
        best = sorted(found, key=lambda number: (-found[number], number))[:_MOST_ROWS]
        return [self.rows[number] for number in sorted(best)]

    def bottoms_near(self, order: int) -> tuple[Row, ...]:
        """The bottom lines: those called a result wherever they stand, and of the others the nearest."""
        if len(self.bottoms) <= _MOST_ROWS:
            return self.bottoms
        known = self._nearest.get(order)
        if known is None:
            nearest = sorted(self.bottoms, key=lambda row: (abs(row.order - order), row.order))[:_MOST_ROWS]
            taken = set(map(id, nearest))
            known = (*nearest, *(row for row in self._results if id(row) not in taken))
            self._nearest[order] = known
        return known

    def cover(self, row: Row, stems: Iterable[str]) -> float:
        """How much of the label's telling words the text holds, 0 to 1, the rare ones counting more."""
        if not row.content:
            return 0.0
        best: dict[str, float] = {}
        for stem in stems:
            for part, quality in self.labels_in(stem):
                best[part] = max(best.get(part, 0.0), quality)
        total = sum(self.weight(stem) for stem in row.content)
        return sum(self.weight(stem) * best.get(stem, 0.0) for stem in row.content) / total

    def unexplained(self, row: Row, stems: Iterable[str]) -> tuple[str, ...]:
        """The telling words of the text that neither the label nor the table's surroundings account for."""
        return tuple(
            stem for stem in stems
            if stem not in row.context
            and not any(part in row.content or part in row.raw for part, _q in self.labels_in(stem))
            and stem not in row.raw
        )  # fmt: skip


def begins_with(text: str, row: Row, language: Language) -> str:
    """The first words of a text where they are the row's label with one other word; empty where they are not."""
    label = WORD.findall(row.line.label)
    words = list(WORD.finditer(text[:200]))[: len(label)]
    if len(label) < 3 or len(words) < len(label) or row.keys:
        return ""
    unlike = [i for i, (a, b) in enumerate(zip(words, label, strict=True)) if a[0].lower() != b.lower()]
    if len(unlike) != 1 or unlike[0] == 0:
        return ""
    one, two = words[unlike[0]][0], label[unlike[0]]
    return "" if language.stem(one) == language.stem(two) else text[words[0].start() : words[-1].end()]


class _Around:
    """The passages, found by the table that they begin and by their order."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.cells: dict[str, Passage] = {}
        self.by_order: dict[int, Passage] = {}
        for passage in passages:
            self.by_order.setdefault(passage.order, passage)
            if passage.kind is PassageKind.CELL:
                self.cells.setdefault(passage.block, passage)


def _rows(table: TableView, around: _Around, language: Language) -> Iterable[Row]:
    cell = around.cells.get(table.path)
    order = cell.order if cell else 0
    section = cell.section if cell else None
    context = frozenset(_context(table, order, around, language))
    last = table.rows[-1].index if table.rows else -1
    for line in table.rows:
        # The scale is the figure's unit, which running text need not repeat.
        telling = tuple(dict.fromkeys(content(language.cues.scale.sub(" ", line.label), language)))
        including = language.cues.including.search(line.label)
        excluding = language.cues.excluding.search(line.label)
        end = line.index == last and (line.total or not line.label.strip()) and len(table.rows) > 1
        yield Row(
            table=table, line=line, content=telling, raw=frozenset(language.words(line.label)),
            keys=keys(line.label, language), bottom=(line.total and not telling) or end,
            including=frozenset(language.words(line.label[including.end() :])) if including else frozenset(),
            excluding=frozenset(language.words(line.label[excluding.end() :])) if excluding else frozenset(),
            context=context, section=section.path if section else "", order=order,
        )  # fmt: skip


def _context(table: TableView, order: int, around: _Around, language: Language) -> Iterable[str]:
    """The stems around the table: caption, headers, headings above, and the paragraph before it."""
    yield from language.words(table.caption)
    for column in table.columns:
        yield from column.words
    first = around.by_order.get(order) if order else None
    if first is None:
        return
    for title in (*first.section.above[-1:], first.section.title):
        yield from acronyms(title)
    before = around.passages[first.order - 2] if first.order >= 2 else None
    if before is not None and before.kind is PassageKind.TEXT and before.section.path == first.section.path:
        yield from language.words(before.text)
        yield from acronyms(before.text)
