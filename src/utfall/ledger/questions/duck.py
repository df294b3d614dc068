"""DuckDB in the same process: the engine that needs nothing beside it."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from utfall.ledger.columns import parquet
from utfall.ledger.questions.engine import Table, Value, parameters, transposed, with_marker

_KEPT_TABLES = 64
_AT_A_TIME = 10_000


class DuckDB:
    """An engine in memory. One object serves one thread at a time.

    Memory is in megabytes; what does not fit is spilled to disk.
    """

    def __init__(self, *, memory: int = 384, threads: int | None = None) -> None:
        import duckdb

        self._connection = duckdb.connect()
        self._connection.execute(f"SET memory_limit = '{memory}MB'")
        self._connection.execute(f"SET temp_directory = '{tempfile.gettempdir()}'")
        self._connection.execute("SET enable_progress_bar = false")
        # A web server already has a process per core.
        if threads:
            self._connection.execute(f"SET threads = {threads}")
        self._tables: dict[Table, str] = {}
        self._made = 0

    def files(self, paths: Sequence[Path]) -> str:
        """What to write after FROM to read exactly these files as one relation."""
        return parquet(*(str(path) for path in paths))

    def table(self, table: Table) -> str:
        """What to write after FROM to read the small table; the same table is made once."""
        if table not in self._tables:
            while len(self._tables) >= _KEPT_TABLES:
                self._connection.execute(f"DROP TABLE {self._tables.pop(next(iter(self._tables)))}")
            self._made += 1
            self._tables[table] = self._create(table, f"codes_{self._made}")
        # The one used last goes last, so that making a table never drops another of the same question.
        self._tables[table] = self._tables.pop(table)
        return self._tables[table]

    def rows(self, text: str, **given: Value) -> list[tuple[object, ...]]:
        """The rows of the question; parameters that the text does not have are left out."""
        wanted = {name: given[name] for name in parameters(text)}
        return self._connection.execute(with_marker(text, marker="$"), wanted).fetchall()

    def stream(self, text: str, **given: Value) -> Iterator[tuple[object, ...]]:
        """The rows one after another; no other question may be asked before the last has come."""
        wanted = {name: given[name] for name in parameters(text)}
        result = self._connection.execute(with_marker(text, marker="$"), wanted)
        while rows := result.fetchmany(_AT_A_TIME):
            yield from rows

    def _create(self, table: Table, name: str) -> str:
        # Lists as parameters: thousands of rows in a few milliseconds, where row by row takes seconds.
        columns = ", ".join(
            f"unnest(CAST($c{position} AS {'INTEGER' if column in table.numbers else 'VARCHAR'}[])) AS {column}"
            for position, column in enumerate(table.columns)
        )
        lists = {f"c{position}": values for position, values in enumerate(transposed(table))}
        self._connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {columns}", lists)
        return name
