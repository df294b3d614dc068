"""Relations that headers and labels announce where too few figures hold for the search to believe them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from utfall.domain.unit import Dimension
from utfall.locale import mark as _
from utfall.review.causes.explanation import Slip, slip
from utfall.review.languages import Role
from utfall.review.relation import Layer, Numbers, Relation, RelationKind, Term, Verdict, judge
from utfall.review.tables.columns import announced
from utfall.review.tables.grid import Line, Place, TableView

BY_HEADERS = _("Rubrikerna säger att kolumnen är skillnaden mellan två andra.")
ONLY_PART = _("Summan har en enda del.")
ALL_ROWS = _("Etiketten säger att raden är en summa, och i en annan kolumn är den det.")
COMBINED = _("Etiketten räknar upp vad de andra raderna mäter var för sig.")
_ASKED, _FIRM = 0.2, 0.5
_DIFFERENCES = (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE)


def relations(seen: TableView, found: Sequence[Relation]) -> Iterator[Relation]:
    """What the words of the table announce, beside the relations already `found` by arithmetic."""
    numbers = {place.path: place.number for place in seen.places.values()}
    yield from _differences(seen, found, numbers)
    yield from _totals(seen, found, numbers)
    yield from _combined(seen, found, numbers)


def _differences(seen: TableView, found: Sequence[Relation], numbers: Numbers) -> Iterator[Relation]:
    """A variance or a change by its headers alone, where no search has found what it is computed from."""
    known = {path for relation in found if relation.kind is not RelationKind.BETWEEN for path in relation.paths
             if relation.target == path}  # fmt: skip
    columns = seen.columns
    for target, line in enumerate(columns):
        pairs = [] if line.role not in _DIFFERENCES else [
            pair for pair in combinations([i for i in range(len(columns)) if i != target], 2)
            if announced(columns, target, [(pair[0], 1), (pair[1], -1)]) and _one_time(columns, target, pair)
        ]  # fmt: skip
        if len(pairs) == 1:
            rows = [each for row in seen.rows if (each := _cells(seen, row, target, pairs[0]))]
            if rows and not any(cells[0].path in known for cells in rows):
                yield from _difference(rows, numbers)


def _one_time(columns: Sequence[Line], target: int, pair: tuple[int, int]) -> bool:
    """Whether a variance and what it lies between do not name different times."""
    if columns[target].role is Role.CHANGE:
        return True
    named = [columns[i].periods - {"year"} for i in (target, *pair)]
    years = [{token for token in each if token.isdigit()} for each in named]
    return all(not a or not b or a & b for a, b in combinations(years, 2))


def _cells(
    seen: TableView, row: Line, target: int, pair: tuple[int, int]
) -> tuple[Place, Place, Place] | None:
    """The row's three figures where all are printed in one unit; the later (or the outcome) second."""
    at = [seen.places.get((row.index, seen.columns[i].index)) for i in (target, *pair)]
    result, first, second = at
    if result is None or first is None or second is None or (not row.additive and not _is_share(result)):
        return None
    if len({_is_share(place) for place in (result, first, second)}) > 1:
        return None
    earlier = sorted(first.periods) < sorted(second.periods)
    later = earlier if result.role is Role.CHANGE else first.role is Role.BUDGET
    return (result, second, first) if later else (result, first, second)


def _is_share(place: Place) -> bool:
    return place.unit is not None and place.unit.dimension is Dimension.SHARE


def _difference(rows: Sequence[tuple[Place, Place, Place]], numbers: Numbers) -> Iterator[Relation]:
    """The difference in the rows, with the sign that most of them have; asked about where no row holds."""
    best: tuple[int, Decimal, list[Relation]] | None = None
    for sign in (1,) if rows[0][0].role is Role.CHANGE else (1, -1):
        made = [_signed(cells, sign) for cells in rows]
        judged = [judge(relation, numbers) for relation in made]
        holds = sum(each.verdict is not Verdict.BROKEN for each in judged)
        apart = -sum((abs(each.residual) for each in judged), Decimal(0))
        if best is None or (holds, apart) > best[:2]:
            best = (holds, apart, made)
    assert best is not None
    if 2 * best[0] < len(rows) and len(rows) > 1:
        return
    for relation in best[2]:
        change = Relation(RelationKind.CHANGE, relation.target, relation.terms, Layer.TABLE, _ASKED)
        plain = tuple(Term(term.path) for term in change.terms)
        relative = judge(Relation(RelationKind.CHANGE, relation.target, plain, Layer.TABLE, _ASKED), numbers)
        if relative.verdict in (Verdict.BROKEN, Verdict.UNKNOWN):
            yield relation


def _signed(cells: tuple[Place, Place, Place], sign: int) -> Relation:
    result, first, second = cells
    terms = (Term(first.path, Decimal(sign)), Term(second.path, Decimal(-sign)))
    return Relation(
        RelationKind.SUM, result.path, terms, Layer.TABLE, _ASKED, cue=True, reason=BY_HEADERS
    )  # fmt: skip


def _totals(seen: TableView, found: Sequence[Relation], numbers: Numbers) -> Iterator[Relation]:
    """A total with one part, or one that by chance is equal to its last part and so was not taken for a sum."""
    sums = {r.target: r for r in found if r.kind is RelationKind.SUM}
    for number, total in enumerate(seen.rows):
        if not total.total or not total.additive:
            continue
        parts = _since(seen, number, sums)
        if len(parts) == 1:
            yield from _one_part(seen, total, parts[0], sums, numbers)
            continue
        made = [each for column in seen.columns if (each := _whole(seen, total, column, parts)) is not None]
        if any(judge(each, numbers).verdict is Verdict.HOLDS and _is_long(each) for each in made):
            yield from (each for each in made if len(_told(seen, each, sums)) == 1 and _is_long(each))
            yield from (
                replace(each, evidence=_ASKED) for each in made if each.target not in sums and _is_long(each)
            )


def _since(seen: TableView, number: int, sums: dict[str, Relation]) -> list[Line]:
    """The rows between a total and the one before it that is a sum."""
    summed = {place.row.index for path, place in ((p.path, p) for p in seen.places.values()) if path in sums}
    found: list[Line] = []
    for line in reversed(seen.rows[:number]):
        if line.total and line.index in summed:
            break
        if not line.part:
            found.append(line)
    return found


def _is_long(relation: Relation) -> bool:
    return len(relation.terms) > 1


def _whole(seen: TableView, total: Line, column: Line, parts: Sequence[Line]) -> Relation | None:
    """The total as the sum of all its parts in the column; None where nothing can be added up."""
    target = seen.places.get((total.index, column.index))
    terms = [Term(at.path) for part in parts if (at := seen.places.get((part.index, column.index)))]
    if target is None or not terms or not column.additive:
        return None
    return Relation(
        RelationKind.SUM, target.path, tuple(terms), Layer.TABLE, _FIRM, cue=True, reason=ALL_ROWS
    )  # fmt: skip


def _told(seen: TableView, whole: Relation, sums: dict[str, Relation]) -> frozenset[str]:
    """Which of the parts the search has found for the total."""
    relation = sums.get(whole.target)
    within = {term.path for term in whole.terms}
    return frozenset(t.path for t in relation.terms if t.path in within) if relation else frozenset()


def _one_part(
    seen: TableView, total: Line, part: Line, sums: dict[str, Relation], numbers: Numbers
) -> Iterator[Relation]:
    """The total and its one part are the same in most columns, of which two at least say so."""
    made = [
        Relation(RelationKind.SUM, seen.places[total.index, c.index].path,
                 (Term(seen.places[part.index, c.index].path),), Layer.TABLE, _FIRM, cue=True, reason=ONLY_PART)
        for c in seen.columns
        if (total.index, c.index) in seen.places and (part.index, c.index) in seen.places
    ]  # fmt: skip
    holding = {
        numbers[r.target].value for r in made
        if numbers[r.target].value and numbers[r.target].value == numbers[r.terms[0].path].value
    }  # fmt: skip
    broken = [r for r in made if judge(r, numbers).verdict is Verdict.BROKEN and r.target not in sums]
    if len(holding) >= 2 and len(broken) < len(holding):
        yield from broken


def _combined(seen: TableView, found: Sequence[Relation], numbers: Numbers) -> Iterator[Relation]:
    """A share whose label joins what two or more other rows measure is their mean, where one slip away from it."""
    means = {r.target for r in found if r.kind is RelationKind.MEAN}
    for target in seen.rows:
        own = set(target.words)
        parts = [r for r in seen.rows if r is not target and r.share and set(r.words) < own]
        joined = set().union(*(part.words for part in parts)) if len(parts) >= 2 else set()
        if not target.share or joined != own:
            continue
        for column in seen.columns:
            cells = [seen.places.get((row.index, column.index)) for row in (target, *parts)]
            paths = [cell.path for cell in cells if cell is not None]
            if column.role is not Role.OUTCOME or len(paths) != len(cells) or paths[0] in means:
                continue
            relation = Relation(
                RelationKind.MEAN, paths[0], tuple(map(Term, paths[1:])), Layer.TABLE, _ASKED, cue=True,
                reason=COMBINED,
            )  # fmt: skip
            if _one_slip(relation, seen, numbers):
                yield relation


def _one_slip(relation: Relation, seen: TableView, numbers: Numbers) -> bool:
    """Whether one figure that an author may have mistyped or copied would make the mean right."""
    judged = judge(relation, numbers)
    count = len(relation.terms)
    for path in relation.paths:
        number = numbers[path]
        if judged.verdict is not Verdict.BROKEN or number.value is None:
            return False
        right = judged.recomputed if path == relation.target else number.value + judged.residual * count
        near = [p.number.value for p in seen.places.values() if p.path != path and p.number.value is not None]
        for step in (-1, 0, 1):
            value = round(right, number.decimals) + Decimal(step).scaleb(-number.decimals)
            if slip(number.value, value, neighbours=near, decimals=number.decimals) is not Slip.UNKNOWN:
                return True
    return False
