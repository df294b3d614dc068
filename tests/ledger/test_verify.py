"""What was changed in the store is named: the file, the sum, the row."""

import datetime as dt

import duckdb
import pytest

from tests.ledger.conftest import NOON, deed, entry
from utfall.domain.denied import Denied
from utfall.ledger.batch import Batch
from utfall.ledger.control import Stated
from utfall.ledger.manifest import ManifestError
from utfall.ledger.verify import verify


@pytest.fixture
def stored(books):
    rows = [entry("3001", -n, ansvar=("101", "103")[n % 2], voucher=f"V{n}") for n in range(1, 5001)]
    books.add(*rows)
    return books


def codes_of(findings):
    return [finding.code for finding in findings]


def changed(path, query):
    """Write a Parquet file anew, as somebody who knows how would do it."""
    other = path.with_suffix(".new")
    duckdb.sql(f"COPY ({query.format(file=path)}) TO '{other}' (FORMAT parquet)")
    other.replace(path)


def test_nothing_is_found_in_a_whole_store(stored):
    assert verify(stored.store) == ()


def test_replaced_batches_are_looked_at_too(stored):
    old = stored.store.batches()[0]
    stored.add(entry("3001", -1), content="rättad", by=deed(at=NOON + dt.timedelta(days=1)))
    (stored.store.folder / old.original.path).write_text("ändrad")
    seen: list[Batch] = []

    findings = verify(stored.store, each=seen.append)

    assert [finding.where for finding in findings] == [old.original.path]
    assert codes_of(findings) == ["ledger.file-changed"]
    assert len(seen) == 2


def test_a_changed_amount_is_named_by_its_row(stored):
    (batch,) = stored.store.batches()
    path = stored.store.path(batch, "entries")

    changed(
        path, "SELECT * REPLACE (CASE WHEN row_no = 4321 THEN ore - 100 ELSE ore END AS ore) FROM '{file}'"
    )
    findings = verify(stored.store)

    assert {"ledger.file-changed", "ledger.sum-differs", "ledger.row-differs", "ledger.cube-differs"} == set(
        codes_of(findings)
    )
    (row,) = [finding for finding in findings if finding.code == "ledger.row-differs"]
    assert row.where == f"{batch.files['entries'].path}, rad 4321"
    assert row.values["voucher"] == "V4321"
    sums = {(f.values["dimension"], f.values["code"]) for f in findings if f.code == "ledger.sum-differs"}
    assert sums == {("konto", "3001"), ("ansvar", "103"), ("month", "202401")} | {
        (name, "600" if name == "verksamhet" else "")
        for name in ("verksamhet", "projekt", "aktivitet", "objekt", "motpart")
    }


def test_a_changed_text_changes_no_sum_and_is_found(stored):
    (batch,) = stored.store.batches()

    changed(
        stored.store.path(batch, "entries"),
        "SELECT * REPLACE (CASE WHEN row_no = 7 THEN 'x' ELSE text END AS text) FROM '{file}'",
    )

    assert codes_of(verify(stored.store)) == ["ledger.file-changed", "ledger.row-differs"]


def test_a_row_that_is_gone_is_named(stored):
    (batch,) = stored.store.batches()

    changed(stored.store.path(batch, "entries"), "SELECT * FROM '{file}' WHERE row_no <> 99")

    findings = verify(stored.store)
    assert {"ledger.rows-differ", "ledger.row-gone"} <= set(codes_of(findings))


def test_a_changed_monthly_sum_is_named(stored):
    (batch,) = stored.store.batches()

    changed(
        stored.store.path(batch, "cube"),
        "SELECT * REPLACE (ore + 1 AS ore) FROM '{file}' WHERE ansvar = '101'",
    )

    findings = [finding for finding in verify(stored.store) if finding.code == "ledger.cube-differs"]
    assert {finding.values["codes"] for finding in findings} == {"101 · 3001", "103 · 3001"}


@pytest.mark.parametrize("name", ["entries", "cube", "codes", "control", "fingerprints"])
def test_a_missing_file_is_named(stored, name):
    (batch,) = stored.store.batches()
    stored.store.path(batch, name).unlink()

    findings = verify(stored.store)

    assert codes_of(findings) == ["ledger.file-missing"]
    assert findings[0].where == batch.files[name].path


def test_a_file_cut_off_is_unreadable_and_does_not_stop_the_proof(stored):
    (batch,) = stored.store.batches()
    path = stored.store.path(batch, "entries")
    path.write_bytes(path.read_bytes()[:-100])

    assert codes_of(verify(stored.store)) == ["ledger.file-changed", "ledger.file-unreadable"]


def test_a_changed_manifest_is_an_error(stored):
    path = stored.store.folder / "manifest" / "00000001.json"
    path.write_text(path.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")

    with pytest.raises(ManifestError):
        verify(type(stored.store)(stored.store.folder))


def test_balances_that_the_file_states_are_held_against_its_entries(books):
    stated = [Stated("3001", 202401, 202412, -700), Stated("5010", 202401, 202401, 500)]
    done = books.store.import_entries(
        [entry("3001", -700), entry("5010", 499)], original=books.file("x"), deed=deed(), stated=stated
    )
    assert not isinstance(done, Denied)

    (finding,) = verify(books.store)

    assert finding.code == "ledger.balance"
    assert finding.values == {
        "konto": "5010", "first": "202401", "last": "202401", "found": "499", "stated": "500",
    }  # fmt: skip
