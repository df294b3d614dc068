"""A batch's files, made in a folder of their own before anybody can see them."""

import csv
from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING

from utfall.domain.entry import FIELDS, Entry
from utfall.ledger import control
from utfall.ledger.batch import Slot, Totals
from utfall.ledger.columns import CODES, CUBE, ROW, entries_sql, monthly_sql, parquet
from utfall.ledger.durable import flush_file, flush_folder, written

if TYPE_CHECKING:
    import duckdb

MEMORY = "256MB"
THREADS = 2
_NULL = "\x01"
_values = attrgetter(*FIELDS)
_DAY = FIELDS.index("day")


def builder(folder: Path) -> "duckdb.DuckDBPyConnection":
    """An engine that keeps within its memory and spills into the folder."""
    import duckdb

    engine = duckdb.connect()
    for name, value in (
        ("memory_limit", MEMORY),
        ("threads", THREADS),
        ("temp_directory", str(folder / "spill")),
        ("enable_progress_bar", "false"),
    ):
        engine.execute(f"SET {name} = '{value}'")
    return engine


def rows_as_csv(entries: Iterable[Entry], folder: Path) -> dict[int, Path]:
    """Write the entries to one CSV file for each calendar year, numbered from 1 through the whole source.

    Nothing is held in memory.
    """
    files: dict[int, IO[str]] = {}
    writers = {}
    try:
        for number, entry in enumerate(entries, start=1):
            row = list(_values(entry))
            year = row[_DAY].year
            if year not in writers:
                path = folder / f"{year}.csv"
                files[year] = path.open("w", encoding="utf-8", errors="replace", newline="")
                writers[year] = csv.writer(_Clean(files[year]), lineterminator="\r\n")
            writers[year].writerow((*row, number))
    finally:
        for file in files.values():
            file.close()
    return {year: Path(file.name) for year, file in sorted(files.items())}


class _Clean:
    """A file that leaves out the two control characters that would be taken for something else when read back."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        if "\x00" in text or _NULL in text:
            text = text.replace("\x00", "").replace(_NULL, "")
        return self._file.write(text)


def csv_sql(path: Path) -> str:
    """The relation of a file that `rows_as_csv` wrote; an empty field is an empty text, never "unknown"."""
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in ROW.items())
    name = str(path).replace("'", "''")
    return (
        f"SELECT * FROM read_csv('{name}', auto_detect = false, header = false, delim = ',', quote = '\"', "
        f"escape = '\"', new_line = '\\r\\n', nullstr = '{_NULL}', columns = {{{types}}}, max_line_size = 16000000)"
    )


def build(
    engine: "duckdb.DuckDBPyConnection",
    source: str,
    folder: Path,
    *,
    slot: Slot,
    batch: str,
    stated: Iterable[control.Stated] = (),
) -> Totals:
    """Write the five files of a batch into the folder, on the disk when this returns; `source` is SQL with `ROW`."""
    given = {
        "municipality": slot.municipality,
        "scenario": slot.scenario.value,
        "version": slot.version,
        "batch": batch,
        "year": slot.year,
    }
    made = {name: folder / f"{name}.parquet" for name in ("entries", "cube", "codes")}
    _copy(engine, entries_sql(source), made["entries"], packing="zstd", given=given)
    entries = parquet(str(made["entries"]))
    _copy(
        engine,
        monthly_sql(f"(SELECT *, 1 AS entries FROM {entries})", CODES),
        made["codes"],
        packing="snappy",
    )
    # From the finer file, which is smaller than the entries and has been checked against them.
    # Not packed: it is small, is read at every statement, and unpacking would take a third of the time.
    _copy(engine, monthly_sql(parquet(str(made["codes"])), CUBE), made["cube"], packing="uncompressed")
    for path in made.values():
        flush_file(path)
    sums = control.Control(
        control.sums(engine, entries), tuple(one for one in stated if _within(one, slot.year))
    )
    written(folder / "control.json", sums.as_bytes())
    written(folder / "fingerprints.json", control.fingerprints(engine, entries).as_bytes())
    flush_folder(folder)
    return control.totals(engine, entries)


def _within(stated: control.Stated, year: int) -> bool:
    return stated.first_month // 100 == year == stated.last_month // 100


def _copy(
    engine: "duckdb.DuckDBPyConnection",
    query: str,
    path: Path,
    *,
    packing: str,
    given: Mapping[str, object] | None = None,
) -> None:
    target = str(path).replace("'", "''")
    engine.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION {packing})", given or {})
