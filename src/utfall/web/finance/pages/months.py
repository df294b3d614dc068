"""A line month by month, and as rolling twelve months: two drawings, each with its table."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.period import MONTHS, Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Column, ReportLine
from utfall.locale import mark as _
from utfall.records.finance.queries import sums
from utfall.records.finance.queries.books import Books
from utfall.web.finance.asked import Asked
from utfall.web.finance.finding import Place
from utfall.web.finance.pages.frame import Frame, frame, href
from utfall.web.finance.pages.opened import lines_of
from utfall.web.shell import drawing

_BACK = 12


@dataclass(frozen=True, slots=True)
class MonthsPage:
    """One line of one unit over time."""

    frame: Frame
    title: str
    committee: str
    monthly: drawing.Line
    rolling: drawing.Line | None
    lines: tuple[tuple[str, str, bool], ...]
    sign: str


def months(place: Place, books: Books, asked: Asked, line: ReportLine) -> MonthsPage:
    """The page: each month of the year with its budget, and the last twelve rolling years."""
    unit, last = place.unit.code, asked.period.last
    monthly = [
        _point(books, asked, unit, line, Period(month, month)) for month in range(last // 12 * 12, last + 1)
    ]
    rolling = [
        _point(books, asked, unit, line, Period(month - 11, month, rolling=True), budget=False)
        for month in range(last - _BACK + 1, last + 1)
    ]
    known = [point for point in rolling if point.value is not None]
    return MonthsPage(
        frame=frame(place, books, asked, current="months", title=line.name,
                    trail=((place.unit.name, href("statement", unit, asked.plain())),)),
        title=f"{line.name}: {place.unit.name}",
        committee=place.authority.name,
        monthly=drawing.line(
            monthly, title=_monthly_title(line, monthly, asked), time_word=gettext(_("Månad")),
            value_word=gettext(_("Utfall")), target_label=gettext(_("Budget")),
        ),
        rolling=drawing.line(
            known, title=_rolling_title(line, known, asked), time_word=gettext(_("Tolv månader till och med")),
            value_word=gettext(_("Utfall")),
        ) if len(known) > 1 else None,
        lines=lines_of(books, asked, line),
        sign=gettext(_("Intäkter är plus och kostnader minus.")),
    )  # fmt: skip


def _point(
    books: Books, asked: Asked, unit: str, line: ReportLine, period: Period, *, budget: bool = True
) -> drawing.Point:
    outcome = _amount(books, asked, unit, line, Column(Scenario.OUTCOME, period))
    planned = _amount(books, asked, unit, line, Column(Scenario.BUDGET, period)) if budget else None
    word = MONTHS[period.last % 12][:3]
    return drawing.Point(
        time=f"{word} {period.end_year % 100:02}" if period.rolling else word,
        printed=asked.money(outcome) if outcome is not None else "",
        value=outcome,
        target=planned,
        target_printed=asked.money(planned) if planned is not None else "",
    )


def _amount(books: Books, asked: Asked, unit: str, line: ReportLine, column: Column) -> Decimal | None:
    """The line in kronor; None where the ledger does not have all the months of the column."""
    held, placed = sums.sums(books, asked.form, budget=asked.budget), books.form(asked.form)
    if held is None or placed is None:
        return None
    classes = asked.classes or placed.form.project_classes
    each = column.period.each_month()
    if not all(held.is_known(Column(column.scenario, month), classes) for month in each):
        return None
    amounts = held.amounts(unit, column, classes)
    return Decimal(sums.whole(books, placed.form, unit, amounts, column)[line.key]) / 100


def _monthly_title(line: ReportLine, points: list[drawing.Point], asked: Asked) -> str:
    last = points[-1]
    if last.value is None:
        return gettext(_("{line} månad för månad, {unit}")).format(line=line.name, unit=asked.scale)
    if last.target is None:
        return gettext(_("{line} i {month}: {value} {unit}")).format(
            line=line.name, month=last.time, value=last.printed, unit=asked.scale
        )
    return gettext(_("{line} i {month}: {value} {unit} mot budget {budget}")).format(
        line=line.name, month=last.time, value=last.printed, unit=asked.scale, budget=last.target_printed
    )


def _rolling_title(line: ReportLine, points: list[drawing.Point], asked: Asked) -> str:
    if not points:
        return ""
    return gettext(_("{line}, rullande tolv månader: från {first} till {last} {unit}")).format(
        line=line.name, first=points[0].printed or swedish.NO_VALUE, last=points[-1].printed, unit=asked.scale
    )
