"""What a unit's own plan shows: the committee's goals, with the unit's goals and activities under them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.goal_chain import Level, Node
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Activity, ActivityState
from utfall.records.planning.queries.chain import UnitPlan
from utfall.web.shell.switching import Switch, switch

STATE_WORDS = {
    ActivityState.NOT_STARTED: _("Ej påbörjad"),
    ActivityState.ONGOING: _("Pågår"),
    ActivityState.DONE: _("Genomförd"),
    ActivityState.STOPPED: _("Avbruten"),
}
_OPEN = (ActivityState.NOT_STARTED, ActivityState.ONGOING)
_LATE = _("Försenad")


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """What the unit does; `href` is empty for somebody who may not change it."""

    title: str
    href: str
    responsible: str
    when: str
    status: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A goal with the activities under it and what stands below it."""

    id: str
    title: str
    kind: str
    own: bool
    href: str
    description: str
    activities: tuple[ActivityRow, ...]
    add_activity: str
    add_goal: str
    below: tuple["UnitRow", ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The plan of one unit and a year."""

    title: str
    unit: str
    committee: str
    committee_href: str
    year: int
    views: tuple[tuple[str, str, bool], ...]
    only_own: bool
    rows: tuple[UnitRow, ...]
    summary: str
    print: str
    may_write: bool
    add_goal: str
    place: Switch | str
    period: Switch | str


@dataclass(frozen=True, slots=True)
class _Hrefs:
    """The addresses of the rows, looked up once; a number or a query is put after them."""

    goals: str
    activities: str
    add_activity: str
    add_goal: str


def _hrefs(found: UnitPlan) -> _Hrefs:
    place = (found.year, found.unit.code)
    return _Hrefs(
        goals=reverse("planning:goal", args=(*place, 0)).removesuffix("0"),
        activities=reverse("planning:activity", args=(*place, 0)).removesuffix("0"),
        add_activity=reverse("planning:add_activity", args=place),
        add_goal=reverse("planning:add", args=place),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether only what is the unit's own is shown, and whether it is to be printed."""

    only_own: bool = False
    printed: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """What the address says."""
        printed = query.get("vy") == "utskrift"
        return cls(only_own=query.get("visa") == "egna" or printed, printed=printed)


def unit_plan(
    found: UnitPlan, authority: Authority, asked: Asked, *, may_write: bool, today: dt.date,
    units: Iterable[OrgUnit] = (), years: Iterable[int] = (),
) -> UnitPage:  # fmt: skip
    """The page."""
    here = reverse("planning:plan", args=(found.year, found.unit.code))
    every = [one for rows in found.activities.values() for one in rows]
    done = sum(1 for one in every if one.state == ActivityState.DONE)
    return UnitPage(
        title=gettext(_("Plan %(year)s %(name)s")) % {"year": found.year, "name": found.unit.name},
        unit=found.unit.name,
        committee=authority.name,
        committee_href=reverse("planning:plan", args=(found.year, authority.code)),
        year=found.year,
        views=(
            (gettext(_("Alla mål")), here, not asked.only_own),
            (gettext(_("Bara vårt")), f"{here}?visa=egna", asked.only_own),
        ),
        only_own=asked.only_own,
        rows=tuple(_rows(found, "", asked, _hrefs(found), may_write, today)),
        summary=gettext(_("%(done)s av %(all)s aktiviteter genomförda")) % {"done": done, "all": len(every)},
        print=f"{here}?vy=utskrift",
        may_write=may_write,
        add_goal=reverse("planning:add", args=(found.year, found.unit.code)) if may_write else "",
        place=switch(found.unit.name, (_link(one.name, found.year, one.code) for one in units), here),
        period=switch(
            str(found.year),
            (_link(str(year), year, found.unit.code) for year in sorted({*years, found.year})),
            here,
        ),
    )


def _link(word: str, year: int, code: str) -> tuple[str, str]:
    return word, reverse("planning:plan", args=(year, code))


def _rows(
    found: UnitPlan, code: str, asked: Asked, hrefs: _Hrefs, may_write: bool, today: dt.date
) -> Iterable[UnitRow]:
    for one in found.chain.below(code):
        row = _row(
            found, one, tuple(_rows(found, one.code, asked, hrefs, may_write, today)), hrefs, may_write, today
        )
        if not asked.only_own or row.own or row.activities or row.below:
            yield row


def _row(
    found: UnitPlan, one: Node, below: tuple[UnitRow, ...], hrefs: _Hrefs, may_write: bool, today: dt.date
) -> UnitRow:
    row = found.rows[one.code]
    may_add = may_write and one.level is not Level.AREA
    return UnitRow(
        id=f"mal-{row.pk}",
        title=one.name,
        kind=gettext(one.level.word),
        own=one.level is Level.UNIT,
        href=f"{hrefs.goals}{row.pk}",
        description=one.description,
        activities=tuple(
            _activity(each, hrefs, may_write, today) for each in found.activities.get(one.code, ())
        ),
        add_activity=f"{hrefs.add_activity}?mal={row.pk}" if may_add else "",
        add_goal=f"{hrefs.add_goal}?under={row.pk}" if may_add else "",
        below=below,
    )


def _activity(row: Activity, hrefs: _Hrefs, may_write: bool, today: dt.date) -> ActivityRow:
    state = ActivityState(row.state)
    late = row.ends_on is not None and row.ends_on < today and state in _OPEN
    return ActivityRow(
        title=row.name,
        href=f"{hrefs.activities}{row.pk}" if may_write else "",
        responsible=str(row.responsible) if row.responsible else "",
        when=_when(row.starts_on, row.ends_on),
        status=_LATE if late else STATE_WORDS[state],
    )


def _when(start: dt.date | None, end: dt.date | None) -> str:
    if start and end:
        return f"{start.isoformat()} – {end.isoformat()}"
    if end:
        return gettext(_("till %(date)s")) % {"date": end.isoformat()}
    return gettext(_("från %(date)s")) % {"date": start.isoformat()} if start else ""
