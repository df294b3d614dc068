"""What a measure has been worth so far: the change in the ledger beside the share of the year that was planned."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning.measure import Measure
from utfall.locale import mark as _

NOT_NAMED = Denied(
    "realised.not-named",
    _("Effekten kan inte mätas: åtgärden säger inte var i huvudboken den ska synas. Lägg till det."),
)
NO_EFFECT = _("Ingen effekt är planerad för {year}.")
NOT_STARTED = _("Åtgärden börjar {start}, efter den senaste månaden i huvudboken.")
NO_LEDGER = Denied(
    "realised.no-ledger", _("Effekten kan inte mätas: huvudboken har inget utfall för perioden.")
)
NOTHING_TO_COMPARE = _(
    "Effekten kan inte mätas: huvudboken har inget utfall för {period}, som den jämförs med."
)
OTHER_MONTHS = _("Effekten kan inte mätas: {against} täcker inte samma månader som {period}.")

Outcome = Callable[[Period], Money | None]
"""The outcome of what is followed in a period, with the statement's sign; None where the ledger has nothing."""


@dataclass(frozen=True, slots=True)
class Realised:
    """The effect so far: the months that are counted, those compared with, and what was planned for that time.

    `amount` is the change in the ledger, a saving or a higher income being positive. It is all that changed on those
    accounts, whatever the reason.
    """

    period: Period
    against: Period
    planned: Money
    amount: Money


def months_in_force(measure: Measure, *, year: int, last_month: int) -> Period | None:
    """The months of the year that the measure has worked, to the ledger's last month (as Period counts months).

    None where it has not begun by then. Without a start it has worked since January.
    """
    first, last = Period.year(year).first, min(Period.year(year).last, last_month)
    if measure.starts_on is not None:
        first = max(first, Period.month(measure.starts_on.year, measure.starts_on.month).first)
    return Period(first, last) if first <= last else None


def planned_share(effect: Money, months: Period) -> Money:
    """The part of the year's effect that falls on the months: the year's is spread over the months from the first on."""
    return effect.prorated(Fraction(months.months, Period.year(months.end_year).last - months.first + 1))


def compared(months: Period, against: Period | None) -> Period | None:
    """The same calendar months, earlier: within `against`, or a year before; None where it does not hold them."""
    if against is None:
        return months.year_before
    for years in range(1, months.end_year - against.first // 12 + 1):
        found = Period(months.first - 12 * years, months.last - 12 * years)
        if found in against:
            return found
    return None


def realised(measure: Measure, outcome: Outcome, *, year: int, last_month: int | None) -> Realised | Denied:
    """The effect of the year so far, or an honest sentence about why it cannot be told."""
    if not measure.followed:
        return NOT_NAMED
    effect = measure.effect(year)
    if effect is None:
        return Denied("realised.no-effect", NO_EFFECT, {"year": str(year)})
    if last_month is None:
        return NO_LEDGER
    months = months_in_force(measure, year=year, last_month=last_month)
    if months is None:
        return _not_yet(measure)
    before = compared(months, measure.followed.against)
    if before is None:
        values = {"against": str(measure.followed.against), "period": months.label}
        return Denied("realised.other-months", OTHER_MONTHS, values)
    now, then = outcome(months), outcome(before)
    if now is None:
        return NO_LEDGER
    if then is None:
        return Denied("realised.nothing-to-compare", NOTHING_TO_COMPARE, {"period": before.label})
    return Realised(months, before, planned_share(effect, months), now - then)


def _not_yet(measure: Measure) -> Denied:
    start = measure.starts_on or dt.date.min
    return Denied("realised.not-started", NOT_STARTED, {"start": start.isoformat()})
