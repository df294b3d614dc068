"""Målsidan: one object with its one to four fields, and last period beside it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.period import Period
from utfall.domain.reporting import Answer, Deed, Lack, Section, State
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.planning.models import Measure
from utfall.records.planning.objects import measure_value
from utfall.records.planning.queries.access import may_see as may_see_plan
from utfall.records.planning.queries.measures import may_add
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.contributions import Beside
from utfall.records.reporting.queries.listed import Neighbours
from utfall.records.reporting.queries.money import MoneyLine
from utfall.records.reporting.queries.things import answering_unit
from utfall.web.finance.pages.measure_words import standing
from utfall.web.reporting.asking import Asking, language, sentence
from utfall.web.reporting.pages.beside import (
    Earlier,
    FigureLine,
    MoneyView,
    RemarkLine,
    UnitText,
    assessment,
    earlier,
    figure_line,
    money_view,
    remark_line,
    state,
    unit_text,
)
from utfall.web.reporting.pages.tasks import others
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.wording import clock, day, moment, unit_name

_FIELD_OF = {
    Lack.COMMENT: "markdown", Lack.VARIANCE: "markdown", Lack.PREVIOUS: "markdown",
    Lack.TARGET: "elsewhere", Lack.ASSESSMENT: "assessment", Lack.OUTCOME: "figures", Lack.FORECAST: "figures",
}  # fmt: skip
_DEED_SENTENCES = {
    Deed.SAVE: _("sparade"),
    Deed.SUBMIT: _("klarmarkerade"),
    Deed.WITHDRAW: _("ångrade klarmarkeringen"),
    Deed.RETURN: _("återlämnade"),
    Deed.APPROVE: _("godkände"),
    Deed.LAPSE: _("lät godkännandet förfalla"),
    Deed.LOCK: _("låste"),
    Deed.UNLOCK: _("låste upp"),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """Where she is in her list of tasks, with the ones before and after."""

    place: int
    whole: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history."""

    number: int
    what: str
    when: str
    comment: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the deeds of the page are done."""

    self: str
    save: str
    conflict: str
    presence: str
    history: str
    withdraw: str
    take_over: str
    remark: str
    approve: str
    return_: str
    secret: str
    give: str
    reading: str
    insert: str
    panel: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one contribution."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    unit: str
    round: str
    trail: tuple[tuple[str, str], ...]
    description: str
    state: str
    due: str
    queue: Queue | None
    left: tuple[tuple[str, str], ...]
    can: frozenset[str]
    """The names of the deeds that she may do now."""
    closed: str
    """Why she may not write, in a sentence; empty where she may."""
    returned: str
    text: str
    answer: str
    assessment: str
    elsewhere: str
    earlier: Earlier | None
    units: tuple[UnitText, ...]
    money: tuple[MoneyView, ...]
    figures: tuple[FigureLine, ...]
    measures: tuple[tuple[str, str, str], ...]
    """Name, address and status of the goal's measures."""
    add_measure: str
    goal: str
    """Where the goal stands in the plan; empty where it is about none, or where she may not see the plan."""
    versions: tuple[VersionLine, ...]
    remarks: tuple[RemarkLine, ...]
    saved: str
    version: int
    number: int
    to: Addresses
    assessed: bool
    commented: bool
    """Whether a comment is asked for, or there is one."""
    secret: str
    writing: str
    """Who else is writing here now."""

    @property
    def open_remarks(self) -> int:
        """How many remarks nobody has resolved."""
        return sum(not one.resolved for one in self.remarks)

    @property
    def units_done(self) -> int:
        """How many of the units' texts are marked as done."""
        return sum(one.state in ("Klar", "Godkänd") for one in self.units)


def page(
    asked: Asking,
    beside: Beside,
    listed: Neighbours | None,
    *,
    writing: str = "",
    money: Iterable[MoneyLine] = (),
) -> Page:
    """The page of the contribution."""
    contribution, task = beside.contribution, beside.task
    reader = Reader(filter(None, (contribution, beside.previous, *beside.below)))
    round = contribution.round
    assert round is not None
    return Page(
        authority=contribution.authority.name,
        others=others(asked, "tasks"),
        title=beside.subject.name,
        unit=unit_name(answering_unit(contribution)),
        round=round.name,
        trail=((gettext(_("Mina uppgifter")), asked.href("tasks")), *((one, "") for one in beside.subject.above)),
        description=beside.subject.description,
        state=state(contribution),
        due=day(task.due_on, today=asked.today) if task else "",
        queue=queue(asked, listed),
        left=tuple((one.sentence(language()), _FIELD_OF[one.lack]) for one in beside.left),
        can=frozenset(deed.name.lower() for deed in beside.deeds),
        closed=sentence(beside.takes_text) if beside.takes_text is not None else "",
        returned=_returned(beside.versions, contribution),
        text=reader.text(contribution),
        answer=gettext(Answer(contribution.answer).word),
        assessment=assessment(contribution, kind=RoundKind(round.kind)),
        elsewhere=contribution.elsewhere,
        earlier=earlier(beside.previous, asked, reader),
        units=tuple(unit_text(asked, one, reader, taken=one.pk in beside.taken) for one in beside.below),
        money=tuple(money_view(asked, line) for line in money),
        figures=tuple(figure_line(asked, line) for line in beside.indicators),
        measures=tuple(_measure(one, asked) for one in beside.measures),
        add_measure=_add_measure(contribution, asked),
        goal=_goal(beside, asked),
        versions=tuple(version(one, today=asked.today) for one in beside.versions[:5]),
        remarks=tuple(remark_line(asked, one) for one in beside.remarks),
        saved=_saved(contribution),
        version=contribution.version,
        number=contribution.pk,
        to=addresses(asked, contribution),
        assessed=task.wants_assessment if task else False,
        commented=is_commented(contribution),
        secret=contribution.secret,
        writing=writing,
    )  # fmt: skip


def _measure(row: Measure, asked: Asking) -> tuple[str, str, str]:
    word = standing(measure_value(row), today=asked.today)
    return row.name, asked.href("finance:measure", row.pk), word


def _add_measure(contribution: Contribution, asked: Asking) -> str:
    """Where a measure of the goal is proposed; empty where she may not, or where it is about no goal."""
    unit = answering_unit(contribution)
    if contribution.section != Section.GOALS or may_add(asked.by, unit) is not None:
        return ""
    return asked.href("finance:add_measure", enhet=unit.code, mal=contribution.object)


def _goal(beside: Beside, asked: Asking) -> str:
    goal, contribution = beside.subject.goal, beside.contribution
    if goal is None or contribution.round is None or asked.is_outside:
        return ""
    if may_see_plan(asked.by, contribution.authority) is not None:
        return ""
    year = goal.year or Period.parse(contribution.round.period).end_year
    return asked.href("planning:goal", year, contribution.authority.code, goal.pk)


def is_commented(contribution: Contribution) -> bool:
    """Whether its page has a place for a comment: where one is owed, and where somebody has written one."""
    task = contribution.task if hasattr(contribution, "task") else None
    return task is None or task.wants_comment or not task.is_owed or bool(contribution.markdown.strip())


def addresses(asked: Asking, contribution: Contribution) -> Addresses:
    """Where the deeds of a contribution are done."""
    href = asked.contribution_href
    task = contribution.task if hasattr(contribution, "task") else None
    return Addresses(
        self=href(contribution),
        save=href(contribution, "autosave"),
        conflict=href(contribution, "conflict"),
        presence=href(contribution, "presence"),
        history=href(contribution, "history"),
        withdraw=href(contribution, "withdraw"),
        take_over=href(contribution, "take_over"),
        remark=href(contribution, "remark"),
        approve=href(contribution, "approve_one"),
        return_=href(contribution, "return"),
        secret=href(contribution, "secret"),
        give=asked.href("give", uppgift=task.pk) if task else "",
        reading=href(contribution, "reading"),
        insert=href(contribution, "insert"),
        panel=href(contribution, "reports:panel"),
    )


def queue(asked: Asking, found: Neighbours | None) -> Queue | None:
    """Where the contribution stands in her own list; None where it is not in it."""
    if found is None:
        return None
    return Queue(
        place=found.place,
        whole=found.whole,
        previous=asked.contribution_href(found.previous) if found.previous else "",
        next=asked.contribution_href(found.next) if found.next else "",
    )


def version(one: Version, *, today: dt.date) -> VersionLine:
    """Who did what, when."""
    values = {"name": one.by or gettext(_("Systemet")), "did": gettext(_DEED_SENTENCES[Deed(one.deed)])}
    return VersionLine(
        one.number, gettext(_("%(name)s %(did)s")) % values, moment(one.at, today=today), one.comment
    )


def _returned(versions: Iterable[Version], contribution: Contribution) -> str:
    """What the approver wanted changed, while it is still to be done."""
    if contribution.state != State.RETURNED:
        return ""
    last = next((one for one in versions if one.deed == Deed.RETURN), None)
    if last is None:
        return ""
    return gettext(_("%(name)s: %(comment)s")) % {"name": last.by or "", "comment": last.comment}


def _saved(contribution: Contribution) -> str:
    if contribution.changed_at is None or not contribution.version:
        return ""
    return gettext(_("Sparat %(time)s")) % {"time": clock(contribution.changed_at)}


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Two texts of which one is stored: what differs, and both whole."""

    authority: str
    title: str
    by: str
    stored: str
    mine: str
    changes: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str, str], ...]
    """The other fields that differ: name, stored, mine."""
    hidden: tuple[tuple[str, str], ...]
    version: int
    action: str
    back: str
