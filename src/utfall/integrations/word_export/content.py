"""What an export holds as values, by the names that the other system printed."""

from dataclasses import dataclass

from utfall.domain.snapshot import TextKind


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text about an object that is named as in the export; an empty unit is the whole that the export is about.

    `round` is what the front matter says of the period, such as `2025-12-31`; `place` is where in the file it stood.
    """

    object: str
    kind: TextKind
    unit: str
    round: str
    markdown: str
    place: str


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """An outcome with its target, as printed; either may be empty."""

    object: str
    unit: str
    round: str
    outcome: str
    target: str
    place: str


@dataclass(frozen=True, slots=True)
class Export:
    """Everything read, in the order of the document."""

    texts: tuple[EarlierText, ...] = ()
    values: tuple[EarlierValue, ...] = ()
    organisation: str = ""
    round: str = ""
