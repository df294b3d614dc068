"""A ledger file that comes while a round is open waits until its controller releases it."""

import datetime as dt
from pathlib import Path

import pytest

from tests.integrations.folder.small import FILES, folder
from tests.records.conftest import LOADED_AT
from utfall.domain.figure import Address
from utfall.domain.scenario import Scenario
from utfall.ledger.store import Deed
from utfall.records.finance.ledger import store
from utfall.records.loading.facts import gather_round
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Round
from utfall.report.ledger_import import receive

INCOME = Address.parse("intakter:SEN:2024-01..2024-08:utfall")
LATER = LOADED_AT + dt.timedelta(days=2)
AFTER = LATER + dt.timedelta(days=1)


@pytest.mark.django_db
def test_a_later_file_is_held_back_until_it_is_released(tmp_path: Path, data: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
    sen = Authority.objects.get(code="SEN")
    round = Round.objects.get(authority=sen)
    round.facts_as_of = LOADED_AT + dt.timedelta(days=1)
    round.save()

    def income() -> str:
        return str(gather_round(sen, round, as_of=AFTER).figures[INCOME].value)

    assert income() == "1000.5"
    changed = tmp_path / "huvudbok.csv"
    changed.write_text(FILES["huvudbok.csv"].replace("1000,50", "1200,50"), "utf-8")
    deed = Deed("Exempelkommun", Scenario.OUTCOME, "bo", LATER, "", part="SEN-huvudbok")
    assert receive(changed, store=store(), deed=deed).result

    assert income() == "1000.5"
    round.facts_as_of = AFTER
    assert income() == "1200.5"


@pytest.mark.django_db
def test_nobody_sweeps_while_the_ledger_is_held(tmp_path: Path, data: Path) -> None:
    ledger = store()
    rubbish = ledger.folder / "data" / "kommun" / "2024" / "utfall" / "x"
    rubbish.mkdir(parents=True)

    with ledger.held():
        assert not store().sweep()
        assert rubbish.is_dir()
    assert store().sweep()
    assert not rubbish.is_dir()
