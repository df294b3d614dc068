"""The difference between two texts, word by word, with figures compared as values and not as spellings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from utfall.locale import mark as _


class ChangeKind(StrEnum):
    """What happened to a stretch of words."""

    KEPT = "oförändrat"
    INSERTED = "tillagt"
    DELETED = "borttaget"

    @property
    def word(self) -> str:
        """The word that a reader who sees no colours is told, a message to be translated."""
        return _CHANGE_WORDS[self]


_CHANGE_WORDS = {
    ChangeKind.KEPT: _("Oförändrat"),
    ChangeKind.INSERTED: _("Tillagt"),
    ChangeKind.DELETED: _("Borttaget"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text as it is printed, blanks included, and what happened to it.

    What is kept is printed as the later text has it; joined, kept and inserted stretches are the later text.
    """

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that stands in the place of another: what was printed before and after, and by how much it moved."""

    before: str
    after: str
    moved: Decimal


# A reference, a number with its groups and decimals, a word, a row of blanks, or one other character.
_TOKEN = re.compile(
    r"\{\{[^{}]*\}\}|[−–-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|[−–-]?\d+(?:[,.]\d+)*|\w+|\s+|."
)
_NUMBER = re.compile(r"[−–-]?\d[\d \u00a0\u202f]*(?:,\d+)?")
_BLANKS = re.compile(r"[ \u00a0\u202f]")


def difference(before: str, after: str) -> tuple[Change, ...]:
    """The stretches that were kept, deleted and inserted, in reading order; what is deleted comes first.

    Two spellings of one number (−3,0 with minus or hyphen, groups with or without no-break space) are equal, but
    3,0 and 3,00 are not: the precision printed is part of what is said.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_joined(_changes(old, new)))


def figure_changes(before: str, after: str) -> tuple[FigureChange, ...]:
    """The numbers that were replaced by another number in the same place, in reading order."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(
        FigureChange(first, second, _moved(first, second))
        for tag, a, b, c, d in _matcher(old, new).get_opcodes()
        if tag == "replace"
        for first, second in zip(_numbers(old[a:b]), _numbers(new[c:d]), strict=False)
    )


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    for tag, a, b, c, d in _matcher(old, new).get_opcodes():
        if tag == "equal":
            yield Change(ChangeKind.KEPT, "".join(new[c:d]))
            continue
        if a < b:
            yield Change(ChangeKind.DELETED, "".join(old[a:b]))
        if c < d:
            yield Change(ChangeKind.INSERTED, "".join(new[c:d]))


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """One blank between two changed words belongs to the change: a reader wants whole phrases, not single words."""
    waiting: list[Change] = []
    for change in changes:
        if change.kind is ChangeKind.KEPT and not (
            change.text.isspace() and waiting and "\n" not in change.text
        ):
            yield from _phrases(waiting)
            waiting = []
            yield change
        else:
            waiting.append(change)
    yield from _phrases(waiting)


def _phrases(changes: list[Change]) -> Iterator[Change]:
    """The changes as one deleted and one inserted phrase, where something was both deleted and inserted."""
    if not {ChangeKind.DELETED, ChangeKind.INSERTED} <= {change.kind for change in changes}:
        yield from changes
        return
    *phrase, last = changes
    if last.kind is not ChangeKind.KEPT:
        phrase.append(last)
    yield Change(
        ChangeKind.DELETED, "".join(one.text for one in phrase if one.kind is not ChangeKind.INSERTED)
    )
    yield Change(
        ChangeKind.INSERTED, "".join(one.text for one in phrase if one.kind is not ChangeKind.DELETED)
    )
    if last.kind is ChangeKind.KEPT:
        yield last


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False)


def _key(token: str) -> str:
    """What two tokens must share to be the same: numbers by value and decimals, other words by their letters."""
    if not _NUMBER.fullmatch(token):
        return token
    return "#" + _BLANKS.sub("", token).replace("−", "-").replace("–", "-")


def _numbers(tokens: list[str]) -> list[str]:
    return [token for token in tokens if _NUMBER.fullmatch(token)]


def _moved(before: str, after: str) -> Decimal:
    return _value(after) - _value(before)


def _value(token: str) -> Decimal:
    return Decimal(_key(token)[1:].replace(",", "."))
