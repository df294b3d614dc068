"""What comes back: amounts by key and column, what moved, rows of a cell; each with the batches it came from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from utfall.domain.entry import DIMENSIONS, Entry
from utfall.domain.finding import Finding
from utfall.ledger.questions.asking import Axis, Source

Key = tuple[str | int, ...]
"""One value for each axis; months are numbers from 1 to 12, everything else is a code."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Amounts in öre with the statement's sign (income +, cost −), by key and column; what is missing is zero."""

    axes: tuple[Axis, ...]
    columns: tuple[str, ...]
    amounts: Mapping[tuple[Key, str], int]
    source: Source
    batches: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    def rows(self) -> tuple[Key, ...]:
        """The keys in order, each once."""
        return tuple(sorted({key for key, _column in self.amounts}))

    def amount(self, *key: str | int, column: str) -> int:
        """The amount of a key and a column, in öre."""
        return self.amounts.get((key, column), 0)

    def total(self, column: str) -> int:
        """The sum of a column, in öre."""
        return sum(öre for (_key, name), öre in self.amounts.items() if name == column)


@dataclass(frozen=True, slots=True)
class Mover:
    """One part of a variance, in öre with the statement's sign: `change` = `ours` − `theirs`, so + is better."""

    key: Key
    ours: int
    theirs: int
    change: int


@dataclass(frozen=True, slots=True)
class Movers:
    """What explains a variance, largest first, and what the parts that are not shown add up to."""

    axes: tuple[Axis, ...]
    movers: tuple[Mover, ...]
    whole: int
    count: int
    findings: tuple[Finding, ...] = ()

    @property
    def remainder(self) -> int:
        """The part of the variance that is in none of the movers shown, in öre."""
        return self.whole - sum(mover.change for mover in self.movers)


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry as it lies in the store: which batch, which row of the imported file (from 1), and the entry."""

    batch: str
    row_no: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of a cell in order of day and voucher, and how many there are and what they sum to in all.

    Amounts have the ledger's sign: debit +, credit −.
    """

    postings: tuple[Posting, ...]
    skipped: int
    count: int
    öre: int
    findings: tuple[Finding, ...] = ()


def posting(row: tuple[object, ...]) -> Posting:
    """An entry from a row of `texts.ENTRIES`."""
    batch, row_no, day, voucher, *codes, öre, text, counterpart = row
    assert isinstance(row_no, int)
    assert isinstance(öre, int)
    assert isinstance(day, dt.date)
    whole_code = dict(zip(DIMENSIONS, map(str, codes), strict=True))
    entry = Entry(
        **whole_code, day=day, voucher=str(voucher), öre=öre, text=str(text), counterpart=str(counterpart)
    )
    return Posting(str(batch), row_no, entry)
