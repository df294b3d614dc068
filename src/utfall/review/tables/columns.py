"""Differences between columns: variance, change and two-part totals, with the table's own sign convention learned."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import log10

from utfall.review.languages import Role
from utfall.review.tables.grid import Line
from utfall.review.tables.lanes import Lanes, may_hold, try_sum
from utfall.review.tables.stacked import WITH_CUE, WITHOUT_CUE, Sum

WIDEST = 16
"""In wider tables only columns near each other are tried together."""
_NEAR = 8
_DIFFERENCES = (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE)


def differences(table: Lanes) -> tuple[Sum, ...]:
    """The accepted triples, the most certain first; two of them share at most one column.

    A column is computed in one way, and that rule kills algebraic twins: if budget = outcome + variance, no second relation over two of these columns
    says anything new.
    """
    wide = replace(table, usable=(True,) * len(table.lanes))
    found = [each for triple in _triples(table) if (each := _believed(wide, triple)) is not None]
    kept: list[Sum] = []
    for each in sorted(found, key=lambda s: (-s.cue, -s.score, _spread(s))):
        if all(len(each.lines & other.lines) <= (each.target != other.target) for other in kept):
            kept.append(each)
    return tuple(kept)


def _spread(each: Sum) -> int:
    return max(each.lines) - min(each.lines)


def _triples(table: Lanes) -> Iterator[tuple[int, int, int]]:
    count = len(table.lines)
    for triple in combinations(range(count), 3):
        if count <= WIDEST or triple[2] - triple[0] <= _NEAR:
            units = {table.lines[line].unit for line in triple} - {None}
            if len({unit.dimension for unit in units if unit}) <= 1:
                yield triple


def _believed(table: Lanes, triple: tuple[int, int, int]) -> Sum | None:
    """The best of the three ways in which one column can be the sum of the other two."""
    best: Sum | None = None
    for whole in triple:
        parts = [line for line in triple if line != whole]
        target, operands = _as_printed(table.lines, whole, parts)
        if not may_hold(table, target, operands):
            continue
        trial = try_sum(table, target, operands)
        if not trial.held or len(trial.broken) >= max(len(trial.held), 1) + (
            table.lines[target].role in _DIFFERENCES
        ):
            continue
        cue = announced(table.lines, target, operands)
        hypotheses = 1 if cue else 3 * len(table.lines) ** 2
        each = Sum(target, operands, trial, trial.evidence - log10(hypotheses), cue)
        if each.score >= (WITH_CUE if cue else WITHOUT_CUE) and (best is None or each.score > best.score):
            best = each
    return best


def _as_printed(
    lines: Sequence[Line], whole: int, parts: Sequence[int]
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The relation with the column that was computed as its target: the variance, or else the rightmost."""
    computed = [
        line for line in parts if lines[line].role in _DIFFERENCES and lines[whole].role not in _DIFFERENCES
    ]
    if not computed and not lines[whole].total and max(parts) > whole:
        computed = [max(parts)]
    if not computed:
        return whole, ((parts[0], 1), (parts[1], 1))
    target = computed[-1]
    other = next(line for line in parts if line != target)
    return target, ((whole, 1), (other, -1))


def announced(lines: Sequence[Line], target: int, operands: Sequence[tuple[int, int]]) -> bool:
    """Whether the headers say that this column is the difference of those two.

    A variance lies between outcome (or forecast) and budget, of one period where both name one; a change lies
    between two columns that differ in their periods only.
    """
    first, second = (lines[line] for line, _sign in operands)
    roles = {first.role, second.role}
    match lines[target].role:
        case Role.VARIANCE:
            return roles in (
                {Role.OUTCOME, Role.BUDGET},
                {Role.FORECAST, Role.BUDGET},
                {Role.OUTCOME, Role.TARGET},
            )
        case Role.FORECAST_VARIANCE:
            return roles == {Role.FORECAST, Role.BUDGET}
        case Role.CHANGE:
            own, other = set(first.words), set(second.words)
            alike = (own <= other or other <= own) and first.role is second.role
            named = len(lines[target].words) <= 1 or bool(set(lines[target].words) & own)
            return alike and first.periods != second.periods and named
        case _:
            return False
