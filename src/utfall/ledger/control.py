"""What is noted about a batch when it is stored, so that any later change of its files can be seen and placed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from utfall.domain.entry import DIMENSIONS
from utfall.ledger.batch import Totals
from utfall.ledger.columns import SLOT

if TYPE_CHECKING:
    import duckdb

SUMMED = (*DIMENSIONS, "month")
BLOCK = 4096
_ROW = ", ".join(
    (*SLOT, "batch", *DIMENSIONS, "month", "day", "voucher", "ore", "text", "counterpart", "row_no")
)
_FINGERPRINT = f"md5_number_lower(concat_ws('|', {_ROW}))"


@dataclass(frozen=True, slots=True)
class Stated:
    """A balance that the imported file states about itself: the sum of an account from one month through another.

    Months as 202408; `öre` has the ledger's sign.
    """

    konto: str
    first_month: int
    last_month: int
    öre: int


@dataclass(frozen=True, slots=True)
class Control:
    """Sums in öre by each dimension of the code string and by month, and the balances that the file stated."""

    sums: Mapping[str, Mapping[str, int]]
    stated: tuple[Stated, ...] = ()

    def codes(self, dimension: str) -> frozenset[str]:
        """The codes of a dimension that occur in the batch."""
        return frozenset(self.sums[dimension])

    def as_bytes(self) -> bytes:
        """The control sums as JSON."""
        content = {"sums": self.sums, "stated": [asdict(one) for one in self.stated]}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Control":
        """The control sums that `as_bytes` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        content: dict[str, Any] = json.loads(raw)
        stated = tuple(Stated(**one) for one in content["stated"])
        return cls({name: dict(content["sums"][name]) for name in SUMMED}, stated)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Two fingerprints of every row: of the block of 4096 rows that it lies in, and of its place in the block.

    A single changed row changes one of each, which names it, at two numbers per 4096 rows instead of one a row.
    """

    blocks: Mapping[int, int]
    places: Mapping[int, int]

    def as_bytes(self) -> bytes:
        """The fingerprints as JSON."""
        content = {"blocks": [*self.blocks.items()], "places": [*self.places.items()]}
        return json.dumps(content, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Fingerprints":
        """The fingerprints that `as_bytes` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        content: dict[str, Any] = json.loads(raw)
        return cls(dict(content["blocks"]), dict(content["places"]))

    def suspects(self, other: "Fingerprints") -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The blocks and the places that differ from another taking of the fingerprints."""
        return _unlike(self.blocks, other.blocks), _unlike(self.places, other.places)


def _unlike(ours: Mapping[int, int], theirs: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)))


def totals(engine: "duckdb.DuckDBPyConnection", relation: str) -> Totals:
    """The totals of a relation of entries; zeros and month 0 where it is empty."""
    row = engine.execute(f"""
        SELECT COUNT(*), COALESCE(SUM(ore), 0), COALESCE(SUM(GREATEST(ore, 0)), 0),
               COALESCE(SUM(LEAST(ore, 0)), 0), COALESCE(MIN(month), 0), COALESCE(MAX(month), 0)
        FROM {relation}""").fetchone()
    return Totals(*map(int, row or (0,) * 6))


def sums(
    engine: "duckdb.DuckDBPyConnection", relation: str, *, names: tuple[str, ...] = SUMMED
) -> dict[str, dict[str, int]]:
    """The sums in öre of a relation by each of the columns, by code; months are texts here, as in JSON."""
    found = {}
    for name in names:
        rows = engine.execute(
            f"SELECT CAST({name} AS VARCHAR) AS code, SUM(ore) FROM {relation} GROUP BY {name} ORDER BY code"
        ).fetchall()
        found[name] = {code: int(öre) for code, öre in rows}
    return found


def fingerprints(engine: "duckdb.DuckDBPyConnection", relation: str) -> Fingerprints:
    """The fingerprints of a relation of entries."""
    rows = engine.execute(f"""
        SELECT block, place, bit_xor(print) FROM (
            SELECT row_no // {BLOCK} AS block, row_no % {BLOCK} AS place, {_FINGERPRINT} AS print FROM {relation})
        GROUP BY GROUPING SETS ((block), (place)) ORDER BY block, place""").fetchall()
    return Fingerprints(
        {int(block): int(print_) for block, _place, print_ in rows if block is not None},
        {int(place): int(print_) for _block, place, print_ in rows if place is not None},
    )
