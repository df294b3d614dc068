"""Apache Spark through Spark Connect: the engine for those who hold more ledgers than one machine should read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from utfall.ledger.questions.engine import Table, Value, parameters

_KEPT_TABLES = 64


class Spark:
    """An engine on a Spark Connect server, such as `sc://localhost:15002`, that sees the same files under the same paths.

    Needs `pip install utfall[spark]`; no Java on this side. Raises ImportError without it.
    """

    def __init__(self, url: str) -> None:
        from pyspark.sql.connect.session import SparkSession

        self._session: Any = SparkSession.builder.remote(url).getOrCreate()
        self._views: dict[object, str] = {}

    def files(self, paths: Sequence[Path]) -> str:
        """A view of exactly these files; the same files are one view."""
        key = tuple(str(path.resolve()) for path in paths)
        if key not in self._views:
            self._keep(key, self._session.read.parquet(*key))
        return self._views[key]

    def table(self, table: Table) -> str:
        """A view of the small table; the same table is sent once."""
        if table not in self._views:
            schema = ", ".join(
                f"`{column}` {'INT' if column in table.numbers else 'STRING'}" for column in table.columns
            )
            self._keep(table, self._session.createDataFrame(list(table.rows), schema))
        return self._views[table]

    def rows(self, text: str, **given: Value) -> list[tuple[object, ...]]:
        """The rows of the question; parameters that the text does not have are left out."""
        return [tuple(row) for row in self._asked(text, given).collect()]

    def stream(self, text: str, **given: Value) -> Iterator[tuple[object, ...]]:
        """The rows one after another."""
        yield from map(tuple, self._asked(text, given).toLocalIterator())

    def stop(self) -> None:
        """End the session."""
        self._session.stop()

    def _asked(self, text: str, given: dict[str, Value]) -> Any:
        return self._session.sql(text, args={name: given[name] for name in parameters(text)})

    def _keep(self, key: object, frame: Any) -> None:
        while len(self._views) >= _KEPT_TABLES:
            self._session.catalog.dropTempView(self._views.pop(next(iter(self._views))))
        name = f"utfall_{len(self._views)}_{abs(hash(key)):x}"
        frame.createOrReplaceTempView(name)
        self._views[key] = name
