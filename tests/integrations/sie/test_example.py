"""The example's whole ledger goes through the extract reader, out as SIE 4E, and comes back equal."""

import datetime as dt

import pytest

from utfall.integrations import kommunbas, sie
from utfall.integrations.encoding import Encoding

BOOKS = sie.Books(
    "Exempelkommunen", "212000-0000", dt.date(2024, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 9, 16)
)


@pytest.fixture(scope="module")
def entries(root):
    path = root / "examples" / "servicenamnden-2024" / "huvudbok-2024.csv"
    proposal = kommunbas.propose(path, name="huvudbok")
    assert isinstance(proposal, kommunbas.Proposal)
    extract = kommunbas.Extract(path, proposal.mapping)
    found = list(extract.entries())
    assert not extract.findings
    # A voucher's rows must stand together in the file; the sort keeps their order.
    return sorted(found, key=lambda entry: entry.voucher)


def test_the_ledger_written_as_sie_and_read_back_is_the_same(entries, tmp_path):
    path = tmp_path / "ut.se"
    with path.open("wb") as file:
        file.writelines(
            sie.rows(sie.as_records(entries, books=BOOKS), kind=sie.SieKind.TYPE_4E, checksum=True)
        )
    reading = sie.Reading(path)
    conversion = sie.Conversion(sie.WRITTEN)

    again = list(conversion.transactions(reading))

    assert again == entries
    assert not conversion.findings
    assert not reading.findings
    assert reading.encoding in {Encoding.CP437, Encoding.ASCII}
    assert all(check.holds for check in reading.checks)
