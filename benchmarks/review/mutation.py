"""Mistakes of the kind that authors make, put into a document one at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from random import Random

from utfall.documents.model import (
    Appendix,
    Block,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Link,
    ListBlock,
    Number,
    Paragraph,
    Row,
    Table,
    with_blocks,
)  # fmt: skip
from utfall.domain.swedish import number as formatted
from utfall.domain.unit import MNKR, PERCENT, TKR
from utfall.review.causes import Network
from utfall.review.context import Context
from utfall.review.relation import Relation, RelationKind, Verdict

BOUNDS = (RelationKind.BETWEEN, RelationKind.AT_MOST)


class Operator(StrEnum):
    """What goes wrong; the weights are how often authors corrected each (method 5.2)."""

    STALE_TOTAL = "stale total"
    DIGIT = "digit"
    COPIED = "copied cell"
    SHIFT = "decimal shift"
    SIGN = "sign"
    SWAP = "swapped digits"
    ROWS = "swapped rows"
    UNIT = "unit word"
    ONE_UNIT = "one unit off in an exact table"


WEIGHTS = {
    Operator.STALE_TOTAL: 35, Operator.DIGIT: 20, Operator.COPIED: 15, Operator.SHIFT: 8, Operator.SIGN: 8,
    Operator.SWAP: 5, Operator.ROWS: 4, Operator.UNIT: 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with one mistake in it: which figures were changed, and which are the ones to name.

    For a stale total the changed figures are right and the totals left behind are `wrong`.
    """

    operator: Operator
    document: Document
    changed: tuple[str, ...]
    wrong: tuple[str, ...]


def changed_document(document: Document, numbers: Mapping[str, Number]) -> Document:
    """The document with other numbers at the given paths."""
    return with_blocks(document, tuple(_block(str(i), b, numbers) for i, b in enumerate(document.blocks)))


def _block(path: str, block: Block, numbers: Mapping[str, Number]) -> Block:
    if not any(known == path or known.startswith(f"{path}/") for known in numbers):
        return block
    match block:
        case Paragraph() | Heading() | Footnote():
            return replace(block, inlines=_inlines(path, "", block.inlines, numbers))
        case ListBlock():
            items = tuple(
                tuple(_block(f"{path}/i{i}b{j}", b, numbers) for j, b in enumerate(item))
                for i, item in enumerate(block.items)
            )
            return replace(block, items=items)
        case Appendix():
            return replace(
                block, blocks=tuple(_block(f"{path}/b{i}", b, numbers) for i, b in enumerate(block.blocks))
            )
        case Table():
            rows = tuple(
                Row(
                    tuple(
                        replace(cell, inlines=_inlines(path, f"r{y}c{x}.", cell.inlines, numbers))
                        for x, cell in enumerate(row.cells)
                    ),
                    row.kind,
                )
                for y, row in enumerate(block.rows)
            )
            return replace(block, rows=rows)
        case _:
            return block


def _inlines(
    path: str, prefix: str, inlines: tuple[Inline, ...], numbers: Mapping[str, Number]
) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for position, inline in enumerate(inlines):
        here = f"{path}/{prefix}{position}"
        match inline:
            case Number():
                result.append(numbers.get(here, inline))
            case Emphasis() | Link():
                result.append(replace(inline, inlines=_inlines(here, "", inline.inlines, numbers)))
            case _:
                result.append(inline)
    return tuple(result)


def rewritten(number: Number, value: Decimal, *, plus: bool = False) -> Number:
    """The number with another value, printed as the first was: its minus sign, its plus, its unit.

    `plus`: the author writes a plus before positive figures, also before this one.
    """
    old = number.printed
    plus = (plus or old.lstrip().startswith("+")) and value > 0
    printed = formatted(value, number.decimals, plus=plus)
    if "-" in old and "\u2212" not in old:
        printed = printed.replace("\u2212", "-")
    last = max((i for i, c in enumerate(old) if c.isdigit()), default=len(old) - 1)
    return replace(number, printed=printed + old[last + 1 :], value=value)


class Mutator:
    """Makes mutants of one document; what is tied to what is taken from the review of the clean document."""

    def __init__(self, context: Context, network: Network) -> None:
        self.context, self.network = context, network
        self.cells = [path for path, place in context.places.items() if place.number.value is not None]
        self.prose = [
            path
            for path, number in context.numbers.items()
            if path not in context.places and number.value is not None
        ]

    @cached_property
    def signed(self) -> bool:
        """Whether the running text writes a plus before positive amounts.

        Then a wrong sign is written as one. To leave out a minus after `underskott` would change nothing.
        """
        return any(self.context.numbers[path].printed.lstrip().startswith("+") for path in self.prose)

    @cached_property
    def judging(self) -> frozenset[str]:
        """The figures tied to another: those in a relation that can judge them.

        A figure that is only bounded (a total share lies between its groups) may be wrong and still fit; a relation
        whose figures the reader was not certain of says nothing; and equal figures have their mean by chance.
        """
        told = zip(self.network.relations, self.network.judged, strict=True)
        return frozenset(
            path for relation, judged in told
            if judged.verdict is not Verdict.UNKNOWN and relation.kind not in BOUNDS and self._says(relation)
            for path in relation.paths
        )  # fmt: skip

    def _says(self, relation: Relation) -> bool:
        values = {self.context.numbers[path].value for path in relation.paths}
        return relation.kind is not RelationKind.MEAN or len(values) > 1

    def every(self, operator: Operator, random: Random) -> Iterator[Mutant]:
        """One mutant of each cell that the operator can spoil."""
        for path in self.cells:
            number = self.context.numbers[path]
            changed = _spoiled(operator, number, self.context.neighbours(path), random)
            if changed is not None and _visible(number, changed):
                yield self._made(operator, {path: changed}, (path,))

    def mutant(self, operator: Operator, random: Random, *, prose: bool = False) -> Mutant | None:
        """One mutant, or None where the operator found nothing to spoil."""
        paths = self.prose if prose else self.cells
        if not paths:
            return None
        match operator:
            case Operator.STALE_TOTAL:
                return None if prose else self._stale(random)
            case Operator.ROWS:
                return None if prose else self._rows(random)
            case Operator.ONE_UNIT:
                return None if prose else self._one_unit(random)
            case _:
                return self._one(operator, random, paths)

    def _one(self, operator: Operator, random: Random, paths: Sequence[str]) -> Mutant | None:
        for _try in range(30):
            path = random.choice(paths)
            number = self.context.numbers[path]
            changed = _spoiled(operator, number, self.context.neighbours(path), random)
            if changed is not None and operator is Operator.SIGN and paths is self.prose and self.signed:
                changed = rewritten(number, changed.value or Decimal(0), plus=number.unit != PERCENT)
            if changed is not None and _visible(number, changed):
                return self._made(operator, {path: changed}, (path,))
        return None

    def _made(self, operator: Operator, numbers: Mapping[str, Number], wrong: tuple[str, ...]) -> Mutant:
        return Mutant(operator, changed_document(self.context.document, numbers), tuple(numbers), wrong)

    def _sums(self, path: str) -> list[int]:
        """The vertical sums in which the figure is a part."""
        places = self.context.places
        return [
            n for n in self.network.through.get(path, ())
            if self.network.relations[n].kind is RelationKind.SUM and self.network.relations[n].target != path
            and self.network.relations[n].target in places
            and places[path].column.index == places[self.network.relations[n].target].column.index
        ] if path in places else []  # fmt: skip

    def _stale(self, random: Random) -> Mutant | None:
        """Change a part and what is computed from it in its own row; leave the totals."""
        for _try in range(30):
            path = random.choice(self.cells)
            number = self.context.numbers[path]
            if not self._sums(path) or not number.value:
                continue
            shift = (number.value * Decimal(random.randint(3, 30)) / 100).quantize(
                Decimal(1).scaleb(-number.decimals)
            )
            least = Decimal(5).scaleb(-number.decimals)
            shift = max(abs(shift), least) * random.choice((1, -1))
            changes = {path: number.value + shift}
            row = self.context.places[path].row.index
            for n in self.network.through.get(path, ()):
                relation = self.network.relations[n]
                target = self.context.places.get(relation.target)
                if (
                    relation.kind is RelationKind.SUM
                    and target
                    and target.row.index == row
                    and relation.target != path
                ):
                    factor = next(term.factor for term in relation.terms if term.path == path)
                    old = self.context.numbers[relation.target].value
                    if old is not None:
                        changes[relation.target] = old + factor * shift
                elif relation.kind is RelationKind.RATIO and target and target.row.index == row:
                    moved = self.network.with_values({path: number.value + shift})
                    implied = self.network.implied(n, relation.target, moved)
                    if implied is not None and relation.target != path:
                        changes[relation.target] = implied
            totals = tuple(self.network.relations[n].target for p in changes for n in self._sums(p))
            numbers = {p: rewritten(self.context.numbers[p], v) for p, v in changes.items()}
            return self._made(Operator.STALE_TOTAL, numbers, totals)
        return None

    def _rows(self, random: Random) -> Mutant | None:
        """Two figures of one column change places."""
        for _try in range(30):
            path = random.choice(self.cells)
            here = self.context.places[path]
            others = [
                p for p in self.cells
                if self.context.places[p].table == here.table and p != path
                and self.context.places[p].column.index == here.column.index
                and abs(self.context.places[p].row.index - here.row.index) == 1
            ]  # fmt: skip
            if not others:
                continue
            other = random.choice(others)
            one, two = self.context.numbers[path], self.context.numbers[other]
            if one.value is None or two.value is None or one.decimals != two.decimals:
                continue
            swapped = {path: rewritten(one, two.value), other: rewritten(two, one.value)}
            if _visible(one, swapped[path]):
                return self._made(Operator.ROWS, swapped, (path, other))
        return None

    def _one_unit(self, random: Random) -> Mutant | None:
        exact = sorted(
            {p for r in self.network.relations if r.exact for p in r.paths if p in self.context.places}
        )
        if not exact:
            return None
        path = random.choice(exact)
        number = self.context.numbers[path]
        assert number.value is not None
        value = number.value + Decimal(random.choice((1, -1))).scaleb(-number.decimals)
        return self._made(Operator.ONE_UNIT, {path: rewritten(number, value)}, (path,))


def _visible(before: Number, after: Number) -> bool:
    """Whether the change is more than rounding explains: a change within the interval is an equivalent mutant."""
    if before.unit != after.unit:
        return True
    if before.value is None or after.value is None:
        return False
    return abs(after.value - before.value) > Decimal(2).scaleb(-before.decimals)


def _spoiled(
    operator: Operator, number: Number, neighbours: Sequence[Decimal], random: Random
) -> Number | None:
    value = number.value
    if value is None:
        return None
    digits = str(abs(int(value.scaleb(number.decimals))))
    sign = -1 if value < 0 else 1
    match operator:
        case Operator.DIGIT:
            place = random.randrange(len(digits))
            digit = random.choice([d for d in "0123456789" if d != digits[place]])
            return rewritten(number, _value(digits[:place] + digit + digits[place + 1 :], sign, number))
        case Operator.SWAP:
            if len(digits) < 2:
                return None
            place = random.randrange(len(digits) - 1)
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            return rewritten(number, _value(swapped, sign, number))
        case Operator.SHIFT:
            return rewritten(number, value.scaleb(1)) if value else None
        case Operator.SIGN:
            return rewritten(number, -value) if value else None
        case Operator.COPIED:
            other = [n for n in neighbours if n != value]
            return rewritten(number, random.choice(other)) if other else None
        case Operator.UNIT:
            other_unit = {MNKR: TKR, TKR: MNKR}.get(number.unit) if number.unit else None
            if other_unit is None or number.unit is None or number.unit.symbol not in number.printed:
                return None
            printed = number.printed.replace(number.unit.symbol, other_unit.symbol)
            return replace(number, printed=printed, unit=other_unit)
        case _:
            return None


def _value(digits: str, sign: int, number: Number) -> Decimal:
    return sign * Decimal(int(digits)).scaleb(-number.decimals)
