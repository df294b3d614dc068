"""Lines side by side as whole numbers, so that one hypothesis is tried in all columns (or all rows) at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10, sqrt

from utfall.review.tables.grid import Line, TableView

NEAR_MISS = -1.7
"""The least that a broken lane can say, in decades: a slip is rarer than this only when there are many."""
_TWO_MODELS = 0.3
"""What it costs to have asked twice."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lines of a table in one direction, each with its figures by lane.

    Looking downwards the lines are rows and the lanes columns; looking sideways the other way round.
    `values[line][lane]` is in units of the lane's last printed place, None where the cell is blank.
    `coarse[line][lane]` is the figure's own printed unit in those units (1, or 10 where it has one decimal less).
    `usable[lane]` is False where figures of the lane are never ground for a finding.
    """

    lines: tuple[Line, ...]
    lanes: tuple[Line, ...]
    values: tuple[tuple[int | None, ...], ...]
    coarse: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[str, ...], ...]
    usable: tuple[bool, ...]
    steps: tuple[Decimal, ...]
    downwards: bool

    def unit(self, lane: int) -> Decimal:
        """What one of the whole numbers in the lane is worth."""
        return self.steps[lane]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the lanes say of one hypothesis: evidence in decades, and the lanes where it holds and fails.

    `support` is the evidence of the lanes that hold alone.
    """

    evidence: float
    held: tuple[int, ...]
    broken: tuple[int, ...]
    support: float = 0.0


def lanes(view: TableView, *, downwards: bool) -> Lanes:
    """The table's figures looking downwards (rows are lines) or sideways (columns are lines)."""
    lines, across = (view.rows, view.columns) if downwards else (view.columns, view.rows)
    cells = [
        [view.places.get((a.index, b.index) if downwards else (b.index, a.index)) for b in across]
        for a in lines
    ]
    finest = [
        max((row[j].number.decimals for row in cells if row[j] is not None), default=0)  # type: ignore[union-attr]
        for j in range(len(across))
    ]
    values, coarse, paths = [], [], []
    step = view.step
    for row in cells:
        values.append(
            tuple(
                None
                if cell is None or cell.number.value is None
                else int(cell.number.value.scaleb(finest[j]))
                for j, cell in enumerate(row)
            )
        )
        coarse.append(
            tuple(
                step if cell is None else step * 10 ** (finest[j] - cell.number.decimals)
                for j, cell in enumerate(row)
            )
        )
        paths.append(tuple("" if cell is None else cell.path for cell in row))
    return Lanes(
        lines=tuple(lines),
        lanes=tuple(across),
        values=tuple(values),
        coarse=tuple(coarse),
        paths=tuple(paths),
        usable=tuple(lane.additive for lane in across),
        steps=tuple(Decimal(1).scaleb(-places) for places in finest),
        downwards=downwards,
    )


def tolerance(units: Sequence[int]) -> float:
    """What the rounding of figures printed in these units explains, the target's included; at least one unit."""
    if len(units) > 30 or max(units) > 1:
        squares = sum(unit * unit for unit in units)
        return max(min(sum(units) / 2, 3.3 * sqrt(squares / 12)), *units)
    return _PLAIN[len(units)]


_PLAIN = [max(1.0, min(n / 2, 3.3 * sqrt(n / 12))) for n in range(31)]


def surprise(figures: Sequence[int], allowed: float, residual: int) -> float:
    """How unlikely it is by chance, in decades, that these figures agree as they do.

    The chance is taken from the size of the largest figure and, as figures of one table are alike, of the third
    largest: 500 = 490 + 10 is less surprising than 500 = 260 + 240. A near miss still speaks for the hypothesis.
    """
    sizes = sorted((abs(figure) for figure in figures), reverse=True)
    largest = sizes[0]
    third = sizes[2] if len(sizes) > 2 else sizes[-1]
    if abs(residual) > allowed:
        return max(NEAR_MISS, log10((2 * largest + 1) / (2 * abs(residual) + 1)) - 2)
    if third <= allowed and largest <= 100 * max(allowed, 1):
        return 0.0
    span = 2 * allowed + 1
    return max(0.0, (log10((2 * largest + 1) / span) + log10((2 * third + 1) / span)) / 2)


def try_sum(table: Lanes, target: int, operands: Sequence[tuple[int, int]]) -> Trial:
    """Try target = Σ sign · operand in every usable lane; operands are (line, sign).

    Two explanations are weighed, rounded figures and unrounded ones: a sum of many small counts that holds to the unit
    everywhere says much more than one that holds within the rounding of them all.

    A blank operand counts as nought. A lane without the target, or without any operand, says nothing, and so does
    a lane with a blank operand where the sum fails: a blank cell is never a suspect. Lanes with the same figures
    speak once.
    """
    evidence, support, unrounded, held, broken = 0.0, 0.0, -_TWO_MODELS, [], []
    spoken: set[tuple[int, ...]] = set()
    signed = any(sign < 0 for _line, sign in operands)
    targets, rows = table.values[target], [(table.values[line], sign) for line, sign in operands]
    for lane, printed in enumerate(targets):
        if printed is None or not table.usable[lane]:
            continue
        figures, blanks, total = [printed], 0, 0
        for row, sign in rows:
            value = row[lane]
            if value is None:
                blanks += 1
            else:
                figures.append(sign * value)
                total += sign * value
        if len(figures) == 1 or not any(figures):
            continue
        units = [table.coarse[target][lane], *(table.coarse[line][lane] for line, _sign in operands)]
        allowed = tolerance(units)
        residual = printed - total
        if abs(residual) <= allowed:
            held.append(lane)
        elif blanks and len(figures) <= 2:
            continue
        else:
            broken.append(lane)
        said = tuple(figures)
        if said not in spoken and not (signed and _cancels(figures)):
            spoken.add(said)
            said_so = surprise(figures, allowed, residual)
            evidence += said_so
            unrounded += said_so if max(units) > 1 else surprise(figures, 0, residual)
            support += said_so if abs(residual) <= allowed else 0.0
    return Trial(max(evidence, unrounded), tuple(held), tuple(broken), support)


def may_hold(table: Lanes, target: int, operands: Sequence[tuple[int, int]]) -> bool:
    """Whether any lane comes as near as rounding ever lets it; a trial of the others would hold nowhere."""
    rows = [(table.values[line], table.coarse[line], sign) for line, sign in operands]
    for lane, printed in enumerate(table.values[target]):
        if printed is None or not table.usable[lane]:
            continue
        residual, widest, units = printed, table.coarse[target][lane], table.coarse[target][lane]
        for values, coarse, sign in rows:
            residual -= sign * (values[lane] or 0)
            units += coarse[lane]
            widest = max(widest, coarse[lane])
        if 2 * abs(residual) <= max(units, 2 * widest, len(operands) + 1, 2):
            return True
    return False


def _cancels(figures: Sequence[int]) -> bool:
    """Whether a signed sum says no more than that figures are equal: 7 = 7 + 3 − 3."""
    if 2 * len({abs(figure) for figure in figures if figure}) > len(figures):
        return False
    sizes = Counter((figures[0], *(-figure for figure in figures[1:])))
    return all(count == sizes[-figure] for figure, count in sizes.items() if figure)
