"""The example's ledger through the store and through SIE gives the figures that the report is made of."""

import datetime as dt

import pytest

from utfall.domain.scenario import Scenario
from utfall.integrations import sie
from utfall.integrations.folder import read_folder
from utfall.ledger.questions import DuckDB, Ledger
from utfall.ledger.store import Deed, Import, Store
from utfall.ledger.verify import verify
from utfall.report import ledger_export, ledger_import
from utfall.report.ledger_balances import balances
from utfall.report.ledger_terms import terms_of

FILES = (
    ("huvudbok-2023.csv", Scenario.OUTCOME),
    ("huvudbok-2024.csv", Scenario.OUTCOME),
    ("budget-2024.csv", Scenario.BUDGET),
)


def taken(store, path, scenario, **how):
    deed = Deed("0484", scenario, "bo", dt.datetime(2024, 9, 16, tzinfo=dt.UTC), "")
    receipt = ledger_import.receive(path, store=store, deed=deed, **how)
    assert isinstance(receipt.result, Import), receipt.result
    assert receipt.findings == ()
    return receipt.result


def ledger_of(store, example):
    terms = terms_of(example).terms
    assert terms is not None
    return Ledger(store, engine=DuckDB(threads=1), terms=terms)


@pytest.mark.slow
def test_the_examples_figures_come_from_the_store_and_survive_sie(example, tmp_path):
    store = Store(tmp_path / "huvudbok")
    for name, scenario in FILES:
        taken(store, example / name, scenario)
    ledger = ledger_of(store, example)

    ours = balances(ledger, years=[2023, 2024])

    contents = read_folder(example)
    theirs = {
        key: öre for key, öre in contents.balances.items() if key.scenario is not Scenario.FORECAST and öre
    }
    assert ours == theirs

    ledger_export.as_sie(
        ledger, tmp_path / "2024.se", year=2024, company="Exempelkommun", generated_on=dt.date(2024, 9, 16)
    )
    other = Store(tmp_path / "annan")
    taken(other, tmp_path / "2024.se", Scenario.OUTCOME, dimensions=sie.WRITTEN)
    again = balances(ledger_of(other, example), years=[2024], scenarios=[Scenario.OUTCOME])
    assert again == {
        key: öre for key, öre in ours.items() if key.scenario is Scenario.OUTCOME and key.month // 12 == 2024
    }


def test_a_real_sie_file_is_taken_with_the_balances_it_states(shared, tmp_path):
    path = shared / "samples" / "sie" / "07_syntetisk_typ4.se"
    deed = Deed("0000", Scenario.OUTCOME, "bo", dt.datetime(2024, 9, 16, tzinfo=dt.UTC), "")

    receipt = ledger_import.receive(path, store=Store(tmp_path), deed=deed)

    assert isinstance(receipt.result, Import)
    assert verify(Store(tmp_path)) == ()


def test_terms_that_are_not_there_are_one_finding(tmp_path):
    known = terms_of(tmp_path)

    assert known.terms is None
    assert [finding.code for finding in known.findings] == ["ledger.no-terms"]
