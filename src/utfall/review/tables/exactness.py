"""Whether the figures of a table are rounded: sums of rounded figures are off now and then, sums of counts never."""

from collections import Counter
from collections.abc import Sequence
from math import erf, log10, sqrt

from utfall.review.relation import Numbers, Relation, RelationKind

CERTAIN = 2.5
"""Decades by which unrounded figures must explain the residuals better than rounded ones."""
_SLIP = 0.03


def exact(relations: Sequence[Relation], numbers: Numbers) -> bool:
    """Whether the sums of one table show that its figures are unrounded.

    Compares two explanations of the residuals: rounded figures, whose sums are off by a unit or more in a share of
    cases that depends on the number of terms; and unrounded ones, with an odd slip. All residuals that one figure
    can cause count as one slip.
    """
    residuals = [_residual(each, numbers) for each in relations if each.kind is RelationKind.SUM]
    known = [(each, r) for each, r in residuals if r is not None and len(each.terms) > 1]
    if not known or not _whole(numbers, relations):
        return False
    odd = [(each, r) for each, r in known if r]
    decades = sum(log10(1 / _nought(len(each.terms) + 1)) for each, r in known if not r)
    needed = CERTAIN + (1 if numbers[known[0][0].target].decimals > 0 else 0)
    if _one_slip(odd, [each for each, _r in known]):
        return decades >= needed - 0.5
    return decades + _slips([each for each, _r in odd]) * log10(_SLIP) - 0.3 * len(odd) >= needed


def _one_slip(odd: Sequence[tuple[Relation, int]], known: Sequence[Relation]) -> bool:
    """Whether all residuals are one figure off by one amount, seen in every sum that the figure is in, two or more."""
    if len(odd) < 2 or len({abs(r) for _each, r in odd}) > 1:
        return False
    shared = set.intersection(*(set(each.paths) for each, _r in odd))
    return any(sum(path in each.paths for each in known) == len(odd) for path in shared)


def _whole(numbers: Numbers, relations: Sequence[Relation]) -> bool:
    """Whether all figures have the same printed precision; mixed precision is a sign of rounding."""
    sums = [each for each in relations if each.kind is RelationKind.SUM]
    return len({numbers[path].decimals for each in sums for path in each.paths}) == 1


def _residual(relation: Relation, numbers: Numbers) -> tuple[Relation, int | None]:
    target = numbers[relation.target]
    terms = [numbers[term.path] for term in relation.terms]
    if target.value is None or any(term.value is None for term in terms):
        return relation, None
    recomputed = sum(
        (term.factor * (numbers[term.path].value or 0) for term in relation.terms), start=target.value * 0
    )
    return relation, int((target.value - recomputed).scaleb(target.decimals))


def _slips(odd: Sequence[Relation]) -> int:
    """The number of figures that it takes to explain all broken relations, greedily."""
    left, slips = list(odd), 0
    while left:
        often = Counter(path for each in left for path in each.paths)
        worst = max(often, key=lambda path: (often[path], path))
        left = [each for each in left if worst not in each.paths]
        slips += 1
    return slips


def _nought(figures: int) -> float:
    """The chance that the rounding errors of so many figures add up to nought, as printed."""
    return erf(0.5 / sqrt(2 * figures / 12))
