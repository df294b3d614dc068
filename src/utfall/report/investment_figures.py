"""Investments as figures: outcome from the ledger, budget and forecast as declared, and sums by class."""

from collections.abc import Iterator, Mapping

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finance import InvestmentClass
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Balances, ProjectClass
from utfall.domain.unit import KR
from utfall.integrations.folder.finance import DeclaredInvestment

TO_DATE = ("sort", "totalt")
COUNCIL_SUM, ALL_SUM = "investering.anlaggning", "investering.summa"
_NAMES = {COUNCIL_SUM: "Summa anläggningsinvesteringar (kf)", ALL_SUM: "Summa investeringsredovisning"}
Cell = tuple[Scenario, bool]
"""A scenario, and whether it is everything so far rather than the period."""


def investment_figures(
    investments: tuple[DeclaredInvestment, ...], balances: Balances, *, period: Period, scope: str,
    sources: Mapping[Scenario, str],
) -> Iterator[Figure]:  # fmt: skip
    """The figures of the committee's investments: expenditure is negative, and less of it than budgeted is plus.

    Outcome of the period and of everything so far (cut `sort=totalt`); budget, forecast and forecast variance of
    the year and, with the same cut, of the whole project where they are declared. The sums are those of the council's investments and of all.
    """
    cells = {item.code: _cells(item, balances, period) for item in investments}
    groups: dict[str, tuple[DeclaredInvestment, ...]] = {
        item.investment.measure: (item,) for item in investments
    }
    council = tuple(i for i in investments if i.investment.investment_class is InvestmentClass.COUNCIL)
    groups |= {measure: own for measure, own in ((COUNCIL_SUM, council), (ALL_SUM, investments)) if own}
    for measure, members in groups.items():
        name = _NAMES.get(measure) or members[0].name
        formula = "" if measure not in _NAMES else " + ".join(item.investment.measure for item in members)
        known = [cell for cell in _ORDER if all(cell in cells[item.code] for item in members)]
        sums = {cell: sum((cells[item.code][cell] for item in members), ZERO) for cell in known}
        for (scenario, to_date), amount in sums.items():
            when = period if scenario is Scenario.OUTCOME else period.full_year
            source = Source("härledd", formula) if formula else _source(members[0], scenario, sources)
            yield _figure(measure, scope, when, scenario, amount, source, name, to_date=to_date)
        for to_date, formula in ((True, "prognos − projektbudget"), (False, "prognos − helårsbudget")):
            if (Scenario.BUDGET, to_date) in sums and (Scenario.FORECAST, to_date) in sums:
                variance = sums[Scenario.FORECAST, to_date] - sums[Scenario.BUDGET, to_date]
                source, year = Source("härledd", formula), period.full_year
                yield _figure(
                    measure, scope, year, Scenario.FORECAST_VARIANCE, variance, source, name, to_date=to_date
                )


_ORDER: tuple[Cell, ...] = (
    (Scenario.OUTCOME, True), (Scenario.OUTCOME, False), (Scenario.BUDGET, True), (Scenario.FORECAST, True),
    (Scenario.BUDGET, False), (Scenario.FORECAST, False),
)  # fmt: skip


def _cells(item: DeclaredInvestment, balances: Balances, period: Period) -> dict[Cell, Money]:
    spent = [
        (key.month, amount)
        for key, amount in balances.items()
        if key.scenario is Scenario.OUTCOME
        and key.project_class is ProjectClass.INVESTMENT
        and key.account.startswith(item.accounts)
        and key.month <= period.last
    ]
    cells = {
        (Scenario.OUTCOME, True): Money(-sum(amount for _month, amount in spent)),
        (Scenario.OUTCOME, False): Money(-sum(amount for month, amount in spent if month >= period.first)),
    }
    for scenario in (Scenario.BUDGET, Scenario.FORECAST):
        for to_date, when in ((True, None), (False, period.full_year)):
            value = item.investment.value(scenario, when)
            if value is not None:
                cells[scenario, to_date] = value
    return cells


def _source(item: DeclaredInvestment, scenario: Scenario, sources: Mapping[Scenario, str]) -> Source:
    if scenario is Scenario.OUTCOME:
        accounts = ", ".join(f"{prefix}*" for prefix in item.accounts)
        return Source(
            sources.get(scenario, scenario.value), f"konto {accounts}; {ProjectClass.INVESTMENT.value}"
        )
    return Source(f"investering {item.code}", scenario.value)


def _figure(
    measure: str, scope: str, period: Period, scenario: Scenario, amount: Money, source: Source, name: str,
    *, to_date: bool,
) -> Figure:  # fmt: skip
    address = Address(measure, Scope(scope), period, scenario, (TO_DATE,) if to_date else ())
    return Figure(address, amount.kr, KR, 2, source, name)
