"""A unit's forecasts over time: round by round, and how far they and the methods missed in earlier years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.finance.forecast import Course, Trial, course
from utfall.domain.money import Money
from utfall.domain.numerals import NBSP
from utfall.domain.period import Period
from utfall.domain.unit import MNKR
from utfall.locale import mark as _
from utfall.records.finance.queries.accuracy import Tried
from utfall.records.finance.queries.forecast import Standing, became, result_of
from utfall.records.finance.queries.forecast_around import Around
from utfall.web.finance.forecasting import Place

Print = Callable[[Money | None], str]
_SENTENCES = {
    Course.BETTER: _(
        "Prognosen har förbättrats under året: från %(first)s i %(before)s till %(last)s i %(now)s."
    ),
    Course.WORSE: _(
        "Prognosen har försämrats under året: från %(first)s i %(before)s till %(last)s i %(now)s."
    ),
    Course.SAME: _("Prognosen är oförändrad under året: %(last)s i både %(before)s och %(now)s."),
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A round: what was said of the year's result then, the change since the round before, and what the year became."""

    round: str
    href: str
    forecast: str
    change: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A method or the unit itself: the mean miss of each line in per cent, and the miss of the result year by year."""

    name: str
    lines: tuple[str, ...]
    result: str
    note: str


def history(
    place: Place, found: Around, held: Standing, money: Print, *, with_outcome: bool
) -> tuple[HistoryRow, ...]:
    """Every round in which something was said, the first first; the outcome only for those who may see the accuracy."""
    rows: list[HistoryRow] = []
    before: tuple[int, Money] | None = None
    for name, code, year, result in _said(place, found, held):
        change = result - before[1] if before and before[0] == year else None
        outcome = became(found, place.unit.code, year) if with_outcome else None
        rows.append(HistoryRow(name, place.href(round=code), money(result), money(change), money(outcome)))
        before = (year, result)
    return tuple(rows)


def history_sentence(place: Place, found: Around, held: Standing) -> str:
    """How the forecast of this year has moved, in a sentence with its figures; empty where there is only one."""
    year = found.period.end_year
    said = [(name, result) for name, _code, of, result in _said(place, found, held) if of == year]
    way = course([result for _name, result in said])
    if way is None:
        return ""
    (before, first), (now, last) = said[0], said[-1]
    return gettext(_SENTENCES[way]) % {
        "first": _words(first), "last": _words(last), "before": before.lower(), "now": now.lower(),
    }  # fmt: skip


def tried_rows(tried: Iterable[Tried], found: Around, money: Print) -> tuple[TriedRow, ...]:
    """The table of misses."""
    keys = [line.key for line in found.form.lines if line.accounts]
    return tuple(
        TriedRow(
            name=gettext(one.method.word) if one.method else gettext(_("Enhetens egna prognoser")),
            lines=tuple(_percent(one.mean(key)) for key in keys),
            result=", ".join(_miss(trial, money) for trial in one.result) or swedish.NO_VALUE,
            note=""
            if one.result
            else gettext(_("Kan inte prövas: det som behövs från tidigare år finns inte.")),
        )
        for one in tried
    )


def _said(place: Place, found: Around, held: Standing) -> list[tuple[str, str, int, Money]]:
    """Round, its code, its year and the result that was said; this round as it stands now."""
    rows = []
    for round in found.rounds:
        year = Period.parse(round.period).end_year
        if round.pk == found.round.pk:
            rows.append((round.name, round.code, year, held.result.forecast))
        elif round.pk in found.said and round.position < found.round.position:
            result = result_of(found, place.unit.code, found.said[round.pk], year)
            if result is not None:
                rows.append((round.name, round.code, year, result))
    return rows


def _miss(trial: Trial, money: Print) -> str:
    return f"{trial.year}: {money(trial.miss)}"


def _percent(value: Decimal | None) -> str:
    return swedish.NO_VALUE if value is None else f"{swedish.number(value, 1)}{NBSP}%"


def _words(amount: Money) -> str:
    return f"{swedish.number(amount.amount(MNKR), 1, plus=True)}{NBSP}mnkr"
