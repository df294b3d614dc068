"""The budget by month: cost centre, account and amount, with the version that was decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from utfall.domain.finding import Severity
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Balances
from utfall.integrations.folder.postings import STORED, Register, Scan, balances, check_sums, prepare
from utfall.integrations.folder.source import Reading, SourceFile, resembles
from utfall.integrations.folder.table_scan import complain, line_of, scanned
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

NEEDED = ("Ansvar", "Konto", "Period", "Belopp", "Version")
OPTIONAL = ("Verksamhet", "Projekt", "Aktivitet", "Objekt", "Motpart", "Text")
BAD_MONTH = _("”{text}” är ingen månad och raden räknades inte med. Skriv till exempel 2024-08.")
TWICE = _(
    "Budgeten för ansvar {ansvar}, konto {konto}, {period} står flera gånger i version {version}. Slå ihop raderna."
)
MISSING_MONTHS = _(
    "Ansvar {ansvar}, konto {konto} har budget för {months} av årets månader. Läs in alla; en månad fördelas aldrig på måfå."
)
VERSIONS = _("Filen blandar budgetversionerna {versions}. Läs in en version i taget.")
_MONTH = """
    CASE WHEN regexp_full_match("Period", '[0-9]{4}-(0[1-9]|1[0-2])')
         THEN CAST("Period"[1:4] AS INTEGER) * 12 + CAST("Period"[6:7] AS INTEGER) - 1 END
"""


@dataclass(frozen=True, slots=True)
class Budget:
    """The balances of one budget file, and its version."""

    balances: Balances = field(default_factory=dict)
    version: str = ""


def identify(source: SourceFile) -> bool:
    """Whether the file is a budget."""
    return resembles(source, NEEDED)


@contextmanager
def scan(source: SourceFile) -> Iterator[Scan]:
    """The rows of the budget, parted and dated but not yet held against any register."""
    tally = Tally()
    with scanned(source, NEEDED, OPTIONAL, tally, beside=STORED) as connection:
        if connection is not None:
            prepare(connection, tally, source, month=_MONTH, bad_month=BAD_MONTH, column="Period")
        yield Scan(source, Scenario.BUDGET, tally, connection)


def read(scan: Scan, *, register: Register) -> Reading[Budget]:
    """The balances of the budget; two rows for one month, and months that are missing, are findings."""
    connection, tally, source = scan.connection, scan.tally, scan.source
    if connection is None:
        return Reading(Budget(), tally.findings)
    query = 'SELECT DISTINCT "Version" FROM postings ORDER BY ALL'
    versions = tuple(version for (version,) in connection.execute(query).fetchall())
    if len(versions) > 1:
        tally.add(source.finding("budget-version", VERSIONS, versions=versions))
    codes = '"Ansvar", "Konto", "Verksamhet", "Projekt", "Aktivitet", "Objekt", "Motpart"'
    complain(
        connection, tally, source,
        f"""SELECT max(place), "Ansvar" AS ansvar, "Konto" AS konto, "Period" AS period, "Version" AS version
            FROM postings GROUP BY "Version", "Period", {codes} HAVING count(*) > 1 ORDER BY 1""",
        "duplicate-key", TWICE,
    )  # fmt: skip
    gaps = connection.execute(
        """SELECT min(place), "Ansvar", "Konto", count(DISTINCT month) FROM postings
           GROUP BY "Ansvar", "Konto", month // 12 HAVING count(DISTINCT month) < 12 ORDER BY 1"""
    ).fetchall()
    for place, centre, account, months in gaps:
        tally.add(
            source.finding("budget-months", MISSING_MONTHS, line=line_of(connection, place),
                           severity=Severity.QUESTION, ansvar=centre, konto=account, months=months)
        )  # fmt: skip
    found = balances(connection, tally, source, register=register, scenario=Scenario.BUDGET)
    check_sums(connection, tally, source, checksum=register.registers.checksums.get(source.name))
    return Reading(Budget(found, ", ".join(versions)), tally.findings)
