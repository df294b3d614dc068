"""Inline nodes: words, numbers and what stands among them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from utfall.domain.interval import Interval
from utfall.domain.period import Period
from utfall.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A printed figure: the text that stands there and what it says.

    `printed` holds the unit only where it stands beside the number in running text. `value` is in `unit`, which may
    come from a caption or a column header; None means that the reader could not make a value of it. `place` is
    where it stands, in words (`rad 510`, `sida 12`); `address` names the stored figure behind it. `certain` is
    False where two ways of reading disagree: such a number is never the ground for a finding.
    """

    printed: str
    value: Decimal | None
    decimals: int
    unit: Unit | None = None
    place: str = ""
    address: str | None = None
    certain: bool = True

    @property
    def interval(self) -> Interval | None:
        """What the printed figure can stand for, in its own unit."""
        return None if self.value is None else Interval.printed(self.value, self.decimals)


@dataclass(frozen=True, slots=True)
class Missing:
    """No value, and why (`Uppgift saknas`, `Inte aktuellt`, `Sekretess: färre än 5 svar`); printed as a dash."""

    reason: str


@dataclass(frozen=True, slots=True)
class Name:
    """The canonical name of an object, printed by reference to its stable code."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period in words, printed by reference."""

    text: str
    period: Period


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark in the text that points at the Footnote with the same label."""

    label: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; `strong` for the heavier kind."""

    inlines: tuple["Inline", ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `#anchor` in this document, or a web address."""

    inlines: tuple["Inline", ...]
    target: str


Inline = Text | Number | Missing | Name | PeriodName | FootnoteMark | Emphasis | Link
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """The words of inline nodes, as printed."""
    return "".join(_words(node) for node in inlines)


def _words(node: Inline) -> str:
    match node:
        case Text() | Name() | PeriodName():
            return node.text
        case Number():
            return node.printed
        case Missing():
            return "–"
        case FootnoteMark():
            return ""
        case Emphasis() | Link():
            return plain(node.inlines)
        case _:
            assert_never(node)
