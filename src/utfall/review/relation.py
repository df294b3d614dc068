"""Relations between printed figures: the edges of the one network in which every finding is sought."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import assert_never

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
    BETWEEN = "between"
    """least term ≤ target ≤ largest term: a total share among the shares of its groups."""
    AT_MOST = "at-most"
    """target ≤ the term: a part's share against the whole's."""


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
    step: Decimal | None = None
    """The printed unit where it is coarser than the decimals tell: 5 in a table whose counts are rounded to fives."""
    span: tuple[Decimal, Decimal] | None = None
    """How far below and above the target its own words let the right value be: (0, 6) for `drygt 60`."""

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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the printed figures say of a relation, in the target's unit.

    `residual` is printed minus recomputed. `tolerance` is what rounding is allowed to explain: the smaller of the
    worst case and 3,3 standard deviations of the rounding errors, and at least one printed unit (0 where figures
    are exact). `worst` is the worst case itself: beyond it no rounding whatever explains the difference.
    """

    verdict: Verdict
    recomputed: Decimal
    residual: Decimal
    tolerance: Decimal
    worst: Decimal


_UNKNOWN = Judgement(Verdict.UNKNOWN, Decimal(0), Decimal(0), Decimal(0), Decimal(0))
_DEVIATIONS = Decimal("3.3")
_TWELVE = Decimal(12)


@cache
def _unit(decimals: int) -> Decimal:
    """The last printed place of a figure with so many decimals."""
    return Decimal(1).scaleb(-decimals)


def judge(relation: Relation, numbers: Numbers) -> Judgement:
    """Whether the relation holds, holds within rounding, or is broken; UNKNOWN where a figure cannot be trusted.

    A figure printed with d decimals is the value ± half a unit in its last place (XBRL Calculations 1.1). Counts
    and tables that are found to be unrounded (`relation.exact`) have no tolerance.
    """
    values, units = [], []
    for path in relation.paths:
        figure = numbers.get(path)
        if figure is None or figure.value is None or not figure.certain:
            return _UNKNOWN
        values.append(figure.value)
        unit = _unit(figure.decimals)
        units.append(unit if relation.step is None else max(unit, relation.step))
    factors = [term.factor for term in relation.terms]
    match relation.kind:
        case RelationKind.SUM | RelationKind.SAME:
            weights = factors
        case RelationKind.MEAN:
            weights = [factor / len(factors) for factor in factors]
        case RelationKind.RATIO | RelationKind.CHANGE:
            return _quotient(relation, values, units)
        case RelationKind.BETWEEN | RelationKind.AT_MOST:
            return _bounded(relation, values, units)
        case _:
            assert_never(relation.kind)
    recomputed = sum((w * v for w, v in zip(weights, values[1:], strict=True)), Decimal(0))
    spans = [units[0], *(abs(w) * u for w, u in zip(weights, units[1:], strict=True))]
    if relation.span is not None:
        return _loosely(relation.span, values[0], recomputed, spans)
    return _weigh(relation, values[0], recomputed, spans)


def _weigh(relation: Relation, printed: Decimal, recomputed: Decimal, spans: list[Decimal]) -> Judgement:
    """Compare with what the rounding of every figure can explain; `spans` are the printed units, target first."""
    residual = printed - recomputed
    worst = sum(spans, Decimal(0)) / 2
    deviation = (sum((span * span for span in spans), Decimal(0)) / _TWELVE).sqrt()
    tolerance = max(min(worst, _DEVIATIONS * deviation), spans[0])
    if relation.kind is RelationKind.MEAN:
        tolerance = worst
    finer = spans[0] / 2 if max(spans[1:], default=Decimal(0)) < spans[0] else Decimal(0)
    if relation.exact:
        tolerance = worst = finer
    if abs(residual) <= finer:
        verdict = Verdict.HOLDS
    else:
        verdict = Verdict.ROUNDING if abs(residual) <= tolerance else Verdict.BROKEN
    return Judgement(verdict, recomputed, residual, tolerance, worst)


def _loosely(
    span: tuple[Decimal, Decimal], printed: Decimal, recomputed: Decimal, spans: list[Decimal]
) -> Judgement:
    """Compare with what a loosening word lets the printed figure be; the residual is how far outside it lies."""
    nearest = min(max(recomputed, printed + span[0]), printed + span[1])
    residual, tolerance = nearest - recomputed, sum(spans, Decimal(0)) / 2
    verdict = Verdict.HOLDS if abs(residual) <= tolerance else Verdict.BROKEN
    return Judgement(verdict, recomputed, residual, tolerance, tolerance)


def _bounded(relation: Relation, values: list[Decimal], units: list[Decimal]) -> Judgement:
    """How far the target lies outside its bounds; `recomputed` is the bound that it passes, or itself."""
    terms = [term.factor * value for term, value in zip(relation.terms, values[1:], strict=True)]
    low = min(terms) if relation.kind is RelationKind.BETWEEN else min(values[0], *terms)
    nearest = min(max(values[0], low), max(terms))
    residual, tolerance = values[0] - nearest, max(units)
    if residual == 0:
        verdict = Verdict.HOLDS
    else:
        verdict = Verdict.ROUNDING if abs(residual) <= tolerance else Verdict.BROKEN
    return Judgement(verdict, nearest, residual, tolerance, tolerance)


def _quotient(relation: Relation, values: list[Decimal], units: list[Decimal]) -> Judgement:
    """The interval of 100 · first / second (less 100 for a change), from the intervals of the two."""
    if len(values) != 3 or values[2] == 0:
        return _UNKNOWN
    first, second = (term.factor for term in relation.terms)
    a, b = values[1] * first, values[2] * second
    half_a, half_b = (
        (Decimal(0), Decimal(0)) if relation.exact else (units[1] * first / 2, units[2] * second / 2)
    )
    if abs(b) <= half_b:
        return _UNKNOWN
    less = Decimal(100) if relation.kind is RelationKind.CHANGE else Decimal(0)
    ends = [100 * (a + x) / (b + y) - less for x in (-half_a, half_a) for y in (-half_b, half_b)]
    middle = 100 * a / b - less
    spread = max(abs(end - middle) for end in ends)
    residual = values[0] - middle
    tolerance = spread + units[0] / 2
    if abs(residual) <= units[0] / 2:
        verdict = Verdict.HOLDS
    else:
        verdict = Verdict.ROUNDING if abs(residual) <= tolerance else Verdict.BROKEN
    return Judgement(verdict, middle, residual, tolerance, tolerance)
