"""The same figure in two tables: in another unit, turned on its side, in an appendix, or as next year's opening."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log10

from utfall.domain.unit import Dimension, Unit
from utfall.locale import mark as _
from utfall.review.context import Context, Layered
from utfall.review.languages import Role
from utfall.review.relation import Layer, Relation, RelationKind, Term
from utfall.review.tables.grid import Line, Place, TableView

ACCEPTED = 1.5
"""Decades that a pair of rows must have, after the number of pairs tried."""
SAME_LABEL = 2.0
"""What equal labels are worth, in decades."""
MANY = 40
"""A figure that stands in more rows than this ties none of them."""
AGREEING = _("Raderna i de två tabellerna har samma siffror i övriga kolumner.")
OPENING = _("Ingående värde är föregående års utgående värde.")


@dataclass(frozen=True, slots=True)
class _Side:
    """A table looked at one way: its lines, and the headers that tell the figures of a line apart."""

    table: int
    lines: tuple[Line, ...]
    heads: tuple[Line, ...]
    figures: Mapping[tuple[int, int], Place]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines believed to hold the same figures, with the places under matching headers."""

    one: tuple[int, int]
    two: tuple[int, int]
    places: tuple[tuple[Place, Place, Decimal], ...]
    score: float


def between(context: Context) -> Layered:
    """Figures that stand in two tables, found by the agreement of their neighbours (method 4.5)."""
    sides = [side for number, table in enumerate(context.tables) for side in _sides(number, table)]
    relations = [*_agreeing(sides), *_opening(context.tables)]
    return Layered(tuple(relations))


def _sides(number: int, table: TableView) -> Iterator[_Side]:
    if not table.places:
        return
    by_row = {(y, x): place for (y, x), place in table.places.items()}
    yield _Side(number, table.rows, table.columns, by_row)
    if any(row.role for row in table.rows) and not any(column.role for column in table.columns):
        turned = {(x, y): place for (y, x), place in table.places.items()}
        yield _Side(number, table.columns, table.rows, turned)


def _agreeing(sides: Sequence[_Side]) -> Iterator[Relation]:
    candidates = _candidates(sides)
    searched = max(len(sides) * 8, 10)
    pairs: list[_Pair] = []
    heads: dict[tuple[int, int], list[tuple[Line, Line]]] = {}
    for (a, line_a), (b, line_b) in sorted(candidates):
        if (a, b) not in heads:
            heads[a, b] = _matching(sides[a].heads, sides[b].heads)
        pair = _weighed(sides, (a, line_a), (b, line_b), heads[a, b], searched)
        if pair is not None:
            pairs.append(pair)
    yield from _relations(_best(pairs))


def _candidates(sides: Sequence[_Side]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of lines of two tables that share two figures, or one figure and a label."""
    where: dict[Decimal, set[tuple[int, int]]] = defaultdict(set)
    for number, side in enumerate(sides):
        for (line, _head), place in side.figures.items():
            for size in _sizes(place):
                where[size].add((number, line))
    shared: dict[tuple[tuple[int, int], tuple[int, int]], int] = defaultdict(int)
    for spots in where.values():
        if len(spots) <= MANY:
            for one, two in combinations(sorted(spots), 2):
                if sides[one[0]].table != sides[two[0]].table:
                    shared[one, two] += 1
    labels = {(n, line.index): frozenset(line.words) for n, side in enumerate(sides) for line in side.lines}
    found = {pair for pair, count in shared.items() if count >= 2}
    found |= {pair for pair in shared if labels[pair[0]] and labels[pair[0]] == labels[pair[1]]}
    by_label: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for spot, words in labels.items():
        if words:
            by_label[words].append(spot)
    for spots_of in by_label.values():
        if len(spots_of) <= MANY:
            found |= {
                (one, two)
                for one, two in combinations(sorted(spots_of), 2)
                if sides[one[0]].table != sides[two[0]].table
            }
    return found


def _sizes(place: Place) -> Iterator[Decimal]:
    """The figure's size as printed and, for money, in the larger unit, so that tkr meets mnkr."""
    value = abs(place.number.value or Decimal(0))
    if not value:
        return
    yield value.normalize()
    if place.unit is not None and place.unit.dimension is Dimension.MONEY:
        kronor = value * place.unit.factor
        yield -(kronor / 100_000).quantize(Decimal(1))


def _matching(ones: Sequence[Line], twos: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Headers of the two tables that say the same, each the other's best."""
    scores = {(a.index, b.index): score for a in ones for b in twos if (score := _alike(a, b)) > 0}
    matched = []
    for a in ones:
        best = max(twos, key=lambda b: scores.get((a.index, b.index), 0.0))
        score = scores.get((a.index, best.index), 0.0)
        rivals = [scores.get((a.index, b.index), 0.0) for b in twos if b is not best]
        backs = [scores.get((other.index, best.index), 0.0) for other in ones if other is not a]
        if score > max([0.0, *rivals, *backs]):
            matched.append((a, best))
    return matched


def _alike(a: Line, b: Line) -> float:
    """How much two headers say the same: one role, one period, and words in common."""
    if a.role is not b.role or not _one_period(a, b):
        return 0.0
    own, other = set(a.words), set(b.words)
    jaccard = len(own & other) / len(own | other) if own | other else 1.0
    if a.role is None and (jaccard < 0.5 or not (own or a.periods)):
        return 0.0
    return 0.2 + jaccard + (0.5 if a.periods == b.periods else 0.0)


def _one_period(a: Line, b: Line) -> bool:
    if a.periods == b.periods:
        return True
    # A variance or a forecast is often printed without its period, since the columns beside it tell.
    quiet = a.role in (Role.VARIANCE, Role.FORECAST, Role.FORECAST_VARIANCE)
    return quiet and (not a.periods or not b.periods)


def _weighed(
    sides: Sequence[_Side],
    one: tuple[int, int],
    two: tuple[int, int],
    heads: Sequence[tuple[Line, Line]],
    searched: int,
) -> _Pair | None:
    """The pair of lines, if enough of their figures agree: at least half of two or more that are not nought."""
    a, b = sides[one[0]], sides[two[0]]
    line_a = next(line for line in a.lines if line.index == one[1])
    line_b = next(line for line in b.lines if line.index == two[1])
    if line_a.periods != line_b.periods and line_a.periods and line_b.periods:
        return None
    places, equal, compared, evidence = [], set(), 0, 0.0
    for head_a, head_b in heads:
        x, y = a.figures.get((one[1], head_a.index)), b.figures.get((two[1], head_b.index))
        if x is None or y is None or x.number.value is None or y.number.value is None:
            continue
        factor = _factor(x.unit, y.unit)
        if factor is None:
            continue
        coarse, sharp, ratio = (x, y, factor) if _step(x) >= _step(y) * factor else (y, x, 1 / factor)
        places.append((coarse, sharp, ratio))
        units = _units_apart(coarse, sharp, ratio)
        size = abs(coarse.number.value or Decimal(0)) / _step(coarse)
        if not size:
            continue
        compared += 1
        if units <= 1:
            equal.add(abs(coarse.number.value or Decimal(0)))
            evidence += (
                log10(2 * float(size) + 1) if units <= Decimal("0.5") else log10(2 * float(size) + 1) - 0.5
            )
        else:
            evidence += max(-1.7, log10((2 * float(size) + 1) / (2 * float(units) + 1)) - 2)
    label = _label_evidence(line_a, line_b)
    enough = len(equal) >= 2 or (len(equal) >= 1 and label >= SAME_LABEL)
    score = evidence + label - log10(searched)
    if not enough or 2 * len(equal) < compared or score < ACCEPTED:
        return None
    return _Pair(one, two, tuple(places), score)


def _label_evidence(a: Line, b: Line) -> float:
    own, other = set(a.words), set(b.words)
    if own and own == other:
        return SAME_LABEL
    jaccard = len(own & other) / len(own | other) if own | other else 0.0
    return jaccard + (0.5 if a.total and b.total else 0.0)


def _factor(one: Unit | None, two: Unit | None) -> Decimal | None:
    """What the second figure is multiplied by to be in the unit of the first; None where they cannot be compared."""
    if one is None or two is None or one == two:
        return Decimal(1)
    if one.dimension is Dimension.MONEY and two.dimension is Dimension.MONEY:
        return two.factor / one.factor
    return None


def _step(place: Place) -> Decimal:
    return Decimal(1).scaleb(-place.number.decimals)


def _units_apart(coarse: Place, sharp: Place, ratio: Decimal) -> Decimal:
    """How many printed units of the coarser figure lie between the two."""
    apart = abs((coarse.number.value or Decimal(0)) - (sharp.number.value or Decimal(0)) * ratio)
    return apart / _step(coarse)


def _best(pairs: Sequence[_Pair]) -> list[_Pair]:
    """For each line and each other table the best partner only, if it is the partner's best as well."""
    best: dict[tuple[tuple[int, int], int], float] = {}
    for pair in pairs:
        for own, other in ((pair.one, pair.two), (pair.two, pair.one)):
            best[own, other[0]] = max(best.get((own, other[0]), 0.0), pair.score)
    return [
        pair
        for pair in pairs
        if pair.score == best[pair.one, pair.two[0]] and pair.score == best[pair.two, pair.one[0]]
    ]


def _relations(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    said: set[frozenset[str]] = set()
    for pair in pairs:
        for coarse, sharp, ratio in pair.places:
            key = frozenset((coarse.path, sharp.path))
            if key in said:
                continue
            said.add(key)
            yield Relation(
                kind=RelationKind.SAME,
                target=coarse.path,
                terms=(Term(sharp.path, ratio),),
                layer=Layer.TABLES,
                evidence=pair.score,
                reason=AGREEING,
            )


def _opening(tables: Sequence[TableView]) -> Iterator[Relation]:
    """Opening values tied to the closing values of the year before, in one table or in two."""
    closing: dict[tuple[str, frozenset[str]], Place] = {}
    opening: list[tuple[str, Place]] = []
    for table in tables:
        for place in table.places.values():
            years = sorted(token for token in place.periods if token.isdigit() and len(token) == 4)
            line = place.row if place.row.opening or place.row.closing else place.column
            if len(years) != 1 or not (line.opening or line.closing):
                continue
            words = frozenset(place.row.words) | frozenset(place.column.words)
            if line.closing:
                closing[years[0], _without(words, line)] = place
            else:
                opening.append((years[0], place))
    for year, place in opening:
        line = place.row if place.row.opening else place.column
        words = _without(frozenset(place.row.words) | frozenset(place.column.words), line)
        before = closing.get((str(int(year) - 1), words))
        if before is not None and _factor(place.unit, before.unit) == 1:
            yield Relation(
                RelationKind.SAME,
                place.path,
                (Term(before.path),),
                Layer.TABLES,
                3.0,
                cue=True,
                reason=OPENING,
            )


def _without(words: frozenset[str], line: Line) -> frozenset[str]:
    """The words that say what is opened or closed, without the word that says so."""
    return words - frozenset(line.words[:1])
