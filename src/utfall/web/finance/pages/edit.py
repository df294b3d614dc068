"""What a page with one form shows, with the way to take away what it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditPage:
    """A form with its heading, the word on its button, the way back, and that to the page which takes it away."""

    title: str
    yes: str
    back: str
    committee: str
    lead: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    remove: str = ""
