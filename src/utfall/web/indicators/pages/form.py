"""What a page with one form shows, and what speaks against what was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding: how much it weighs, where, what."""

    word: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form with its heading, the word on its button, and the way back."""

    title: str
    yes: str
    back: str
    lead: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    committee: str = ""
    questions: tuple[FindingRow, ...] = ()
