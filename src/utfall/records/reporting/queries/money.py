"""The ledger's money beside a text: outcome, budget and variance of what its goal, or its unit, is measured by."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.documents.compose.money import MoneyMeasure, money_by_goal, money_of_units
from utfall.documents.compose.template import Template as DomainTemplate
from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.reporting import Section, VarianceLimit
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import TKR, Unit
from utfall.records.planning.models import Goal
from utfall.records.reporting.models import Contribution, Template
from utfall.records.reporting.queries.deviating import COSTS
from utfall.records.reporting.queries.things import answering_unit
from utfall.report.produce import template_of

_SECTIONS = frozenset({Section.GOALS, Section.ECONOMY})
_SHOWN = (Scenario.OUTCOME, Scenario.BUDGET, Scenario.VARIANCE)


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A result with its figures for the round's months, and the unit that they are printed in.

    `against` is what a limit in per cent is measured against: the budgeted costs, in kronor, for a result may be
    budgeted at nothing.
    """

    label: str
    outcome: Figure
    budget: Figure
    variance: Figure
    against: Decimal
    unit: Unit
    decimals: int

    def printed(self, figure: Figure) -> str:
        """The figure in the line's unit, without the unit."""
        return swedish.number(figure.unit.convert(figure.value, to=self.unit), self.decimals)


def measures_of(contributions: Iterable[Contribution]) -> dict[int, tuple[MoneyMeasure, ...]]:
    """By which results each contribution's goal or unit is measured, by its number; only those that have any.

    A goal is measured by money where the report's template puts a table of outcome and budget under it, or under a
    goal above it. At most two queries, however many contributions of one authority there are.
    """
    wanted = [one for one in contributions if one.section in _SECTIONS]
    if not wanted:
        return {}
    text = Template.objects.filter(authority=wanted[0].authority_id).values_list("text", flat=True).first()
    template = _read(text) if text else None
    if template is None:
        return {}
    by_goal, of_units = money_by_goal(template), money_of_units(template)
    above = _above(wanted[0].authority_id) if by_goal else {}
    found = {one.pk: _measures(one, by_goal, of_units, above) for one in wanted}
    return {number: measures for number, measures in found.items() if measures}


def money_lines(
    contribution: Contribution, measures: Iterable[MoneyMeasure], facts: Snapshot
) -> tuple[MoneyLine, ...]:
    """The lines of the contribution's own unit; those whose figures are not there are left out."""
    scope = Scope(answering_unit(contribution).code)
    return tuple(line for one in measures if (line := _line(one, scope, facts)) is not None)


def over_limit(lines: Iterable[MoneyLine], limit: VarianceLimit) -> VarianceLimit | None:
    """The limit, where any of the variances exceeds it."""
    over = any(limit.demands_comment(line.variance.value, line.against) for line in lines)
    return limit if over else None


def _measures(
    one: Contribution,
    by_goal: Mapping[str, tuple[MoneyMeasure, ...]],
    of_units: tuple[MoneyMeasure, ...],
    above: Mapping[str, str],
) -> tuple[MoneyMeasure, ...]:
    if one.section == Section.ECONOMY:
        return of_units if one.object == answering_unit(one).code else ()
    code = one.object
    while code and code not in by_goal:
        code = above.get(code, "")
    return by_goal.get(code, ())


def _above(authority: int) -> dict[str, str]:
    rows = Goal.objects.filter(authority=authority).exclude(parent=None)
    return dict(rows.values_list("code", "parent__code"))


def _line(one: MoneyMeasure, scope: Scope, facts: Snapshot) -> MoneyLine | None:
    outcome, budget, variance = (
        facts.figures.get(Address(one.measure, scope, facts.period, each)) for each in _SHOWN
    )
    if outcome is None or budget is None or variance is None:
        return None
    # A small unit's money is nothing but zeros in millions.
    small = all(
        abs(figure.unit.convert(figure.value, to=one.unit)) < 1 for figure in (outcome, budget, variance)
    )
    unit, decimals = (TKR, 0) if small else (one.unit, one.decimals)
    costs = facts.figures.get(Address(COSTS, scope, facts.period, Scenario.BUDGET))
    return MoneyLine(one.label, outcome, budget, variance, (costs or budget).value, unit, decimals)


@functools.lru_cache(maxsize=16)
def _read(text: str) -> DomainTemplate | None:
    found = template_of(text)
    return found if isinstance(found, DomainTemplate) else None
