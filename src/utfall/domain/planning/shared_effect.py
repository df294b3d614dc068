"""Which measures are looked for in the same place of the ledger, so that one change is never taken for two effects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from utfall.domain.money import ZERO, Money
from utfall.domain.planning.measure import Followed, Measure
from utfall.domain.planning.realised import Realised, months_in_force
from utfall.domain.statement.form import StatementForm


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """Where in the ledger an effect is looked for.

    `units` are the codes of the measure's unit and all below it, `form` the statement that its report line is in.
    `prefixes` are the accounts that are left when accounts and report line have narrowed each other; () is none.
    """

    units: frozenset[str]
    followed: Followed
    form: StatementForm
    prefixes: tuple[str, ...]

    def holds(self, account: str) -> bool:
        """Whether the report line, where one is named, takes the accounts with the prefix."""
        return not self.followed.line or self.form.line_of(account) == self.followed.line


def ledger_place(followed: Followed, form: StatementForm, *, units: Iterable[str]) -> LedgerPlace:
    """The place that the settings of a measure name."""
    of_line = [line.accounts for line in form.lines if line.key == followed.line]
    lines: Sequence[str] = of_line[0] if of_line else ("",)
    narrow = LedgerPlace(frozenset(units), followed, form, ())
    found = (_narrower(one, other) for one in followed.accounts or ("",) for other in lines)
    kept = tuple(dict.fromkeys(one for one in found if one is not None and narrow.holds(one)))
    return LedgerPlace(narrow.units, followed, form, kept)


def shares(one: LedgerPlace, other: LedgerPlace) -> bool:
    """Whether a posting can fall in both places, and so count as the effect of both measures."""
    centres = {one.followed.cost_centre, other.followed.cost_centre} - {""}
    if len(centres) > 1 or not one.units & other.units:
        return False
    both = (_narrower(first, second) for first in one.prefixes for second in other.prefixes)
    return any(each is not None and one.holds(each) and other.holds(each) for each in both)


def covers(wide: LedgerPlace, narrow: LedgerPlace) -> bool:
    """Whether every posting of the narrower place falls in the wider one too; where that is not sure, no."""
    return (
        narrow.units <= wide.units
        and wide.followed.cost_centre in ("", narrow.followed.cost_centre)
        and wide.followed.line in ("", narrow.followed.line)
        and all(prefix.startswith(wide.prefixes) for prefix in narrow.prefixes)
    )


def is_looked_for(measure: Measure, *, year: int, last_month: int | None) -> bool:
    """Whether the measure has an effect to look for in the year's ledger: decided, begun, and named where."""
    return (
        bool(measure.followed)
        and measure.state.is_decided
        and measure.effect(year) is not None
        and last_month is not None
        and months_in_force(measure, year=year, last_month=last_month) is not None
    )


@dataclass(frozen=True, slots=True)
class EffectSum:
    """What several measures have been worth together so far; `left_out` is how many could not be added.

    Of measures in one place the change counts once, beside what is planned of them all. Where they only share a part
    of it nobody can tell whose it is: they are left out, with what was planned.
    """

    planned: Money
    amount: Money
    left_out: int


def effect_sum(found: Sequence[tuple[LedgerPlace, Realised]]) -> EffectSum:
    """The sum of the effects so far, no change counted twice."""
    planned, amount, left_out = ZERO, ZERO, 0
    for group in _groups(found):
        widest = _widest(group)
        if widest is None:
            left_out += len(group)
            continue
        planned = sum((one.planned for _place, one in group), planned)
        amount += widest.amount
    return EffectSum(planned, amount, left_out)


def _groups(found: Sequence[tuple[LedgerPlace, Realised]]) -> Iterator[list[tuple[LedgerPlace, Realised]]]:
    """Those that share with each other, directly or through others."""
    left = list(found)
    while left:
        group, met = [], [left.pop(0)]
        while met:
            one = met.pop()
            group.append(one)
            near = [other for other in left if shares(one[0], other[0])]
            left = [other for other in left if not any(other is each for each in near)]
            met += near
        yield group


def _widest(group: list[tuple[LedgerPlace, Realised]]) -> Realised | None:
    """The effect of the place that holds all the others, over the longest time and compared with the same year."""
    for place, one in group:
        if all(_within(other, one) and covers(place, narrow) for narrow, other in group):
            return one
    return None


def _within(shorter: Realised, longer: Realised) -> bool:
    back = longer.period.first - longer.against.first
    return shorter.period in longer.period and shorter.period.first - shorter.against.first == back


def _narrower(one: str, other: str) -> str | None:
    """The prefix that lies within the other, or None where no account has both."""
    if one.startswith(other):
        return one
    return other if other.startswith(one) else None
