"""From one unit or period to another on the same page: both lie in the address, so each choice is an address."""

from collections.abc import Iterable
from dataclasses import dataclass

MANY = 12
"""Over how many choices there is one field to choose in instead of a list of links."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A value of the bar below the head that can be exchanged: `choices` are (word, address, current) triples."""

    current: str
    choices: tuple[tuple[str, str, bool], ...]

    @property
    def is_long(self) -> bool:
        """Whether the choices are too many for a list."""
        return len(self.choices) > MANY

    def __str__(self) -> str:
        return self.current


def switch(current: str, choices: Iterable[tuple[str, str]], here: str) -> Switch | str:
    """The word with the choices, of which the one that leads to `here` is current; the bare word if there is no other.

    `choices` are (word, address) pairs.
    """
    found = tuple((word, href, href == here) for word, href in choices)
    return Switch(current, found) if any(not is_here for _word, _href, is_here in found) else current
