"""The example's whole ledger written as SIE 4E is read back equal, row by row, and adds up."""

import datetime as dt
import tempfile
from pathlib import Path

from utfall.domain.entry import Entry
from utfall.integrations import kommunbas, sie
from utfall.report.example import complete

LEDGER = Path(__file__).parent.parent / "examples" / "servicenamnden-2024" / "huvudbok-2024.csv"
BOOKS = sie.Books(
    "Exempelkommunen", "212000-0000", dt.date(2024, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 9, 16)
)


def entries(*, through: int = 12) -> list[Entry]:
    """The example's entries through the month, voucher by voucher; read by the mapping that is proposed."""
    complete(LEDGER.parent)
    proposal = kommunbas.propose(LEDGER, name="huvudbok")
    assert isinstance(proposal, kommunbas.Proposal), proposal
    extract = kommunbas.Extract(LEDGER, proposal.mapping)
    found = [entry for entry in extract.entries() if entry.day.month <= through]
    assert not extract.findings, extract.findings[0]
    # A voucher's rows must stand together in the file; the sort keeps their order.
    return sorted(found, key=lambda entry: entry.voucher)


def out_and_in(before: list[Entry], path: Path) -> sie.Reading:
    """Write the entries to the path and read them back; raises AssertionError where anything differs."""
    with path.open("wb") as file:
        file.writelines(sie.rows(sie.as_records(before, books=BOOKS), kind=sie.SieKind.TYPE_4E))
    reading = sie.Reading(path)
    conversion = sie.Conversion(sie.WRITTEN)
    assert list(conversion.transactions(reading)) == before, "what was read is not what was written"
    found = (*conversion.findings, *reading.findings)
    assert not found, found[0].sentence()
    return reading


def main() -> dict[str, str]:
    """The whole year out and in."""
    before = entries()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ut.se"
        reading = out_and_in(before, path)
        size = path.stat().st_size
    assert all(check.holds for check in reading.checks)
    return {
        "entries": str(len(before)),
        "vouchers": str(reading.counts["#VER"]),
        "file": f"{size / 2**20:.1f} MiB",
        "checks": str(len(reading.checks)),
    }


if __name__ == "__main__":
    print(main())
