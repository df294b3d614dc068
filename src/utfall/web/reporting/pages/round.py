"""En runda: its state and timetable, what may be done with it, and what has come of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from utfall.documents.render import FORMATS
from utfall.domain.finding import Finding
from utfall.domain.reporting import Proposal, RoundDeed, RoundState, Step
from utfall.domain.roles import Role
from utfall.locale import mark as _
from utfall.records.organisation.models import Round, RoundStep
from utfall.records.reporting.models import Contribution, Edition, HandOver
from utfall.records.reporting.queries.lapsed import Lapsed
from utfall.records.reporting.queries.things import CLOSED, answering_unit
from utfall.web.reporting.asking import Asking, language
from utfall.web.reporting.pages.overview import periods
from utfall.web.reporting.pages.tasks import others
from utfall.web.reporting.wording import capital, day, long_day, moment, unit_name
from utfall.web.shell.switching import Switch

FORM_WORDS = {"html": "HTML", "pdf": "PDF", "docx": "Word", "json": "JSON", "txt": _("Text")}
NAMED = 50
"""How many texts that are not approved the lock names; the rest are counted."""
OUTCOMES = (RoundDeed.DECIDE, RoundDeed.DECIDE_WITH_CHANGES, RoundDeed.REMIT, RoundDeed.TABLE)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the timetable."""

    word: str
    on: str
    responsible: str
    passed: bool


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition with the forms that it can be fetched in."""

    title: str
    outcome: str
    decision: str
    changes: str
    made: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HandLine:
    """A hand-over."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class LapsedLine:
    """An approval that rests on figures that have changed."""

    number: int
    text: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    state: str
    meeting: str
    steps: tuple[StepLine, ...]
    deeds: frozenset[str]
    editions: tuple[EditionLine, ...]
    handed: tuple[HandLine, ...]
    drafts: tuple[tuple[str, str], ...]
    released: str
    overview: str
    rounds: str
    period: Switch | str
    to: "Addresses"
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the deeds of the page are done."""

    open: str
    close: str
    lock: str
    unlock: str
    reopen: str
    decide: str
    correct: str
    meeting: str
    release: str
    summons: str
    hand_over: str
    figures: str


@dataclass(frozen=True, slots=True)
class EditionsPage:
    """What somebody sees of a round who only reads what has come of it."""

    authority: str
    title: str
    editions: tuple[EditionLine, ...]
    handed: tuple[HandLine, ...]


@dataclass(frozen=True, slots=True)
class LockPage:
    """What a lock means, before it is done; `findings` are what stopped it."""

    authority: str
    title: str
    consequence: str
    unapproved: tuple[str, ...]
    left: int
    findings: tuple[tuple[str, str], ...]
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What a moved meeting proposes for the other dates."""

    authority: str
    title: str
    on: str
    lines: tuple[tuple[str, str, str, str, bool], ...]
    """The step's value, its word, its date now and the one proposed, and whether that has already been."""
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Approved texts whose figures have changed since, for the controller."""

    authority: str
    title: str
    lines: tuple[LapsedLine, ...]
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class HandPage:
    """What may be handed over, and to whom."""

    authority: str
    title: str
    has_edition: bool
    parts: tuple[tuple[int, str], ...]
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class HandedPage:
    """A hand-over as it was received: the frozen copy."""

    authority: str
    title: str
    text: str
    message: str
    parts: tuple[tuple[str, str, str], ...]
    edition: str
    hash: str


def page(
    asked: Asking, round: Round, *, steps: Iterable[RoundStep], editions: Iterable[Edition],
    handed: Iterable[HandOver], deeds: frozenset[str], may: frozenset[str],
    rounds: Iterable[Round],
) -> Page:  # fmt: skip
    """The page of the round for those who take part in it."""
    released = ""
    is_closed = RoundState(round.state) in CLOSED
    if round.facts_as_of is not None and not is_closed:
        values = {"when": moment(round.facts_as_of, today=asked.today)}
        released = gettext(_("Huvudboken läses som den var %(when)s. Senare inläsningar väntar.")) % values
    return Page(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        state=RoundState(round.state).word,
        meeting=long_day(round.meeting_on) if round.meeting_on else "",
        steps=_steps(steps, asked.today),
        deeds=deeds,
        editions=tuple(edition(asked, one) for one in editions),
        handed=tuple(hand_line(asked, one) for one in handed),
        drafts=tuple(
            (gettext(word), asked.href("report", round.code, form))
            for form, word in FORM_WORDS.items()
            if not is_closed
        ),
        released=released,
        overview=asked.href("overview", round.code),
        rounds=asked.href("rounds"),
        period=periods(asked, "round", round, rounds),
        to=_addresses(asked, round.code),
        may=may,
    )


def edition(asked: Asking, one: Edition) -> EditionLine:
    """An edition with its forms."""
    values = {"number": one.number}
    return EditionLine(
        title=gettext(_("Utgåva %(number)s")) % values,
        outcome=RoundState(one.outcome).word,
        decision=" · ".join(filter(None, (one.decision, one.case_number))),
        changes=one.changes,
        made=moment(one.as_of, today=asked.today),
        forms=tuple(
            (gettext(FORM_WORDS[form]), asked.href("edition", one.round.code, one.number, form))
            for form in FORMATS
        ),
    )


def hand_line(asked: Asking, one: HandOver) -> HandLine:
    """To whom, what and when."""
    values = {
        "to": one.recipient.name, "what": one.title, "when": moment(one.at, today=asked.today),
        "by": one.by, "extent": gettext(_("hela rapporten")) if one.edition_id else gettext(_("en del")),
    }  # fmt: skip
    text = gettext(_("%(what)s, %(extent)s, till %(to)s %(when)s av %(by)s")) % values
    return HandLine(text, asked.href("handed", one.round.code, one.pk))


def lock_page(
    asked: Asking, round: Round, *, approved: int, unapproved: Iterable[Contribution], left: int,
    findings: Iterable[Finding] = (),
) -> LockPage:  # fmt: skip
    """What a lock means."""
    consequence = ngettext(
        "%(num)s godkänd text låses. Rapporten fryses med sina siffror.",
        "%(num)s godkända texter låses. Rapporten fryses med sina siffror.", approved,
    ) % {"num": approved}  # fmt: skip
    return LockPage(
        round.authority.name, round.name, consequence,
        tuple(f"{unit_name(answering_unit(one))}: {_title(one)}" for one in unapproved),
        left,
        tuple((one.where, one.sentence(language())) for one in findings),
        asked.href("lock", round.code), asked.href("round", round.code),
    )  # fmt: skip


def meeting_page(asked: Asking, round: Round, on: dt.date, found: Iterable[Proposal]) -> MeetingPage:
    """The dates that a new day for the meeting proposes."""
    return MeetingPage(
        round.authority.name, round.name, on.isoformat(),
        tuple(
            (one.step.value, gettext(one.step.word), one.now.isoformat(), one.proposed.isoformat(), one.passed)
            for one in found
        ),
        asked.href("meeting", round.code), asked.href("round", round.code),
    )  # fmt: skip


def figures_page(asked: Asking, round: Round, found: Iterable[Lapsed]) -> FiguresPage:
    """Approvals that rest on other figures than those of today."""
    lines = tuple(
        LapsedLine(
            one.contribution.pk, f"{unit_name(answering_unit(one.contribution))}: {_title(one.contribution)}",
            one.lapse.sentence(language()), asked.contribution_href(one.contribution),
        )
        for one in found
    )  # fmt: skip
    return FiguresPage(
        round.authority.name,
        round.name,
        lines,
        asked.href("figures", round.code),
        asked.href("round", round.code),
    )


def hand_page(
    asked: Asking, round: Round, texts: Iterable[tuple[int, str, str, str]], *, has_edition: bool
) -> HandPage:
    """What may be handed over; `texts` are numbers with the short name and the name of the unit, and titles."""
    parts = tuple((pk, f"{capital(short or name)}: {title}") for pk, short, name, title in texts)
    return HandPage(
        round.authority.name, round.name, has_edition, parts, asked.href("hand_over", round.code),
        asked.href("round", round.code),
    )  # fmt: skip


def handed_page(asked: Asking, one: HandOver) -> HandedPage:
    """A hand-over with its frozen copy."""
    parts = one.content.get("parts", []) if isinstance(one.content, dict) else []
    return HandedPage(
        authority=one.authority.name, title=one.title, text=hand_line(asked, one).text, message=one.note,
        parts=tuple((str(part["title"]), str(part["unit"]), str(part["text"])) for part in parts),
        edition=asked.href("edition", one.round.code, one.edition.number, "html") if one.edition else "",
        hash=one.hash,
    )  # fmt: skip


def _title(contribution: Contribution) -> str:
    return contribution.task.title if hasattr(contribution, "task") else contribution.object


def _steps(steps: Iterable[RoundStep], today: dt.date) -> tuple[StepLine, ...]:
    order = {step: place for place, step in enumerate(Step)}
    return tuple(
        StepLine(
            gettext(Step(one.step).word), day(one.due_on, today=today), gettext(Role(one.responsible).word),
            one.due_on < today,
        )
        for one in sorted(steps, key=lambda one: order[Step(one.step)])
    )  # fmt: skip


def _addresses(asked: Asking, code: str) -> Addresses:
    return Addresses(
        open=asked.href("open", code), close=asked.href("close", code), lock=asked.href("lock", code),
        unlock=asked.href("unlock", code), reopen=asked.href("reopen", code), decide=asked.href("decide", code),
        correct=asked.href("correct", code), meeting=asked.href("meeting", code),
        release=asked.href("release", code), summons=asked.href("summons", code),
        hand_over=asked.href("hand_over", code), figures=asked.href("figures", code),
    )  # fmt: skip
