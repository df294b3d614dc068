"""Nested subtotals, found by a stack: a row (or a column) may replace the ones just before or after it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import log10

from utfall.review.causes.explanation import Slip, slip
from utfall.review.tables.lanes import Lanes, Trial, try_sum

WITHOUT_CUE = 3.0
"""Decades that a sum must have, after the number of hypotheses tried, when no word announces it."""
WITH_CUE = 0.3
"""Decades that suffice where the label says Summa."""
WEAK_RESIDUAL = 5
"""A sum announced by words alone is believed when it is off by at most a fifth."""
_MOST_SIGNED = 4


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum believed to be meant: target = Σ sign · operand over lines, with what its lanes say.

    `score` is the evidence after the cost of search. `weak`: only words speak for it, no lane holds.
    """

    target: int
    operands: tuple[tuple[int, int], ...]
    trial: Trial
    score: float
    cue: bool
    weak: bool = False

    @property
    def lines(self) -> frozenset[int]:
        """All lines in it."""
        return frozenset((self.target, *(line for line, _sign in self.operands)))

    @property
    def plain(self) -> bool:
        """Whether it only adds."""
        return all(sign > 0 for _line, sign in self.operands)


def stack(table: Lanes, order: Sequence[int], *, signed: bool) -> Iterator[Sum]:
    """Walk the lines with a stack of those not yet summed: a line may replace the last ones on it."""
    waiting: list[int] = []
    for target in order:
        cue = table.lines[target].total
        best = _replaced(table, target, waiting, signed=signed, searched=len(order))
        if best is None and cue and signed:
            weak = _announced(table, target, waiting)
            if weak:
                yield weak
        if best is not None:
            yield best
            gone = {line for line, _sign in best.operands}
            lowest = min(waiting.index(line) for line in gone)
            waiting = [
                *waiting[:lowest],
                *(line for line in waiting[lowest:] if line not in gone and not _part(table, line)),
            ]
        waiting.append(target)


def _part(table: Lanes, line: int) -> bool:
    return table.lines[line].part


def _replaced(table: Lanes, target: int, stack: list[int], *, signed: bool, searched: int) -> Sum | None:
    """The best sum that this line can be of the last lines on the stack, if any is good enough."""
    if table.lines[target].part:
        return None
    usable = [line for line in reversed(stack) if not _part(table, line)]
    cue = table.lines[target].total
    tried: list[tuple[tuple[tuple[int, int], ...], Trial]] = []
    for operands in _promising(table, target, usable, signed=signed):
        if len(operands) == 1 and not cue:
            continue
        tried.append((operands, try_sum(table, target, operands)))
    hypotheses = (len(usable) + (20 if signed else 0)) * (1 if cue else searched)
    best: Sum | None = None
    for operands, trial in tried:
        score = (
            trial.evidence
            - log10(max(hypotheses, 1))
            - 0.2 * (sum(1 for _l, sign in operands if sign < 0) > 0)
        )
        each = Sum(target, operands, trial, score, cue)
        whole = (
            signed and all(sign > 0 for _l, sign in operands) and _since_total(table, usable, len(operands))
        )
        if good_enough(each, whole=whole) and (best is None or _rank(each) > _rank(best)):
            best = each
    return None if best is None else _with_noughts(table, best, usable)


def _since_total(table: Lanes, usable: Sequence[int], count: int) -> bool:
    """Whether the first so many lines are all lines back to the last total, or to the top."""
    return count >= 2 and (count == len(usable) or table.lines[usable[count]].total)


def _rank(each: Sum) -> tuple[float, int]:
    return (each.score - 1.0 * len(each.trial.broken), len(each.operands))


def good_enough(each: Sum, *, whole: bool = False) -> bool:
    """Whether the evidence suffices: a cue lowers the threshold, and most lanes must hold.

    `whole`: the operands are all lines since the last total. Then a cue and one lane that holds are enough, for the
    others may have been left behind.
    """
    held, broken = len(each.trial.held), len(each.trial.broken)
    if each.cue:
        cost = each.trial.evidence - each.score
        enough = each.score if not whole else each.trial.support - cost
        return enough >= WITH_CUE and held >= 1 and (held >= broken or whole)
    return each.score >= WITHOUT_CUE and held > broken


def _promising(
    table: Lanes, target: int, usable: Sequence[int], *, signed: bool
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Operands worth a trial: the last k lines where at least one lane holds, and few lines with signs."""
    for operands in runs(table, target, usable):
        yield tuple((line, 1) for line in operands)
    if not signed:
        return
    for count in range(2, min(_MOST_SIGNED, len(usable)) + 1):
        for signs in product((1, -1), repeat=count):
            if -1 in signs and 1 in signs and _agrees(table, target, usable, signs):
                yield tuple(zip(usable, signs, strict=False))


def _agrees(table: Lanes, target: int, usable: Sequence[int], signs: Sequence[int]) -> bool:
    """Whether the signed sum holds in at least one lane that can say so."""
    for lane, printed in enumerate(table.values[target]):
        if not printed or not table.usable[lane]:
            continue
        total, allowed = 0, 3
        for line, sign in zip(usable, signs, strict=False):
            total += sign * (table.values[line][lane] or 0)
            allowed = max(allowed, table.coarse[line][lane])
        if abs(printed - total) <= allowed:
            return True
    return False


def runs(
    table: Lanes, target: int, usable: Iterable[int], *, least: float = 0.5
) -> Iterator[tuple[int, ...]]:
    """The first k of the lines, for every k at which they add up to the target in that share of the lanes; one, with a cue."""
    printed, cue = table.values[target], table.lines[target].total
    wanted = [lane for lane, value in enumerate(printed) if value is not None and table.usable[lane]]
    totals = dict.fromkeys(wanted, 0)
    seen = dict.fromkeys(wanted, False)
    operands: list[int] = []
    for count, line in enumerate(usable, 1):
        operands.append(line)
        allowed = (count // 2 + 1) * min(table.coarse[target])
        holds = judged = 0
        row, coarse = table.values[line], table.coarse[line]
        for lane in wanted:
            value = row[lane]
            if value is not None:
                totals[lane] += value
                seen[lane] = True
                allowed = max(allowed, coarse[lane])
            own = printed[lane] or 0
            if seen[lane] and (own or totals[lane]):
                judged += 1
                holds += abs(own - totals[lane]) <= allowed
        if holds and (cue or holds >= least * judged):
            yield tuple(operands)


def _with_noughts(table: Lanes, best: Sum, usable: Sequence[int]) -> Sum:
    """The sum with the lines next to it that are nought throughout: they belong to it as much as the others."""
    if best.plain and best.cue and best.trial.held and best.trial.broken:
        return _with_blanks(table, best, usable)
    if not best.plain or best.trial.broken:
        return best
    operands = list(best.operands)
    for line in usable[len(operands) :]:
        if table.lines[line].total or any(table.values[line]) or all(v is None for v in table.values[line]):
            break
        operands.append((line, 1))
    return Sum(best.target, tuple(operands), best.trial, best.score, best.cue)


def _with_blanks(table: Lanes, best: Sum, usable: Sequence[int]) -> Sum:
    """The announced sum of all lines since the last total, where those left out are blank in the lanes that hold.

    Such lanes cannot tell where the sum begins, and the broken ones would begin it where the mistake does least: the
    changed figure would be left out. So it begins at the last total, if that is no worse or one slip explains it.
    """
    further: list[int] = []
    for line in usable[len(best.operands) :]:
        if table.lines[line].total or any(table.values[line][lane] for lane in best.trial.held):
            break
        further.append(line)
    operands = (*best.operands, *((line, 1) for line in further))
    if not further or not _since_total(table, usable, len(operands)):
        return best
    trial = try_sum(table, best.target, operands)
    for lane in best.trial.broken:
        printed = table.values[best.target][lane] or 0
        parts = [table.values[line][lane] or 0 for line, _sign in operands]
        nearer = abs(printed - sum(parts)) <= abs(printed - sum(parts[: len(best.operands)]))
        if not nearer and not _mistyped(printed, parts):
            return best
    return Sum(best.target, operands, trial, best.score, best.cue)


def _mistyped(printed: int, parts: Sequence[int]) -> bool:
    """Whether one part that an author may have mistyped explains the difference."""
    apart = printed - sum(parts)
    return any(
        slip(Decimal(part), Decimal(part + apart), neighbours=(), decimals=0) is not Slip.UNKNOWN
        for part in parts
    )


def _announced(table: Lanes, target: int, stack: list[int]) -> Sum | None:
    """A sum that only its label announces: all lines since the last total, off by at most a fifth in each lane."""
    since: list[int] = []
    for line in reversed(stack):
        if table.lines[line].total:
            break
        if not _part(table, line):
            since.append(line)
    operands = tuple((line, 1) for line in since)
    figures = [value for line in (target, *since) for value in table.values[line] if value is not None]
    if since and figures and not any(figures):
        return Sum(target, operands, Trial(0.0, (), ()), 0.0, True, weak=True)
    if len(since) < 2:
        return None
    trial = try_sum(table, target, operands)
    for lane in trial.broken:
        printed = table.values[target][lane] or 0
        parts = [table.values[line][lane] or 0 for line in since]
        size = max(abs(printed), sum(abs(part) for part in parts))
        if abs(printed - sum(parts)) * WEAK_RESIDUAL > size and not _one_slip(printed, parts):
            return None
    if not trial.broken:
        return None
    return Sum(target, operands, trial, 0.0, True, weak=True)


def _one_slip(printed: int, parts: Sequence[int]) -> bool:
    """Whether a moved decimal sign or a lost sign in one figure explains the difference."""
    total = sum(parts)
    apart = printed - total
    if printed in (total * 10, -total) or printed * 10 == total:
        return True
    return any(apart in (-2 * part, 9 * part) or 10 * apart == -9 * part for part in parts if part)
