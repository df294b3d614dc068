"""The general ledger in Kommun-Bas style: every posting with its code string, date, voucher and amount."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

from utfall.domain.money import Money
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Balances
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR
from utfall.integrations.folder.postings import STORED, Register, Scan, balances, check_sums, prepare
from utfall.integrations.folder.source import Reading, SourceFile, resembles
from utfall.integrations.folder.table_scan import line_of, scanned
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

NEEDED = ("Ansvar", "Konto", "Datum", "Verifikation", "Belopp")
OPTIONAL = ("Verksamhet", "Projekt", "Aktivitet", "Objekt", "Motpart", "Text", "Motpartsnamn")
BAD_DATE = _("”{text}” är inget datum och raden räknades inte med. Skriv till exempel 2024-08-31.")
UNBALANCED = _(
    "Verifikation {voucher} går inte ihop: {rows} rader summerar till {sum}. Rätta eller hämta den på nytt."
)
# ISO dates and the eight digits that finance systems export.
_MONTH = """
    CASE WHEN "day" IS NULL THEN NULL ELSE year("day") * 12 + month("day") - 1 END
"""
_DAY = """coalesce(TRY_CAST(CASE WHEN length("Datum") = 10 THEN "Datum" END AS DATE), try_strptime("Datum", '%Y%m%d')::DATE)"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The balances of one ledger file, and the line on which each of its vouchers begins."""

    balances: Balances = field(default_factory=dict)
    vouchers: Mapping[str, int] = field(default_factory=dict)


def identify(source: SourceFile) -> bool:
    """Whether the file is a ledger."""
    return resembles(source, NEEDED)


@contextmanager
def scan(source: SourceFile) -> Iterator[Scan]:
    """The rows of the ledger, parted and dated but not yet held against any register."""
    tally = Tally()
    with scanned(source, NEEDED, OPTIONAL, tally, beside=STORED) as connection:
        if connection is not None:
            month = _MONTH.replace('"day"', f"({_DAY})")
            prepare(connection, tally, source, month=month, bad_month=BAD_DATE, column="Datum")
        yield Scan(source, Scenario.OUTCOME, tally, connection)


def read(scan: Scan, *, register: Register) -> Reading[Ledger]:
    """The balances of the ledger. Vouchers that do not add up to nothing, and sums that differ from the sender's,
    are findings; their rows are counted as they stand."""
    connection, tally, source = scan.connection, scan.tally, scan.source
    if connection is None:
        return Reading(Ledger(), tally.findings)
    found = balances(connection, tally, source, register=register, scenario=Scenario.OUTCOME)
    vouchers = _vouchers(connection, tally, source)
    check_sums(connection, tally, source, checksum=register.registers.checksums.get(source.name))
    return Reading(Ledger(found, vouchers), tally.findings)


def _vouchers(connection: duckdb.DuckDBPyConnection, tally: Tally, source: SourceFile) -> dict[str, int]:
    query = """
        SELECT "Verifikation", min(place), count(*), CAST(sum(ore) AS BIGINT) FROM postings
        WHERE "Verifikation" <> '' GROUP BY ALL ORDER BY min(place)
    """
    found = connection.execute(query).fetchall()
    for voucher, place, rows, ore in found:
        if ore:
            line = line_of(connection, place)
            shown = quantity(Money(ore).kr, KR, 2)
            tally.add(
                source.finding("voucher-sum", UNBALANCED, line=line, voucher=voucher, rows=rows, sum=shown)
            )
    return {voucher: place for voucher, place, _rows, _ore in found}
