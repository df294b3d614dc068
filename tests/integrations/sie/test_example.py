"""The example's ledger goes through the extract reader, out as SIE 4E, and comes back equal.

Two months here; `make prove` takes the whole year.
"""

from proofs import prove_sie_ledger


def test_the_ledger_written_as_sie_and_read_back_is_the_same(tmp_path):
    entries = prove_sie_ledger.entries(through=2)

    reading = prove_sie_ledger.out_and_in(entries, tmp_path / "ut.se")

    assert len(entries) > 10_000
    assert reading.counts["#TRANS"] == len(entries)
    assert {check.rule.key for check in reading.checks} >= {"outcome", "vouchers"}
    assert all(check.holds for check in reading.checks)
