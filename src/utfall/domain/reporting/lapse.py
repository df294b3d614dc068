"""When an approval lapses: the text is another, or a figure that it prints looks different at printed precision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from utfall.domain.denied import Denied
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _


@dataclass(frozen=True, slots=True)
class Printed:
    """A contribution as it reads: its text, and each figure reference (`address;format`) with what it prints.

    A reference that cannot be resolved prints the empty text.
    """

    text: str
    figures: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", MappingProxyType(dict(self.figures)))

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted(self.figures.items()))))


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure reference, what it printed when it was approved and what it prints now."""

    reference: str
    before: str
    after: str


class Ground(StrEnum):
    """Why an approval lapses."""

    TEXT = "texten har ändrats"
    FIGURES = "en siffra har ändrats"


@dataclass(frozen=True, slots=True)
class Lapse:
    """Why an approval lapses, and which figures changed (none where only the text did)."""

    ground: Ground
    figures: tuple[ChangedFigure, ...] = ()

    def sentence(self, language: str = SWEDISH) -> str:
        """Why, in a sentence for the author and the approver."""
        message = _LAPSE_SENTENCES[self.ground]
        changes = "; ".join(f"{one.before} → {one.after}" for one in self.figures)
        return translate(message, language).format(changes=changes)


_LAPSE_SENTENCES = {
    Ground.TEXT: _("Texten har ändrats sedan den godkändes. Godkänn den nya texten."),
    Ground.FIGURES: _(
        "Siffror i texten har ändrats sedan den godkändes ({changes}). Läs den och godkänn igen."
    ),
}


def lapses(approved: Printed, now: Printed) -> Lapse | None:
    """Why the approval of what was printed then no longer holds, or None where it does.

    A figure that moved below what is printed changes nothing. Blanks at line ends and at the end do not count.
    """
    if _plain(approved.text) != _plain(now.text):
        return Lapse(Ground.TEXT)
    changed = changed_figures(approved, now)
    return Lapse(Ground.FIGURES, changed) if changed else None


def changed_figures(approved: Printed, now: Printed) -> tuple[ChangedFigure, ...]:
    """The figures that both print, or only one of them, and that read differently; by reference."""
    references = sorted(approved.figures.keys() | now.figures.keys())
    pairs = ((one, approved.figures.get(one, ""), now.figures.get(one, "")) for one in references)
    return tuple(ChangedFigure(one, before, after) for one, before, after in pairs if before != after)


def confirmed(approved: Printed, now: Printed) -> Printed | Denied:
    """What is approved after the controller has confirmed the changed figures of an unchanged text."""
    lapse = lapses(approved, now)
    if lapse is None:
        return approved
    if lapse.ground is Ground.TEXT:
        return TEXT_CHANGED
    return now


TEXT_CHANGED = Denied(
    "contribution.text-changed",
    _(
        "Texten har också ändrats, så det räcker inte att bekräfta siffrorna. Be den som godkänner att läsa den."
    ),
)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
