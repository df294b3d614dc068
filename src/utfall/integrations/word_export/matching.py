"""Names of an export matched against those that are known here; the rest are listed with proposals."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from utfall.integrations.word_export.content import EarlierText, EarlierValue, Export

_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_LIKE = 0.6
_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Something known here: its code, its name and its other names."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchedText:
    """A text whose object and unit are known; an empty unit is the whole."""

    text: EarlierText
    object: str
    unit: str


@dataclass(frozen=True, slots=True)
class MatchedValue:
    """A value whose object is known."""

    value: EarlierValue
    object: str
    unit: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that nothing here has: how much hangs on it, and what it may be, the likest first."""

    name: str
    is_unit: bool
    count: int
    proposals: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What belongs where, and what does not yet."""

    texts: tuple[MatchedText, ...]
    values: tuple[MatchedValue, ...]
    unmatched: tuple[Unmatched, ...]


def match(
    export: Export,
    *,
    objects: Iterable[Named],
    units: Iterable[Named],
    chosen: Mapping[str, str] | None = None,
) -> Match:
    """Each text and value with its object and unit.

    `chosen` says what a name that is unknown here is, by the name as the export has it; an empty code leaves it out.
    """
    things, places = _Register(tuple(objects), chosen or {}), _Register(tuple(units), chosen or {})
    texts = tuple(
        MatchedText(text, code, unit)
        for text in export.texts
        if (code := things.code(text.object)) and (unit := places.code(text.unit)) is not None
    )
    values = tuple(
        MatchedValue(value, code, unit)
        for value in export.values
        if (code := things.code(value.object)) and (unit := places.code(value.unit)) is not None
    )
    every: tuple[EarlierText | EarlierValue, ...] = (*export.texts, *export.values)
    unmatched = (
        *things.unknown([one.object for one in every], is_unit=False),
        *places.unknown([one.unit for one in every if one.unit], is_unit=True),
    )
    return Match(texts, values, unmatched)


def simplified(name: str) -> str:
    """A name without case, numbering, doubled blanks and signs at its end."""
    return _NUMBERED.sub("", " ".join(name.split())).strip(" .:;,–-").casefold()


class _Register:
    """Names by what they are called; a name that two things have is nobody's."""

    def __init__(self, known: tuple[Named, ...], chosen: Mapping[str, str]) -> None:
        self._known = known
        self._chosen = {simplified(name): code for name, code in chosen.items()}
        self._codes: dict[str, set[str]] = {}
        for one in known:
            for name in (one.name, one.code, *one.aliases):
                self._codes.setdefault(simplified(name), set()).add(one.code)

    def code(self, name: str) -> str | None:
        """The code of the name; empty for an empty one, None for an unknown one or one that was left out."""
        if not name:
            return ""
        found = self._codes.get(simplified(name), set())
        if len(found) == 1:
            return next(iter(found))
        chosen = self._chosen.get(simplified(name), "")
        return chosen if any(one.code == chosen for one in self._known) else None

    def unknown(self, names: list[str], *, is_unit: bool) -> tuple[Unmatched, ...]:
        """The names without a code and without a choice, each once."""
        left = [name for name in names if self.code(name) is None and simplified(name) not in self._chosen]
        return tuple(
            Unmatched(name, is_unit, left.count(name), self._proposals(name)) for name in dict.fromkeys(left)
        )

    def _proposals(self, name: str) -> tuple[Named, ...]:
        likeness = [(self._likeness(one, simplified(name)), one) for one in self._known]
        likely = sorted((pair for pair in likeness if pair[0] >= _LIKE), key=lambda pair: -pair[0])
        return tuple(one for _like, one in likely[:_PROPOSED])

    @staticmethod
    def _likeness(one: Named, name: str) -> float:
        ways = [simplified(other) for other in (one.name, *one.aliases)]
        return max(
            1.0 if name and (name in way or way in name) and min(len(name), len(way)) > 5
            else SequenceMatcher(None, name, way).ratio()
            for way in ways
        )  # fmt: skip
