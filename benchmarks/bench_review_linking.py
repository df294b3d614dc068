"""Figures in running text tied to the right row of a table: our linker beside two simpler ones, on the seed report.

The truth is the hand-made list of relations between text and table in ../shared/seed/facts.json. "Value" takes the
first cell that prints the same figure, as tie-out tools do; "words" the row that shares most words with the sentence.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from utfall.documents.model import Document
from utfall.documents.read.text import read
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.prose.layer import check
from utfall.review.prose.mentions import Mention
from utfall.review.prose.reading import Reading
from utfall.review.tables.grid import Place

SEED = Path(__file__).parent.parent.parent / "shared" / "seed"
COPIES = 20
PAGES = 23
LOOK = 5


@dataclass(frozen=True)
class Truth:
    """A figure in the text by line and value, and the row that it is in by line."""

    line: int
    value: Decimal
    row: int


def truths() -> Iterator[Truth]:
    """The relations P… of the facts that tie one figure in the text to one cell."""
    facts = json.loads((SEED / "facts.json").read_text(encoding="utf-8"), parse_float=Decimal)
    rows = {
        cell["ref"]: row["line"] for table in facts["tables"] for row in table["rows"] for cell in row["cells"].values()
        if "ref" in cell
    }  # fmt: skip
    mentions = {mention["id"]: mention for mention in facts["numeric_mentions"]}
    for relation in facts["relations"]:
        match relation:
            case {"id": str(number), "lhs": str(left), "expr": ["add", str(cell)]} if number.startswith("P"):
                if left in mentions and cell in rows:
                    yield Truth(mentions[left]["line"], Decimal(mentions[left]["value"]), rows[cell])


def line_of(place: str) -> int:
    """The line in a place in words, `rad 510`; 0 where there is none."""
    return int(place.removeprefix("rad ")) if place.startswith("rad ") else 0


def paired(reading: Reading) -> Iterator[tuple[Mention, Truth]]:
    """The mentions with their truth; a paragraph over a page break begins some lines before."""
    left = list(truths())
    for mention in reading.mentions:
        line = line_of(mention.passage.place)
        found = next((t for t in left if t.value == mention.value and line <= t.line < line + LOOK), None)
        if found is not None:
            left.remove(found)
            yield mention, found


def right(place: Place | None, truth: Truth, places: dict[int, list[Place]]) -> bool:
    """Whether the cell is in the row, or prints the same figure in the same table as one of the row's."""
    if place is None:
        return False
    if line_of(place.number.place) == truth.row:
        return True
    return any(
        p.table == place.table and p.column == place.column and p.number.value == place.number.value
        for p in places.get(truth.row, ())
    )


def by_value(reading: Reading) -> Callable[[Mention], Place | None]:
    """The first cell with the same figure."""
    cells = list(reading.context.places.values())
    return lambda m: next((p for p in cells if p.number.value == m.value), None)


def by_words(reading: Reading) -> Callable[[Mention], Place | None]:
    """A cell of the row that shares most stems with the sentence."""
    cells = list(reading.context.places.values())

    def choose(mention: Mention) -> Place | None:
        stems = frozenset(reading.language.words(mention.sentence.text))
        return max(cells, key=lambda p: len(stems & set(p.row.words)), default=None)

    return choose


def repeated(document: Document) -> Document:
    """The report many times over, as long as an annual report."""
    return replace(document, blocks=document.blocks * COPIES, origins={})


def main() -> None:
    """Print how often each linker names the right row, and what a page costs."""
    if not SEED.is_dir():
        print("The seed report is not here.")
        return
    document = read((SEED / "report.txt").read_bytes(), name="report.txt").document
    assert document is not None
    reading = Reading(Context(document, language("sv")))
    pairs = list(paired(reading))
    places: dict[int, list[Place]] = {}
    for place in reading.context.places.values():
        places.setdefault(line_of(place.number.place), []).append(place)
    links = reading.linker.links
    ways: dict[str, Callable[[Mention], Place | None]] = {
        "value": by_value(reading),
        "words": by_words(reading),
        "linker": lambda m: links[m.path].place if m.path in links else None,
    }
    print(f"{len(pairs)} hand-linked figures")
    for name, choose in ways.items():
        hits = sum(right(choose(mention), truth, places) for mention, truth in pairs)
        print(f"  {name:8} right row {hits}/{len(pairs)} = {hits / len(pairs):.2f}")
    seconds = {}
    for name, text, pages in (("seed", document, PAGES), ("long", repeated(document), PAGES * COPIES)):
        context = Context(text, language("sv"))
        start = time.perf_counter()
        check(context)
        seconds[name] = (time.perf_counter() - start) / pages
        print(f"  {name:8} {seconds[name] * 1000:.1f} ms a page, {pages} pages")
    print(f"  a page of the long report costs {seconds['long'] / seconds['seed']:.1f} times one of the short")


if __name__ == "__main__":
    main()
