"""Large delimited files read by DuckDB: every row as text first, then checked, so that a bad row is found, not lost."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from utfall.domain.finding import Finding, Severity
from utfall.integrations.encoding import Encoding, detect, text_of
from utfall.integrations.folder.source import NO_COLUMN, UNKNOWN_COLUMN, SourceFile, columns, delimiter
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

BAD_ROW = _("Raden har fel antal fält och lästes inte. Rätta avgränsare och citattecken i raden.")
NOT_A_TABLE = _(
    "Filen går inte att dela i rader och fält. Rätta citattecken och radslut, eller exportera den på nytt."
)
BAD_AMOUNT = _("”{text}” är inget belopp och raden räknades inte med. Skriv till exempel -1234,50.")

_AS_UTF_8 = (Encoding.ASCII, Encoding.UTF_8, Encoding.UTF_8_BOM)
# Blanks between thousands, the typographic minus and the decimal comma; two decimals at most.
AMOUNT = r"""
CASE WHEN regexp_full_match({0}, '-?[0-9]+([.,][0-9]{{1,2}})?') THEN {0}
     ELSE regexp_replace(replace({0}, chr(8722), '-'), '[ \x{{A0}}\x{{202F}}]', '', 'g') END
"""


@contextmanager
def scanned(
    source: SourceFile,
    needed: tuple[str, ...],
    optional: tuple[str, ...],
    tally: Tally,
    *,
    beside: tuple[str, ...] = (),
) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """A connection with the table `rows`: the columns by their names, and `line` as in the file.

    None where a needed column is missing; an optional column that is missing is empty. Rows with the wrong number
    of cells, and columns that are unknown, go to the tally. Columns `beside` are there for whoever else wants the
    rows; in the file they are as unknown as any other.
    """
    header = source.head().lstrip("\ufeff").partition("\n")[0]
    names = columns(header)
    known = {name.lower(): name for name in (*needed, *optional)}
    for name in names:
        if name.lower() not in known:
            tally.add(source.finding("unknown-column", UNKNOWN_COLUMN, line=1, severity=Severity.QUESTION,
                                     column=name, expected=(*needed, *optional)))  # fmt: skip
    missing = [name for name in needed if name.lower() not in {found.lower() for found in names}]
    for name in missing:
        tally.add(source.finding("missing-column", NO_COLUMN, line=1, column=name, expected=needed))
    if missing:
        yield None
        return
    with _as_utf_8(source.path) as path, duckdb.connect() as connection:
        try:
            chosen = {name.lower(): name for name in (*needed, *optional, *beside)}
            _load(connection, path, names, header, chosen, tally, source)
        except duckdb.Error:
            # A file so broken that it cannot be parted in rows: no row of it can be trusted.
            tally.add(source.finding("table", NOT_A_TABLE))
            yield None
            return
        yield connection


def _load(
    connection: duckdb.DuckDBPyConnection, path: Path, names: tuple[str, ...], header: str, known: dict[str, str],
    tally: Tally, source: SourceFile,
) -> None:  # fmt: skip
    fields = ", ".join(f"'{_quoted(f'c{number}')}': 'VARCHAR'" for number in range(len(names)))
    connection.execute(
        f"""
        CREATE TABLE raw AS SELECT * FROM read_csv(
            $path, delim = $sign, header = false, skip = 1, columns = {{{fields}}}, quote = '"', escape = '"',
            auto_detect = false, store_rejects = true, rejects_limit = 0, parallel = false, encoding = 'utf-8',
            null_padding = false, strict_mode = true, ignore_errors = true)
        """,
        {"path": str(path), "sign": delimiter(header)},
    )
    rejected = [
        line
        for (line,) in connection.execute("SELECT DISTINCT line FROM reject_errors ORDER BY line").fetchall()
    ]
    for line in rejected:
        tally.add(source.finding("cells", BAD_ROW, line=int(line)))
    position = {known[name.lower()]: number for number, name in enumerate(names) if name.lower() in known}
    chosen = ", ".join(
        f"""trim(coalesce(c{position[name]}, '')) AS "{name}" """
        if name in position
        else f"""'' AS "{name}" """
        for name in known.values()
    )
    # A row's line is its place in the table, the header, and the rejected lines before it.
    connection.execute(f"CREATE VIEW rows AS SELECT rowid + 2 AS place, {chosen} FROM raw")
    connection.execute("CREATE TABLE rejected (line BIGINT)")
    if rejected:
        connection.executemany("INSERT INTO rejected VALUES (?)", [[int(line)] for line in rejected])


def line_of(connection: duckdb.DuckDBPyConnection, place: int) -> int:
    """The line in the file of a row, given its place in the table: rejected lines before it are counted in."""
    line = place
    for (rejected,) in connection.execute("SELECT line FROM rejected ORDER BY line").fetchall():
        if rejected <= line:
            line += 1
    return line


def complain(
    connection: duckdb.DuckDBPyConnection,
    tally: Tally,
    source: SourceFile,
    query: str,
    code: str,
    message: str,
) -> None:
    """One finding for each row of the query: its first column is the place, the others are values by their names."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()][1:]
    for place, *values in found.fetchall():
        named: dict[str, Any] = dict(zip(names, values, strict=True))
        where = source.line(line_of(connection, place))
        tally.add(Finding(f"source.{code}", Severity.ERROR, where, message, named))


@contextmanager
def _as_utf_8(path: Path) -> Iterator[Path]:
    encoding = detect(path, otherwise=Encoding.CP1252)
    if encoding in _AS_UTF_8:
        yield path
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".csv", newline="") as copy:
        with text_of(path, encoding) as text:
            for line in text:
                copy.write(line)
        copy.flush()
        yield Path(copy.name)


def _quoted(name: str) -> str:
    return name.replace("'", "''")
