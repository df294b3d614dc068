"""Relations between printed figures: the edges of the one network in which every finding is sought."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from utfall.documents.model import Number


class RelationKind(StrEnum):
    """What ties a figure to others."""

    SUM = "sum"
    """target = Σ factor · term: totals, subtotals, signed sums, differences, row totals."""
    MEAN = "mean"
    """target = Σ term / n."""
    RATIO = "ratio"
    """target = 100 · first / second."""
    CHANGE = "change"
    """target = 100 · (first − second) / second."""
    SAME = "same"
    """target and the term print one figure, perhaps in different units."""


class Layer(StrEnum):
    """Where the relation was found; findings on two layers are independent evidence."""

    TABLE = "table"
    TABLES = "tables"
    PROSE = "prose"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in a relation by its path in the Document, with its factor (±1 in sums, a unit's factor in SAME)."""

    path: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Relation:
    """An accepted relation: it is believed to be meant by the author, whether or not it holds.

    `evidence` is in decades (log10 of the odds against chance, review method 4.3). `cue` is true where words say so
    as well (Summa, Totalt, varav). `exact` is true where the figures are not rounded, so one off is an error.
    `reason` says in a Swedish message why it is believed, for the person who reads the finding.
    """

    kind: RelationKind
    target: str
    terms: tuple[Term, ...]
    layer: Layer
    evidence: float
    cue: bool = False
    exact: bool = False
    reason: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """All figures in it, the target first."""
        return (self.target, *(term.path for term in self.terms))


class Verdict(StrEnum):
    """Three outcomes, never two; and one more where nothing can be said."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    BROKEN = "broken"
    UNKNOWN = "unknown"


Numbers = Mapping[str, Number]
"""The document's numbers by path."""
