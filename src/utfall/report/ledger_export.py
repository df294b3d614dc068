"""The ledger written out as SIE 4E, one file a year."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from utfall.domain.entry import Entry
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.integrations import sie
from utfall.integrations.sie import export
from utfall.ledger.questions import Column, Ledger
from utfall.ledger.questions.asking import EVERYTHING, Cut


def as_sie(
    ledger: Ledger,
    target: Path,
    *,
    year: int,
    company: str,
    generated_on: dt.date,
    corporate_id: str = "",
    accounts: Mapping[str, str] | None = None,
    cut: Cut = EVERYTHING,
) -> int:
    """Write the year's outcome as SIE 4E and return how many entries there were; the whole code string comes along.

    The rows of a voucher stand together, in order of day; `sie.WRITTEN` is the mapping that reads the file back.
    """
    books = export.Books(
        company=company,
        corporate_id=corporate_id,
        start=dt.date(year, 1, 1),
        end=dt.date(year, 12, 31),
        generated_on=generated_on,
        accounts=accounts or {},
    )
    column = Column("utfall", Scenario.OUTCOME, Period.year(year))
    count = 0

    def counted(entries: Iterable[Entry]) -> Iterable[Entry]:
        nonlocal count
        for entry in entries:
            count += 1
            yield entry

    entries = counted(posting.entry for posting in ledger.all_entries(column, cut=cut))
    with target.open("wb") as file:
        for row in sie.rows(export.as_records(entries, books=books), kind=sie.SieKind.TYPE_4E):
            file.write(row)
    return count
