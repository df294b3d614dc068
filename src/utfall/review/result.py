"""What a review hands back: the findings, and how much of the document they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from utfall.documents.model import Document
from utfall.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Proof:
    """How many figures were read, tied to at least one relation and checked; and why the others were not.

    `checked` counts figures in a relation whose outcome could be told; `tied` counts those in any relation, so
    `checked <= tied <= read`. `not_checked` counts the rest by reason, a Swedish message such as
    `Ingen annan siffra att jämföra med`; `layers` counts accepted relations by layer.
    """

    read: int = 0
    tied: int = 0
    checked: int = 0
    not_checked: Mapping[str, int] = field(default_factory=dict)
    layers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.checked <= self.tied <= self.read:
            raise ValueError("A proof counts checked <= tied <= read.")
        object.__setattr__(self, "not_checked", MappingProxyType(dict(self.not_checked)))
        object.__setattr__(self, "layers", MappingProxyType(dict(self.layers)))

    def as_json(self) -> dict[str, object]:
        """The proof as plain values, ready for `json.dumps`."""
        return {
            "read": self.read,
            "tied": self.tied,
            "checked": self.checked,
            "not_checked": dict(self.not_checked),
            "layers": dict(self.layers),
        }


@dataclass(frozen=True, slots=True)
class Review:
    """A document that has been reviewed: its findings in order of weight, the proof, and the document itself."""

    findings: tuple[Finding, ...]
    proof: Proof
    document: Document
