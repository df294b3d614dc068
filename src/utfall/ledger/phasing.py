"""A budget for the year laid out over its months by a phasing key (periodiseringsnyckel)."""

import calendar
import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.domain.entry import Entry
from utfall.domain.finding import Finding, Severity
from utfall.domain.money import Money
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR
from utfall.locale import mark as _

NO_PROFILE = _(
    "Rad {row}: periodiseringsnyckel {key} saknas, så årets {amount} på konto {konto}, ansvar {ansvar} kan inte "
    "fördelas på månader. Lägg till nyckeln; en tolftedel gissas aldrig."
)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a year's amount falls on the months: twelve weights, January first; only their proportions matter.

    Raises ValueError unless there are twelve, none negative, not all zero.
    """

    key: str
    weights: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.weights) != 12 or min(self.weights) < 0 or not any(self.weights):
            raise ValueError(f"{self.key}: a profile has twelve weights, none negative and not all zero.")

    def laid_out(self, öre: int) -> tuple[int, ...]:
        """The amount by month, in whole öre that add up to exactly the amount.

        What is laid out through each month is the rounded share, so that no month is more than an öre off.
        """
        whole = sum(self.weights)
        through, given, months = 0, 0, []
        for weight in self.weights:
            through += weight
            # Half away from zero, in whole numbers only.
            share = (2 * abs(öre) * through + whole) // (2 * whole) * (1 if öre >= 0 else -1)
            months.append(share - given)
            given = share
        return tuple(months)


@dataclass(frozen=True, slots=True)
class YearAmount:
    """A row of a budget for the whole year: the row as an entry on any day of the year, and its phasing key."""

    entry: Entry
    key: str
    row_no: int


@dataclass(frozen=True, slots=True)
class Phased:
    """The rows by month, and the rows that could not be laid out; with any of those the budget is not whole."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def phase(rows: Iterable[YearAmount], profiles: Mapping[str, Profile]) -> Phased:
    """Each row as up to twelve entries, dated the months' last days; a row without a profile is an error.

    The entries of a row sum to its amount. Months with nothing give no entry.
    """
    entries: list[Entry] = []
    findings = []
    for row in rows:
        profile = profiles.get(row.key)
        if profile is None:
            values = {
                "row": str(row.row_no),
                "key": row.key or "–",
                "amount": quantity(Money(row.entry.öre).kr, KR, 2),
                "konto": row.entry.konto,
                "ansvar": row.entry.ansvar,
            }
            findings.append(
                Finding("ledger.no-profile", Severity.ERROR, f"rad {row.row_no}", NO_PROFILE, values)
            )
        else:
            entries += _by_month(row.entry, profile)
    return Phased(tuple(entries), tuple(findings))


def _by_month(entry: Entry, profile: Profile) -> Iterator[Entry]:
    year = entry.day.year
    for month, öre in enumerate(profile.laid_out(entry.öre), start=1):
        if öre:
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
            yield dataclasses.replace(entry, day=last, öre=öre)
