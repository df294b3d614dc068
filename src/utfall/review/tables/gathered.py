"""Sums whose terms do not lie just before them: of leaves already summed, of totals alone, of lines far apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import comb, log10

from utfall.review.tables.lanes import Lanes, Trial, try_sum
from utfall.review.tables.stacked import WITHOUT_CUE, Sum, good_enough, runs

_LONGEST_STRIDE = 12
_MOST_ALIKE = 40
_MOST_LINES = 700
"""In longer tables pairs of lines are not sought."""
_PIVOTS = 2
_FEWEST_LANES = 2
_SMALLEST_PIVOT = 20
_LEAST_HELD = 0.25
"""A sum that holds in fewer of its lanes is chance, whatever its evidence."""
IN_SOME_LANES = 5.0
"""Decades that a sum must have that is meant in some lanes only (flows, but not stocks, add up over quarters)."""
_WAYS = 8
"""How many ways of gathering terms are tried for each target."""


def gathered(table: Lanes, lines: Sequence[int], found: Sequence[Sum]) -> Iterator[Sum]:
    """Sums of those lines that are no sums yet, given what was found as sums of the lines just before or after."""
    firm = {each.target for each in found if not each.weak}
    known = list(found)
    for target in lines:
        if target in firm or table.lines[target].part:
            continue
        best = _best(table, target, lines, firm)
        if best is not None:
            known.append(best)
            firm.add(target)
            yield best
    yield from _pairs(table, lines, known)


def _best(table: Lanes, target: int, lines: Sequence[int], firm: set[int]) -> Sum | None:
    best: Sum | None = None
    for operands in dict.fromkeys(_candidates(table, target, lines, firm)):
        trial = try_sum(table, target, tuple((line, 1) for line in operands))
        each = _weighed(table, target, operands, trial, searched=_WAYS * len(lines))
        if each is not None and (best is None or each.score > best.score):
            best = each
    return best


def _weighed(
    table: Lanes, target: int, operands: Sequence[int], trial: Trial, *, searched: int
) -> Sum | None:
    """The sum, if the evidence suffices; one that was meant in some lanes only pays for the choice of them."""
    terms = tuple((line, 1) for line in operands)
    each = Sum(target, terms, trial, trial.evidence - log10(searched), table.lines[target].total)
    if each.score >= WITHOUT_CUE and good_enough(each):
        return each
    held, broken = len(trial.held), len(trial.broken)
    if held < max(_FEWEST_LANES, _LEAST_HELD * (held + broken)) or not broken:
        return None
    score = trial.support - log10(searched) - log10(comb(held + broken, held))
    some = Trial(trial.support, trial.held, (), trial.support)
    return Sum(target, terms, some, score, cue=False) if score >= IN_SOME_LANES else None


def _candidates(table: Lanes, target: int, lines: Sequence[int], firm: set[int]) -> Iterator[tuple[int, ...]]:
    """Terms worth a trial: leaves, totals, or all lines, towards either end; lines that recur."""
    position = lines.index(target)
    before, after = lines[:position][::-1], lines[position + 1 :]
    for side in (before, after):
        for among in (
            [line for line in side if line not in firm],
            [line for line in side if line in firm or table.lines[line].total],
            side,
        ):
            yield from _two_or_more(runs(table, target, among, least=_LEAST_HELD))
    yield from _recurring(table, target, lines)


def _two_or_more(found: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    return (operands for operands in found if len(operands) >= 2)


def _recurring(table: Lanes, target: int, lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Lines that recur: every row `2000` in the blocks above, or every third row."""
    position = lines.index(target)
    label = table.lines[target].label.strip().lower()
    if label:
        alike = [
            line for line in lines if line != target and table.lines[line].label.strip().lower() == label
        ]
        if 2 <= len(alike) <= _MOST_ALIKE:
            yield tuple(alike)
    for stride in range(2, _LONGEST_STRIDE + 1):
        for step in (-stride, stride):
            places = range(position + step, len(lines) if step > 0 else -1, step)
            yield from _two_or_more(runs(table, target, (lines[place] for place in places)))


def _pairs(table: Lanes, lines: Sequence[int], found: Sequence[Sum]) -> Iterator[Sum]:
    """Lines that are the sum of any two others, wherever these stand.

    Two pairs share at most one line with each other and with a sum of two terms: the rest are algebraic twins.
    """
    if len(lines) > _MOST_LINES:
        return
    searched = len(lines) ** 2
    firm = {each.target for each in found if not each.weak}
    best: list[Sum] = []
    for target in lines:
        if target not in firm and not table.lines[target].part:
            best += _pairs_of(table, target, lines, searched=searched)
    short = [each.lines for each in found if len(each.operands) <= 2 and not each.weak]
    for each in sorted(best, key=lambda s: (-s.score, s.target, max(s.lines) - min(s.lines))):
        if all(len(each.lines & other) <= 1 for other in short):
            short.append(each.lines)
            yield each


def _pairs_of(table: Lanes, target: int, lines: Sequence[int], *, searched: int) -> Iterator[Sum]:
    """The pairs that agree with the target where its figures are largest."""
    printed = table.values[target]
    sizes = [(abs(value), lane) for lane, value in enumerate(printed) if value and table.usable[lane]]
    pivots = [lane for size, lane in sorted(sizes, reverse=True) if size >= _SMALLEST_PIVOT][:_PIVOTS]
    if len(pivots) < _PIVOTS:
        return
    first, second = pivots
    by_value: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        value = table.values[line][first]
        if line != target and value:
            by_value[value].append(line)
    for value, having in by_value.items():
        wanted = (printed[first] or 0) - value
        others = [line for near in range(wanted - 1, wanted + 2) for line in by_value.get(near, ())]
        for one in having:
            for other in others:
                if one < other and _agrees(table, target, (one, other), second):
                    trial = try_sum(table, target, ((one, 1), (other, 1)))
                    each = _weighed(table, target, (one, other), trial, searched=searched)
                    if each is not None:
                        yield each


def _agrees(table: Lanes, target: int, operands: Sequence[int], lane: int) -> bool:
    total = sum(table.values[line][lane] or 0 for line in operands)
    return abs((table.values[target][lane] or 0) - total) <= 1
