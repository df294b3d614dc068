"""Forecasts of the year: how one is proposed, how far earlier ones missed, what must be explained, what adds up.

Amounts are whole öre with the statement's sign: income +, cost −. A variance or a miss with plus is better.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from utfall.domain.denied import Denied
from utfall.domain.money import ZERO, Money
from utfall.domain.reporting.words import State
from utfall.locale import mark as _


class Method(StrEnum):
    """How the system proposes a forecast; the value is its word in addresses and in the database."""

    REMAINING_BUDGET = "budget"
    LAST_YEAR = "fjolar"
    PREVIOUS = "forra"
    RUN_RATE = "takt"

    @property
    def word(self) -> str:
        """What it does, in words, a message to be translated."""
        return _METHOD_WORDS[self]


DEFAULT_METHOD = Method.REMAINING_BUDGET
"""Run rate is never proposed by itself: much of a municipality's year comes at its end."""

_METHOD_WORDS = {
    Method.REMAINING_BUDGET: _("Utfall + budget för resten av året"),
    Method.LAST_YEAR: _("Utfall uppräknat med förra årets profil"),
    Method.PREVIOUS: _("Förra prognosen"),
    Method.RUN_RATE: _("Utfall i samma takt hela året"),
}


class Cause(StrEnum):
    """Why a forecast differs; the value is what is stored."""

    VOLUME = "volym"
    PRICE = "pris"
    STAFFING = "bemanning"
    MEASURE = "åtgärd"
    ONE_OFF = "engång"
    TIMING = "förskjutning"
    CORRECTION = "rättelse"
    OTHER = "annat"

    @property
    def word(self) -> str:
        """The cause as shown, a message to be translated."""
        return _CAUSE_WORDS[self]


_CAUSE_WORDS = {
    Cause.VOLUME: _("Större eller mindre volym"),
    Cause.PRICE: _("Priser och löner"),
    Cause.STAFFING: _("Bemanning och vakanser"),
    Cause.MEASURE: _("Åtgärd"),
    Cause.ONE_OFF: _("Engångspost"),
    Cause.TIMING: _("Tidigare eller senare på året"),
    Cause.CORRECTION: _("Rättelse av förra prognosen"),
    Cause.OTHER: _("Annat"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known about one line of one unit; None is not known, which is another thing than zero.

    `months` is how many months of the year have an outcome. `last_year` is the outcome of the same months a year ago,
    `last_year_whole` of all twelve.
    """

    months: int
    outcome: Money | None = None
    budget: Money | None = None
    year_budget: Money | None = None
    last_year: Money | None = None
    last_year_whole: Money | None = None
    previous: Money | None = None


def proposal(basis: Basis, method: Method = DEFAULT_METHOD) -> Money | None:
    """The year as the method sees it, or None where what it needs is not known.

    remaining budget: outcome + (full-year budget − budget of the same months)
    last year: outcome × last year's whole outcome ÷ its outcome of the same months
    previous: the forecast of the round before
    run rate: outcome × 12 ÷ the number of months
    """
    if method is Method.PREVIOUS:
        return basis.previous
    if basis.outcome is None:
        return None
    match method:
        case Method.REMAINING_BUDGET:
            if basis.budget is None or basis.year_budget is None:
                return None
            return basis.outcome + basis.year_budget - basis.budget
        case Method.LAST_YEAR:
            if not basis.last_year or basis.last_year_whole is None:
                return None
            return basis.outcome.prorated(Fraction(basis.last_year_whole.öre, basis.last_year.öre))
        case Method.RUN_RATE:
            return basis.outcome.prorated(Fraction(12, basis.months)) if basis.months else None


@dataclass(frozen=True, slots=True)
class Trial:
    """A forecast of a year that is over: what it said at the same month, and what the year became."""

    year: int
    forecast: Money
    outcome: Money

    @property
    def miss(self) -> Money:
        """Outcome − forecast: plus where the year became better than it said."""
        return self.outcome - self.forecast

    @property
    def percent(self) -> Decimal | None:
        """The size of the miss in per cent of the outcome, or None where the outcome is zero."""
        return _percent(self.miss, self.outcome)


def mean_percent(trials: Iterable[Trial]) -> Decimal | None:
    """The mean size of the misses in per cent, or None where there is nothing to go by."""
    sizes = [one.percent for one in trials]
    known = [size for size in sizes if size is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large a change is to be explained: more than this many per cent of what it is a change of."""

    percent: Decimal = Decimal(1)

    def demands(self, forecast: Money, compared: Money) -> bool:
        """Whether the change is too large to go unexplained; where there was nothing before, any change is."""
        change = forecast - compared
        size = _percent(change, compared)
        return bool(change) if size is None else size > self.percent


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line differs: a cause of the list, and what happened. "Annat" says nothing without the text."""

    cause: Cause | None = None
    text: str = ""

    @property
    def is_given(self) -> bool:
        """Whether it says why."""
        return bool(self.text.strip()) if self.cause in (None, Cause.OTHER) else True


@dataclass(frozen=True, slots=True)
class LineForecast:
    """A line's forecast beside the forecast before it and the full-year budget."""

    forecast: Money | None
    previous: Money | None = None
    year_budget: Money | None = None
    reason: Reason = Reason()

    @property
    def variance(self) -> Money | None:
        """Forecast − full-year budget: plus is better."""
        return self._against(self.year_budget)

    @property
    def change(self) -> Money | None:
        """Forecast − previous forecast: plus is better than was thought."""
        return self._against(self.previous)

    def _against(self, other: Money | None) -> Money | None:
        return None if self.forecast is None or other is None else self.forecast - other

    def lacks_reason(self, limit: Threshold) -> bool:
        """Whether it has to be explained and is not: against the previous forecast, or else against the budget."""
        compared = self.previous if self.previous is not None else self.year_budget
        if self.forecast is None or compared is None or self.reason.is_given:
            return False
        return limit.demands(self.forecast, compared)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A level's forecast beside the sum of the units below it; the difference is the level's own part."""

    whole: Money
    units: Money

    @property
    def own(self) -> Money:
        """What the level has besides its units."""
        return self.whole - self.units

    @property
    def holds(self) -> bool:
        """Whether the level says exactly what its units say."""
        return not self.own


def summed(parts: Iterable[Mapping[str, Money]]) -> dict[str, Money]:
    """The forecasts of several units added together, account by account."""
    found: dict[str, Money] = {}
    for cells in parts:
        for account, amount in cells.items():
            found[account] = found.get(account, ZERO) + amount
    return found


SETTLED = frozenset({State.SUBMITTED, State.APPROVED})
"""A forecast in these states stands still, and with it everything that it adds up."""

_ABOVE_IS_DONE = _(
    "{unit} har redan lämnat sin prognos, och den bygger på den här. Be om att få den återlämnad först."
)
_BELOW_IS_OPEN = _("{units} är påbörjad men inte godkänd. Godkänn den först, eller återlämna den.")


def stands_on_done(above: Sequence[tuple[str, State]]) -> Denied | None:
    """Why a unit's forecast may not change: a level above has handed in the sum that it is part of.

    `above` are the names and states of the levels above that have a forecast.
    """
    done = [name for name, state in above if state in SETTLED]
    return Denied("forecast.above-is-done", _ABOVE_IS_DONE, {"unit": done[0]}) if done else None


def waits_for(below: Iterable[tuple[str, State]]) -> Denied | None:
    """Why a level may not hand in its forecast: one that is begun below is not approved.

    `below` are the names and states of the units below that have begun; who has not begun is counted by proposal.
    """
    names = [name for name, state in below if state is not State.APPROVED]
    return Denied("forecast.below-is-open", _BELOW_IS_OPEN, {"units": ", ".join(names)}) if names else None


def spread(amount: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """The amount in parts by weight, which add up to exactly the amount; in equal parts where the weights are none."""
    if not weights:
        return ()
    whole = sum(weights)
    shares = tuple(weights) if whole else (1,) * len(weights)
    whole = whole or len(weights)
    parts, counted, given = [], 0, 0
    for weight in shares:
        counted += weight
        until = amount.prorated(Fraction(counted, whole)).öre
        parts.append(Money(until - given))
        given = until
    return tuple(parts)


class Course(StrEnum):
    """How the forecasts of a year have moved from round to round."""

    BETTER = "bättre"
    WORSE = "sämre"
    SAME = "oförändrad"


def course(results: Sequence[Money]) -> Course | None:
    """Whether the last forecast of the result is better than the first; None where there is only one."""
    if len(results) < 2:
        return None
    change = results[-1] - results[0]
    return Course.SAME if not change else Course.BETTER if change > ZERO else Course.WORSE


def _percent(part: Money, whole: Money) -> Decimal | None:
    return abs(Decimal(part.öre) * 100 / Decimal(whole.öre)) if whole else None
