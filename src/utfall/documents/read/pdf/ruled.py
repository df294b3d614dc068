"""Tables that lines are drawn round: the first method, which looks at the lines and not at the words."""

from bisect import bisect_left
from collections.abc import Sequence

from utfall.documents.read.pdf.lines import Page, Ruling, Word
from utfall.documents.read.pdf.parse import Box, Parse, reading_order

_NEAR = 2.5
MAX_RULINGS = 6_000
MAX_GRID = 4_000


def ruled_tables(page: Page) -> list[Parse]:
    """The tables whose cells are bounded by ruled lines or by shaded boxes, from the top down."""
    if not 3 <= len(page.rulings) <= MAX_RULINGS:
        return []
    found = []
    words = [word for line in page.lines for word in line.words]
    for group in _connected(_merged(page.rulings)):
        parse = _table(group, words, page.number)
        if parse is not None:
            found.append(parse)
    return sorted(found, key=lambda parse: parse.top)


def _merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Pieces on one line that touch are one ruling."""
    result: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (r.horizontal, round(r.at / _NEAR), r.start)):
        last = result[-1] if result else None
        if (
            last is not None
            and last.horizontal == ruling.horizontal
            and abs(last.at - ruling.at) <= _NEAR
            and ruling.start <= last.end + _NEAR
        ):
            result[-1] = Ruling(last.horizontal, last.at, last.start, max(last.end, ruling.end))
        else:
            result.append(ruling)
    return result


def _connected(rulings: list[Ruling]) -> list[list[Ruling]]:
    """Groups of rulings that meet; each is one table, or a frame, or an ornament."""
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    across = [i for i, ruling in enumerate(rulings) if ruling.horizontal]
    across.sort(key=lambda i: rulings[i].at)
    heights = [rulings[i].at for i in across]
    for i, upright in enumerate(rulings):
        if upright.horizontal:
            continue
        at = bisect_left(heights, upright.start - _NEAR)
        while at < len(across) and heights[at] <= upright.end + _NEAR:
            lying = rulings[across[at]]
            if lying.start - _NEAR <= upright.at <= lying.end + _NEAR:
                parent[root(i)] = root(across[at])
            at += 1
    groups: dict[int, list[Ruling]] = {}
    for i, ruling in enumerate(rulings):
        groups.setdefault(root(i), []).append(ruling)
    return [group for group in groups.values() if len(group) >= 3]


def _positions(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _table(group: list[Ruling], words: list[Word], page: int) -> Parse | None:
    """The table that the rulings make; None where they make none, as the axes of a chart."""
    lying = [r for r in group if r.horizontal]
    upright = [r for r in group if not r.horizontal]
    if not lying or not upright:
        return None
    xs = _positions([r.at for r in upright] + [min(r.start for r in lying), max(r.end for r in lying)])
    ys = _positions([r.at for r in lying] + [min(r.start for r in upright), max(r.end for r in upright)])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > MAX_GRID:
        return None
    inside = _inside(words, xs, ys)
    filled = {(y, x) for y, x in inside}
    if len({x for _y, x in filled}) < 2 or len({y for y, _x in filled}) < 2:
        return None
    rows = _rows(xs, ys, lying, upright, inside)
    if len(filled) * 5 < sum(len(row) for row in rows):
        return None
    edges = tuple(round(x) for x in xs[1:])
    return Parse("ruled", rows, edges=edges, page=page)


def _inside(words: list[Word], xs: list[float], ys: list[float]) -> dict[tuple[int, int], list[Word]]:
    """The words by the box of the grid in which their middle lies."""
    found: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        middle = (word.top + word.bottom) / 2
        if not (xs[0] <= word.middle <= xs[-1] and ys[0] <= middle <= ys[-1]):
            continue
        x = max(bisect_left(xs, word.middle) - 1, 0)
        y = max(bisect_left(ys, middle) - 1, 0)
        found.setdefault((y, x), []).append(word)
    return found


def _rows(
    xs: list[float],
    ys: list[float],
    lying: list[Ruling],
    upright: list[Ruling],
    inside: dict[tuple[int, int], list[Word]],
) -> tuple[tuple[Box, ...], ...]:
    """The cells row by row; boxes with no line between them are one cell."""
    height, width = len(ys) - 1, len(xs) - 1
    open_right = [
        [not _covers(upright, xs[x + 1], ys[y], ys[y + 1]) for x in range(width - 1)] for y in range(height)
    ]
    open_down = [
        [not _covers(lying, ys[y + 1], xs[x], xs[x + 1]) for x in range(width)] for y in range(height - 1)
    ]
    taken: set[tuple[int, int]] = set()
    rows = []
    for y in range(height):
        row = []
        for x in range(width):
            if (y, x) in taken:
                continue
            right = x
            while right < width - 1 and open_right[y][right] and (y, right + 1) not in taken:
                right += 1
            down = y
            while down < height - 1 and all(open_down[down][c] for c in range(x, right + 1)):
                down += 1
            area = [(r, c) for r in range(y, down + 1) for c in range(x, right + 1)]
            taken.update(area)
            words = [word for place in area for word in inside.get(place, ())]
            row.append(Box(reading_order(words), right - x + 1, down - y + 1))
        rows.append(tuple(row))
    return _without_empty(rows)


def _without_empty(rows: list[tuple[Box, ...]]) -> tuple[tuple[Box, ...], ...]:
    """Rows without words go, such as the thin ones between double lines; none that a cell spans does."""
    if any(box.rowspan > 1 for row in rows for box in row):
        return tuple(rows)
    return tuple(row for row in rows if any(box.words for box in row))


def _covers(rulings: list[Ruling], at: float, start: float, end: float) -> bool:
    """Whether a ruling runs along most of the side."""
    length = end - start
    return any(
        abs(r.at - at) <= _NEAR and min(r.end, end) - max(r.start, start) >= 0.6 * length for r in rulings
    )
