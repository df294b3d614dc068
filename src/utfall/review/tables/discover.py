"""All relations inside one table: what its author meant by sums, differences, means, ratios and shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from utfall.documents.model import Table
from utfall.domain.unit import Dimension
from utfall.locale import mark as _
from utfall.review.languages import Language
from utfall.review.relation import Layer, Relation, RelationKind, Term
from utfall.review.tables.additive import sums
from utfall.review.tables.bounds import Bound, parts, totals
from utfall.review.tables.columns import differences
from utfall.review.tables.exactness import exact
from utfall.review.tables.grid import TableView, view
from utfall.review.tables.lanes import Lanes, lanes, try_sum
from utfall.review.tables.means import Mean, means
from utfall.review.tables.ratios import Ratio, ratios
from utfall.review.tables.stacked import Sum

LARGEST = 60_000
"""Cells; a larger table is a data set, not a table of a report, and is not searched."""
_ASKED = 0.2
SUM_OF_ROWS = _("Raden är summan av raderna som hör till den.")
SUM_OF_COLUMNS = _("Kolumnen är summan av kolumnerna som hör till den.")
DIFFERENCE = _("Kolumnen är skillnaden mellan två andra kolumner.")
ANNOUNCED = _("Etiketten säger att raden är en summa.")
MEAN = _("Raden är medelvärdet av raderna som hör till den.")
RATIO = _("Kolumnen är kvoten mellan två andra.")
CHANGE = _("Kolumnen är förändringen i procent mellan två andra.")
BETWEEN = _("En total andel ligger mellan gruppernas andelar.")
AT_MOST = _("En del är högst så stor som det hela.")
SHARE = _("Kolumnen är andelar av en summa.")


def discover(path: str, table: Table, language: Language) -> list[Relation]:
    """The accepted relations inside the table that stands at `path` in its document, broken ones included.

    A relation is accepted by its evidence over all rows or columns at once (method 4.3 and 4.4), so that the one
    cell that breaks it can be found. Tables with more than `LARGEST` cells are not searched.
    """
    return relations(view(path, table, language))


def relations(seen: TableView) -> list[Relation]:
    """The accepted relations inside a table already read as a view."""
    if len(seen.places) < 2 or len(seen.places) > LARGEST:
        return []
    down, across = lanes(seen, downwards=True), lanes(seen, downwards=False)
    rows, columns = sums(down), sums(across)
    triples = differences(across)
    kept = [each for each in columns if not _told_by(each, triples)]
    found = [
        *(r for each in rows for r in _sum(down, each, SUM_OF_ROWS)),
        *(r for each in kept for r in _sum(across, each, SUM_OF_COLUMNS)),
        *(r for each in triples for r in _sum(replace_usable(across), each, DIFFERENCE)),
    ]
    for table, added in ((down, rows), (across, columns)):
        found += (r for each in means(table, summed=_firm(added)) for r in _mean(table, each))
        found += (_bound(table, each) for each in totals(table))
    found += (_bound(down, each) for each in parts(down))
    found += _quotients(across, rows)
    found += _quotients(down, columns)
    return _with_exactness(seen, found)


def replace_usable(table: Lanes) -> Lanes:
    """The lanes with all of them usable: a difference of two shares is as good as one of two amounts."""
    return replace(table, usable=(True,) * len(table.lanes))


def _firm(added: Sequence[Sum]) -> frozenset[int]:
    return frozenset(each.target for each in added if not each.weak)


def _told_by(each: Sum, triples: Sequence[Sum]) -> bool:
    """Whether a sum of columns says what a triple says already, or goes through a variance column."""
    return any(len(each.lines & other.lines) >= 2 and len(each.lines) <= 3 for other in triples)


def _sum(table: Lanes, each: Sum, reason: str) -> Iterator[Relation]:
    """One relation a lane. Lanes of shares and the like are taken only where the sum holds there too.

    Where no word announces the sum and it fails in more than every fifth lane, it was meant in some lanes only:
    then it says nothing of those where it fails.
    """
    stray = not each.cue and len(each.trial.broken) > max(1, len(each.trial.held) // 4)
    for lane in range(len(table.lanes)):
        target = table.paths[each.target][lane]
        terms = tuple(
            Term(table.paths[line][lane], Decimal(sign))
            for line, sign in each.operands
            if table.paths[line][lane]
        )
        judged = lane in each.trial.held or (lane in each.trial.broken and not stray)
        judged = judged or _nought(table, each, lane)
        if not target or not terms or not (judged or _holds_beside(table, each, lane)):
            continue
        yield Relation(
            kind=RelationKind.SUM,
            target=target,
            terms=terms,
            layer=Layer.TABLE,
            evidence=0.0 if each.weak else max(each.score, 0.1),
            cue=each.cue,
            reason=ANNOUNCED if each.weak else reason,
        )


def _nought(table: Lanes, each: Sum, lane: int) -> bool:
    """Whether the total and all its parts are nought in the lane: no evidence, but part of the sum."""
    figures = [table.values[line][lane] for line in each.lines]
    return table.usable[lane] and table.values[each.target][lane] == 0 and not any(figures)


def _holds_beside(table: Lanes, each: Sum, lane: int) -> bool:
    """Whether a sum accepted in other lanes also holds in one that need not add up, such as shares of 100."""
    if table.usable[lane] or each.weak:
        return False
    alone = replace(table, usable=tuple(i == lane for i in range(len(table.lanes))))
    trial = try_sum(alone, each.target, each.operands)
    return bool(trial.held) and trial.evidence >= 1


def _mean(table: Lanes, each: Mean) -> Iterator[Relation]:
    for lane in (*each.held, *each.broken):
        yield Relation(
            kind=RelationKind.MEAN,
            target=table.paths[each.target][lane],
            terms=tuple(Term(table.paths[line][lane]) for line in each.operands),
            layer=Layer.TABLE,
            evidence=_of_mean(table, each, lane),
            cue=each.cue,
            reason=MEAN,
        )


def _of_mean(table: Lanes, each: Mean, lane: int) -> float:
    """The evidence of a mean in one lane: enough to ask only where no word says mean and its operands are equal."""
    if not each.held:
        return 0.0
    asked = lane in each.mute and not table.lines[each.target].mean
    return _ASKED if asked else max(each.evidence, 0.1)


def _bound(table: Lanes, each: Bound) -> Relation:
    terms = tuple(Term(table.paths[line][each.lane]) for line in each.operands)
    reason = BETWEEN if each.kind is RelationKind.BETWEEN else AT_MOST
    return Relation(each.kind, table.paths[each.target][each.lane], terms, Layer.TABLE, 0.2, reason=reason)


def _quotients(table: Lanes, totals: Sequence[Sum]) -> Iterator[Relation]:
    """Ratios among the lines; `totals` are sums among the lanes, which may be wholes."""
    wholes = {each.target for each in totals} | {i for i, lane in enumerate(table.lanes) if lane.total}
    wholes |= {0, len(table.lanes) - 1} if len(table.lanes) > 2 else set()
    for each in ratios(table, total_lanes=sorted(wholes)):
        yield from _ratio(table, each)


def _ratio(table: Lanes, each: Ratio) -> Iterator[Relation]:
    reason = CHANGE if each.kind is RelationKind.CHANGE else RATIO if each.second_lane is None else SHARE
    for lane in sorted((*each.held, *each.broken)):
        below = lane if each.second_lane is None else each.second_lane
        yield Relation(
            kind=each.kind,
            target=table.paths[each.target][lane],
            terms=(Term(table.paths[each.first][lane], each.scale), Term(table.paths[each.second][below])),
            layer=Layer.TABLE,
            evidence=max(each.evidence, 0.1),
            cue=True,
            reason=reason,
        )


def _with_exactness(seen: TableView, found: list[Relation]) -> list[Relation]:
    """The relations, marked exact where the figures are counts or the table shows that it is not rounded."""
    numbers = {place.path: place.number for place in seen.places.values()}
    places = {place.path: place for place in seen.places.values()}
    if seen.step > 1:
        return [replace(each, step=Decimal(seen.step)) for each in found]
    unrounded = exact(found, numbers)
    money = any(
        place.unit is not None and place.unit.dimension is Dimension.MONEY for place in places.values()
    )
    result = []
    for each in found:
        figures = each.paths if each.kind is RelationKind.SUM else tuple(term.path for term in each.terms)
        counted = seen.count or all(places[p].row.count or places[p].column.count for p in figures)
        whole = all(numbers[p].decimals == 0 for p in figures) and each.kind is not RelationKind.MEAN
        sure = (unrounded and each.kind is RelationKind.SUM) or (counted and whole and not money)
        result.append(replace(each, exact=True) if sure else each)
    return result
