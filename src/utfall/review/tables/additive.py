"""Sums among the lines of a table: rows (or columns) that are totals of others, nested, scattered or announced."""

from collections.abc import Sequence

from utfall.review.tables.gathered import gathered
from utfall.review.tables.lanes import Lanes
from utfall.review.tables.stacked import Sum, stack


def sums(table: Lanes) -> tuple[Sum, ...]:
    """The sums among the table's lines, the most certain first; no two over the same lines."""
    lines = [i for i, line in enumerate(table.lines) if line.additive or line.total]
    if len(lines) < 2:
        return ()
    found = [*stack(table, lines, signed=True), *stack(table, lines[::-1], signed=False)]
    found += gathered(table, lines, found)
    return _best(found)


def _best(found: Sequence[Sum]) -> tuple[Sum, ...]:
    """One sum for every set of lines; a sum that only words speak for gives way to any other of its target."""
    kept: list[Sum] = []
    taken: set[frozenset[int]] = set()
    firm = {each.target for each in found if not each.weak}
    sound = {each.target for each in found if len(each.trial.held) > len(each.trial.broken)}
    for each in sorted(found, key=lambda s: (s.weak, not s.plain, -s.score, s.target)):
        doubtful = len(each.trial.broken) >= len(each.trial.held)
        if each.lines in taken or (each.weak and each.target in firm) or (doubtful and each.target in sound):
            continue
        if each.weak:
            firm.add(each.target)
        taken.add(each.lines)
        kept.append(each)
    return tuple(kept)
