"""What the ledger says of measures, and which of them it says the same of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utfall.domain.planning import LedgerPlace, is_looked_for, realised, shares
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.followed import last_month, outcome_of, place_of
from utfall.records.planning.models import Measure
from utfall.records.planning.objects.measures import measure_value
from utfall.web.finance.pages.measure import Followed


@dataclass(frozen=True, slots=True)
class Sought:
    """The measures whose effect is looked for in a year, each with its place, by number."""

    places: Mapping[int, LedgerPlace]
    rows: Mapping[int, Measure]

    def beside(self, row: Measure, place: LedgerPlace | None) -> tuple[Measure, ...]:
        """The other measures that can have the same change in the ledger as their effect."""
        if place is None:
            return ()
        found = (number for number, other in self.places.items() if number != row.pk and shares(place, other))
        return tuple(self.rows[number] for number in found)


def sought(rows: Iterable[Measure], books: Books | None, year: int) -> Sought:
    """Those of the measures that are looked for in the ledger."""
    places: dict[int, LedgerPlace] = {}
    kept: dict[int, Measure] = {}
    last = last_month(books) if books else None
    for row in rows:
        if is_looked_for(measure_value(row), year=year, last_month=last):
            where = place_in(row, books)
            if where is not None:
                places[row.pk], kept[row.pk] = where, row
    return Sought(places, kept)


def place_in(row: Measure, books: Books | None) -> LedgerPlace | None:
    """Where the measure is looked for; None where it names nothing, or there are no books."""
    value = measure_value(row)
    return place_of(books, value.unit, value.followed) if books and value.followed else None


def followed_in(row: Measure, books: Books | None, year: int) -> Followed:
    """What the ledger says of the measure in the year."""
    if books is None:
        return None
    value = measure_value(row)
    return realised(
        value, outcome_of(books, value.unit, value.followed), year=year, last_month=last_month(books)
    )
