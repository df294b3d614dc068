"""Text that stands twice in a document and has drifted apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.prose.copies import Copy
from utfall.review.prose.passages import Passage, PassageKind, Sentence
from utfall.review.prose.reading import Reading, where
from utfall.review.prose.repeated import siblings

_RUN = 3
_GAP = 4
_WORDS = re.compile(r"[^\W_]+")
_SHOWN = 6


def findings(reading: Reading) -> Iterator[Finding]:
    """One finding for each stretch of three passages or more that stands twice with other words in it."""
    pairs: dict[tuple[int, int], list[Copy]] = defaultdict(list)
    for copy in reading.copies:
        one, two = copy.first.passage, copy.second.passage
        text = PassageKind.CELL not in (one.kind, two.kind)
        if text and not siblings(one.section, two.section):
            pairs[one.order, two.order].append(copy)
    inside: set[tuple[int, int]] = set()
    for run in _runs(sorted(pairs)):
        inside.update(run)
        found = [copy for at in run for copy in pairs[at]]
        differing = [copy for copy in found if _differ(copy)]
        if differing:
            yield _section(found, differing)
    bodies = reading.language.cues.institutions
    yield from _terms([copy for at, group in pairs.items() if at not in inside for copy in group], bodies)


def _runs(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs that follow each other in both copies, three or more."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        fitting = next(
            (run for run in runs if 0 < pair[0] - run[-1][0] <= _GAP and 0 < pair[1] - run[-1][1] <= _GAP),
            None,
        )
        if fitting is not None:
            fitting.append(pair)
        else:
            runs.append([pair])
    return [run for run in runs if len(run) >= _RUN]


def _words(sentence: Sentence) -> list[str]:
    return [word.lower() for word in _WORDS.findall(sentence.text)]


def _differ(copy: Copy) -> bool:
    return _words(copy.first) != _words(copy.second)


def _difference(copy: Copy) -> str:
    """The words that only one of the two has, as `enhetens / enheternas`."""
    one, two = Counter(_words(copy.first)), Counter(_words(copy.second))
    return " / ".join(" ".join(list((a - b).elements())[:4]) or "–" for a, b in ((one, two), (two, one)))


def _section(found: list[Copy], differing: list[Copy]) -> Finding:
    first, last = found[0], found[-1]
    return Finding(
        "prose.duplicate-section", Severity.ERROR, f"{_span(first.first.passage, last.first.passage)}",
        _("Avsnittet står två gånger, också vid {other}, men texterna har glidit isär på {count} ställen: "
          "{differences}. Håll texten på ett ställe."),
        {
            "other": _span(first.second.passage, last.second.passage),
            "count": len(differing),
            "differences": tuple(dict.fromkeys(_difference(copy) for copy in differing[:_SHOWN])),
        },
        tuple(dict.fromkeys(p.path for copy in differing for p in (copy.first.passage, copy.second.passage))),
    )  # fmt: skip


def _span(first: Passage, last: Passage) -> str:
    begins, ends = where(first), last.place
    return f"{begins} till {ends}" if ends and ends != first.place else begins


def _terms(single: list[Copy], bodies: tuple[tuple[str, ...], ...]) -> Iterator[Finding]:
    """A lone sentence that stands twice with one word of another kind: `koncern…` against `kommun…`."""
    seen: set[tuple[str, str]] = set()
    for copy in single:
        one, two = Counter(_words(copy.first)), Counter(_words(copy.second))
        only, other = list((one - two).elements()), list((two - one).elements())
        if len(only) != 1 or len(other) != 1 or (only[0], other[0]) in seen:
            continue
        # Two names of one body are reported once, for the whole document.
        names = any(only[0].endswith(group) and other[0].endswith(group) for group in bodies)
        if names or not _two_terms(only[0], other[0]):
            continue
        seen.add((only[0], other[0]))
        yield Finding(
            "prose.duplicate-term", Severity.QUESTION, where(copy.first.passage),
            _("Samma mening står på två ställen, med ”{first}” här och ”{second}” vid {other}. Vilket gäller?"),
            {"first": only[0], "second": other[0], "other": where(copy.second.passage)},
            (copy.first.passage.path, copy.second.passage.path),
        )  # fmt: skip


def _two_terms(one: str, two: str) -> bool:
    """Whether two words are compounds with one part in common, and not forms of one word."""
    if min(len(one), len(two)) < 8 or one.isdigit() or two.isdigit():
        return False
    tail = next((n for n in range(min(len(one), len(two)), 0, -1) if one[-n:] == two[-n:]), 0)
    head = next((n for n in range(min(len(one), len(two)), 0, -1) if one[:n] == two[:n]), 0)
    return (tail >= 5 and head <= 3) or (head >= 4 and min(len(one), len(two)) - head >= 6 and tail < 5)
