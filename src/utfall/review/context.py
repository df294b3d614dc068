"""What every layer of the review is given: the document, its language, its tables with their headers understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from utfall.documents.model import Document, Number, numbers
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot
from utfall.review.languages import Language
from utfall.review.relation import Relation
from utfall.review.tables.grid import Place, TableView, views


@dataclass(frozen=True)
class Context:
    """A document under review; `snapshot` holds the facts where there are any."""

    document: Document
    language: Language
    snapshot: Snapshot | None = None

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """Every number by its path, in reading order."""
        return dict(numbers(self.document))

    @cached_property
    def tables(self) -> tuple[TableView, ...]:
        """The tables, in reading order."""
        return views(self.document, self.language)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each figure in a table stands, by its path: row label, column header, role, periods, unit."""
        return {place.path: place for table in self.tables for place in table.places.values()}

    def neighbours(self, path: str) -> tuple[Decimal, ...]:
        """The values of the other figures in a figure's row, and of those just above and below it."""
        place = self.places.get(path)
        if place is None:
            return ()
        near = self._by_table[place.table]
        y, x = place.row.index, place.column.index
        return tuple(
            other.number.value
            for (row, column), other in near.items()
            if other.number.value is not None and (row, column) != (y, x)
            and (row == y or (column == x and abs(row - y) == 1))
        )  # fmt: skip

    @cached_property
    def _by_table(self) -> dict[str, Mapping[tuple[int, int], Place]]:
        return {table.path: table.places for table in self.tables}


@dataclass(frozen=True, slots=True)
class Layered:
    """What one layer found: relations for the network, and findings that need no arithmetic."""

    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()
