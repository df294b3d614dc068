"""What the ledger's sums give: statements, comparability items and investments, reckoned once from the same sums."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from utfall.domain.figure import Address, Figure
from utfall.domain.finance import AmountOfPeriod, CarriedOver, ComparabilityItem, Treatment
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Balances, ProjectClass, StatementTerms, statement
from utfall.integrations.folder.finance import DeclaredInvestment, DeclaredItem
from utfall.integrations.folder.settings import PlacedForm
from utfall.report.investment_figures import investment_figures


@dataclass(frozen=True, slots=True)
class MoneyTerms:
    """Everything that the money of a round follows from; the same terms give the same figures.

    The sums stand last, so that terms which differ otherwise are told apart before thousands of sums are compared.
    """

    period: Period
    committee: str
    treatment: Treatment
    forms: tuple[PlacedForm, ...]
    carried_over: tuple[CarriedOver, ...]
    items: tuple[DeclaredItem, ...]
    investments: tuple[DeclaredInvestment, ...]
    sources: Mapping[Scenario, str]
    organisation: Organisation
    balances: Balances


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """The figures by address, and the comparability items with their amounts."""

    figures: Mapping[Address, Figure]
    items: tuple[ComparabilityItem, ...]


Reckoning = Callable[[MoneyTerms], MoneyFigures]


def money_figures(terms: MoneyTerms) -> MoneyFigures:
    """The figures of every statement and of the investments, in kronor with the statement's sign."""
    items = tuple(_with_amounts(item, terms) for item in terms.items)
    under = StatementTerms(
        period=terms.period,
        carried_over=terms.carried_over,
        treatment=terms.treatment,
        comparability=items,
        sources=terms.sources,
    )
    figures: dict[Address, Figure] = {}
    for placed in terms.forms:
        if placed.scope in terms.organisation:
            figures |= statement(
                terms.balances, placed.form, terms.organisation, scope=placed.scope, terms=under
            )
    for figure in investment_figures(terms.investments, terms.balances, period=terms.period,
                                     scope=terms.committee, sources=terms.sources):  # fmt: skip
        figures[figure.address] = figure
    return MoneyFigures(figures, items)


def posted(balances: Balances, *, units: frozenset[str], accounts: tuple[str, ...], period: Period) -> Money:
    """The outcome on the accounts (by prefix) of the units in the period, operations only, with the statement's sign."""
    ledger = sum(
        amount
        for key, amount in balances.items()
        if key.scenario is Scenario.OUTCOME
        and key.project_class is not ProjectClass.INVESTMENT
        and key.unit in units
        and period.first <= key.month <= period.last
        and key.account.startswith(accounts)
    )
    return Money(-ledger)


class Remembered:
    """The last reckonings, so that a change elsewhere than in the money does not pay for the statements again.

    Two who ask for the same at once wait for one reckoning.
    """

    def __init__(self, *, kept: int = 6) -> None:
        self._kept = kept
        self._known: list[tuple[MoneyTerms, MoneyFigures]] = []
        self._lock = threading.Lock()

    def __call__(self, terms: MoneyTerms) -> MoneyFigures:
        """As `money_figures`."""
        with self._lock:
            found = next((one for one in self._known if one[0] == terms), None)
            if found is None:
                found = (terms, money_figures(terms))
            else:
                self._known.remove(found)
            self._known.append(found)
            del self._known[: -self._kept]
            return found[1]


def _with_amounts(item: DeclaredItem, terms: MoneyTerms) -> ComparabilityItem:
    tree = terms.organisation
    below = frozenset(part.code for part in tree.subtree(item.unit)) if item.unit in tree else frozenset()
    return ComparabilityItem(
        code=item.code,
        name=item.name,
        unit=item.unit,
        amounts=(
            *(AmountOfPeriod(one.period, one.amount) for one in item.amounts),
            *(
                AmountOfPeriod(
                    period, posted(terms.balances, units=below, accounts=item.accounts, period=period)
                )
                for period in (terms.period, terms.period.year_before)
                if item.accounts
            ),
        ),
        normal=item.normal,
    )
