"""Agreements as figures: what is agreed for the year by kind, and what has changed of it since the budget."""

from collections.abc import Iterator, Mapping

from utfall.domain.agreements import (
    INCOME_KINDS,
    Agreement,
    AgreementKind,
    held_against_budget,
    sum_findings,
)
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Balances, Column, LineKind, StatementForm, line_amounts
from utfall.domain.unit import KR

ALL, GRANT = "avtal.summa", "kommunbidrag"
MEASURES: Mapping[AgreementKind, str] = {
    AgreementKind.BASE: "avtal.bas",
    AgreementKind.ANNUAL: "avtal.ar",
    AgreementKind.ADDITIONAL: "avtal.tillagg",
}
_NAMES = {
    "avtal.bas": "Basöverenskommelser",
    "avtal.ar": "Årsöverenskommelser",
    "avtal.tillagg": "Tilläggsuppdrag",
    ALL: "Summa överenskommelser",
}


def agreement_figures(
    agreements: tuple[Agreement, ...], organisation: Organisation, *, period: Period
) -> Iterator[Figure]:
    """Budgeted income by agreement, for the period's year and each unit with those below it, income plus.

    The forecast variance of the sum is what was agreed and terminated since the budget.
    """
    year = period.end_year
    income = [one for one in agreements if one.kind in INCOME_KINDS and one.of_year(year) is not None]
    budget: dict[tuple[str, str], Money] = {}
    effect: dict[str, Money] = {}
    for one in income:
        for unit in organisation.path(one.unit) if one.unit in organisation else ():
            for measure in (MEASURES[one.kind], ALL):
                key = unit.code, measure
                budget[key] = budget.get(key, ZERO) + one.budgeted(year)
            effect[unit.code] = effect.get(unit.code, ZERO) + one.effect(year)
    for (unit_code, measure), amount in budget.items():
        yield _figure(measure, unit_code, period.full_year, Scenario.BUDGET, amount, "avtal.yaml")
    for unit_code, amount in effect.items():
        formula = "tillkomna − uppsagda"
        yield _figure(ALL, unit_code, period.full_year, Scenario.FORECAST_VARIANCE, amount, formula)


def agreement_findings(
    agreements: tuple[Agreement, ...], balances: Balances, form: StatementForm, organisation: Organisation, *,
    period: Period,
) -> Iterator[Finding]:  # fmt: skip
    """What is asked where a unit's agreements do not sum to its budgeted income of the year.

    Only of an income-financed committee, and only where the year has a budget and agreements.
    """
    year = period.end_year
    lines = [line.key for line in form.lines if line.kind is LineKind.INCOME]
    known = any(one.of_year(year) is not None and one.kind in INCOME_KINDS for one in agreements)
    if GRANT in lines or not known:
        return
    column = Column(Scenario.BUDGET, period.full_year)
    budget = {
        unit: Money(sum(cells.get(line, 0) for line in lines))
        for (unit, _column), cells in line_amounts(balances, form, (column,)).items()
    }
    if budget:
        yield from sum_findings(
            held_against_budget(agreements, budget, organisation, year=year), organisation, year=year
        )


def _figure(measure: str, unit: str, year: Period, scenario: Scenario, amount: Money, said: str) -> Figure:
    address = Address(measure, Scope(unit), year, scenario)
    return Figure(address, amount.kr, KR, 2, Source("härledd", said), _NAMES[measure])
