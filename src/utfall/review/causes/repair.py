"""The smallest set of changed figures that makes broken relations hold (the idea of Fellegi and Holt)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from utfall.review.causes.explanation import WEIGHT, Slip, slip
from utfall.review.causes.network import Network
from utfall.review.relation import Layer, RelationKind, Verdict, judge

COST_OF_A_CHANGE = 0.35
"""What each further changed figure costs, beside relations that count 1 each."""
MOST_OPERANDS = 60
_COMMENT = re.compile(r"(?P<table>.+)/r\d+c(?P<column>\d+)\.\d+(?:/\d+)*")
CLEAR = 0.06
"""By how much a repair must be better than the next to name one part of a sum."""
DEPTH = 4

Outcomes = dict[frozenset[tuple[str, Decimal]], tuple[tuple[int, bool], ...]]
"""What has been tried: for each set of changed figures the relations it touches, and whether they are broken then."""
Neighbours = Callable[[str], Sequence[Decimal]]
"""The figures beside, above and below a figure, from which it may have been copied."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A cause: the figure that is wrong, its proposed value, and what follows from it.

    `changes` holds the proposed value of the suspect first, then of the figures that are computed from it.
    `explained` are the broken relations that hold afterwards; `violated` those that held and then would not.
    """

    suspect: str
    changes: tuple[tuple[str, Decimal], ...]
    explained: tuple[int, ...]
    violated: tuple[int, ...]
    slip: Slip
    score: float


def repairs(network: Network, neighbours: Neighbours) -> tuple[Repair, ...]:
    """One repair for each cause, greedily the one that explains most at the least cost."""
    left = list(network.broken)
    found: list[Repair] = []
    while left:
        component = _component(network, left)
        outcomes: Outcomes = {}
        while component:
            best = _best(network, component, neighbours, outcomes)
            if best is None:
                left = [n for n in left if n not in component]
                break
            found.append(best)
            component = [n for n in component if n not in best.explained]
            left = [n for n in left if n not in best.explained]
    return _together(network, found)


def _together(network: Network, found: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs, with those made one that concern the comments of one table: they have one outdated source."""
    kept: dict[str, Repair] = {}
    for each in found:
        told = all(network.relations[n].layer is Layer.PROSE for n in each.explained)
        comment = _COMMENT.fullmatch(each.suspect) if told and each.suspect.count("/") else None
        place = f"{comment['table']}/c{comment['column']}" if comment else each.suspect
        first = kept.get(place)
        if first is None or not comment:
            kept[place if comment else f"{place}#{len(kept)}"] = each
            continue
        kept[place] = replace(
            first,
            changes=tuple(dict((*first.changes, *each.changes)).items()),
            explained=(*first.explained, *each.explained),
            violated=(*first.violated, *each.violated),
            slip=Slip.OUTDATED,
        )
    return tuple(kept.values())


def _component(network: Network, left: Sequence[int]) -> list[int]:
    """The broken relations that hang together with the first: through figures they share, or one relation away."""
    pending, reached = [left[0]], {left[0]}
    open_ = set(left)
    while pending:
        number = pending.pop()
        for path in network.relations[number].paths:
            for near in network.through[path]:
                hops = [near] if near in open_ else network.touched(network.relations[near].paths)
                for other in hops:
                    if other in open_ and other not in reached:
                        reached.add(other)
                        pending.append(other)
    return sorted(reached)


def _best(
    network: Network, broken: Sequence[int], neighbours: Neighbours, outcomes: Outcomes
) -> Repair | None:
    tried: set[tuple[str, Decimal]] = set()
    found: list[Repair] = []
    for number in broken[:40]:
        for path, value in _candidates(network, number):
            if (path, value) in tried:
                continue
            tried.add((path, value))
            each = _tried(network, path, value, broken, neighbours, outcomes)
            if each is not None:
                found.append(each)
    best = max(found, key=_order, default=None)
    return None if best is None else _named(network, best, found)


def _named(network: Network, best: Repair, found: Sequence[Repair]) -> Repair:
    """The best repair; where several parts of one sum could as well be wrong, the sum itself is named."""
    rivals = {each.suspect for each in found if best.score - each.score < CLEAR}
    for number in best.explained:
        relation = network.relations[number]
        parts = {term.path for term in relation.terms}
        value = network.implied(number, relation.target, network.numbers)
        if (
            relation.kind is RelationKind.SUM
            and best.suspect in parts
            and len(rivals & parts) > 1
            and value is not None
        ):
            return replace(
                best, suspect=relation.target, changes=((relation.target, value),), slip=Slip.UNKNOWN
            )
    return best


def _order(each: Repair) -> tuple[float, int, str]:
    return (round(each.score, 6), len(each.explained), each.suspect)


def _candidates(network: Network, number: int) -> Iterator[tuple[str, Decimal]]:
    relation = network.relations[number]
    paths = relation.paths[: MOST_OPERANDS + 1]
    if relation.kind is RelationKind.MEAN and len({network.numbers[p].value for p in paths[1:]}) == 1:
        # Nothing tells one of several equal figures from the others: then it is their mean that is wrong.
        paths = paths[:1]
    for path in paths:
        value = network.implied(number, path, network.numbers)
        if value is not None and value != network.numbers[path].value:
            yield path, value


def _tried(
    network: Network,
    path: str,
    value: Decimal,
    broken: Sequence[int],
    neighbours: Neighbours,
    outcomes: Outcomes,
) -> Repair | None:
    """The repair that starts with one changed figure, followed to the figures that are computed from it."""
    changes = {path: value}
    explained, violated = _outcome(network, changes, broken, outcomes)
    for _round in range(DEPTH):
        further = _further(network, changes, violated, broken, neighbours, outcomes)
        if further is None:
            break
        changes, explained, violated = further
    if not explained:
        return None
    root = _root(network, changes, neighbours)
    kind = slip(
        network.numbers[root].value or Decimal(0), changes[root],
        neighbours=neighbours(root), decimals=network.numbers[root].decimals,
    )  # fmt: skip
    targets = [network.relations[n] for n in explained]
    if kind in (Slip.UNKNOWN, Slip.DIGIT) and all(
        r.kind is RelationKind.SUM and r.target == root for r in targets
    ):
        kind = Slip.STALE if kind is Slip.UNKNOWN or len(targets[0].terms) > 1 else kind
    if kind is Slip.COPIED and any(_row(p) == _row(root) for p in changes if p != root):
        # What is computed from a copied cell in its own row would not agree with the copy.
        kind = Slip.UNKNOWN
    score = _score(network, changes, explained, violated) + WEIGHT[kind]
    ordered = ((root, changes[root]), *((p, v) for p, v in changes.items() if p != root))
    return Repair(root, ordered, tuple(explained), tuple(violated), kind, score)


def _row(path: str) -> str:
    """The row that a cell's path names."""
    return path.rpartition("c")[0]


def _root(network: Network, changes: dict[str, Decimal], neighbours: Neighbours) -> str:
    """The figure that the others are computed from: no sum among the changed ones has it as its total."""
    totals = {
        relation.target
        for path in changes
        for relation in (network.relations[n] for n in network.through[path])
        if relation.kind is RelationKind.SUM and any(term.path in changes for term in relation.terms)
    }
    return next((path for path in changes if path not in totals), next(iter(changes)))


def _outcome(
    network: Network, changes: dict[str, Decimal], broken: Sequence[int], outcomes: Outcomes
) -> tuple[list[int], list[int]]:
    """Which broken relations hold after the changes, and which that held do not any more."""
    key = frozenset(changes.items())
    if key not in outcomes:
        numbers = network.with_values(changes)
        outcomes[key] = tuple(
            (number, judge(network.relations[number], numbers).verdict is Verdict.BROKEN)
            for number in network.touched(changes)
        )
    explained, violated = [], []
    open_ = set(broken)
    for number, is_broken in outcomes[key]:
        if number in open_ and not is_broken:
            explained.append(number)
        elif is_broken and network.judged[number].verdict is not Verdict.BROKEN:
            violated.append(number)
    return explained, violated


def _score(
    network: Network, changes: dict[str, Decimal], explained: Sequence[int], violated: Sequence[int]
) -> float:
    gain = sum(_weight(network, n) for n in explained) - sum(_weight(network, n) for n in violated)
    return gain - COST_OF_A_CHANGE * (len(changes) - 1)


def _weight(network: Network, number: int) -> float:
    relation = network.relations[number]
    if relation.layer is Layer.PROSE:
        return 1.0 if relation.evidence >= 3 else 0.4
    return 1.0 if relation.evidence >= 1 or relation.cue else 0.5


def _further(
    network: Network,
    changes: dict[str, Decimal],
    violated: Sequence[int],
    broken: Sequence[int],
    neighbours: Neighbours,
    outcomes: Outcomes,
) -> tuple[dict[str, Decimal], list[int], list[int]] | None:
    """Change also a figure that is computed from a changed one, or the part that moved it, if that explains more."""
    explained, _violated = _outcome(network, changes, broken, outcomes)
    before = _score(network, changes, explained, violated)
    best: tuple[float, dict[str, Decimal], list[int], list[int]] | None = None
    for number in violated:
        relation = network.relations[number]
        if relation.kind not in (RelationKind.SUM, RelationKind.SAME):
            continue
        numbers = network.with_values(changes)
        for path in _followers(network, number, changes, neighbours):
            value = network.implied(number, path, numbers)
            if value is None or path in changes:
                continue
            more = {**changes, path: value}
            now, against = _outcome(network, more, broken, outcomes)
            score = _score(network, more, now, against)
            if score > before and (best is None or score > best[0]):
                best = (score, more, now, against)
    return None if best is None else best[1:]


def _followers(
    network: Network, number: int, changes: dict[str, Decimal], neighbours: Neighbours
) -> Iterator[str]:
    """The figure that may have changed places with a changed one; the total of a violated sum; or a copied part."""
    relation = network.relations[number]
    for term in relation.terms[:MOST_OPERANDS]:
        if term.path not in changes and network.numbers[term.path].value in changes.values():
            yield term.path
    if relation.target not in changes:
        yield relation.target
        return
    for term in relation.terms[:MOST_OPERANDS]:
        figure = network.numbers[term.path]
        if (
            figure.value
            and abs(figure.value).scaleb(figure.decimals) >= 10
            and figure.value in neighbours(term.path)
        ):
            yield term.path
