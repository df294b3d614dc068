"""Avvikelser: goals, indicators and money that do not go as planned, with who is to say why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain.numerals import NBSP
from utfall.domain.reporting import RoundState
from utfall.domain.snapshot import RoundKind
from utfall.domain.swedish import number
from utfall.domain.unit import KR, MNKR
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting.queries import deviating
from utfall.web.indicators.pages import words
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages import following
from utfall.web.reporting.pages.overview import periods
from utfall.web.reporting.pages.tasks import others
from utfall.web.reporting.wording import names, unit_name
from utfall.web.shell.switching import Switch
from utfall.web.shell.workbook import Column, Sheet

_NOBODY = "–"


@dataclass(frozen=True, slots=True)
class Why:
    """Who is to say why, where, and whether it is said."""

    who: str
    href: str
    word: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal that will not, or only partly, be reached."""

    title: str
    unit: str
    assessment: str
    why: Why


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator that misses its target."""

    title: str
    href: str
    value: str
    target: str
    status: str
    why: Why


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A unit whose result is off its budget; amounts are printed in millions of kronor."""

    unit: str
    budget: str
    variance: str
    forecast: str
    why: Why


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    authority: str
    others: tuple[tuple[str, str], ...]
    title: str
    state: str
    period: Switch | str
    ways: following.Ways
    goals: tuple[GoalRow, ...]
    indicators: tuple[IndicatorRow, ...]
    money: tuple[MoneyRow, ...]
    limit: str
    has_figures: bool

    @property
    def is_empty(self) -> bool:
        """Whether everything goes as planned."""
        return not (self.goals or self.indicators or self.money)


def page(
    asked: Asking, round: Round, *, goals: Iterable[deviating.Goal], indicators: Iterable[deviating.Indicator],
    money: Iterable[deviating.Money], percent: Decimal, has_figures: bool, rounds: Iterable[Round],
) -> Page:  # fmt: skip
    """The three lists."""
    decimals = 0 if percent == percent.to_integral_value() else 1
    return Page(
        authority=round.authority.name,
        others=others(asked, "follow_up"),
        title=round.name,
        state=RoundState(round.state).word,
        period=periods(asked, "deviations", round, rounds),
        ways=following.ways(asked, round, "deviations"),
        goals=tuple(_goal(asked, one, RoundKind(round.kind)) for one in goals),
        indicators=tuple(_indicator(asked, one) for one in indicators),
        money=tuple(_money(asked, one) for one in money),
        limit=f"{number(percent, decimals)}{NBSP}%",
        has_figures=has_figures,
    )


def sheets(page: Page, code: str) -> tuple[Sheet, ...]:
    """The three lists as sheets of one workbook."""
    name, about = f"avvikelser-{code}", (page.authority, page.title)
    who, why = (_("Vem kommenterar"), False), (_("Kommentar"), False)
    return (
        Sheet(
            name, gettext(_("Mål som inte uppnås")), _columns((_("Mål"), False), (_("Enhet"), False), (_("Bedömning"), False), who, why),
            tuple((row.title, row.unit, gettext(row.assessment), row.why.who, gettext(row.why.word)) for row in page.goals), about,
        ),
        Sheet(
            name, gettext(_("Indikatorer som inte når målet")),
            _columns((_("Indikator"), False), (_("Utfall"), False), (_("Mål"), False), (_("Läge"), False), who, why),
            tuple((row.title, row.value, row.target, gettext(row.status), row.why.who, gettext(row.why.word)) for row in page.indicators),
            about,
        ),
        Sheet(
            name, gettext(_("Ekonomiska avvikelser, mnkr. Plus är bättre än budget.")),
            _columns((_("Enhet"), False), (_("Budgeterat resultat"), True), (_("Avvikelse"), True), (_("Avvikelse prognos"), True), who, why),
            tuple((row.unit, row.budget, row.variance, row.forecast, row.why.who, gettext(row.why.word)) for row in page.money), about,
        ),
    )  # fmt: skip


def _columns(*words: tuple[str, bool]) -> tuple[Column, ...]:
    return tuple(Column(gettext(word), number=is_number) for word, is_number in words)


def _goal(asked: Asking, one: deviating.Goal, kind: RoundKind) -> GoalRow:
    said = one.said.contribution
    assert said is not None
    word = one.assessment.word_of_the_year if kind is RoundKind.ANNUAL else one.assessment.word
    title = said.task.title if hasattr(said, "task") else said.object
    return GoalRow(title, unit_name(said.unit), word, _why(asked, one.said))


def _indicator(asked: Asking, one: deviating.Indicator) -> IndicatorRow:
    standing = one.standing
    unit = standing.definition.unit
    return IndicatorRow(
        title=standing.row.name, href=asked.href("indicators:indicator", standing.row.pk),
        value=words.printed(standing.last, unit), target=words.target(standing.target, unit),
        status=standing.status.value, why=_why(asked, one.said),
    )  # fmt: skip


def _money(asked: Asking, one: deviating.Money) -> MoneyRow:
    return MoneyRow(
        unit=unit_name(one.unit), budget=_mnkr(one.budget), variance=_mnkr(one.variance),
        forecast=_mnkr(one.forecast) if one.forecast is not None else _NOBODY, why=_why(asked, one.said),
    )  # fmt: skip


def _mnkr(value: Decimal) -> str:
    return number(KR.convert(value, to=MNKR), 1)


def _why(asked: Asking, said: deviating.Said) -> Why:
    if said.contribution is None:
        return Why(_NOBODY, "", _("Ingen kommentar begärd"))
    word = _("Kommentar finns") if said.is_commented else _("Kommentar saknas")
    return Why(names(said.writers) or _NOBODY, asked.contribution_href(said.contribution), word)
