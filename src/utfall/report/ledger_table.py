"""Tables with a code string and an amount (Kommun-Bas style) as rows for the store."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from utfall.domain.entry import DIMENSIONS, Entry
from utfall.domain.finding import Finding, Severity
from utfall.integrations.folder.source import SourceFile, has_columns, lines
from utfall.integrations.folder.table_scan import AMOUNT, BAD_AMOUNT, complain, scanned
from utfall.integrations.tally import Tally
from utfall.ledger import staging
from utfall.ledger.columns import ROW
from utfall.ledger.phasing import Profile, YearAmount, phase
from utfall.locale import mark as _

BAD_DAY = _("”{text}” är inget datum och ingen månad. Skriv till exempel 2024-08-31 eller 2024-08.")
BAD_YEAR = _("”{text}” är inget år. Skriv till exempel 2024.")
BAD_PROFILE = _(
    "Periodiseringsnyckel {key}: ange tolv hela tal från januari till december, varav något är större än noll."
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec")
_CODES = ("Ansvar", "Konto", "Verksamhet", "Projekt", "Aktivitet", "Objekt", "Motpart")
_TEXTS = ("Verifikation", "Text", "Motpartsnamn", "Version")
_DAY = """coalesce(
    TRY_CAST(CASE WHEN length({0}) = 10 THEN {0} END AS DATE), try_strptime({0}, '%Y%m%d')::DATE,
    last_day(try_strptime({0}, '%Y-%m')::DATE), last_day(try_strptime({0}, '%Y%m')::DATE))"""


class Kind(StrEnum):
    """What the rows of a table are; the value is the column that tells it."""

    BY_DAY = "Datum"
    BY_MONTH = "Period"
    BY_YEAR = "År"
    """A budget for the whole year with a phasing key."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows as an SQL query with the store's columns, good while its folder is there, and the versions named."""

    query: str
    versions: tuple[str, ...]


def identify(source: SourceFile) -> Kind | None:
    """What the table is, or None where the columns of a code string and an amount are not there."""
    for kind in Kind:
        extra = ("Nyckel",) if kind is Kind.BY_YEAR else ()
        if has_columns(source, ("Ansvar", "Konto", kind.value, "Belopp", *extra)):
            return kind
    return None


def read(
    source: SourceFile, kind: Kind, tally: Tally, folder: Path, *, profiles: Mapping[str, Profile]
) -> Table | None:
    """The rows of the table; those that cannot be read go to the tally. A month is dated its last day."""
    needed = ("Ansvar", "Konto", kind.value, "Belopp")
    extra = ("Nyckel",) if kind is Kind.BY_YEAR else ()
    optional = tuple(name for name in (*_CODES[2:], *_TEXTS, *extra))
    with scanned(source, needed, optional, tally) as connection:
        if connection is None:
            return None
        path = folder / "rows.parquet"
        _prepare(connection, source, kind, tally)
        versions = _versions(connection, "rows")
        if kind is Kind.BY_YEAR:
            query = _by_year(connection, source, tally, folder, profiles)
        else:
            connection.execute(
                f"COPY (SELECT {', '.join(ROW)} FROM ready WHERE ore IS NOT NULL AND day IS NOT NULL ORDER BY row_no) "
                f"TO '{path}' (FORMAT parquet)"
            )
            query = f"SELECT * FROM read_parquet('{path}')"
        return Table(query, versions)


def of_rows(connection: duckdb.DuckDBPyConnection, kind: Kind) -> Table | None:
    """The rows that a folder's reader has parted already; None where any of them cannot be read, or is laid out by year.

    The same rows as `read` gives of the file; what is wrong with them is said by whoever parted them.
    """
    if kind is Kind.BY_YEAR:
        return None
    codes = ", ".join(f'"{column}" AS {name}' for column, name in zip(_CODES, DIMENSIONS, strict=True))
    connection.execute(
        f"""
        CREATE VIEW ready AS SELECT {codes}, {_DAY.format(f'"{kind.value}"')} AS day, "Verifikation" AS voucher,
            CASE WHEN is_amount THEN ore END AS ore, "Text" AS text, "Motpartsnamn" AS counterpart,
            place - 1 AS row_no
        FROM read_rows"""
    )
    unread = connection.execute(
        "SELECT (SELECT count(*) FROM ready WHERE ore IS NULL OR day IS NULL) + (SELECT count(*) FROM rejected)"
    ).fetchall()
    if unread != [(0,)]:
        return None
    return Table(f"SELECT {', '.join(ROW)} FROM ready", _versions(connection, "read_rows"))


def _versions(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[str, ...]:
    query = f'SELECT DISTINCT "Version" FROM {relation} WHERE "Version" <> \'\' ORDER BY 1'
    return tuple(version for (version,) in connection.execute(query).fetchall())


def _prepare(connection: duckdb.DuckDBPyConnection, source: SourceFile, kind: Kind, tally: Tally) -> None:
    """The view `ready` with the columns of the store; complaints about amounts and days that cannot be read."""
    cleaned = AMOUNT.format('"Belopp"')
    written = f'"{kind.value}"'
    day = f"TRY_CAST({written} || '-01-01' AS DATE)" if kind is Kind.BY_YEAR else _DAY.format(written)
    codes = ", ".join(f'"{column}" AS {name}' for column, name in zip(_CODES, DIMENSIONS, strict=True))
    key = '"Nyckel"' if kind is Kind.BY_YEAR else "''"
    connection.execute(
        f"""
        CREATE TABLE ready AS SELECT {codes}, {day} AS day, "Verifikation" AS voucher,
            CASE WHEN regexp_full_match({cleaned}, '-?[0-9]+([.,][0-9]{{1,2}})?')
                 THEN CAST(TRY_CAST(replace({cleaned}, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT) END AS ore,
            "Text" AS text, "Motpartsnamn" AS counterpart, place - 1 AS row_no, {key} AS phasing,
            "Belopp" AS amount_text, {written} AS day_text, place
        FROM rows"""
    )
    for column, code, message in (
        ("ore", "amount", BAD_AMOUNT),
        ("day", "date", BAD_YEAR if kind is Kind.BY_YEAR else BAD_DAY),
    ):
        text = "amount_text" if column == "ore" else "day_text"
        query = f"SELECT place, {text} AS text FROM ready WHERE {column} IS NULL ORDER BY place"
        complain(connection, tally, source, query, code, message)


def _by_year(
    connection: duckdb.DuckDBPyConnection,
    source: SourceFile,
    tally: Tally,
    folder: Path,
    profiles: Mapping[str, Profile],
) -> str:
    """A budget for the year laid out over its months."""
    chosen = ", ".join((*DIMENSIONS, "day", "voucher", "ore", "text", "counterpart", "phasing", "row_no"))
    rows = connection.execute(
        f"SELECT {chosen} FROM ready WHERE ore IS NOT NULL AND day IS NOT NULL ORDER BY row_no"
    ).fetchall()
    phased = phase((YearAmount(Entry(*row[:-2]), row[-2], row[-1]) for row in rows), profiles)
    for finding in phased.findings:
        tally.add(dataclasses.replace(finding, where=source.line(int(str(finding.values["row"])) + 1)))
    files = staging.rows_as_csv(phased.entries, folder)
    empty = f"SELECT {', '.join(f'CAST(NULL AS {kind}) AS {name}' for name, kind in ROW.items())} LIMIT 0"
    return " UNION ALL ".join(f"({staging.csv_sql(path)})" for path in files.values()) or empty


def read_profiles(source: SourceFile) -> tuple[dict[str, Profile], tuple[Finding, ...]]:
    """The phasing keys of a table with the columns Nyckel, Jan, Feb … Dec (whole numbers; only proportions matter)."""
    found = lines(source, ("Nyckel", *MONTHS))
    profiles = {}
    findings = list(found.findings)
    for line in found.values:
        try:
            profiles[line["Nyckel"]] = Profile(line["Nyckel"], tuple(int(line[month]) for month in MONTHS))
        except ValueError:
            findings.append(
                source.finding(
                    "profile", BAD_PROFILE, line=line.number, severity=Severity.ERROR, key=line["Nyckel"]
                )
            )
    return profiles, tuple(findings)
