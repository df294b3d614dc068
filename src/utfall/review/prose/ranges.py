"""Figures that are impossible by what they measure: a share above all, a mark outside its scale."""

import re
from collections.abc import Iterator
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.domain.unit import PERCENT
from utfall.locale import mark as _
from utfall.review.languages import Language, Role
from utfall.review.prose.mentions import Mention
from utfall.review.prose.reading import Reading, where
from utfall.review.tables.grid import Place

OUTSIDE_SHARE = _("{printed} kan inte vara en andel: en del av något är mellan 0 och 100 %.")
OUTSIDE_SCALE = _("{printed} ligger utanför skalan, som går från {low} till {high}.")
_ALL = Decimal(100)
_STEEPEST = Decimal(10)
"""No scale of likelihood or consequence that is in use has more steps."""
_FEWEST_MARKS = 2
_CHANGES = (Role.CHANGE, Role.VARIANCE, Role.FORECAST_VARIANCE)
_FAR = 60


def findings(reading: Reading) -> Iterator[Finding]:
    """A question for each figure outside what its own words say that it can be."""
    for table in reading.context.tables:
        marks = [column for column in table.columns if reading.language.cues.assessed.search(column.label)]
        assessed = {column.index for column in marks} if len(marks) >= _FEWEST_MARKS else set()
        for place in table.places.values():
            yield from _cell(place, reading.language, assessed=place.column.index in assessed)
    for mention in reading.mentions:
        yield from _told(mention, reading.language)


def _cell(place: Place, language: Language, *, assessed: bool) -> Iterator[Finding]:
    """A figure in a table, by its label and header."""
    value, label = place.number.value, f"{place.row.label} {place.column.label}"
    if value is None or not place.number.certain or place.role in _CHANGES:
        return
    scale = _scale(label, language) if place.unit is None or place.unit != PERCENT else None
    if place.unit == PERCENT and _is_part(label, language) and not 0 <= value <= _ALL:
        yield _finding(OUTSIDE_SHARE, place.number.printed, place.number.place or label, place.path)
    elif assessed and place.unit is None and not 1 <= value <= _STEEPEST:
        yield _scaled(place.number.printed, place.number.place or label, place.path, (Decimal(1), _STEEPEST))
    elif scale is not None and not scale[0] <= value <= scale[1]:
        yield _scaled(place.number.printed, place.number.place or label, place.path, scale)


def _is_part(label: str, language: Language) -> bool:
    """Whether the label is of a part of a whole; spent of a budget may be more than all of it."""
    return bool(language.cues.proportion.search(label)) and not language.cues.against_budget.search(label)


def _scale(text: str, language: Language) -> tuple[Decimal, Decimal] | None:
    """The ends of the scale that the text names; from nought where it names only the upper end."""
    found = language.cues.scale.search(text)
    if not found:
        return None
    ends = found.groupdict()
    top = ends.get("top") or ends.get("steps")
    return Decimal(ends.get("low") or 0), Decimal(top or 0)


def _told(mention: Mention, language: Language) -> Iterator[Finding]:
    """A figure in running text, by the words next to it."""
    if mention.is_share and mention.unit == PERCENT:
        if not 0 <= mention.value <= _ALL and _is_told_part(mention, language):
            yield _finding(OUTSIDE_SHARE, mention.printed, where(mention.passage), mention.path)
        return
    if mention.unit is None:
        scale = _scale_behind(mention, language)
        if scale is not None and not scale[0] <= mention.value <= scale[1]:
            yield _scaled(mention.printed, where(mention.passage), mention.path, scale)


def _is_told_part(mention: Mention, language: Language) -> bool:
    """Whether the words say of whom or what the figure is a share, and not that it has grown by so much."""
    cues = language.cues
    text = mention.passage.text
    before = text[max(mention.sentence.start, mention.figure.start - _FAR) : mention.figure.start]
    after = text[mention.figure.end : mention.sentence.end]
    if mention.change or mention.role in _CHANGES or cues.up.search(before) or cues.down.search(before):
        return False
    return bool(cues.share_of.match(after)) or _is_part(mention.before, language)


def _scale_behind(mention: Mention, language: Language) -> tuple[Decimal, Decimal] | None:
    """The scale that stands right behind the figure: `7,65 (skala 1–10)`, `4,3 på en 5-gradig skala`."""
    rest = mention.passage.text[mention.figure.end : mention.sentence.end]
    found = language.cues.scale.search(rest)
    if not found or re.search(r"\d|\w+\s+\w+\s+\w+", rest[: found.start()]):
        return None
    return _scale(found[0], language)


def _scaled(printed: str, place: str, path: str, scale: tuple[Decimal, Decimal]) -> Finding:
    ends: dict[str, str | int | bool | tuple[str, ...]] = {
        "printed": printed, "low": str(scale[0]), "high": str(scale[1]),
    }  # fmt: skip
    return Finding("prose.range", Severity.QUESTION, place, OUTSIDE_SCALE, ends, (path,))


def _finding(message: str, printed: str, place: str, path: str) -> Finding:
    return Finding("prose.range", Severity.QUESTION, place, message, {"printed": printed}, (path,))
