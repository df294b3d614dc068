"""Ratios, changes in per cent and shares of a total, by the interval of the quotient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from math import log10

from utfall.domain.unit import Dimension
from utfall.review.languages import Role
from utfall.review.relation import RelationKind
from utfall.review.tables.grid import Line
from utfall.review.tables.lanes import NEAR_MISS, Lanes

ACCEPTED = 2.5
"""Decades that a ratio must have; its target already says by its header that it is one."""
_WIDEST = 14
_HUNDRED = Decimal(1)
_ONE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Ratio:
    """target = 100 · first / second (or the change from second to first), lane by lane.

    `second_lane` is set for shares of a total: the second figure then stands in that lane. `scale` is the factor
    of the first term: 1 where the target is in per cent, 0,01 where it is a plain quotient.
    """

    kind: RelationKind
    target: int
    first: int
    second: int
    scale: Decimal
    held: tuple[int, ...]
    broken: tuple[int, ...]
    evidence: float
    second_lane: int | None = None


def ratios(table: Lanes, *, total_lanes: Sequence[int]) -> tuple[Ratio, ...]:
    """The accepted ratios: at most one for each target, the most certain first.

    `total_lanes` are lanes that may be the whole of which the others are shares.
    """
    kept = []
    for target, line in enumerate(table.lines):
        if not _share_like(line):
            continue
        tried = [each for each in _tried(table, target, total_lanes) if each.held]
        best = max(tried, key=lambda r: (r.evidence, -abs(r.first - target)), default=None)
        if (
            best
            and best.evidence - log10(max(len(tried), 1)) >= ACCEPTED
            and len(best.held) > len(best.broken)
        ):
            kept.append(best)
    return tuple(sorted(kept, key=lambda r: (-r.evidence, r.target)))


def _share_like(line: Line) -> bool:
    in_percent = line.unit is not None and line.unit.dimension in (Dimension.SHARE, Dimension.SHARE_CHANGE)
    return line.share or in_percent or line.role is Role.CHANGE


def _tried(table: Lanes, target: int, total_lanes: Sequence[int]) -> Iterator[Ratio]:
    others = [i for i, line in enumerate(table.lines) if i != target and not _in_percent(line)]
    if len(others) > _WIDEST:
        others = sorted(others, key=lambda i: abs(i - target))[:_WIDEST]
    for first, second in permutations(others, 2):
        for kind in (RelationKind.RATIO, RelationKind.CHANGE):
            yield from _scales(table, kind, target, first, second, None)
    for first in others:
        for lane in total_lanes:
            yield from _scales(table, RelationKind.RATIO, target, first, first, lane)


def _in_percent(line: Line) -> bool:
    return line.unit is not None and line.unit.dimension in (Dimension.SHARE, Dimension.SHARE_CHANGE)


def _scales(
    table: Lanes, kind: RelationKind, target: int, first: int, second: int, lane: int | None
) -> Iterator[Ratio]:
    percent = _try(table, kind, target, first, second, lane, _HUNDRED)
    if percent.held:
        yield percent
    if kind is RelationKind.RATIO:
        plain = _try(table, kind, target, first, second, lane, _ONE)
        if plain.held:
            yield plain


def _try(
    table: Lanes, kind: RelationKind, target: int, first: int, second: int, total: int | None, scale: Decimal
) -> Ratio:
    """Evidence over all lanes where the three figures stand; equal figures (100 %) say nothing."""
    held, broken, evidence = [], [], 0.0
    for lane in range(len(table.lanes)):
        printed, top = table.values[target][lane], table.values[first][lane]
        below = table.values[second][lane if total is None else total]
        if printed is None or top is None or not below or lane == total:
            continue
        expected, allowed = _expected(table, kind, (target, first, second), lane, total, float(scale))
        residual = printed - expected
        if abs(residual) <= allowed:
            held.append(lane)
            if top not in (0, below):
                evidence += max(0.0, log10((2 * abs(printed) + 1) / (2 * allowed + 1)))
        else:
            broken.append(lane)
            evidence += max(NEAR_MISS, log10((2 * abs(printed) + 1) / (2 * abs(residual) + 1)) - 2)
    return Ratio(kind, target, first, second, scale, tuple(held), tuple(broken), evidence, total)


def _expected(
    table: Lanes, kind: RelationKind, lines: tuple[int, int, int], lane: int, total: int | None, scale: float
) -> tuple[float, float]:
    """The quotient in the target's printed units, and what rounding of all three explains."""
    target, first, second = lines
    below_lane = lane if total is None else total
    top = float((table.values[first][lane] or 0) * table.unit(lane))
    below = float((table.values[second][below_lane] or 0) * table.unit(below_lane))
    step = float(table.unit(lane))
    half_top = float(table.coarse[first][lane] * table.unit(lane)) / 2
    half_below = float(table.coarse[second][below_lane] * table.unit(below_lane)) / 2
    quotient = 100 * scale * top / below
    spread = 100 * scale * (half_top / abs(below) + abs(top) * half_below / (below * below))
    if kind is RelationKind.CHANGE:
        quotient -= 100 * scale
    return quotient / step, spread / step + table.coarse[target][lane] / 2 + 1e-6
