"""How well a table hangs together, told by plain sums and differences: enough to choose between two readings."""

from decimal import Decimal

from utfall.documents.model import RowKind, Table

MOST_ROWS = 400


def relations_held(table: Table) -> float:
    """How many sums of rows above and differences of neighbour columns hold; the figures themselves weigh little.

    A review may bring a better judge; this one knows no chance control, which two readings of one table share.
    """
    rows = [row for row in table.rows if row.kind is not RowKind.HEADER][:MOST_ROWS]
    grid = [[cell.number.value if cell.number else None for cell in row.cells] for row in rows]
    figures = sum(value is not None for row in grid for value in row)
    return _sums(grid, [row.kind for row in rows]) + _differences(grid) + figures / 100


def _sums(grid: list[list[Decimal | None]], kinds: list[RowKind]) -> int:
    width = max((len(row) for row in grid), default=0)
    held = 0
    for x in range(width):
        column = [row[x] if x < len(row) else None for row in grid]
        for y, value in enumerate(column):
            if value is not None and kinds[y] in (RowKind.TOTAL, RowKind.SUBTOTAL):
                held += _is_sum(value, column[:y])
    return held


def _is_sum(value: Decimal, above: list[Decimal | None]) -> bool:
    """Whether the value is the sum of the nearest rows above it, two or more."""
    total, count = Decimal(0), 0
    for term in reversed(above[-40:]):
        if term is None:
            continue
        total += term
        count += 1
        if count > 1 and abs(total - value) <= Decimal("0.1") * count:
            return True
    return False


def _differences(grid: list[list[Decimal | None]]) -> int:
    """Rows in which a column is the difference of two before it, for the column triples that mostly hold."""
    width = max((len(row) for row in grid), default=0)
    held = 0
    for c in range(2, min(width, 14)):
        best = 0
        for b in range(1, c):
            for a in range(b):
                rows = [(r[a], r[b], r[c]) for r in grid if len(r) > c]
                best = max(best, sum(_differs(*row) for row in rows))
        held += best if best > 1 else 0
    return held


def _differs(a: Decimal | None, b: Decimal | None, c: Decimal | None) -> bool:
    if a is None or b is None or c is None or c == 0:
        return False
    return abs(abs(a - b) - abs(c)) <= Decimal("0.1")
