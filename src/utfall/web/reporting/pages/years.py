"""Rundor: the rounds of an authority by year."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.domain.period import Period
from utfall.domain.reporting import RoundState
from utfall.records.organisation.models import Round
from utfall.records.planning.models import Goal
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages.tasks import others


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its rounds (name, state, address); `undo` is where it is taken back, empty where it is not."""

    year: int
    rounds: tuple[tuple[str, str, str], ...]
    undo: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page; `next_year` is 0 for those who do not lay out years."""

    authority: str
    others: tuple[tuple[str, str], ...]
    years: tuple[Year, ...]
    next_year: int
    lay_out: str
    first: str
    """Where a first year is laid out; empty where there are rounds, and for those who do not lay out years."""
    this_year: int
    focuses: tuple[tuple[str, str], ...]
    owed: str


def rounds(asked: Asking, rows: Iterable[Round], focuses: Iterable[Goal], *, leads: bool) -> Page:
    """The rounds, the latest year first."""
    rows = tuple(rows)
    last = last_year(rows)
    return Page(
        authority=asked.by.authority.name if asked.by.authority else "",
        others=others(asked, "rounds"),
        years=tuple(
            _year(asked, rows, year, leads=leads)
            for year in sorted({_end(row) for row in rows}, reverse=True)
        ),
        next_year=last + 1 if leads and last else 0,
        lay_out=asked.href("lay_out", last),
        first=asked.href("lay_out_first") if leads and not last else "",
        this_year=asked.today.year,
        focuses=tuple((goal.code, goal.name) for goal in focuses),
        owed=asked.href("owed"),
    )


def last_year(rows: Iterable[Round]) -> int:
    """The last year that has a round; 0 for none."""
    return max((_end(row) for row in rows), default=0)


def is_first(year: int, rows: Iterable[Round]) -> bool:
    """Whether all rounds are of the year: there is none before to fall back on."""
    return {_end(row) for row in rows} == {year}


def _year(asked: Asking, rows: tuple[Round, ...], year: int, *, leads: bool) -> Year:
    own = sorted((row for row in rows if _end(row) == year), key=lambda row: row.position)
    untouched = all(row.state == RoundState.PLANNED for row in own) and (
        any(_end(row) < year for row in rows) or is_first(year, rows)
    )
    return Year(
        year,
        tuple((row.name, RoundState(row.state).word, asked.href("round", row.code)) for row in own),
        asked.href("take_back", year) if leads and untouched else "",
    )


def _end(row: Round) -> int:
    return Period.parse(row.period).end_year
