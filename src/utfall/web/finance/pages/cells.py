"""The columns of every table of money, and its cells: printed, and each leading to what it consists of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.locale import mark as _
from utfall.web.finance.asked import Asked, short
from utfall.web.finance.bars import Bar, bars

VARIANCE, PREVIOUS, CHANGE = "avvikelse", "forra", "andring"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in addresses, its word, and which figure of a line it shows (no scenario: none that is stored)."""

    key: str
    word: str
    scenario: Scenario | None
    when: str = "~"
    is_forecast: bool = False

    def head(self, period: Period) -> str:
        """The heading, with its months where there are others in the table."""
        return gettext(self.word).format(period=short(period_of(self.when, period)))

    def address(self, measure: str, unit: str, period: Period) -> Address | None:
        """Where the figure of a line is stored."""
        if self.scenario is None:
            return None
        return Address(measure, Scope(unit), period_of(self.when, period), self.scenario)


COLUMNS = (
    Column("fg", _("Utfall {period}"), Scenario.OUTCOME, "~fg"),
    Column("utfall", _("Utfall {period}"), Scenario.OUTCOME),
    Column("budget", _("Budget {period}"), Scenario.BUDGET),
    Column(VARIANCE, _("Avvikelse"), Scenario.VARIANCE),
    Column("helar", _("Budget {period}"), Scenario.BUDGET, "~helar"),
    Column(PREVIOUS, _("Förra prognosen"), None, "~helar", is_forecast=True),
    Column("prognos", _("Årsprognos {period}"), Scenario.FORECAST, "~helar", is_forecast=True),
    Column(
        "prognosavvikelse", _("Avvikelse prognos"), Scenario.FORECAST_VARIANCE, "~helar", is_forecast=True
    ),
    Column(CHANGE, _("Ändring"), None, "~helar", is_forecast=True),
)
"""The columns of a statement, from left to right."""
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed figure and where it leads; empty where nothing lies behind it."""

    printed: str
    href: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its words and where they lead, its cells, the bar of its variance, and whether it is a sum or the last one."""

    title: str
    href: str
    cells: tuple[Cell, ...]
    bar: Bar | None = None
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column; `bar` says that the bars stand after it."""

    word: str
    bar: bool = False
    sort: str = ""
    direction: str = ""


def period_of(word: str, period: Period) -> Period:
    """The months of a column: `~` the period itself, `~fg` a year before, `~helar` its year, `~fghelar` the one before.

    Raises ValueError for anything that is neither one of these nor a period.
    """
    match word:
        case "~":
            return period
        case "~fg":
            return period.year_before
        case "~helar":
            return period.full_year
        case "~fghelar":
            return period.full_year.year_before
        case "~r12":
            return Period(period.last - 11, period.last, rolling=True)
        case _:
            return Period.parse(word)


def shown(*, forecast: bool, previous: bool) -> tuple[Column, ...]:
    """The columns for somebody who may see the forecast or not, with those of the previous one where there is any."""
    return tuple(
        column
        for column in COLUMNS
        if (forecast or not column.is_forecast) and (previous or column.key not in (PREVIOUS, CHANGE))
    )


def heads(columns: Iterable[Column], period: Period) -> tuple[Head, ...]:
    """The headings of the columns."""
    return tuple(Head(column.head(period), bar=column.key == VARIANCE) for column in columns)


def values(
    columns: Iterable[Column], measure: str, unit: str, figures: Mapping[Address, Figure], period: Period,
    previous: Mapping[str, Decimal],
) -> tuple[Decimal | None, ...]:  # fmt: skip
    """The values of a line of a unit in kronor; `previous` is the previous forecast by line."""
    found = []
    for column in columns:
        address = column.address(measure, unit, period)
        if address is not None:
            figure = figures.get(address)
            found.append(figure.value if figure else None)
        elif column.key == PREVIOUS:
            found.append(previous.get(measure))
        else:
            now = figures.get(Address(measure, Scope(unit), period.full_year, Scenario.FORECAST))
            before = previous.get(measure)
            found.append(now.value - before if now and before is not None else None)
    return tuple(found)


def variance_bars(
    columns: tuple[Column, ...], rows: Iterable[tuple[Decimal | None, ...]]
) -> tuple[Bar | None, ...]:
    """The bar of each row's variance."""
    place = next((number for number, column in enumerate(columns) if column.key == VARIANCE), None)
    return bars(row[place] if place is not None else None for row in rows)


def cells(
    columns: Iterable[Column], row: Iterable[Decimal | None], asked: Asked, href: str = ""
) -> tuple[Cell, ...]:
    """The printed cells; `href` is the address that they lead to, to which the column is added."""
    joint = "&" if "?" in href else "?"
    return tuple(
        Cell(
            asked.money(value),
            f"{href}{joint}kolumn={column.key}" if href and value is not None else "",
            column.key == asked.column,
        )
        for column, value in zip(columns, row, strict=True)
    )
