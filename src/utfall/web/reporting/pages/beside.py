"""What stands beside a text: last time, the units below, figures, money and the thread, already in words."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.numerals import NBSP
from utfall.domain.reporting import Assessment, State, work_status
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.reporting.models import Contribution, Remark
from utfall.records.reporting.queries.contributions import IndicatorLine
from utfall.records.reporting.queries.money import MoneyLine
from utfall.records.reporting.queries.owing import is_begun
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.wording import day, moment, unit_name


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the unit said last time; `copy` is the text to be put in the comment."""

    heading: str
    text: str
    assessment: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit's own text about the same thing."""

    number: int
    unit: str
    by: str
    state: str
    text: str
    assessment: str
    taken: bool
    href: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure beside the text: now, last period and target, already printed; empty where there is none."""

    name: str
    href: str
    now: str
    before: str
    target: str


@dataclass(frozen=True, slots=True)
class MoneyView:
    """A result of the ledger beside the text, already printed in the unit."""

    label: str
    outcome: str
    budget: str
    variance: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark of the thread."""

    number: int
    by: str
    at: str
    text: str
    quote: str
    to: str
    resolved: bool
    resolve: str


def state(contribution: Contribution) -> str:
    """How far it has come, in one word."""
    match State(contribution.state):
        case State.LOCKED:
            return State.LOCKED.word
        case State.RETURNED:
            return State.RETURNED.word
        case other:
            return work_status(other, begun=is_begun(contribution)).word


def assessment(contribution: Contribution, *, kind: RoundKind) -> str:
    """The word of the assessment; that of the year in a report on the whole year."""
    if not contribution.assessment:
        return ""
    found = Assessment(contribution.assessment)
    return found.word_of_the_year if kind is RoundKind.ANNUAL else found.word


def money_view(asked: Asking, line: MoneyLine) -> MoneyView:
    """A result of the ledger, printed in the line's unit."""
    address = line.outcome.address
    month = f"{address.period.end_year}-{address.period.end_month:02}"
    return MoneyView(
        label=line.label, outcome=line.printed(line.outcome), budget=line.printed(line.budget),
        variance=line.printed(line.variance), unit=line.unit.symbol,
        href=asked.href("finance:statement", address.scope.code, month),
    )  # fmt: skip


def earlier(previous: Contribution | None, asked: Asking, reader: Reader) -> Earlier | None:
    """What was said last time; None where nothing was."""
    if previous is None or previous.round is None:
        return None
    words = [previous.round.name]
    if previous.changed_by is not None:
        words.append(str(previous.changed_by))
    if previous.changed_at is not None:
        words.append(day(previous.changed_at.date(), today=asked.today))
    return Earlier(
        heading=", ".join(words), text=reader.text(previous).strip(),
        assessment=assessment(previous, kind=RoundKind(previous.round.kind)),
    )  # fmt: skip


def unit_text(asked: Asking, one: Contribution, reader: Reader, *, taken: bool) -> UnitText:
    """What a unit below says about the same thing; `taken` is whether it is in the text already."""
    kind = RoundKind(one.round.kind) if one.round else RoundKind.INTERIM
    return UnitText(
        number=one.pk, unit=unit_name(one.unit), by=str(one.changed_by or ""), state=state(one),
        text=reader.text(one).strip(), assessment=assessment(one, kind=kind),
        taken=taken,
        href=asked.contribution_href(one),
    )  # fmt: skip


def figure_line(asked: Asking, line: IndicatorLine) -> FigureLine:
    """An indicator with its value now and last time, and its next target."""
    indicator, places = line.indicator, line.indicator.decimals
    target = line.target
    wanted = ""
    if target is not None:
        number = (
            printed(str(target.value), target.decimals, indicator.unit_of_measure) if target.value else ""
        )
        wanted = f"{number} ({target.year})" if number else gettext(_("ska öka"))
    return FigureLine(
        name=indicator.name, href=asked.href("indicators:indicator", indicator.pk),
        now=printed(line.now.value, places, indicator.unit_of_measure) if line.now else "",
        before=printed(line.before.value, places, indicator.unit_of_measure) if line.before else "",
        target=wanted,
    )  # fmt: skip


def printed(value: str, decimals: int, unit: str) -> str:
    """A stored value with its unit of measure."""
    try:
        number = swedish.number(Decimal(value), decimals)
    except InvalidOperation:
        return value
    return f"{number}{NBSP}{unit}" if unit not in ("", "antal") else number


def remark_line(asked: Asking, one: Remark) -> RemarkLine:
    """A remark, with where it is resolved."""
    return RemarkLine(
        number=one.pk, by=str(one.by), at=moment(one.at, today=asked.today), text=one.text, quote=one.quote,
        to=str(one.to or ""), resolved=one.resolved_at is not None,
        resolve=asked.contribution_href(one.contribution, "resolve_remark", kommentar=one.pk),
    )  # fmt: skip
