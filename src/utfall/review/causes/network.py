"""All relations of a document as one network: figures are its nodes, relations its edges."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from utfall.documents.model import Number
from utfall.review.relation import Judgement, Layer, Numbers, Relation, RelationKind, Verdict, judge

_CELL = re.compile(r"/r\d+c\d+\.\d+")
Changes = Mapping[str, Decimal]
"""New values for figures, by path, in their own units."""


@dataclass(frozen=True, slots=True)
class Network:
    """The relations with their verdicts; `through` lists for each figure the relations that it is in."""

    relations: tuple[Relation, ...]
    numbers: Numbers
    judged: tuple[Judgement, ...]
    through: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, relations: Sequence[Relation], numbers: Numbers) -> "Network":
        """The network of relations over the document's numbers; what says the same twice is kept once."""
        unique = _consistent(tuple(dict.fromkeys(relations)), numbers)
        through: dict[str, list[int]] = defaultdict(list)
        for number, relation in enumerate(unique):
            for path in dict.fromkeys(relation.paths):
                through[path].append(number)
        judged = tuple(judge(relation, numbers) for relation in unique)
        parts = _forced(unique, judged)
        judged = tuple(_allowing(r, j, numbers, parts) for r, j in zip(unique, judged, strict=True))
        return cls(unique, numbers, judged, {path: tuple(found) for path, found in through.items()})

    @property
    def broken(self) -> tuple[int, ...]:
        """The relations that no rounding explains."""
        return tuple(n for n, j in enumerate(self.judged) if j.verdict is Verdict.BROKEN)

    def with_values(self, changes: Changes) -> Numbers:
        """The numbers, with those changed that are given."""
        changed = {path: replace(self.numbers[path], value=value) for path, value in changes.items()}
        return _Changed(changed, self.numbers)

    def touched(self, paths: Iterable[str]) -> list[int]:
        """The relations that any of the figures is in, in order."""
        return sorted({number for path in paths for number in self.through.get(path, ())})

    def implied(self, number: int, path: str, numbers: Numbers) -> Decimal | None:
        """The value of one figure at which the relation holds, as it would be printed; None where there is none."""
        relation = self.relations[number]
        judged = judge(relation, numbers)
        figure = numbers[path]
        if judged.verdict is Verdict.UNKNOWN or figure.value is None:
            return None
        if path == relation.target:
            return _printed(judged.recomputed, figure.decimals)
        factor = next(term.factor for term in relation.terms if term.path == path)
        match relation.kind:
            case RelationKind.SUM | RelationKind.SAME:
                weight = factor
            case RelationKind.MEAN:
                weight = factor / len(relation.terms)
            case RelationKind.RATIO | RelationKind.CHANGE:
                return self._from_quotient(relation, path, numbers)
            case RelationKind.BETWEEN | RelationKind.AT_MOST:
                return None
        return _printed(figure.value + judged.residual / weight, figure.decimals) if weight else None

    def _from_quotient(self, relation: Relation, path: str, numbers: Numbers) -> Decimal | None:
        first, second = relation.terms
        target, a, b = (numbers[p].value for p in relation.paths)
        if target is None or a is None or b is None or first.path == second.path:
            return None
        share = (target + (100 if relation.kind is RelationKind.CHANGE else 0)) / 100
        if path == first.path:
            return _printed(share * b * second.factor / first.factor, numbers[path].decimals)
        return _printed(a * first.factor / share / second.factor, numbers[path].decimals) if share else None


@dataclass(frozen=True, slots=True)
class _Changed(Mapping[str, Number]):
    """Numbers of which a few are changed; a ChainMap asks four times for each, which a long report feels."""

    changed: Mapping[str, Number]
    below: Numbers

    def __getitem__(self, path: str) -> Number:
        found = self.changed.get(path)
        return self.below[path] if found is None else found

    def get(self, path: str, default: Any = None) -> Any:
        """The number, changed or as it was."""
        found = self.changed.get(path)
        return self.below.get(path, default) if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.below)

    def __len__(self) -> int:
        return len(self.below)


def _consistent(relations: tuple[Relation, ...], numbers: Numbers) -> tuple[Relation, ...]:
    """The relations without repeated statements that the tables refute.

    Two sentences of one form are not one statement when each agrees with a cell of its own: they are about two things.
    """
    told = [r for r in relations if r.kind is RelationKind.SAME and r.layer is Layer.PROSE]
    verdicts = {r: judge(r, numbers).verdict for r in told}
    anchors: dict[str, set[str]] = defaultdict(set)
    for relation in told:
        if verdicts[relation] is not Verdict.BROKEN:
            anchors[relation.target].add(relation.terms[0].path)
            anchors[relation.terms[0].path].add(relation.target)

    def refuted(relation: Relation) -> bool:
        one, other = relation.paths[0], relation.paths[-1]
        apart = bool(anchors[one]) and bool(anchors[other]) and not anchors[one] & anchors[other]
        return verdicts.get(relation) is Verdict.BROKEN and apart and _in_text(one) and _in_text(other)

    return tuple(relation for relation in relations if not refuted(relation))


def _in_text(path: str) -> bool:
    """Whether a path leads to running text, not to a cell of a table."""
    return _CELL.search(path) is None


def _forced(relations: Sequence[Relation], judged: Sequence[Judgement]) -> dict[str, int]:
    """For each total that is to the unit the sum of its printed parts: how many rounded figures are in it.

    Some authors add what they print instead of rounding the total; then the total's own error is that of its parts.
    """
    direct: dict[str, tuple[str, ...]] = {}
    for relation, judgement in zip(relations, judged, strict=True):
        plain = all(term.factor == 1 for term in relation.terms) and len(relation.terms) > 1
        holds = judgement.verdict is Verdict.HOLDS and judgement.residual == 0
        if relation.kind is RelationKind.SUM and plain and holds and not relation.exact:
            direct.setdefault(relation.target, tuple(term.path for term in relation.terms))

    def count(path: str, depth: int) -> int:
        if path not in direct or depth == 0:
            return 1
        return sum(count(part, depth - 1) for part in direct[path])

    return {path: count(path, 3) for path in direct}


def _allowing(relation: Relation, judged: Judgement, numbers: Numbers, parts: Mapping[str, int]) -> Judgement:
    """The judgement of a sum or a repeated figure, with the rounding of forced totals in it allowed for."""
    if judged.verdict is not Verdict.BROKEN or relation.exact:
        return judged
    if relation.kind not in (RelationKind.SUM, RelationKind.SAME) or not parts.keys() & set(relation.paths):
        return judged
    factors = (Decimal(1), *(abs(term.factor) for term in relation.terms))
    spread = sum(
        (
            (factor * Decimal(1).scaleb(-numbers[path].decimals)) ** 2 * parts.get(path, 1)
            for factor, path in zip(factors, relation.paths, strict=True)
        ),
        Decimal(0),
    )
    allowed = Decimal("3.3") * (spread / 12).sqrt()
    if abs(judged.residual) > allowed:
        return judged
    return replace(judged, verdict=Verdict.ROUNDING, tolerance=allowed, worst=allowed)


def _printed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
