"""Shares that bound each other: a total lies between its groups, and a part is at most the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utfall.domain.unit import Dimension
from utfall.review.relation import RelationKind
from utfall.review.tables.grid import Line
from utfall.review.tables.lanes import Lanes


@dataclass(frozen=True, slots=True)
class Bound:
    """target BETWEEN its operands, or AT_MOST its one operand, in one lane."""

    kind: RelationKind
    target: int
    operands: tuple[int, ...]
    lane: int


def totals(table: Lanes) -> tuple[Bound, ...]:
    """Totals of shares (6,1 % of all) that lie between those of the groups beside them (6,6 % and 4,8 %).

    A weighted mean lies there whatever the weights. Believed when it holds in at least half of the cases.
    """
    found: list[Bound] = []
    held = 0
    for target, line in enumerate(table.lines):
        groups = _groups(table.lines, target) if line.total else ()
        for lane, across in enumerate(table.lanes):
            if not groups or not (_share(line) or _share(across)):
                continue
            printed = table.values[target][lane]
            figures = [table.values[g][lane] for g in groups]
            known = [figure for figure in figures if figure is not None]
            if printed is None or len(known) != len(figures) or max(known) == min(known):
                continue
            held += min(known) - 1 <= printed <= max(known) + 1
            found.append(Bound(RelationKind.BETWEEN, target, groups, lane))
    return tuple(found) if held and 2 * held >= len(found) else ()


def _share(line: Line) -> bool:
    in_percent = line.unit is not None and line.unit.dimension is Dimension.SHARE
    return line.share or in_percent


def _groups(lines: Sequence[Line], target: int) -> tuple[int, ...]:
    """The lines just before a total that are of its period and role and no totals themselves."""
    found: list[int] = []
    for number in range(target - 1, -1, -1):
        line = lines[number]
        if (
            line.total
            or line.mean
            or line.role is not lines[target].role
            or line.periods != lines[target].periods
        ):
            break
        found.append(number)
    return tuple(reversed(found)) if len(found) >= 2 else ()


def parts(table: Lanes) -> Iterator[Bound]:
    """Shares whose title adds a condition to another's, where they are at most as large, as they should be.

    Those that are larger are a matter of the titles' meaning, and of the rules for running text.
    """
    for target, narrow in enumerate(table.lines):
        if not _share(narrow):
            continue
        for wide, line in enumerate(table.lines):
            if wide == target or not line.words or len(line.words) >= len(narrow.words) or not _share(line):
                continue
            rest = iter(narrow.words)
            if not all(word in rest for word in line.words):
                continue
            for lane in range(len(table.lanes)):
                small, large = table.values[target][lane], table.values[wide][lane]
                if small is not None and large is not None and 0 <= small < large:
                    yield Bound(RelationKind.AT_MOST, target, (wide,), lane)
