"""Findings as notes at places in a file."""

from dataclasses import dataclass

from utfall.documents.model import Origin
from utfall.domain.finding import Severity
from utfall.locale import SWEDISH, translate
from utfall.review.output.plain import in_order
from utfall.review.result import Review

AUTHOR = "Utfall"


@dataclass(frozen=True, slots=True)
class Note:
    """What to write at a place: `text` begins with the severity in words; `number` counts findings from 1."""

    number: int
    severity: Severity
    text: str
    origin: Origin


def notes_of(review: Review, *, language: str = SWEDISH) -> tuple[Note, ...]:
    """A note for each place of each error and question, the suspect's first; places unknown to the reader have none.

    Where a place has no origin of its own, that of the block around it is taken.
    """
    notes: list[Note] = []
    for number, finding in enumerate(in_order(review.findings), start=1):
        word = translate(finding.severity.word, language)
        text = f"{word} {number}: {finding.sentence(language)}"
        seen: set[Origin] = set()
        for spot in finding.spots:
            origin = _origin(review, spot)
            if origin is not None and origin not in seen:
                seen.add(origin)
                notes.append(Note(number, finding.severity, text, origin))
    return tuple(notes)


def _origin(review: Review, path: str) -> Origin | None:
    while path:
        origin = review.document.origins.get(path)
        if origin is not None:
            return origin
        path = path.rpartition("/")[0]
    return None
