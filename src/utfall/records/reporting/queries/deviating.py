"""What in a round does not go as planned: goals, indicators and money, each with the text that is to say why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.access import Kind, Thing, visibility
from utfall.domain.figure import Address, Figure
from utfall.domain.indicators import TargetStatus
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting import Assessment, Section, VarianceLimit
from utfall.domain.scenario import Scenario
from utfall.records.indicators.queries.measured import Standing
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Person, Round
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.responsibility import Responsibility
from utfall.records.reporting.queries.things import RELATED, not_secret, thing

RESULT, COSTS = "resultat.inkl", "kostnader.summa"
_OFF = (Assessment.PARTLY, Assessment.NOT_REACHED)
_MISSED = (TargetStatus.BELOW, TargetStatus.ABOVE)


@dataclass(frozen=True, slots=True)
class Said:
    """The text that says why: whose it is, and whether anything is written. `contribution` is None where none is owed."""

    contribution: Contribution | None
    writers: tuple[Person, ...]

    @property
    def is_commented(self) -> bool:
        """Whether it says anything."""
        return self.contribution is not None and bool(self.contribution.markdown.strip())


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal that somebody has judged will not, or only partly, be reached."""

    said: Said
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator whose last outcome misses its target."""

    standing: Standing
    said: Said


@dataclass(frozen=True, slots=True)
class Money:
    """A unit whose result differs from its budget by more than the limit; amounts in kronor, + is better.

    `forecast` is the full-year forecast against the full-year budget; None where there is none, or it is not for her.
    """

    unit: OrgUnit
    variance: Decimal
    budget: Decimal
    forecast: Decimal | None
    said: Said


def goals(round: Round, by: Acting, answers: Responsibility) -> tuple[Goal, ...]:
    """The goals judged as not, or only partly, to be reached, in the order of the report. One query."""
    rows = (
        Contribution.objects.filter(round=round, assessment__in=[one.value for one in _OFF])
        .filter(not_secret(by))
        .select_related(*RELATED)
        .order_by("task__position", "unit__position", "pk")
    )
    return tuple(
        Goal(_said(row, answers), Assessment(row.assessment))
        for row in rows
        if visibility(by.actor, thing(row, by=by)) is None
    )


def indicators(
    round: Round, by: Acting, standings: Iterable[Standing], answers: Responsibility
) -> tuple[Indicator, ...]:
    """Those of the standings that miss their target, with the round's text about each. One query."""
    missed = [one for one in standings if one.status in _MISSED]
    texts = _texts(round, by, Section.INDICATORS, [one.row.code for one in missed])
    return tuple(Indicator(one, _said(texts.get(one.row.code), answers)) for one in missed)


def money(
    round: Round,
    by: Acting,
    figures: Mapping[Address, Figure],
    answers: Responsibility,
    *,
    limit: VarianceLimit,
) -> tuple[Money, ...]:
    """The committee and the areas whose variance is over the limit, measured against their budgeted costs. Two queries."""
    units = OrgUnit.objects.filter(authority=round.authority_id, kind__in=(UnitKind.COMMITTEE, UnitKind.AREA))
    period = Period.parse(round.period)
    found = []
    texts = _texts(round, by, Section.ECONOMY, None)
    for unit in units.order_by("position", "pk"):
        variance = _value(figures, RESULT, unit, period, Scenario.VARIANCE)
        costs = _value(figures, COSTS, unit, period, Scenario.BUDGET)
        budget = _value(figures, RESULT, unit, period, Scenario.BUDGET)
        if variance is None or costs is None or not limit.demands_comment(variance, costs):
            continue
        forecast = _value(figures, RESULT, unit, period.full_year, Scenario.FORECAST_VARIANCE)
        hidden = visibility(
            by.actor, Thing(Kind.FORECAST, authority=round.authority.code, path=path_of(unit))
        )
        said = _said(texts.get(unit.code), answers)
        found.append(Money(unit, variance, budget or Decimal(0), None if hidden else forecast, said))
    return tuple(found)


def _value(
    figures: Mapping[Address, Figure], measure: str, unit: OrgUnit, period: Period, scenario: Scenario
) -> Decimal | None:
    figure = figures.get(Address.parse(f"{measure}:{unit.code}:{period}:{scenario.value}"))
    return figure.value if figure else None


def _texts(round: Round, by: Acting, section: Section, codes: list[str] | None) -> dict[str, Contribution]:
    """The texts of the section by what they are about; of several about the same, the highest unit's."""
    rows = Task.objects.filter(round=round, section=section)
    if codes is not None:
        rows = rows.filter(contribution__object__in=codes)
    found = (
        Contribution.objects.filter(task__in=rows)
        .filter(not_secret(by))
        .select_related(*RELATED)
        .order_by("unit__position", "pk")
    )
    texts: dict[str, Contribution] = {}
    for row in found:
        if visibility(by.actor, thing(row, by=by)) is None:
            texts.setdefault(row.object, row)
    return texts


def _said(row: Contribution | None, answers: Responsibility) -> Said:
    if row is None:
        return Said(None, ())
    task = row.task if hasattr(row, "task") else None
    return Said(row, answers.writers(task) if task else ())
