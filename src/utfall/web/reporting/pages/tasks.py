"""Mina uppgifter: what one person owes, in four parts."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from django.utils.translation import gettext, ngettext

from utfall.domain.agreements import AgreementStep
from utfall.domain.numerals import NBSP
from utfall.domain.reporting import Flag, WorkStatus
from utfall.locale import mark as _
from utfall.records.finance.models import Forecast
from utfall.records.organisation.models import Person, Round, Substitute
from utfall.records.reporting.models import Remark
from utfall.records.reporting.queries.agreements_due import AgreementDue
from utfall.records.reporting.queries.forecasts_due import ForecastDue
from utfall.records.reporting.queries.groups import Group
from utfall.records.reporting.queries.listed import Listed
from utfall.records.reporting.queries.owing import Owing, Row
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.money import Money
from utfall.web.reporting.wording import day, long_day, moment, names, unit_name

_AGREEMENTS = {
    AgreementStep.REVIEW: _("Gå igenom avtal: %(name)s"),
    AgreementStep.NOTICE: _("Ta ställning till uppsägning: %(name)s"),
    AgreementStep.END: _("Avtal slutar: %(name)s"),
}
_TITLES = {
    Group.NOW: _("Att göra nu"),
    Group.LATER: _("Kan göras senare"),
    Group.WAITING: _("Väntar på andra"),
    Group.DONE: _("Klart"),
}


OWN = "mina"
SHOWN = {"": _("Alla"), OWN: _("Bara mina")}
"""What of the list is shown: all of it, or without what waits for her approval."""
WHOLE = "alla"
"""What the address says, beside a key of SHOWN, where no part of the list is cut."""
MOST = 40
"""How many lines a part shows before it is asked for whole; what is to be done now is never cut."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: `unchanged` is what the button says that answers it in one press, with what it sends."""

    title: str
    href: str
    due: str
    state: str
    note: str
    give: str = ""
    unchanged: str = ""
    contribution: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list: its first lines, how many there are, and where all are shown if these are not all."""

    title: str
    lines: tuple[TaskLine, ...]
    is_open: bool
    count: int
    anchor: str
    whole: str = ""
    is_unfolded: bool = False
    """Whether a part that is folded is open from the start: one that was asked for whole."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """How far she has come in one round."""

    name: str
    closes: str
    href: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    rounds: tuple[RoundLine, ...]
    done: int
    whole: int
    minutes: str
    parts: tuple[Part, ...]
    remarks: tuple[TaskLine, ...]
    first: str
    give_many: str
    substitute: str
    substitutes: str
    opens_next: str
    unchanged_action: str
    is_empty: bool
    more: tuple[tuple[str, str], ...]
    """Where the approvals are that are not in the list by name, for each open round."""
    filters: tuple[tuple[str, str, bool], ...] = ()
    """The ways to see the list; none where nothing waits for her approval."""


def tasks(
    asked: Asking, owed: Owing, away: Iterable[Substitute], money: Mapping[int, Money] = MappingProxyType({}), *,
    shown: str = "", whole: bool = False,
) -> Tasks:  # fmt: skip
    """The page of a person's list; `money` stands beside the texts that are measured by it, `shown` is a key of SHOWN.

    `whole` is whether every line of every part is shown; then `owed` must have every row.
    """
    approves = any(row.approves for row in owed.rows) or any(one.approves for one in owed.forecasts)
    if shown == OWN:
        owed = _own(owed)
    parts = tuple(_part(asked, owed, group, money, shown=shown, whole=whole) for group in Group)
    lines = [line for part in parts[:2] for line in part.lines]
    return Tasks(
        authority=asked.by.authority.name if asked.by.authority else "",
        others=others(asked, "tasks"),
        rounds=tuple(_round(asked, owed, round) for round in owed.rounds),
        done=owed.done,
        whole=owed.whole,
        minutes=_minutes(owed.minutes_left),
        parts=parts,
        remarks=tuple(_remark(asked, remark) for remark in owed.remarks),
        first=lines[0].href if lines else "",
        give_many=asked.href("give") if any(_may_give(place) for place in owed.places) else "",
        substitute=asked.href("substitute"),
        substitutes=", ".join(_away(one) for one in away),
        opens_next=_opens(owed.opens_next),
        unchanged_action=asked.href("unchanged"),
        is_empty=not owed.places and not owed.forecasts and not owed.agreements and not owed.remarks,
        more=_more(asked, owed) if shown != OWN else (),
        filters=tuple(
            (gettext(word), asked.href("tasks", visa=key), key == shown) for key, word in SHOWN.items()
        )
        if approves
        else (),
    )


def _own(owed: Owing) -> Owing:
    """The list without what waits for her approval."""
    return replace(
        owed,
        places=tuple(place for place in owed.places if not place.approves),
        rows=tuple(row for row in owed.rows if not row.approves),
        forecasts=tuple(one for one in owed.forecasts if not one.approves),
    )


def others(asked: Asking, name: str, *args: object) -> tuple[tuple[str, str], ...]:
    """The same page for the other authorities that she may act for."""
    current = asked.by.authority.pk if asked.by.authority else None
    return tuple(
        (one.name, Asking(asked.by, one, asked.today).href(name, *args))
        for one in asked.by.choices
        if one.pk != current
    )


def state_word(status: WorkStatus, found: Iterable[Flag]) -> str:
    """The one word of a row: a flag says more than how far it has come."""
    shown = tuple(found)
    for flag in (Flag.WAITING_FOR_YOU, Flag.RETURNED, Flag.LATE):
        if flag in shown:
            return flag.word
    return status.word


def may_answer(row: Row) -> bool:
    """Whether the row is hers to answer now or later, so that money and the buttons stand in its line."""
    return _may_give(row.place)


def _may_give(place: Listed) -> bool:
    return place.group in (Group.NOW, Group.LATER) and not place.approves


def _part(
    asked: Asking, owed: Owing, group: Group, money: Mapping[int, Money], *, shown: str, whole: bool
) -> Part:
    count = owed.count(group)
    is_cut = count > MOST
    lines = _dated(asked, owed, group, money)
    # Where nothing is to be done now, what comes later is what she came for.
    is_now = bool(owed.days(Group.NOW))
    return Part(
        title=gettext(_TITLES[group]),
        lines=tuple(line() for line in (lines if whole or not is_cut else lines[:MOST])),
        is_open=group is Group.NOW or (group is Group.LATER and not is_now),
        count=count,
        anchor=group.value,
        whole=f"{asked.href('tasks', visa=[*filter(None, [shown]), WHOLE])}#{group.value}"
        if is_cut and not whole
        else "",
        is_unfolded=is_cut and whole,
    )


def _dated(
    asked: Asking, owed: Owing, group: Group, money: Mapping[int, Money]
) -> list[Callable[[], TaskLine]]:
    """What makes each line of a part, in order of due date; a line that is not shown is not made."""
    dated: list[tuple[dt.date, Callable[[], TaskLine]]] = [
        (row.place.due_on, partial(_line, asked, row, money.get(row.place.contribution, Money())))
        for row in owed.group(group)
    ]
    dated += [(one.due_on, partial(_forecast_line, asked, one)) for one in owed.forecasts_in(group)]
    dated += [(one.due_on, partial(_agreement_line, asked, one)) for one in owed.agreements_in(group)]
    return [line for _day, line in sorted(dated, key=lambda one: one[0])]


def _forecast_line(asked: Asking, one: ForecastDue) -> TaskLine:
    forecast, name = one.forecast, unit_name(one.forecast.unit)
    title = gettext(_("Godkänn prognos: %(unit)s") if one.approves else _("Lämna prognos: %(unit)s"))
    words = []
    if one.approves and forecast.changed_by and forecast.changed_at:
        values = {"name": forecast.changed_by, "when": moment(forecast.changed_at, today=asked.today)}
        words.append(gettext(_("lämnad av %(name)s %(when)s")) % values)
    elif one.group is Group.WAITING:
        words.append(gettext(_("väntar på %(name)s")) % {"name": names(one.waits_for)})
    return TaskLine(
        title=title % {"unit": name},
        href=forecast_href(asked, forecast),
        due=day(one.due_on, today=asked.today),
        state=state_word(one.status, one.flags),
        note=" · ".join([forecast.round.name, *words]),
    )


def _agreement_line(asked: Asking, one: AgreementDue) -> TaskLine:
    row = one.agreement
    name = "agreements:review" if one.step is AgreementStep.REVIEW else "agreements:agreement"
    return TaskLine(
        title=gettext(_AGREEMENTS[one.step]) % {"name": row.name},
        href=asked.href(name, row.unit.code, one.due_on.year, row.pk),
        due=day(one.due_on, today=asked.today),
        state=state_word(WorkStatus.NOT_STARTED, one.flags),
        note=f"{unit_name(row.unit)} · {row.party.name if row.party else row.counterpart}",
    )


def forecast_href(asked: Asking, forecast: Forecast) -> str:
    """The page of a unit's forecast."""
    return asked.href("finance:forecast", forecast.unit.code, forecast.round.code)


def _line(asked: Asking, row: Row, money: Money) -> TaskLine:
    task, unfinished = row.task, may_answer(row)
    title = gettext(_("Godkänn: %(title)s")) % {"title": task.title} if row.approves else task.title
    return TaskLine(
        title=title,
        href=asked.contribution_href(row.contribution),
        due=day(task.due_on, today=asked.today),
        state=state_word(row.status, row.flags),
        note=_note(asked, row, money if unfinished else Money()),
        give=asked.href("give", uppgift=task.pk) if unfinished else "",
        unchanged=_unchanged(row) if unfinished else "",
        contribution=row.contribution.pk,
        version=row.contribution.version,
    )


def _note(asked: Asking, row: Row, money: Money) -> str:
    task, contribution = row.task, row.contribution
    words = [unit_name(task.unit)]
    if money.over is not None and task.wants_comment and not contribution.markdown.strip():
        line = money.lines[0]
        amount = f"{line.printed(line.variance)}{NBSP}{line.unit.symbol}"
        words.append(gettext(_("avvikelse %(amount)s mot budget, kommentar saknas")) % {"amount": amount})
    if row.approves and contribution.changed_by and contribution.changed_at:
        values = {"name": contribution.changed_by, "when": moment(contribution.changed_at, today=asked.today)}
        words.append(gettext(_("klarmarkerad av %(name)s %(when)s")) % values)
    elif row.group is Group.WAITING:
        words.append(gettext(_("väntar på %(name)s")) % {"name": names(row.waits_for)})
    elif task.given_by is not None and task.person is not None:
        values = {"name": task.given_by, "to": task.person}
        words.append(gettext(_("%(name)s gav den till %(to)s")) % values)
    return " · ".join(words)


def _unchanged(row: Row) -> str:
    before = row.task.round.previous
    if row.previous is None or before is None:
        return ""
    return gettext(_("Oförändrat sedan %(round)s")) % {"round": before.name}


def _round(asked: Asking, owed: Owing, round: Round) -> RoundLine:
    days = [place.due_on for place in owed.own if place.round == round.pk]
    days += [one.due_on for one in owed.own_forecasts if one.forecast.round_id == round.pk]
    closes = gettext(_("stänger %(day)s")) % {"day": long_day(max(days))} if days else ""
    return RoundLine(round.name, closes, asked.href("overview", round.code))


def _remark(asked: Asking, remark: Remark) -> TaskLine:
    title = gettext(_("Svara %(name)s: ”%(text)s”")) % {"name": remark.by, "text": remark.text[:80]}
    return TaskLine(
        title=title, href=asked.contribution_href(remark.contribution) + "#trad",
        due=moment(remark.at, today=asked.today), state=Flag.WAITING_FOR_YOU.word,
        note=unit_name(remark.contribution.unit),
    )  # fmt: skip


def _more(asked: Asking, owed: Owing) -> tuple[tuple[str, str], ...]:
    if not owed.more_to_approve:
        return ()
    text = ngettext("%(num)s till att godkänna", "%(num)s till att godkänna", owed.more_to_approve)
    shown = text % {"num": owed.more_to_approve}
    return tuple((f"{shown}: {round.name}", asked.href("approval", round.code)) for round in owed.rounds)


def _minutes(minutes: int) -> str:
    if not minutes:
        return ""
    return ngettext("beräknat %(num)s minut kvar", "beräknat %(num)s minuter kvar", minutes) % {
        "num": minutes
    }


def _opens(round: Round | None) -> str:
    if round is None or round.opens_on is None:
        return ""
    return gettext(_("Nästa rapportering, %(round)s, öppnar %(day)s.")) % {
        "round": round.name, "day": long_day(round.opens_on),
    }  # fmt: skip


def _away(one: Substitute) -> str:
    return f"{one.substitute} {one.starts_on.isoformat()}–{one.ends_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A task that may be given to somebody else."""

    number: int
    title: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Giving:
    """The page where tasks are given to somebody else."""

    authority: str
    action: str
    back: str
    choices: tuple[Choice, ...]
    error: str = ""
    count: int = 0
    whole: str = ""
    """Where all of the tasks are shown, `count` in number, if these are not all."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The page where somebody appoints a substitute."""

    authority: str
    action: str
    back: str
    present: tuple[tuple[str, str], ...]
    """Those appointed, each with the address that takes it back."""


def people_of(found: Iterable[tuple[Person, object]]) -> tuple[Person, ...]:
    """Each person once, in order."""
    return tuple({person.pk: person for person, _role in found}.values())
