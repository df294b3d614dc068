"""Rows of the municipal ledger turned into SIE records, ready to be written as type 4E."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from utfall.domain.entry import Entry
from utfall.integrations.sie import records as r
from utfall.integrations.sie.dimensions import WRITTEN

_NAMES = {
    "ansvar": "Ansvar", "projekt": "Projekt", "verksamhet": "Verksamhet", "aktivitet": "Aktivitet",
    "objekt": "Objekt", "motpart": "Motpart", "counterpart": "Motpartens namn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Books:
    """Whose ledger it is and which year: what the identification and the chart of a file say."""

    company: str
    corporate_id: str
    start: dt.date
    end: dt.date
    generated_on: dt.date
    accounts: Mapping[str, str] = field(default_factory=dict)
    """Name by account number."""
    objects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Name by code, by part of the code string (`ansvar`, `projekt` …)."""
    opening: Mapping[str, int] = field(default_factory=dict)
    """Opening balance in öre by account, for balance accounts."""


def as_records(entries: Iterable[Entry], *, books: Books) -> Iterator[r.Record]:
    """The records of a file of type 4E, in the prescribed order, one voucher at a time.

    Entries of one voucher must stand together. Results and closing balances are summed on the way and stand last;
    accounts that begin with 1 or 2 are balance accounts (Kommun-Bas class 1 and 2). No row is added or changed: a
    ledger that does not balance gives a file that does not.
    """
    yield from _head(books)
    changes: dict[str, int] = defaultdict(int)
    for name, rows in groupby(entries, key=lambda entry: entry.voucher):
        voucher = _voucher(name, tuple(rows))
        for row in voucher.rows:
            changes[row.account] += row.öre
        yield voucher
    for account in sorted(changes.keys() | books.opening.keys()):
        change, opening = changes.get(account, 0), books.opening.get(account, 0)
        if account[:1] in {"1", "2"}:
            yield r.OpeningBalance(0, account, opening)
            yield r.ClosingBalance(0, account, opening + change)
        else:
            yield r.Result(0, account, change)


def _head(books: Books) -> Iterator[r.Record]:
    yield r.Flag(0)
    yield r.Program("Utfall", "1")
    yield r.Charset()
    yield r.Generated(books.generated_on)
    yield r.FileType(4)
    yield r.CorporateId(books.corporate_id)
    yield r.CompanyName(books.company)
    yield r.FiscalYear(0, books.start, books.end)
    yield r.ChartKind("KOMMUNBAS")
    for account, name in books.accounts.items():
        yield r.Account(account, name)
    for number, part in WRITTEN.parts.items():
        yield r.Dimension(number, _NAMES[part])
        for code, name in books.objects.get(part, {}).items():
            yield r.DimensionObject(number, code, name)


def _voucher(name: str, entries: tuple[Entry, ...]) -> r.Voucher:
    series, _blank, number = name.rpartition(" ")
    rows = tuple(
        r.Transaction(entry.konto, _pairs(entry), entry.öre, entry.day, entry.text) for entry in entries
    )
    return r.Voucher(series, number, entries[0].day, rows=rows)


def _pairs(entry: Entry) -> r.Pairs:
    codes = ((number, getattr(entry, part)) for number, part in WRITTEN.parts.items())
    return tuple((number, code) for number, code in codes if code)
