"""A refusal: a value that says in one sentence why a deed may not be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from utfall.locale import SWEDISH, translate


@dataclass(frozen=True, slots=True)
class Denied:
    """Why something may not be done, in a sentence that a municipal officer can act on.

    `reason` is a Swedish sentence with `{names}` that are keys of `values`; it is also the key in the catalogue.
    """

    code: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        return hash((self.code, self.reason, tuple(sorted(self.values.items()))))

    def __bool__(self) -> bool:
        """False, so that `if result:` reads as "was it done?"."""
        return False

    def sentence(self, language: str = SWEDISH) -> str:
        """The reason in the language (`sv` or `en`) with its values filled in."""
        shown = translate(self.reason, language)
        return shown.format_map(self.values) if self.values else shown


def first_refusal(*answers: Denied | None) -> Denied | None:
    """The first answer that is a refusal. A refusal is false, so `or` between answers would pass it by."""
    return next((answer for answer in answers if answer is not None), None)
