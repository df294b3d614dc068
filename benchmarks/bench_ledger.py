"""A full income statement over a large ledger: the store beside PostgreSQL, SQLite, pandas and Polars.

`LEDGER_ROWS` says how many rows (ten million where nothing is said). Each engine answers in a process of its own,
first cold (import, connection and question; the operating system's cache is warm), then warm (the median of seven).
Sums from the monthly cube and from the entries are kept apart; all answers must be equal.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import ledger_graph, ledger_rows

ROWS = int(os.environ.get("LEDGER_ROWS", "10000000"))
POSTGRESQL = os.environ.get("LEDGER_POSTGRESQL", "host=localhost user=root dbname=test")
WARM = 7
Rows = list[tuple[str, str, int, str, int]]

# What the others are asked: the same joins and sums, on codes that are already resolved into two small tables.
JOIN = "JOIN accounts a ON a.konto = b.konto JOIN units u ON u.ansvar = b.ansvar JOIN projects p ON p.projekt = b.projekt"
SQL = f"""SELECT a.line, u.unit, b.month, b.scenario, -SUM(b.ore) FROM {{table}} b {JOIN}
          GROUP BY a.line, u.unit, b.month, b.scenario"""
COLUMNS = "ansvar, konto, projekt, motpart, scenario, month"
FROM_CUBE, FROM_ENTRIES = "cube", "entries"


def main() -> None:
    """Make the ledger, ask every engine, print the table with ratios, and write the graph of 1 and 10 million rows."""
    small = min(ROWS, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        points = []
        for rows in sorted({small, ROWS}):
            place = Path(folder) / str(rows)
            place.mkdir()
            start = time.perf_counter()
            ledger_rows.fill(place, rows=rows)
            imported = time.perf_counter() - start
            print(f"{rows:,} rows imported in {imported:.1f} s, {_size(place):.0f} MiB", flush=True)
            _codes(place)
            figures.append(
                (rows, {source: _run("utfall", place, source) for source in (FROM_CUBE, FROM_ENTRIES)})
            )
            found = figures[-1][1]
            points.append(
                ledger_graph.Point(rows, imported, found[FROM_ENTRIES]["warm"], found[FROM_CUBE]["warm"])
            )
        if len(points) > 1:
            ledger_graph.write(points, Path(__file__).with_name("ledger.svg"))
        _compared(Path(folder) / str(ROWS), figures[-1][1])
        for source in (FROM_CUBE, FROM_ENTRIES):
            row = ", ".join(f"{rows:,}: {found[source]['warm'] * 1000:.0f} ms" for rows, found in figures)
            print(f"growth, {source}: {row}")


def _compared(place: Path, ours: dict[str, dict[str, Any]]) -> None:
    """The three pairs: cube and cube, entries and entries, cube and entries."""
    others = {
        FROM_CUBE: ("postgresql", "sqlite", "pandas", "polars"),
        FROM_ENTRIES: ("postgresql", "sqlite", "pandas", "polars"),
    }
    found = {(source, "utfall"): figures for source, figures in ours.items()}
    for source, names in others.items():
        for name in names:
            try:
                found[source, name] = _run(name, place, source)
            except (subprocess.CalledProcessError, IndexError):
                print(f"{name} could not be asked here")
    digests = {figures["digest"] for figures in found.values()}
    assert len(digests) == 1, found
    print(f"\n{'':24}{'cold s':>10}{'warm s':>10}{'MiB':>8}{'cube : this':>14}{'same : this':>14}")
    for (source, name), figures in found.items():
        cube, same = ours[FROM_CUBE]["warm"], ours[source]["warm"]
        print(
            f"{f'{name}, {source}':<24}{figures['cold']:>10.3f}{figures['warm']:>10.3f}{figures['memory']:>8.0f}"
            f"{figures['warm'] / cube:>13.1f}x{figures['warm'] / same:>13.1f}x"
        )
    cube = ours[FROM_CUBE]
    for what, value, limit in (("warm", cube["warm"], 0.060), ("cold", cube["cold"], 0.400)):
        word = "holds" if value < limit else "MISSED"
        print(f"target {what} < {limit * 1000:.0f} ms from the cube: {value * 1000:.0f} ms, {word}")
    busy = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(
        f"a warm statement takes {cube['processor'] * 1000:.0f} ms of processor time on two threads ({busy})"
    )
    most = max(figures["memory"] for figures in ours.values())
    print(f"target memory < 512 MiB: {most:.0f} MiB, {'holds' if most < 512 else 'MISSED'}")


def _run(name: str, place: Path, source: str) -> dict[str, Any]:
    call = f"from benchmarks.bench_ledger import child; child({name!r}, {str(place)!r}, {source!r})"
    done = subprocess.run([sys.executable, "-c", call], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def child(name: str, place: str, source: str) -> None:
    """Ask one engine in this process, and print seconds, memory and the digest of the answer."""
    prepare = PREPARE.get(name)
    if prepare is not None:
        prepare(Path(place), source)
    start = time.perf_counter()
    ask = ENGINES[name](Path(place), source)
    answer = ask()
    cold = time.perf_counter() - start
    seconds, processor = [], []
    for _time in range(WARM):
        start, used = time.perf_counter(), time.process_time()
        answer = ask()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    memory = _most_memory()
    digest = _digest(answer)
    found = {
        "cold": cold,
        "warm": statistics.median(seconds),
        "processor": statistics.median(processor),
        "memory": memory,
        "digest": digest,
    }
    print(json.dumps(found))


def _most_memory() -> float:
    """The most this process has held, in MiB; what getrusage says would include the process it was forked from."""
    (line,) = [
        row for row in Path("/proc/self/status").read_text("utf-8").splitlines() if row.startswith("VmHWM")
    ]
    return int(line.split()[1]) / 1024


def _digest(answer: Rows) -> str:
    import hashlib

    plain = sorted(
        (str(line), str(unit), int(month), str(scenario), int(öre))
        for line, unit, month, scenario, öre in answer
    )
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:16]


def _utfall(place: Path, source: str) -> Callable[[], Rows]:
    from utfall.ledger.questions import DuckDB, Ledger, Source
    from utfall.ledger.store import Store

    terms = ledger_rows.terms()
    ledger = Ledger(Store(place / "ledger"), engine=DuckDB(threads=2), terms=terms)

    def ask() -> Rows:
        answer = ledger.statement(
            ledger_rows.STATEMENT, ledger_rows.COLUMNS, cut=ledger_rows.CUT, source=Source(source)
        )
        years = {"utfall": ("utfall", 2026), "budget": ("budget", 2026), "fg": ("utfall", 2025)}
        return [
            (str(line), str(unit), years[name][1] * 100 + int(month), years[name][0], öre)
            for ((line, unit, month), name), öre in answer.amounts.items()
        ]

    return ask


def _parquet(place: Path, source: str) -> list[str]:
    return [str(path) for path in sorted(place.glob(f"ledger/data/*/*/*/*/{source}.parquet"))]


def _polars(place: Path, source: str) -> Callable[[], Rows]:
    import polars as pl

    codes = {
        name: pl.scan_csv(place / f"{name}.csv", infer_schema=False)
        for name in ("accounts", "units", "projects")
    }

    def ask() -> Rows:
        rows = pl.scan_parquet(_parquet(place, source)).select(
            "ansvar", "konto", "projekt", "scenario", "month", "ore"
        )
        joined = rows.join(codes["accounts"], on="konto").join(codes["units"], on="ansvar")
        kept = joined.join(codes["projects"].with_columns(pl.col("projekt").fill_null("")), on="projekt")
        summed = kept.group_by("line", "unit", "month", "scenario").agg(-pl.col("ore").sum())
        answer: Rows = summed.select("line", "unit", "month", "scenario", "ore").collect().rows()
        return answer

    return ask


def _pandas(place: Path, source: str) -> Callable[[], Rows]:
    """pandas reads no Parquet without pyarrow; it gets the columns from DuckDB, and that is in its cold time."""
    import duckdb
    import pandas as pd

    columns = "ansvar, konto, projekt, scenario, month, ore"
    frame = duckdb.connect().execute(f"SELECT {columns} FROM read_parquet({_parquet(place, source)})").df()
    for name in ("ansvar", "konto", "projekt", "scenario"):
        frame[name] = frame[name].astype("category")
    codes = {}
    for name, key, value in (
        ("accounts", "konto", "line"),
        ("units", "ansvar", "unit"),
        ("projects", "projekt", "class"),
    ):
        table = pd.read_csv(place / f"{name}.csv", dtype=str, keep_default_na=False)
        codes[key] = dict(zip(table[key], table[value], strict=True))

    def ask() -> Rows:
        kept = frame[
            frame["projekt"].map(codes["projekt"]).notna() & frame["konto"].map(codes["konto"]).notna()
        ]
        keys = [
            kept["konto"].map(codes["konto"]),
            kept["ansvar"].map(codes["ansvar"]),
            kept["month"],
            kept["scenario"],
        ]
        return [(*key, -int(öre)) for key, öre in kept["ore"].groupby(keys, observed=True).sum().items()]

    return ask


def _sqlite(place: Path, source: str) -> Callable[[], Rows]:
    import sqlite3

    base = sqlite3.connect(place / f"{source}.sqlite")
    return lambda: base.execute(SQL.format(table=source)).fetchall()


def _load_sqlite(place: Path, source: str) -> None:
    import sqlite3

    import duckdb

    path = place / f"{source}.sqlite"
    if path.exists():
        return
    base = sqlite3.connect(path)
    base.execute(f"CREATE TABLE {source} ({COLUMNS.replace('month', 'month INTEGER')}, ore INTEGER)")
    rows = duckdb.connect().execute(f"SELECT {COLUMNS}, ore FROM read_parquet({_parquet(place, source)})")
    while some := rows.fetchmany(100_000):
        base.executemany(f"INSERT INTO {source} VALUES (?, ?, ?, ?, ?, ?, ?)", some)
    for name, text in _tables(place).items():
        header, *lines = csv.reader(text.splitlines())
        base.execute(f"CREATE TABLE {name} ({', '.join(header)}, PRIMARY KEY ({header[0]}))")
        base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(header))})", lines)
    base.commit()
    base.execute("ANALYZE")
    base.close()


def _postgresql(_place: Path, source: str) -> Callable[[], Rows]:
    import psycopg

    base = psycopg.connect(POSTGRESQL, autocommit=True, options="-c search_path=utfall_bench")
    return lambda: base.execute(SQL.format(table=source)).fetchall()


def _load_postgresql(place: Path, source: str) -> None:
    """The entries by COPY; the cube as PostgreSQL's own materialised view of them."""
    import duckdb
    import psycopg

    with psycopg.connect(POSTGRESQL, autocommit=True) as base:
        base.execute("CREATE SCHEMA IF NOT EXISTS utfall_bench")
        base.execute("SET search_path TO utfall_bench")
        have = {
            name
            for (name,) in base.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'utfall_bench'::regnamespace"
            ).fetchall()
        }
        if "entries" not in have:
            base.execute(f"CREATE TABLE entries ({COLUMNS.replace(',', ' text,')} integer, ore bigint)")
            for name, text in _tables(place).items():
                header = text.splitlines()[0].split(",")
                base.execute(f"CREATE TABLE {name} ({header[0]} text PRIMARY KEY, {header[1]} text)")
                with base.cursor().copy(
                    f"COPY {name} FROM STDIN (FORMAT csv, HEADER, FORCE_NOT_NULL ({header[0]}))"
                ) as out:
                    out.write(text)
            rows = place / "entries.csv"
            duckdb.sql(
                f"COPY (SELECT {COLUMNS}, ore FROM read_parquet({_parquet(place, 'entries')})) TO '{rows}' (HEADER false)"
            )
            with (
                base.cursor().copy(
                    "COPY entries FROM STDIN (FORMAT csv, FORCE_NOT_NULL (ansvar, konto, projekt, motpart))"
                ) as out,
                rows.open("rb") as file,
            ):
                while piece := file.read(1 << 20):
                    out.write(piece)
            rows.unlink()
            base.execute("VACUUM ANALYZE")
        if source == FROM_CUBE and "cube" not in have:
            base.execute(
                f"CREATE MATERIALIZED VIEW cube AS SELECT {COLUMNS}, SUM(ore)::bigint AS ore FROM entries GROUP BY {COLUMNS}"
            )
            base.execute("VACUUM ANALYZE")


def _codes(place: Path) -> None:
    """The small tables that the others join with, and a clean schema in PostgreSQL where there is one."""
    for name, text in _tables(place).items():
        (place / f"{name}.csv").write_text(text, "utf-8")
    try:
        import psycopg

        with psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3) as base:
            base.execute("DROP SCHEMA IF EXISTS utfall_bench CASCADE")
    except Exception as error:
        print(f"PostgreSQL: {type(error).__name__}")


def _tables(place: Path) -> dict[str, str]:
    """Account to line, cost centre to area, project to class, as CSV."""
    from utfall.ledger.store import Store

    store = Store(place / "ledger")
    terms = ledger_rows.terms()
    seen: dict[str, set[str]] = {"konto": set(), "ansvar": set(), "projekt": set()}
    for batch in store.batches():
        for name, codes in seen.items():
            codes |= store.control(batch).codes(name)
    lines = {code: terms.form.line_of(code) for code in seen["konto"]}
    units = {code: terms.units(code)[0].meaning for code in seen["ansvar"]}
    classes = {code: terms.project_class(code) for code in seen["projekt"]}
    kept = {code: kind for code, kind in classes.items() if kind in terms.form.project_classes}
    tables = (
        ("accounts", "konto,line", lines),
        ("units", "ansvar,unit", units),
        ("projects", "projekt,class", kept),
    )
    return {
        name: "\n".join(
            [header, *(f"{code or chr(34) * 2},{value}" for code, value in sorted(rows.items()) if value)]
        )
        for name, header, rows in tables
    }


def _size(place: Path) -> float:
    return sum(path.stat().st_size for path in place.rglob("*.parquet")) / 2**20


ENGINES: dict[str, Callable[[Path, str], Callable[[], Rows]]] = {
    "utfall": _utfall,
    "postgresql": _postgresql,
    "sqlite": _sqlite,
    "pandas": _pandas,
    "polars": _polars,
}
PREPARE: dict[str, Callable[[Path, str], None]] = {"postgresql": _load_postgresql, "sqlite": _load_sqlite}

if __name__ == "__main__":
    main()
