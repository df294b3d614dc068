"""Which dimension of a SIE file is which part of the municipal code string: proposed, confirmed, saved by name."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from utfall.domain.entry import DIMENSIONS
from utfall.domain.finding import Finding, Severity
from utfall.integrations.sie.records import Dimension, SubDimension
from utfall.locale import mark as _

SCHEMA = 1
PARTS = (*(part for part in DIMENSIONS if part != "konto"), "counterpart")
"""What a dimension may become; the account is the account."""

_BROKEN = _("Kopplingen i filen kan inte läsas: {reason}. Rätta filen eller skapa en ny koppling.")
_PART = _("Dimension {dimension} kopplas till ”{part}”, som inte finns. Välj något av {parts}.")
_TWICE = _("Två dimensioner kopplas till {part}. Varje del av kodsträngen kan bara komma från en dimension.")


@dataclass(frozen=True, slots=True)
class DimensionMapping:
    """A saved mapping: its name, and for each dimension's number the part of the code string that it becomes.

    Raises ValueError where a part does not exist or comes from two dimensions.
    """

    name: str
    parts: Mapping[str, str]

    def __post_init__(self) -> None:
        if wrong := set(self.parts.values()) - set(PARTS):
            raise ValueError(f"{sorted(wrong)} are no parts of the code string.")
        if len(set(self.parts.values())) < len(self.parts):
            raise ValueError("A part of the code string comes from two dimensions.")
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))

    def as_json(self) -> dict[str, object]:
        """As it is saved."""
        return {"schema": SCHEMA, "format": "sie", "name": self.name, "dimensions": dict(self.parts)}


STANDARD = DimensionMapping("standard", {"1": "ansvar", "6": "projekt"})
"""What the reserved dimensions say by themselves."""

WRITTEN = DimensionMapping(
    "utfall",
    {"1": "ansvar", "6": "projekt", "20": "verksamhet", "21": "aktivitet", "22": "objekt", "23": "motpart",
     "24": "counterpart"},
)  # fmt: skip
"""The dimensions of the files that this program writes."""

_WORDS = {
    "ansvar": "ansvar", "kostnadsställe": "ansvar", "resultatenhet": "ansvar", "enhet": "ansvar",
    "verksamhet": "verksamhet", "projekt": "projekt", "aktivitet": "aktivitet", "objekt": "objekt",
    "anläggning": "objekt", "motpart": "motpart", "leverantör": "counterpart", "kund": "counterpart",
    "motpartens namn": "counterpart",
}  # fmt: skip


def propose(dimensions: Iterable[Dimension | SubDimension], *, name: str) -> DimensionMapping:
    """A mapping to be confirmed by a person: the reserved dimensions, and those whose name is a known word.

    The first dimension that claims a part gets it.
    """
    parts = dict(STANDARD.parts)
    for dimension in dimensions:
        part = _WORDS.get(dimension.name.strip().lower())
        if part and dimension.number not in parts and part not in parts.values():
            parts[dimension.number] = part
    return DimensionMapping(name, parts)


def load(text: str, *, where: str) -> DimensionMapping | Finding:
    """The mapping saved as JSON, or what is wrong with it; `where` is the file, for the finding."""
    try:
        content = json.loads(text)
        name, dimensions = content["name"], content["dimensions"]
        if not isinstance(name, str) or not isinstance(dimensions, dict):
            raise TypeError("name is a text and dimensions an object")
    except (ValueError, KeyError, TypeError) as problem:
        return _finding(where, _BROKEN, {"reason": str(problem)})
    parts = {str(dimension): str(part) for dimension, part in dimensions.items()}
    for dimension, part in parts.items():
        if part not in PARTS:
            return _finding(where, _PART, {"dimension": dimension, "part": part, "parts": ", ".join(PARTS)})
    taken = list(parts.values())
    for part in PARTS:
        if taken.count(part) > 1:
            return _finding(where, _TWICE, {"part": part})
    return DimensionMapping(name, parts)


def _finding(where: str, message: str, values: dict[str, str]) -> Finding:
    return Finding("sie.mapping", Severity.ERROR, where, message, dict(values))
