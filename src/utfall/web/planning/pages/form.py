"""What a page with one form shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form with its heading, the word on its button, and the way back."""

    title: str
    yes: str
    back: str
    lead: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    committee: str = ""
    year: int = 0
