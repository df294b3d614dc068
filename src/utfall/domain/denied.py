"""A refusal: a value that says in one sentence why a deed may not be done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Denied:
    """Why something may not be done, in a sentence that a municipal officer can act on."""

    code: str
    reason: str

    def __bool__(self) -> bool:
        """False, so that `if result:` reads as "was it done?"."""
        return False
