"""The money of a round is reckoned once from the same sums, and anew when any of them changes."""

import dataclasses
from pathlib import Path

import pytest

from tests.report.test_gather import AS_OF
from utfall.domain.scenario import Scenario
from utfall.report import ledger_of_folder, money
from utfall.report.gather import gathered
from utfall.report.money import MoneyTerms, Remembered, money_figures


@pytest.fixture(scope="module")
def terms(example: Path) -> MoneyTerms:
    """What the example's money follows from."""
    asked: list[MoneyTerms] = []

    def noted(given: MoneyTerms) -> money.MoneyFigures:
        asked.append(given)
        return money_figures(given)

    gathered(ledger_of_folder.read(example, as_of=AS_OF), "2024-D2", as_of=AS_OF, reckoning=noted)
    return asked[0]


def test_the_same_terms_are_reckoned_once_and_others_anew(terms: MoneyTerms) -> None:
    remembered = Remembered(kept=2)
    first = remembered(terms)
    again = dataclasses.replace(terms, balances=dict(terms.balances), carried_over=tuple(terms.carried_over))
    assert remembered(again) is first

    key = next(
        key for key in terms.balances if key.scenario is Scenario.OUTCOME and key.account.startswith("5")
    )
    changed = dataclasses.replace(terms, balances={**terms.balances, key: terms.balances[key] + 100})
    other = remembered(changed)
    assert other is not first
    assert other == money_figures(changed) != first
    assert remembered(terms) is first


def test_only_the_last_ones_are_kept(terms: MoneyTerms) -> None:
    remembered = Remembered(kept=1)
    first = remembered(terms)
    remembered(dataclasses.replace(terms, forms=()))
    assert remembered(terms) is not first
