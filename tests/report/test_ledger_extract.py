"""An extract comes into the ledger by its mapping: all of it, or nothing and the reason."""

import dataclasses
import datetime as dt

import pytest

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.integrations.kommunbas import Decimals, Proposal, Shape, propose
from utfall.ledger.store import Deed, Import, Store
from utfall.report import ledger_extract

TEXT = "Kst;Konto;Bokf.datum;Belopp\n0310;3011;2024-01-02;-1 234,50\n0310;1511;2024-01-02;1 234,50\n"
AT = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


@pytest.fixture
def receive(tmp_path):
    path = tmp_path / "uttag.csv"
    store = Store(tmp_path / "huvudbok")

    def call(text=TEXT, **changes):
        path.write_bytes(text.encode("cp1252"))
        proposal = propose(path, name="uttag")
        assert isinstance(proposal, Proposal)
        mapping = dataclasses.replace(proposal.mapping, **changes)
        deed = Deed("2180", Scenario.OUTCOME, "bo", AT, "")
        return ledger_extract.receive(path, mapping=mapping, store=store, deed=deed)

    return call


def test_the_rows_are_stored_and_the_same_file_again_changes_nothing(receive):
    first, again = receive(), receive(name="annat namn")

    assert isinstance(first.result, Import)
    assert first.result.changed
    assert [(batch.totals.rows, batch.totals.debit) for batch in first.result.batches] == [(2, 123450)]
    assert isinstance(again.result, Import)
    assert not again.result.changed


def test_another_mapping_of_the_same_file_is_another_import(receive):
    assert receive().recipe != receive(decimals=Decimals.POINT).recipe


def test_one_bad_cell_denies_the_whole_file_and_is_named(receive):
    receipt = receive(TEXT + "0310;3011;2024-01-02;tolv\n")

    assert isinstance(receipt.result, Denied)
    assert [(f.code, f.where) for f in receipt.findings] == [
        ("kommunbas.amount", "uttag.csv, rad 4, kolumn 4")
    ]


def test_a_long_extract_is_not_a_ledger(receive):
    result = receive(shape=Shape.LONG).result

    assert isinstance(result, Denied)
    assert result.code == "ledger.long-extract"
