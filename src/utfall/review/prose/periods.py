"""Times that do not fit: one occasion named twice, two target years for one value, results of another period."""

import re
from collections.abc import Iterator

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.languages import Language
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.reading import Reading, where

_BREAK = re.compile(r"[;:.(\n]")
_TARGET_YEAR = re.compile(r"\s*[*_]*(?P<year>20\d\d):\s")
_YEAR = re.compile(r"(?<![\d–-])20\d\d(?![\d–-])")


def findings(reading: Reading) -> Iterator[Finding]:
    """Enumerations that name an occasion twice, and targets with two years."""
    for passage in reading.passages:
        yield from _named_twice(passage, reading.language)
        yield from _two_target_years(passage, reading.language)
    yield from _lead_in(reading)


def _named_twice(passage: Passage, language: Language) -> Iterator[Finding]:
    cues = language.cues
    for stretch in _BREAK.split(passage.text):
        joins = list(cues.joins.finditer(stretch))
        if "," not in stretch or not joins:
            continue
        items = [item.strip() for item in re.split(r",|" + cues.joins.pattern, stretch, flags=re.IGNORECASE)]
        ends = re.compile(rf"(?<!\w)(?:{cues.occasion.pattern})$", re.IGNORECASE)
        occasions = [" ".join(m[0].lower().split()) for item in items if (m := ends.search(item))]
        twice = next((item for item in occasions if occasions.count(item) > 1), None)
        if len(occasions) >= 2 and twice is not None:
            yield Finding(
                "prose.occasion-twice", Severity.ERROR, where(passage),
                _("”{text}” räknar upp {occasion} två gånger. Vilket tillfälle saknas?"),
                {"text": stretch.strip(), "occasion": twice}, _spots(passage),
            )  # fmt: skip


def _spots(passage: Passage) -> tuple[str, ...]:
    return (passage.path if passage.row < 0 else f"{passage.path}.0",)


def _two_target_years(passage: Passage, language: Language) -> Iterator[Finding]:
    """`2030: … ökar med 50 % 2025:` gives one value two years; a year that is compared with is no target."""
    first = _TARGET_YEAR.match(passage.text)
    if not first or passage.kind is PassageKind.HEADING:
        return
    end = passage.text.find(":", first.end())
    label = passage.text[first.end() : end if end > 0 else len(passage.text)]
    figures = [f for f in passage.figures if first.end() <= f.start < first.end() + len(label)]
    years = [
        match[0] for match in _YEAR.finditer(label)
        if match[0] != first["year"] and not language.cues.compares.search(label[max(0, match.start() - 24) : match.start()])
    ]  # fmt: skip
    if len(figures) == 1 and len(years) == 1 and years[0] > str(int(first["year"]) - 10):
        yield Finding(
            "prose.target-years", Severity.ERROR, where(passage),
            _("Målet har två målår, {first} och {second}, men bara ett värde, {value}."),
            {"first": first["year"], "second": years[0], "value": figures[0].number.printed},
            (figures[0].path,),
        )  # fmt: skip


def _lead_in(reading: Reading) -> Iterator[Finding]:
    """A paragraph that introduces results up to one time, before items that say another."""
    for before, after in zip(reading.passages, reading.passages[1:], strict=False):
        if (
            before.kind is not PassageKind.TEXT
            or not before.text.rstrip(" *").endswith(":")
            or "/i" not in after.path
        ):
            continue
        said = _windows(before.text, reading.language)
        if not said:
            continue
        block = after.path.split("/i")[0]
        items = [p for p in reading.passages[after.order - 1 :][:12] if p.path.startswith(f"{block}/i")]
        other = [p for p in items if (told := _windows(p.text, reading.language)) and not told & said]
        if other:
            yield Finding(
                "prose.lead-in-period", Severity.QUESTION, where(before),
                _("Inledningen gäller en annan tid än {count} av punkterna under den."),
                {"count": len(other)}, (before.path, other[0].path),
            )  # fmt: skip


def _windows(text: str, language: Language) -> frozenset[str]:
    return frozenset(
        t for t in language.period_tokens(text) if t.startswith(("half-year", "interim", "quarter"))
    )
