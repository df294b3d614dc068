"""One thing under two labels: a heading, a row or an item that is called otherwise elsewhere."""

from collections import defaultdict
from collections.abc import Iterator

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.prose.linking import Link
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.reading import Reading, spot, where
from utfall.review.prose.rows import begins_with

_BODY = 5
_SHARED = 2


def findings(reading: Reading) -> Iterator[Finding]:
    """Rows and titles with a second name."""
    yield from _rows(reading)
    yield from _titles(reading)


def _rows(reading: Reading) -> Iterator[Finding]:
    """A paragraph that begins with a row's label but for one word, and gives the row's own figures."""
    links: dict[tuple[str, str, int], list[Link]] = defaultdict(list)
    for link in reading.linker.links.values():
        if link.comparison.agrees:
            passage = link.mention.passage
            links[passage.path, link.row.table.path, link.row.line.index].append(link)
    for group in links.values():
        passage, row = group[0].mention.passage, group[0].row
        other = begins_with(passage.text, row, reading.language)
        if other and len({link.place.path for link in group}) >= _SHARED:
            yield Finding(
                "names.label", Severity.ERROR, where(passage),
                _("”{text}” i texten heter ”{label}” i tabellen; siffrorna är desamma. Använd ett namn."),
                {"text": other, "label": row.line.label.strip()},
                (spot(passage), group[0].place.path),
            )  # fmt: skip


def _titles(reading: Reading) -> Iterator[Finding]:
    """Two titles that share all but one word, and under which the same sentence stands."""
    title_of = _titled(reading)
    seen: set[frozenset[str]] = set()
    for copy in reading.copies:
        one, two = title_of.get(copy.first.passage.path), title_of.get(copy.second.passage.path)
        if one is None or two is None or not _two_names(one, two, reading):
            continue
        pair = frozenset((_normal(one.text), _normal(two.text)))
        if pair in seen:
            continue
        seen.add(pair)
        yield Finding(
            "names.label", Severity.ERROR, where(two),
            _("”{second}” ser ut att vara detsamma som ”{first}” ({place}): samma mening står under båda. "
              "Använd ett namn."),
            {"first": _clean(one.text), "second": _clean(two.text), "place": where(one)},
            (spot(two), spot(one)),
        )  # fmt: skip


def _titled(reading: Reading) -> dict[str, Passage]:
    """The nearest title above each passage of running text, at most a few passages up."""
    found: dict[str, Passage] = {}
    title: Passage | None = None
    for passage in reading.passages:
        if passage.kind is not PassageKind.CELL and passage.is_title:
            title = passage
        elif title is not None and passage.order - title.order <= _BODY * 4:
            found[passage.path] = title
    return found


def _two_names(one: Passage, two: Passage, reading: Reading) -> bool:
    a, b = frozenset(reading.stems[one.path]), frozenset(reading.stems[two.path])
    return len(a & b) >= _SHARED and len(a - b) == 1 == len(b - a)


def _clean(text: str) -> str:
    return text.strip(" .*:")


def _normal(text: str) -> str:
    return " ".join(_clean(text).lower().split())
