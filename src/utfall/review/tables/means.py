"""Means: a line that is the average of the ones before it, most often of shares and scores."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10

from utfall.review.tables.lanes import NEAR_MISS, Lanes

WITH_CUE = 0.3
WITHOUT_CUE = 4.0


@dataclass(frozen=True, slots=True)
class Mean:
    """target = the mean of the operands, lane by lane.

    `mute` are the broken lanes in which all operands are equal, as are targets that several rows share: the mean is
    no other, but an author may have meant another figure there.
    """

    target: int
    operands: tuple[int, ...]
    held: tuple[int, ...]
    broken: tuple[int, ...]
    evidence: float
    cue: bool
    mute: tuple[int, ...] = ()

    @property
    def against(self) -> int:
        """How many lanes speak against it: where words announce the mean, only those whose operands differ."""
        return len(self.broken) - (len(self.mute) if self.cue else 0)


def means(table: Lanes, *, summed: frozenset[int]) -> tuple[Mean, ...]:
    """The accepted means; lines that are sums (`summed`) are not tried."""
    kept = []
    for target in range(len(table.lines)):
        if target in summed:
            continue
        best: Mean | None = None
        tried = _groups(table, target)
        for operands in tried:
            cue = announced(table, target, operands)
            each = _try(table, target, operands, cue=cue)
            score = each.evidence - log10(len(tried) * (1 if cue else len(table.lines)))
            enough = score >= (WITH_CUE if cue else WITHOUT_CUE) and len(each.held) > each.against
            if enough and (best is None or each.evidence > best.evidence):
                best = each
        if best is None and table.lines[target].mean and target >= 2:
            best = _announced(table, target)
        if best is not None:
            kept.append(best)
    return tuple(kept)


def _announced(table: Lanes, target: int) -> Mean | None:
    """A mean that only its label announces: of all lines before it, and at least between the least and the largest."""
    operands = tuple(line for line in range(target) if not table.lines[line].mean)
    if len(operands) < 2:
        return None
    each = _try(table, target, operands, cue=True)
    for lane in each.broken:
        figures = [table.values[line][lane] or 0 for line in operands]
        if not min(figures) <= (table.values[target][lane] or 0) <= max(figures):
            return None
    return replace(each, evidence=0.0) if each.held or each.broken else None


def _groups(table: Lanes, target: int) -> list[tuple[int, ...]]:
    """The lines just before the target, or just after it, two or more."""
    before = [tuple(range(start, target)) for start in range(max(target - 40, 0), target - 1)]
    cue = table.lines[target].mean or table.lines[target].total
    after = [
        tuple(range(target + 1, end)) for end in range(target + 3, min(target + 40, len(table.lines)) + 1)
    ]
    return before + (after if cue else [])


def announced(table: Lanes, target: int, operands: Sequence[int]) -> bool:
    """Whether words say that it is a mean: Snitt; a total of shares; or a label that names what all others name."""
    line = table.lines[target]
    if line.mean:
        return True
    shares = any(not lane.additive for lane in table.lanes) or not line.additive
    if line.total and shares:
        return True
    own = set(line.words)
    return len(operands) >= 2 and bool(own) and all(set(table.lines[o].words) < own for o in operands)


def _try(table: Lanes, target: int, operands: Sequence[int], *, cue: bool) -> Mean:
    """Evidence from how far apart the operands are: a mean of equal figures says nothing."""
    held, broken, mute, evidence = [], [], [], 0.0
    for lane in range(len(table.lanes)):
        printed = table.values[target][lane]
        figures = [value for line in operands if (value := table.values[line][lane]) is not None]
        if printed is None or not figures or len(figures) != len(operands):
            continue
        spread = max(figures) - min(figures)
        residual = printed - sum(figures) / len(figures)
        allowed = max(table.coarse[line][lane] for line in (target, *operands))
        if abs(residual) <= allowed:
            held.append(lane)
            evidence += max(0.0, log10((2 * spread + 1) / (2 * allowed + 1)))
        else:
            broken.append(lane)
            if spread == 0 and len(figures) > 2:
                mute.append(lane)
            if not (cue and lane in mute):
                evidence += max(NEAR_MISS, log10((2 * spread + 1) / (2 * abs(residual) + 1)) - 2)
    return Mean(target, tuple(operands), tuple(held), tuple(broken), evidence, cue, tuple(mute))
