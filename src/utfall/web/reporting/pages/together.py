"""Alla på en sida: every text of a section in one long table, each saved where it is saved on its own page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.reporting import Assessment, RoundState
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.reporting.models import Version
from utfall.records.reporting.queries.printing import answer_text
from utfall.records.reporting.queries.things import answering_unit
from utfall.records.reporting.queries.together import SHOWN, Line, Together
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages import following
from utfall.web.reporting.pages.beside import assessment, state
from utfall.web.reporting.pages.contribution import version
from utfall.web.reporting.pages.overview import periods
from utfall.web.reporting.pages.tasks import others
from utfall.web.reporting.wording import day, unit_name
from utfall.web.shell.switching import Switch
from utfall.web.shell.workbook import Column, Sheet


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the round is shown: a section's word, a unit's code, whether only what is not done."""

    section: str = ""
    unit: str = ""
    unfinished: bool = False
    start: int = 0

    def query(self, **changed: object) -> dict[str, object]:
        """The filter as the query of an address, with something changed."""
        asked = {
            "del": self.section,
            "enhet": self.unit,
            "visa": "ej-klara" if self.unfinished else "",
            **changed,
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text: where it is written on its own page, and the fields to write in where she may.

    `assessments` are (value, word, chosen) triples, none where no assessment is asked for.
    """

    number: int
    unit: str
    title: str
    href: str
    save: str
    due: str
    state: str
    text: str
    assessment: str
    assessments: tuple[tuple[str, str, bool], ...]
    version: int
    may_write: bool
    answered: str
    """What is answered in the place of a text; empty where a text is."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    period: Switch | str
    ways: following.Ways
    section: str
    section_word: str
    sections: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    unit: str
    unfinished: bool
    action: str
    namnd: str
    rows: tuple[TextRow, ...]
    later: str
    earlier: str
    here: str
    """This page with what is chosen on it, to come back to after a text is saved."""


def page(
    asked: Asking, round: Round, found: Together, chosen: Filter, *, units: Iterable[OrgUnit],
    rounds: Iterable[Round],
) -> Page:  # fmt: skip
    """The page of one section."""
    word = gettext(found.section.word) if found.section else ""
    more = found.whole > found.start + SHOWN
    return Page(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        period=periods(asked, "together", round, rounds),
        ways=following.ways(asked, round, "together"),
        section=found.section.value if found.section else "",
        section_word=word,
        sections=tuple((one.value, f"{gettext(one.word)} ({many})") for one, many in found.counts),
        units=tuple((unit.code, unit_name(unit)) for unit in units),
        unit=chosen.unit,
        unfinished=chosen.unfinished,
        action=asked.href("together", round.code).partition("?")[0],
        namnd=asked.authority.code if asked.authority and "?" in asked.href("together", round.code) else "",
        rows=tuple(_row(asked, line, round) for line in found.lines),
        later=asked.href("together", round.code, **chosen.query(fran=found.start + SHOWN)) if more else "",
        earlier=asked.href("together", round.code, **chosen.query(fran=max(0, found.start - SHOWN)))
        if found.start
        else "",
        here=asked.href("together", round.code, **chosen.query(fran=found.start)),
    )


def sheet(page: Page, code: str) -> Sheet:
    """The table as a workbook."""
    words = (_("Uppgift"), _("Enhet"), _("Senast"), _("Läge"), _("Bedömning"), _("Kommentar"))
    return Sheet(
        name=f"texter-{code}",
        caption=f"{page.section_word}, {page.title}",
        about=(page.authority,),
        columns=tuple(Column(gettext(word)) for word in words),
        rows=tuple(
            (row.title, row.unit, row.due, gettext(row.state), gettext(row.assessment) if row.assessment else "",
             row.answered or row.text)
            for row in page.rows
        ),
    )  # fmt: skip


def _row(asked: Asking, line: Line, round: Round) -> TextRow:
    task, said = line.task, line.contribution
    of_the_year = round.kind == RoundKind.ANNUAL
    open_now = line.may_write and round.state == RoundState.OPEN
    return TextRow(
        number=said.pk,
        unit=unit_name(task.unit),
        title=task.title,
        href=asked.contribution_href(said),
        save=asked.contribution_href(said, "autosave"),
        due=day(task.due_on, today=asked.today),
        state=state(said),
        text=said.markdown,
        assessment=assessment(said, kind=RoundKind(round.kind)),
        assessments=tuple(
            (one.value, gettext(one.word_of_the_year if of_the_year else one.word), one == said.assessment)
            for one in Assessment
        )
        if task.wants_assessment
        else (),
        version=said.version,
        may_write=open_now,
        answered="" if said.markdown.strip() else answer_text(said).strip(),
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """A deed on a text."""

    what: str
    when: str
    title: str
    unit: str
    href: str
    comment: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What has happened in a round."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    period: Switch | str
    ways: following.Ways
    rows: tuple[Happened, ...]


def history(asked: Asking, round: Round, found: Iterable[Version], *, rounds: Iterable[Round]) -> HistoryPage:
    """The deeds, the last first."""
    return HistoryPage(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        period=periods(asked, "happened", round, rounds),
        ways=following.ways(asked, round, "happened"),
        rows=tuple(_happened(asked, one) for one in found),
    )


def _happened(asked: Asking, one: Version) -> Happened:
    told, said = version(one, today=asked.today), one.contribution
    return Happened(
        what=told.what, when=told.when, title=said.task.title if hasattr(said, "task") else said.object,
        unit=unit_name(answering_unit(said)), href=asked.contribution_href(said, "history"), comment=one.comment,
    )  # fmt: skip
