"""Two further methods, which look at the words and not at lines: gutters between columns, and aligned edges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from utfall.documents.read.pdf.aligned import Laid, Region, Segment
from utfall.documents.read.pdf.lines import Word
from utfall.documents.read.pdf.parse import Box, Parse, reading_order

Interval = tuple[float, float]


def by_gutters(region: Region) -> Parse | None:
    """Columns are what is left between the white gutters that run down through all rows with figures."""
    body = [row for row in region.lines[region.head :] if row.is_row]
    found: list[Interval] = []
    for left, right in sorted((s.x0, s.x1) for row in body for s in row.segments):
        if found and left <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    found = _with_text_columns(found, region)
    return _parse("gutters", region, found) if len(found) >= 2 else None


def by_edges(region: Region) -> Parse | None:
    """Columns are where figures end, begin or are centred in line with one another, whichever gives the fewest."""
    body = [row for row in region.lines[region.head :] if row.is_row]
    size = body[0].line.size
    figures = [s for row in body for s in row.segments[1:] if s.is_figure]
    figures += [row.segments[0] for row in body if row.segments[0].has_digits]
    ways = [_clusters(figures, key, 0.45 * size) for key in (_right, _left, _middle)]
    groups = min(ways, key=len)
    # Two figures of one row in one column say that the alignment is not the right one.
    if any(_doubled(group, body) for group in groups):
        return None
    found = sorted((min(s.x0 for s in group), max(s.x1 for s in group)) for group in groups)
    if any(a[1] > b[0] for a, b in pairwise(found)):
        return None
    labels = [s for row in body for s in row.segments if not s.is_figure and s.x0 < found[0][0] - 2]
    if labels:
        found.insert(0, (min(s.x0 for s in labels), min(max(s.x1 for s in labels), found[0][0] - 1)))
    found = _with_text_columns(found, region)
    return _parse("edges", region, found) if len(found) >= 2 else None


def _right(segment: Segment) -> float:
    return segment.x1


def _left(segment: Segment) -> float:
    return segment.x0


def _middle(segment: Segment) -> float:
    return (segment.x0 + segment.x1) / 2


def _clusters(segments: list[Segment], key: Callable[[Segment], float], near: float) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in sorted(segments, key=key):
        if groups and key(segment) - key(groups[-1][-1]) <= near:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def _doubled(group: list[Segment], body: list[Laid]) -> bool:
    members = set(map(id, group))
    return any(sum(id(s) in members for s in row.segments) > 1 for row in body)


def _with_text_columns(columns: list[Interval], region: Region) -> list[Interval]:
    """Further columns of words beside the figures (a comment), and those that are empty below their head."""
    result = list(columns)
    near = 1.1 * region.lines[-1].line.size
    for position, row in enumerate(region.lines):
        # A head may be wider than its figures; words in the rows are a column wherever they stand.
        margin = near if position < region.head else 1
        for segment in row.segments:
            if not any(segment.x0 < right + margin and left - margin < segment.x1 for left, right in result):
                result.append((segment.x0, segment.x1))
    return sorted(result)


@dataclass(slots=True)
class _Band:
    """Lines that are one row of the table."""

    lines: list[Laid]


def _parse(method: str, region: Region, columns: list[Interval]) -> Parse:
    limits = _limits(columns)
    rows: list[tuple[Box, ...]] = []
    head = _head(region.lines[: region.head], columns, limits)
    for band in _bands(region.lines[region.head :], limits):
        cells: list[list[Word]] = [[] for _ in columns]
        for laid_line in band.lines:
            for segment in laid_line.segments:
                cells[_column(segment, columns, limits)].extend(segment.words)
        rows.append(tuple(Box(reading_order(words)) for words in cells))
    together = _one_column(head, rows)
    if together is not None:
        joined = (columns[together][0], columns[together + 1][1])
        return _parse(method, region, [*columns[:together], joined, *columns[together + 2 :]])
    edges = tuple(round(right) for _left_, right in columns)
    return Parse(method, (*head, *rows), len(head), edges, region.page)


def _one_column(head: Sequence[tuple[Box, ...]], rows: Sequence[tuple[Box, ...]]) -> int | None:
    """The first of two columns that are one: a head set to the left, and figures without a head set to the right.

    The first column is left as it is, which often has no head.
    """
    if not head or not rows:
        return None
    below = [any(row[x].words for row in rows) for x in range(len(rows[0]))]
    over = [_over(row) for row in head]
    for x in range(1, len(below) - 1):
        alone = all(row[x + 1] in (None, row[x]) for row in over) and any(row[x] is not None for row in over)
        if alone and below[x + 1] and not below[x]:
            return x
    return None


def _over(row: Sequence[Box]) -> list[int | None]:
    """Which box of a row of the head stands over each column; None where none with words does."""
    return [
        number if box.words else None for number, box in enumerate(row) for _ in range(max(box.colspan, 1))
    ]


def _limits(columns: list[Interval]) -> list[float]:
    return [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]


def _column(segment: Segment, columns: list[Interval], limits: list[float]) -> int:
    """The column that the segment covers most of; beside all of them, the one whose limits hold its middle."""
    overlaps = [min(segment.x1, right) - max(segment.x0, left) for left, right in columns]
    best = max(range(len(columns)), key=lambda i: overlaps[i])
    if overlaps[best] > 0:
        # A long label reaches over the next column; it begins in its own.
        beginning = next(
            (i for i, (left, right) in enumerate(columns) if left - 2 <= segment.x0 <= right), best
        )
        return best if segment.is_figure else min(best, beginning)
    middle = (segment.x0 + segment.x1) / 2
    return sum(middle > limit for limit in limits)


def _bands(lines: Sequence[Laid], limits: list[float]) -> list[_Band]:
    """The rows: each line with figures begins one, and lines of words alone go with the row they stand nearest."""
    bands: list[_Band] = []
    gaps = [b.line.top - a.line.bottom for a, b in pairwise(lines)]
    narrow, is_spaced = _spacing(lines, gaps)
    waiting: list[Laid] = []
    for position, row in enumerate(lines):
        near_above = position > 0 and gaps[position - 1] <= narrow
        near_below = position + 1 < len(lines) and gaps[position] <= narrow
        if row.is_row:
            continues = is_spaced and near_above and bool(bands or waiting)
            if waiting and continues:
                bands.append(_Band([*waiting, row]))
            else:
                bands.extend(_Band([w]) for w in waiting)
                bands.append(_Band([row]))
            waiting = []
        elif is_spaced:
            if near_above and (bands or waiting):
                (waiting or bands[-1].lines).append(row)
            else:
                bands.extend(_own(waiting))
                waiting = [row]
        elif bands and _is_rest(row, bands[-1], limits) and not (near_below and _begins(row)):
            bands[-1].lines.append(row)
        else:
            waiting.append(row)
    bands.extend(_own(waiting))
    return bands


def _own(waiting: list[Laid]) -> list[_Band]:
    """Lines of words that no figures came to are a row of their own."""
    return [_Band(list(waiting))] if waiting else []


def _spacing(lines: Sequence[Laid], gaps: list[float]) -> tuple[float, bool]:
    """How near lines of one row stand, and whether rows are set apart from one another at all."""
    size = lines[0].line.size
    if not gaps:
        return 0.45 * size, False
    between = [gap for gap, a, b in zip(gaps, lines, lines[1:], strict=False) if a.is_row and b.is_row]
    within = [gap for gap, a, b in zip(gaps, lines, lines[1:], strict=False) if not (a.is_row and b.is_row)]
    if not within:
        return min(gaps) - 0.1, False
    closest = min(within)
    apart = min(between, default=max(gaps))
    if apart - closest > 0.25 * size:
        return closest + 0.12 * size, True
    if max(gaps) - closest > 0.35 * size and not between:
        return closest + 0.12 * size, True
    return 0.45 * size, False


def _is_rest(row: Laid, band: _Band, limits: list[float]) -> bool:
    """Whether words without figures go on from the row above: in lower case, after a hyphen, or in a later column."""
    above = band.lines[-1]
    text = row.segments[0].text
    if limits and row.segments[0].x0 > limits[0]:
        return True
    previous = above.segments[0].text
    joins = previous.endswith(("-", ",", "&", "/")) or previous.rsplit(" ", 1)[-1].lower() in {
        "och",
        "samt",
        "av",
        "för",
        "till",
        "and",
        "of",
    }
    return text[:1].islower() or text.startswith("(") or joins


def _begins(row: Laid) -> bool:
    return row.segments[0].text[:1].isupper()


def _head(lines: Sequence[Laid], columns: list[Interval], limits: list[float]) -> list[tuple[Box, ...]]:
    """The rows of the head: one of wrapped words, and one for each line with words over several columns."""
    rows: list[tuple[Box, ...]] = []
    plain: list[Laid] = []
    for position, laid_line in enumerate(_parted(line, limits) for line in lines):
        spanning = [_span(segment, columns) for segment in laid_line.segments]
        below = lines[position + 1 :]
        if any(last > first for first, last in spanning) and below:
            if plain:
                rows.append(_head_row(plain, columns, limits))
                plain = []
            rows.append(_spanned_row(laid_line, spanning, len(columns)))
        else:
            plain.append(laid_line)
    if plain:
        rows.append(_head_row(plain, columns, limits))
    return rows


def _parted(row: Laid, limits: list[float]) -> Laid:
    """The line of a head with segments parted where a wider blank falls on the limit between two columns."""
    segments: list[Segment] = []
    for segment in row.segments:
        words: list[Word] = []
        for word in segment.words:
            if words:
                last = words[-1]
                wide = word.x0 - last.x1 >= 0.33 * word.size
                if wide and any(last.middle < limit < word.middle for limit in limits):
                    segments.append(Segment(tuple(words)))
                    words = []
            words.append(word)
        segments.append(Segment(tuple(words)))
    return Laid(row.line, tuple(segments))


def _span(segment: Segment, columns: list[Interval]) -> tuple[int, int]:
    """The first and the last column that the segment stands over, by the middles of the columns."""
    inside = [
        i
        for i, (left, right) in enumerate(columns)
        if i > 0 and segment.x0 - 3 <= (left + right) / 2 <= segment.x1 + 3
    ]
    if len(inside) < 2:
        return _centred(segment, columns) or ((inside[0], inside[0]) if inside else (0, 0))
    return inside[0], inside[-1]


def _centred(segment: Segment, columns: list[Interval]) -> tuple[int, int] | None:
    """The two columns that the segment stands between, short of the outer edge of both; None for any other."""
    size = segment.words[0].size
    for i, (a, b) in enumerate(pairwise(columns)):
        reaches = segment.x0 < a[1] and segment.x1 > a[1] + 0.8 * size
        if i > 0 and reaches and segment.x0 - a[0] > size and b[1] - segment.x1 > size:
            return i, i + 1
    return None


def _head_row(lines: list[Laid], columns: list[Interval], limits: list[float]) -> tuple[Box, ...]:
    cells: list[list[Word]] = [[] for _ in columns]
    for laid_line in lines:
        for segment in laid_line.segments:
            for word in segment.words:
                cells[_head_column(word, columns, limits, segment)].append(word)
    return tuple(Box(reading_order(words)) for words in cells)


def _head_column(word: Word, columns: list[Interval], limits: list[float], segment: Segment) -> int:
    """Heads may stand closer than figures: a segment over several columns is parted word by word."""
    first, last = _span(segment, columns)
    if first == last:
        return _column(segment, columns, limits)
    return sum(word.middle > limit for limit in limits)


def _spanned_row(laid_line: Laid, spans: list[tuple[int, int]], width: int) -> tuple[Box, ...]:
    boxes: list[Box] = []
    at = 0
    for segment, (first, last) in zip(laid_line.segments, spans, strict=True):
        if first < at:
            continue
        boxes.extend(Box() for _ in range(first - at))
        boxes.append(Box(segment.words, colspan=last - first + 1))
        at = last + 1
    boxes.extend(Box() for _ in range(width - at))
    return tuple(boxes)
