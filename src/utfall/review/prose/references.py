"""References by name to goals, risks, focuses and units that the document does not have."""

import re
from collections import defaultdict
from collections.abc import Iterator

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.reading import Reading, spot, where

_NEAR = 0.5
_DASH = re.compile(r"\s[-–—]\s")


def findings(reading: Reading) -> Iterator[Finding]:
    """Names after `inriktningen:` and the like that are the title of nothing, where other such names are."""
    titles = _titles(reading)
    by_kind: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for passage in reading.passages:
        for match in reading.language.cues.reference.finditer(passage.text):
            by_kind[match["kind"].lower()].append((_clean(match["name"]), passage))
    for group in by_kind.values():
        found = [name for name, _passage in group if _normal(name) in titles]
        for name, passage in group:
            if not found or _normal(name) in titles:
                continue
            near = _nearest(name, titles, reading)
            if near:
                yield Finding(
                    "names.reference", Severity.ERROR, where(passage),
                    _("”{name}” finns inte i dokumentet. Menas ”{near}” ({place})?"),
                    {"name": name, "near": near[0], "place": where(near[1])}, (spot(passage), spot(near[1])),
                )  # fmt: skip
            else:
                yield Finding(
                    "names.reference", Severity.QUESTION, where(passage),
                    _("”{name}” nämns här men har ingen rubrik eller rad i dokumentet."),
                    {"name": name}, (spot(passage),),
                )  # fmt: skip


def _titles(reading: Reading) -> dict[str, tuple[str, Passage]]:
    """Headings, short lines and labels by their words; the part after a dash counts too."""
    found: dict[str, tuple[str, Passage]] = {}
    for passage in reading.passages:
        if not (passage.is_title or passage.kind is PassageKind.CELL):
            continue
        for name in (passage.text, *_DASH.split(passage.text)[1:]):
            found.setdefault(_normal(name), (_clean(name), passage))
    return found


def _nearest(
    name: str, titles: dict[str, tuple[str, Passage]], reading: Reading
) -> tuple[str, Passage] | None:
    stems = frozenset(reading.language.words(name))
    best: tuple[float, str, Passage] | None = None
    for _words, (title, passage) in titles.items():
        other = frozenset(reading.language.words(title))
        if stems and other:
            alike = len(stems & other) / len(stems | other)
            if alike >= _NEAR and (best is None or alike > best[0]):
                best = (alike, title, passage)
    return (best[1], best[2]) if best else None


def _clean(text: str) -> str:
    return text.strip(' .*:”“"')


def _normal(text: str) -> str:
    return " ".join(_clean(text).lower().split())
