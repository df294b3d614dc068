"""Rows with a code string and an amount, summed into monthly balances; what the ledger and the budget share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from utfall.domain.finding import Severity
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, Balances, ProjectClass
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR
from utfall.integrations.folder.registers import Checksum, Registers
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.folder.table_scan import AMOUNT, BAD_AMOUNT, complain, line_of
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

UNKNOWN_CENTRE = _(
    "Ansvar {code} hör inte till någon enhet {month}; {rows} rader räknades inte med. Lägg till det på en enhet."
)
UNKNOWN_ACCOUNT = _(
    "Konto {code} finns inte i kontoplanen ({rows} rader). Lägg till det, eller rätta raderna."
)
UNKNOWN_PROJECT = _(
    "Projekt {code} finns inte bland projekten; {rows} rader räknades inte med. Lägg till det med sin klass."
)
STORED = (
    "Verksamhet",
    "Projekt",
    "Aktivitet",
    "Objekt",
    "Motpart",
    "Verifikation",
    "Text",
    "Motpartsnamn",
    "Version",
)
"""Columns that a ledger's store wants of any file, whether or not its reader knows them."""
OTHER_COUNT = _("Filen har {found} rader men kontrollsumman säger {expected}. Hämta filen på nytt.")
OTHER_SUM = _("{side} är {found} men kontrollsumman säger {expected}. Hämta filen på nytt.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A ledger or a budget with its rows at hand in the tables that `prepare` makes.

    `connection` is None where the file could not be parted in the columns that are needed.
    """

    source: SourceFile
    scenario: Scenario
    tally: Tally
    connection: duckdb.DuckDBPyConnection | None


@dataclass(frozen=True, slots=True)
class Register:
    """What the rows of a file are checked against."""

    organisation: Organisation
    registers: Registers


def prepare(
    connection: duckdb.DuckDBPyConnection,
    tally: Tally,
    source: SourceFile,
    *,
    month: str,
    bad_month: str,
    column: str,
) -> None:
    """The table `postings` from `rows`: places, codes, month (year × 12 + month − 1) and whole öre.

    `month` is the SQL that gives the month, null where it cannot be read; `bad_month` is what is then said of the
    column. A row whose amount or month cannot be read is a finding and is left out.
    """
    cleaned = AMOUNT.format('"Belopp"')
    connection.execute(
        f"""
        CREATE TABLE read_rows AS SELECT *, {month} AS month,
            CAST(TRY_CAST(replace({cleaned}, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT) AS ore,
            regexp_full_match({cleaned}, '-?[0-9]+([.,][0-9]{{1,2}})?') AS is_amount
        FROM rows
        """
    )
    complain(
        connection,
        tally,
        source,
        'SELECT place, "Belopp" AS text FROM read_rows WHERE NOT is_amount OR ore IS NULL ORDER BY place',
        "amount",
        BAD_AMOUNT,
    )
    complain(
        connection,
        tally,
        source,
        f'SELECT place, "{column}" AS text FROM read_rows WHERE month IS NULL ORDER BY place',
        "date",
        bad_month,
    )
    connection.execute(
        "CREATE VIEW postings AS SELECT * FROM read_rows WHERE is_amount AND ore IS NOT NULL AND month IS NOT NULL"
    )


def balances(
    connection: duckdb.DuckDBPyConnection,
    tally: Tally,
    source: SourceFile,
    *,
    register: Register,
    scenario: Scenario,
) -> Balances:
    """The postings as balances; codes that nobody knows are found, once each with the first line they stand on."""
    organisation, known = register.organisation, register.registers
    unit_of = _units(connection, tally, source, organisation)
    classes = _classes(connection, tally, source, known.projects)
    _accounts(connection, tally, source, known.accounts)
    result: dict[BalanceKey, int] = {}
    sums = connection.execute(
        'SELECT "Ansvar", "Konto", "Projekt", month, CAST(sum(ore) AS BIGINT) FROM postings GROUP BY ALL ORDER BY ALL'
    ).fetchall()
    for centre, account, project, month, ore in sums:
        unit, project_class = unit_of.get((centre, month)), classes.get(project)
        if unit is None or project_class is None:
            continue
        key = BalanceKey(unit, account, project_class, month, scenario)
        result[key] = result.get(key, 0) + ore
    return result


def _units(
    connection: duckdb.DuckDBPyConnection, tally: Tally, source: SourceFile, organisation: Organisation
) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    missing: dict[str, tuple[int, int, int]] = {}
    query = 'SELECT "Ansvar", month, min(place), count(*) FROM postings GROUP BY ALL ORDER BY min(place)'
    for centre, month, place, rows in connection.execute(query).fetchall():
        unit = organisation.unit_of(centre, dt.date(month // 12, month % 12 + 1, 28))
        if unit is not None:
            found[centre, month] = unit.code
        else:
            first, when, count = missing.get(centre, (place, month, 0))
            missing[centre] = (first, when, count + rows)
    for centre, (place, month, count) in missing.items():
        tally.add(
            source.finding("unknown-ansvar", UNKNOWN_CENTRE, line=line_of(connection, place), code=centre,
                           month=f"{month // 12}-{month % 12 + 1:02}", rows=count)
        )  # fmt: skip
    return found


def _classes(
    connection: duckdb.DuckDBPyConnection,
    tally: Tally,
    source: SourceFile,
    projects: Mapping[str, ProjectClass],
) -> dict[str, ProjectClass]:
    classes = {"": ProjectClass.OPERATION, **projects}
    for code, place, rows in _distinct(connection, "Projekt"):
        if code not in classes:
            line = line_of(connection, place)
            tally.add(source.finding("unknown-project", UNKNOWN_PROJECT, line=line, code=code, rows=rows))
    return classes


def _accounts(
    connection: duckdb.DuckDBPyConnection, tally: Tally, source: SourceFile, accounts: Mapping[str, str]
) -> None:
    for code, place, rows in _distinct(connection, "Konto") if accounts else ():
        if code not in accounts:
            line = line_of(connection, place)
            tally.add(source.finding("unknown-account", UNKNOWN_ACCOUNT, line=line, severity=Severity.QUESTION,
                                     code=code, rows=rows))  # fmt: skip


def _distinct(connection: duckdb.DuckDBPyConnection, column: str) -> list[tuple[str, int, int]]:
    query = f'SELECT "{column}", min(place), count(*) FROM postings GROUP BY ALL ORDER BY min(place)'
    return connection.execute(query).fetchall()


def check_sums(
    connection: duckdb.DuckDBPyConnection, tally: Tally, source: SourceFile, *, checksum: Checksum | None
) -> None:
    """Rows, debit and credit against what the sender says, where it says so."""
    if checksum is None:
        return
    query = """
        SELECT count(*), CAST(coalesce(sum(ore) FILTER (ore > 0), 0) AS BIGINT),
               CAST(coalesce(-sum(ore) FILTER (ore < 0), 0) AS BIGINT) FROM postings
    """
    rows, debit, credit = connection.execute(query).fetchall()[0]
    if rows != checksum.rows:
        tally.add(source.finding("control-rows", OTHER_COUNT, found=rows, expected=checksum.rows))
    for side, found, expected in (
        ("Debet", debit, checksum.debit),
        ("Kredit", credit, checksum.credit),
    ):
        if found != expected.öre:
            shown, said = (quantity(money.kr, KR, 2) for money in (Money(found), expected))
            tally.add(source.finding("control-sum", OTHER_SUM, side=side, found=shown, expected=said))
