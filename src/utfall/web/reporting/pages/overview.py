"""Läge: units by sections."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Capacity, RoundState, Section, State, flags, work_status
from utfall.locale import mark as _
from utfall.records.finance.models import Forecast
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.reporting.models import Task
from utfall.records.reporting.queries.overview import (
    APPROVED,
    DONE,
    LATE,
    NOT_STARTED,
    ONGOING,
    Cell,
    Overview,
    Progress,
    UnitRow,
)
from utfall.records.reporting.queries.owing import is_begun
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages import following
from utfall.web.reporting.pages.tasks import TaskLine, forecast_href, others, state_word
from utfall.web.reporting.wording import day, moment, unit_name
from utfall.web.shell.switching import Switch, switch

SHOWN = {"": _("Alla"), "ej-klara": _("Ej klara"), "forsenade": _("Försenade")}
FOLDED_FROM = 60
"""Over how many rows there is a folded table for each area, so that a large round opens at once; otherwise one."""


EVERY_WORD = (DONE, APPROVED, ONGOING, NOT_STARTED, LATE)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the cells, in the reader's language: found once, for there are thousands of them.

    `sections` are the columns in order, each with its word and where it is on a unit's page.
    """

    label: str
    sections: dict[Section, tuple[str, str]]
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its word, where it leads, and what it says to somebody who does not see the symbol."""

    word: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's row; None is a section in which it owes nothing."""

    number: int
    unit: str
    is_below: bool
    """Whether it lies in the area of a row above it, so that it is set in."""
    href: str
    cells: tuple[CellView | None, ...]
    done: int
    whole: int
    last: str


@dataclass(frozen=True, slots=True)
class GroupOfUnits:
    """The rows of one area."""

    name: str
    key: str
    lines: tuple[Line, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    state: str
    lead: tuple[str, ...]
    sections: tuple[str, ...]
    groups: tuple[GroupOfUnits, ...]
    filters: tuple[tuple[str, str, bool], ...]
    rounds: tuple[tuple[str, str], ...]
    period: Switch | str
    ways: following.Ways
    round: str
    approve: str
    action: str
    give: tuple[tuple[str, str], ...]
    """The address of giving, with what its form has to send along."""
    can_remind: bool
    can_move: bool
    words: tuple[str, ...]
    every_word: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """All that is shown of another authority's round."""

    authority: str
    title: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit's tasks in the round, by section."""

    authority: str
    title: str
    unit: str
    place: Switch | str
    period: Switch | str
    back: str
    sections: tuple[tuple[str, str, tuple[TaskLine, ...]], ...]


def page(
    asked: Asking, round: Round, found: Overview, rounds: Iterable[Round], *, shown: str, may: frozenset[str]
) -> Page:
    """The overview of the round; `shown` is the filter of the address."""
    rows, rounds = [row for row in found.rows if _is_shown(row, shown)], tuple(rounds)
    return Page(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        state=RoundState(round.state).word,
        lead=_lead(round, found, asked),
        sections=tuple(gettext(section.word) for section in found.sections),
        groups=_groups(asked, round, rows, found.sections),
        filters=tuple(
            (gettext(word), asked.href("overview", round.code, visa=key), key == shown)
            for key, word in SHOWN.items()
        ),
        rounds=tuple((one.name, asked.href("overview", one.code)) for one in rounds if one.pk != round.pk),
        period=periods(asked, "overview", round, rounds),
        ways=following.ways(asked, round, "overview"),
        round=asked.href("round", round.code),
        approve=asked.href("approval", round.code),
        action=asked.href("overview_deed", round.code),
        give=(("runda", round.code),),
        can_remind="remind" in may,
        can_move="move" in may,
        words=(DONE, ONGOING, NOT_STARTED, LATE),
        every_word=EVERY_WORD,
    )


def progress_page(round: Round, found: Progress) -> ProgressPage:
    """The count that lies outside the wall."""
    return ProgressPage(round.authority.name, round.name, found.done, found.whole)


def periods(asked: Asking, name: str, round: Round, rounds: Iterable[Round], *more: object) -> Switch | str:
    """The round, from which one can go to the same page of another; `more` stands after the round in the address."""
    here = asked.href(name, round.code, *more)
    return switch(round.name, ((one.name, asked.href(name, one.code, *more)) for one in rounds), here)


def unit_page(
    asked: Asking,
    round: Round,
    own: OrgUnit,
    tasks: Iterable[Task],
    *,
    forecasts: Iterable[Forecast] = (),
    units: Iterable[OrgUnit],
    rounds: Iterable[Round],
) -> UnitPage:
    """One unit's tasks and its forecast; `units` and `rounds` are those that she may go to from here."""
    here = asked.href("unit", round.code, own.code)
    listed = [(Section(task.section), _task(asked, task)) for task in tasks]
    listed += [(Section.FORECAST, _forecast(asked, one)) for one in forecasts]
    sections = tuple(
        (section.value.replace(" ", "-"), gettext(section.word), lines)
        for section in Section
        if (lines := tuple(line for of, line in listed if of is section))
    )
    return UnitPage(
        authority=round.authority.name, title=round.name, unit=unit_name(own),
        place=switch(unit_name(own), ((unit_name(one), asked.href("unit", round.code, one.code)) for one in units), here),
        period=periods(asked, "unit", round, rounds, own.code),
        back=asked.href("overview", round.code), sections=sections,
    )  # fmt: skip


def _lead(round: Round, found: Overview, asked: Asking) -> tuple[str, ...]:
    values = {"done": found.done, "whole": found.whole, "late": found.late, "waiting": found.waiting}
    words = [
        gettext(_("%(done)s av %(whole)s delar klara")) % values,
        gettext(_("%(late)s försenade")) % values,
        gettext(_("%(waiting)s väntar på godkännande")) % values,
    ]
    if found.closes is not None and round.state == RoundState.OPEN:
        words.append(_closes(found.closes, asked.today))
    if round.meeting_on is not None:
        words.append(gettext(_("nämnden möts %(day)s")) % {"day": day(round.meeting_on, today=asked.today)})
    return tuple(words)


def _closes(on: dt.date, today: dt.date) -> str:
    """How long there is until the last day for anything in the round."""
    left = (on - today).days
    if left > 1:
        return ngettext("stänger om %(num)s dag", "stänger om %(num)s dagar", left) % {"num": left}
    return gettext(_("stängde %(day)s") if left < 0 else _("stänger %(day)s")) % {"day": day(on, today=today)}


def _is_shown(row: UnitRow, shown: str) -> bool:
    match shown:
        case "ej-klara":
            return row.done < row.whole
        case "forsenade":
            return row.is_late
        case _:
            return True


def _groups(
    asked: Asking, round: Round, rows: list[UnitRow], sections: tuple[Section, ...]
) -> tuple[GroupOfUnits, ...]:
    """Each area's row with those of its units below it; what lies above the areas comes first."""
    found: dict[str, list[Line]] = {}
    names: dict[str, str] = {}
    area, few, words = "", len(rows) <= FOLDED_FROM, _words(sections)
    for row in sorted(rows, key=lambda one: one.unit.position):
        if row.unit.kind == UnitKind.AREA:
            area = row.unit.path
            names[area] = unit_name(row.unit)
        elif not area or not row.unit.path.startswith(area):
            area = ""
        line = _line(asked, round, row, words, is_below=bool(area) and row.unit.path != area)
        found.setdefault("" if few else area, []).append(line)
    return tuple(
        GroupOfUnits(
            name=names.get(path, round.authority.name), key=f"g{place}", lines=tuple(lines), is_open=few
        )
        for place, (path, lines) in enumerate(found.items())
    )


def _line(asked: Asking, round: Round, row: UnitRow, words: Words, *, is_below: bool) -> Line:
    name, href = unit_name(row.unit), asked.href("unit", round.code, row.unit.code)
    return Line(
        number=row.unit.pk, unit=name, is_below=is_below, href=href,
        cells=tuple(_cell(row.cells.get(section), section, name, href, words) for section in words.sections),
        done=row.done, whole=row.whole, last=moment(row.last, today=asked.today),
    )  # fmt: skip


def _words(sections: Iterable[Section]) -> Words:
    return Words(
        label=gettext(_("%(unit)s, %(section)s: %(word)s, %(done)s av %(whole)s klara")),
        sections={one: (gettext(one.word), one.value.replace(" ", "-")) for one in sections},
        cells={word: gettext(word).lower() for word in EVERY_WORD},
    )


def _cell(cell: Cell | None, section: Section, unit: str, href: str, words: Words) -> CellView | None:
    if cell is None:
        return None
    word, place = words.sections[section]
    values = {
        "unit": unit, "section": word, "word": words.cells[cell.word], "done": cell.done, "whole": cell.whole,
    }  # fmt: skip
    return CellView(cell.word, f"{href}#{place}", words.label % values)


def _forecast(asked: Asking, forecast: Forecast) -> TaskLine:
    state = State(forecast.state)
    status = work_status(state, begun=forecast.is_begun)
    found = flags(state, due_on=forecast.due_on, today=asked.today, role=Capacity.AUTHOR)
    by = str(forecast.changed_by or "")
    title = gettext(_("Lämna prognos: %(unit)s")) % {"unit": unit_name(forecast.unit)}
    return TaskLine(
        title=title, href=forecast_href(asked, forecast), state=state_word(status, found),
        due=day(forecast.due_on, today=asked.today) if forecast.due_on else "",
        note=" · ".join(filter(None, (by, moment(forecast.changed_at, today=asked.today) if by else ""))),
    )  # fmt: skip


def _task(asked: Asking, task: Task) -> TaskLine:
    contribution = task.contribution
    state = State(contribution.state)
    status = work_status(state, begun=is_begun(contribution))
    found = flags(state, due_on=task.due_on, today=asked.today, role=Capacity.AUTHOR)
    by = str(contribution.changed_by or "")
    note = " · ".join(filter(None, (by, moment(contribution.changed_at, today=asked.today) if by else "")))
    return TaskLine(
        title=task.title, href=asked.contribution_href(contribution), due=day(task.due_on, today=asked.today),
        state=state_word(status, found), note=note, give=asked.href("give", uppgift=task.pk),
    )  # fmt: skip
