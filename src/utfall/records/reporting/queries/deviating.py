"""What in a round does not go as planned: goals, indicators and money, each with the text that is to say why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

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
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.responsibility import Responsibility
from utfall.records.reporting.queries.things import not_secret, task_of, thing

RESULT, COSTS = "resultat.inkl", "kostnader.summa"
_OFF = (Assessment.PARTLY, Assessment.NOT_REACHED)
_MISSED = (TargetStatus.BELOW, TargetStatus.ABOVE)
_PLACE = ("id", "code", "path", "kind", "name", "short")
_PERSON = ("id", "username", "first_name", "last_name")
_FETCHED = (
    "round_id", "authority_id", "unit_id", "object", "kind", "section", "markdown", "assessment", "secret",
    "task__contribution_id", "task__title", "task__section", "task__unit_id", "task__person_id",
    *(f"{unit}__{name}" for unit in ("unit", "task__unit") for name in _PLACE),
    *(f"task__person__{name}" for name in _PERSON),
)  # fmt: skip
"""What is asked about a text here, and printed of it."""


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
    rows = Contribution.objects.filter(round=round, assessment__in=[one.value for one in _OFF])
    ordered = rows.select_related("unit").order_by("task__position", "unit__position", "pk")
    return tuple(
        Goal(_said(row, answers), Assessment(row.assessment)) for row in _visible(ordered, round, by)
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
    over = []
    for unit in units.order_by("position", "pk"):
        variance = _value(figures, RESULT, unit, period, Scenario.VARIANCE)
        costs = _value(figures, COSTS, unit, period, Scenario.BUDGET)
        if variance is not None and costs is not None and limit.demands_comment(variance, costs):
            over.append((unit, variance))
    texts = _texts(round, by, Section.ECONOMY, [unit.code for unit, _variance in over])
    found = []
    for unit, variance in over:
        budget = _value(figures, RESULT, unit, period, Scenario.BUDGET)
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


def _texts(round: Round, by: Acting, section: Section, codes: list[str]) -> dict[str, Contribution]:
    """The texts of the section about these, by what they are about; of several about the same, the highest unit's."""
    if not codes:
        return {}
    rows = Contribution.objects.filter(task__round=round, task__section=section, object__in=codes)
    texts: dict[str, Contribution] = {}
    for row in _visible(rows.order_by("unit__position", "pk"), round, by):
        texts.setdefault(row.object, row)
    return texts


def _visible(rows: QuerySet[Contribution], round: Round, by: Acting) -> Iterator[Contribution]:
    """Those of the round's texts that she may see, each with what is asked about it here. One query.

    All are of one round and authority: those are not fetched with each.
    """
    fetched = rows.filter(not_secret(by)).select_related("task__unit", "task__person").only(*_FETCHED)
    for row in fetched:
        row.round = round
        if row.authority_id == round.authority_id:
            row.authority = round.authority
        if visibility(by.actor, thing(row, by=by)) is None:
            yield row


def _said(row: Contribution | None, answers: Responsibility) -> Said:
    if row is None:
        return Said(None, ())
    task = task_of(row)
    return Said(row, answers.writers(task) if task else ())
