"""Time in a report: whole calendar months, alone, in a row, or as a rolling twelve-month window."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

_ADDRESS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:\.\.(\d{4})-(\d{2}))?(/r12)?")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


class PeriodKind(StrEnum):
    """The four shapes a period can have."""

    MONTH = "month"
    YEAR = "year"
    PART = "part"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `first` to `last`, both included; months are counted year × 12 + month − 1.

    A rolling period is the twelve months that end with `last` and is a key of its own: rolling twelve months to
    December is not compared with the calendar year by accident.
    """

    first: int
    last: int
    rolling: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period ends before it begins.")
        if self.rolling and self.last - self.first != 11:
            raise ValueError("A rolling period is twelve months.")

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """One calendar month; `month` is 1 to 12."""
        return cls.between(year, month, year, month)

    @classmethod
    def year(cls, year: int) -> "Period":
        """A whole calendar year."""
        return cls.between(year, 1, year, 12)

    @classmethod
    def between(cls, year: int, month: int, end_year: int, end_month: int) -> "Period":
        """The months from the first to the last, both included."""
        for number in (month, end_month):
            if not 1 <= number <= 12:
                raise ValueError(f"{number} is not a month.")
        return cls(year * 12 + month - 1, end_year * 12 + end_month - 1)

    @classmethod
    def rolling_twelve(cls, year: int, month: int) -> "Period":
        """The twelve months that end with the month."""
        end = cls.month(year, month).last
        return cls(end - 11, end, rolling=True)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period written as in addresses: `2024`, `2024-08`, `2024-01..2024-08`, `2024-07/r12`.

        Raises ValueError with a sentence when the text is none of these.
        """
        found = _ADDRESS.fullmatch(text)
        if not found:
            raise ValueError(
                f"{text!r} is not a period; write 2024, 2024-08, 2024-01..2024-08 or 2024-07/r12."
            )
        year, month, end_year, end_month, rolling = found.groups()
        if rolling:
            if not month or end_year:
                raise ValueError(f"{text!r}: a rolling period is written by its last month, as 2024-07/r12.")
            return cls.rolling_twelve(int(year), int(month))
        if not month:
            if end_year:
                raise ValueError(f"{text!r}: write both ends with a month, as 2024-01..2024-08.")
            return cls.year(int(year))
        return cls.between(int(year), int(month), int(end_year or year), int(end_month or month))

    @property
    def kind(self) -> PeriodKind:
        """Month, year, part of a year (or any other row of months), or rolling twelve months."""
        if self.rolling:
            return PeriodKind.ROLLING
        if self.first == self.last:
            return PeriodKind.MONTH
        if self.first % 12 == 0 and self.last - self.first == 11:
            return PeriodKind.YEAR
        return PeriodKind.PART

    @property
    def months(self) -> int:
        """How many months it holds."""
        return self.last - self.first + 1

    @property
    def share_of_year(self) -> Fraction:
        """The rate of proration: 8/12 for January to August."""
        return Fraction(self.months, 12)

    @property
    def end_year(self) -> int:
        """The calendar year of the last month."""
        return self.last // 12

    @property
    def end_month(self) -> int:
        """The last month, 1 to 12."""
        return self.last % 12 + 1

    @property
    def full_year(self) -> "Period":
        """The calendar year in which the period ends."""
        return Period.year(self.end_year)

    @property
    def year_before(self) -> "Period":
        """The same months one year earlier."""
        return Period(self.first - 12, self.last - 12, self.rolling)

    def each_month(self) -> tuple["Period", ...]:
        """The months one by one, in order."""
        return tuple(Period(month, month) for month in range(self.first, self.last + 1))

    def __contains__(self, other: "Period") -> bool:
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        """As in addresses; `Period.parse(str(p)) == p`."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.end_year:04}"
            case PeriodKind.ROLLING:
                return f"{_month(self.last)}/r12"
            case PeriodKind.MONTH:
                return _month(self.last)
            case PeriodKind.PART:
                return f"{_month(self.first)}..{_month(self.last)}"

    @property
    def label(self) -> str:
        """In Swedish running text: `januari–augusti 2024`, `augusti 2024`, `2024`, `rullande augusti 2023–juli 2024`."""
        first, last = MONTHS[self.first % 12], MONTHS[self.last % 12]
        match self.kind:
            case PeriodKind.YEAR:
                return str(self.end_year)
            case PeriodKind.MONTH:
                return f"{last} {self.end_year}"
            case PeriodKind.PART | PeriodKind.ROLLING:
                start = first if self.first // 12 == self.end_year else f"{first} {self.first // 12}"
                words = f"{start}–{last} {self.end_year}"
                return f"rullande {words}" if self.rolling else words


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
