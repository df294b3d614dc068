"""Whether a value that somebody enters can be right, held against what is already known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators.calculation import Operation, calculate
from utfall.domain.indicators.definition import Indicator
from utfall.domain.interval import Interval, total
from utfall.domain.swedish import quantity
from utfall.domain.unit import PERCENT
from utfall.locale import mark as _

LARGER = _("Orimligt värde. Kontrollera. {value} är större än {other} i {name}, som den är en del av.")
SMALLER = _("Orimligt värde. Kontrollera. {value} är mindre än {other} i {name}, som är en del av den.")
OVER_ALL = _("Orimligt värde. Kontrollera. Svaren utesluter varandra men är tillsammans {other}.")
WRONG_UNIT = _("Orimligt värde. Kontrollera. {value} är en hundradel av vad som väntas. Menas {other}?")
OUTSIDE = _("Orimligt värde. Kontrollera. {value} ligger utanför {low} till {high}.")
JUMP = _("Orimligt värde. Kontrollera. {value} skiljer sig mycket från tidigare värden, {low} till {high}.")
NUMERATOR = _("Orimligt värde. Kontrollera. Täljaren {value} är större än nämnaren {other}.")
QUOTIENT = _("Orimligt värde. Kontrollera. Täljare genom nämnare är {other}, inte {value}.")
_RECKONED = {
    Operation.MEAN: _("Orimligt värde. Kontrollera. Medelvärdet av {name} är {other}, inte {value}."),
    Operation.SUM: _("Orimligt värde. Kontrollera. Summan av {name} är {other}, inte {value}."),
    Operation.DIFFERENCE: _(
        "Orimligt värde. Kontrollera. Skillnaden mellan {name} är {other}, inte {value}."
    ),
    Operation.SHARE: _("Orimligt värde. Kontrollera. Andelen av {name} är {other}, inte {value}."),
    Operation.ROLLING_12: _(
        "Orimligt värde. Kontrollera. De tolv månaderna av {name} är tillsammans {other}, inte {value}."
    ),
}
NO_LIMIT = "…"
_ENOUGH = 3
"""Fewer earlier values say nothing about how much the indicator usually moves."""
_SPREADS = 5
_LEAST_SPREAD = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Compared:
    """A value that another is held against, with its name in the report and the decimals it is known by."""

    name: str
    value: Decimal
    decimals: int = 0

    @property
    def interval(self) -> Interval:
        """What the value can stand for."""
        return Interval.printed(self.value, self.decimals)


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What is known about the indicator when a value is entered; `decimals` are those that were typed.

    `wholes` are sets that it is a part of, `parts` its own parts, `exclusive` the other answers to the same question,
    `members` what it is declared to be reckoned from, by `operation`. `low` and `high` narrow the limits of its unit.
    """

    indicator: Indicator
    where: str
    decimals: int
    earlier: tuple[Decimal, ...] = ()
    wholes: tuple[Compared, ...] = ()
    parts: tuple[Compared, ...] = ()
    exclusive: tuple[Compared, ...] = ()
    operation: Operation | None = None
    members: tuple[Compared, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    def shown(self, value: Decimal, decimals: int | None = None) -> str:
        """The value in the indicator's unit as it is printed."""
        return quantity(value, self.indicator.unit, self.decimals if decimals is None else decimals)

    def finding(self, code: str, severity: Severity, message: str, **values: str) -> Finding:
        """A finding about the entered value."""
        return Finding(f"indicator.{code}", severity, self.where, message, values)


def implausible(value: Decimal, context: EntryContext) -> tuple[Finding, ...]:
    """Everything that speaks against the value. An error contradicts another value; a question may have an answer.

    Where the unit is likely wrong, the jump that it makes is not told as well.
    """
    unit = tuple(_wrong_unit(value, context))
    return (
        *_sets(value, context),
        *unit,
        *_outside(value, context),
        *(() if unit else _jump(value, context)),
        *_quotient(value, context),
        *_reckoned(value, context),
    )


def _sets(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    own = Interval.printed(value, context.decimals)
    for whole in context.wholes:
        if own.low > whole.interval.high:
            yield context.finding("subset", Severity.ERROR, LARGER, value=context.shown(value),
                                  name=whole.name, other=context.shown(whole.value, whole.decimals))  # fmt: skip
    for part in context.parts:
        if part.interval.low > own.high:
            yield context.finding("subset", Severity.ERROR, SMALLER, value=context.shown(value),
                                  name=part.name, other=context.shown(part.value, part.decimals))  # fmt: skip
    together = total([own, *(answer.interval for answer in context.exclusive)])
    if context.exclusive and together.low > 100:
        whole_sum = value + sum((answer.value for answer in context.exclusive), Decimal(0))
        yield context.finding("exclusive", Severity.ERROR, OVER_ALL, other=context.shown(whole_sum))


def _wrong_unit(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    expected = _expected(context)
    if context.indicator.unit != PERCENT or not 0 < value < 1 or not expected:
        return
    if expected <= value * 200 and value * 50 <= expected:
        likely = context.shown(value * 100, max(0, context.decimals - 2))
        yield context.finding("unit", Severity.QUESTION, WRONG_UNIT, value=context.shown(value), other=likely)


def _expected(context: EntryContext) -> Decimal | None:
    if context.numerator is not None and context.denominator:
        return context.numerator * 100 / context.denominator
    if context.earlier:
        return _median(context.earlier)
    targets = [target.value for target in context.indicator.targets if target.value is not None]
    return targets[0] if targets else None


def _outside(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    unit = context.indicator.unit
    low = unit.min_value if context.low is None else context.low
    high = unit.max_value if context.high is None else context.high
    if (low is not None and value < low) or (high is not None and value > high):
        ends = {"low": NO_LIMIT if low is None else context.shown(low, 0),
                "high": NO_LIMIT if high is None else context.shown(high, 0)}  # fmt: skip
        yield context.finding("range", Severity.ERROR, OUTSIDE, value=context.shown(value), **ends)


def _jump(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    """Against the median and the median deviation, which one odd year among the earlier does not move."""
    if len(context.earlier) < _ENOUGH:
        return
    middle = _median(context.earlier)
    deviation = _median([abs(one - middle) for one in context.earlier])
    spread = max(deviation, abs(middle) * _LEAST_SPREAD, Decimal(1).scaleb(-context.indicator.decimals))
    if abs(value - middle) > _SPREADS * spread:
        yield context.finding("jump", Severity.QUESTION, JUMP, value=context.shown(value),
                              low=context.shown(min(context.earlier)), high=context.shown(max(context.earlier)))  # fmt: skip


def _quotient(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    above, below = context.numerator, context.denominator
    if context.indicator.unit != PERCENT or above is None or below is None:
        return
    if above > below:
        yield context.finding(
            "numerator", Severity.ERROR, NUMERATOR, value=format(above, "f"), other=format(below, "f")
        )
    elif below and above * 100 / below not in Interval.printed(value, context.decimals):
        share = context.shown(above * 100 / below)
        yield context.finding("quotient", Severity.ERROR, QUOTIENT, value=context.shown(value), other=share)


def _reckoned(value: Decimal, context: EntryContext) -> Iterator[Finding]:
    """Against what its formula gives of values that are known no more exactly than they are written."""
    operation, members = context.operation, context.members
    if operation is None or not members:
        return
    around = _around(operation, [member.interval for member in members])
    exact = calculate(operation, [(member.name, member.value) for member in members])
    if around is None or isinstance(exact, Denied) or around.meets(Interval.printed(value, context.decimals)):
        return
    names = ", ".join(dict.fromkeys(member.name for member in members))
    yield context.finding(
        "formula", Severity.ERROR, _RECKONED[operation], value=context.shown(value), name=names,
        other=context.shown(exact),
    )  # fmt: skip


def _around(operation: Operation, parts: Sequence[Interval]) -> Interval | None:
    """All that the formula can give; None where a whole can be zero."""
    match operation:
        case Operation.MEAN:
            return total(parts).scaled(Decimal(1) / len(parts))
        case Operation.SUM | Operation.ROLLING_12:
            return total(parts)
        case Operation.DIFFERENCE:
            return parts[0] - total(parts[1:])
        case Operation.SHARE:
            part, whole = parts[0], parts[-1]
            if whole.low <= 0 or part.low < 0:
                return None
            return Interval(part.low * 100 / whole.high, part.high * 100 / whole.low)


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
