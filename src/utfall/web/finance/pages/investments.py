"""The investments of a unit: outcome out of the ledger, budget and forecast, with the sums of each class."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import InvestmentClass
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.integrations.folder.finance import DeclaredInvestment
from utfall.locale import mark as _
from utfall.records.finance.declared import investment_value
from utfall.records.finance.models import Investment
from utfall.report.investment_figures import ALL_SUM, COUNCIL_SUM, TO_DATE
from utfall.web.finance.asked import short
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.workbook import Column as SheetColumn
from utfall.web.shell.workbook import Sheet

SIGN = _("Utgifter är minus. En avvikelse med plus är lägre utgift än budget.")
NO_PROJECT = _("Projektbudget visas inte, eftersom ingen investering här har en budget för hela projektet.")
_CLASS_WORDS = {
    InvestmentClass.COUNCIL: _("Anläggningsinvesteringar (kf)"),
    InvestmentClass.COMMITTEE: _("Nämndbeslutade investeringar"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and the figure of an investment that stands in it."""

    word: str
    scenario: Scenario
    to_date: bool
    of_year: bool

    def address(self, measure: str, scope: str, period: Period) -> Address:
        """The address of the figure."""
        when = period.full_year if self.of_year else period
        return Address(measure, Scope(scope), when, self.scenario, (TO_DATE,) if self.to_date else ())


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `look` is "", group, subtotal or total; a group has no cells."""

    name: str
    href: str = ""
    look: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvestmentsPage:
    """The investments of a unit in a year."""

    title: str
    around: Around
    caption: str
    sign: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    add: str


def columns(period: Period) -> tuple[Column, ...]:
    """All columns, in the order of the investment report."""
    year = period.end_year
    words = {"month": short(period), "year": year}
    return (
        Column(gettext(_("Utfall ackumulerat totalt")), Scenario.OUTCOME, to_date=True, of_year=False),
        Column(gettext(_("Total projektbudget")), Scenario.BUDGET, to_date=True, of_year=True),
        Column(
            gettext(_("Prognosavvikelse projekt")), Scenario.FORECAST_VARIANCE, to_date=True, of_year=True
        ),
        Column(gettext(_("Utfall %(month)s")) % words, Scenario.OUTCOME, to_date=False, of_year=False),
        Column(gettext(_("Budget helår %(year)s")) % words, Scenario.BUDGET, to_date=False, of_year=True),
        Column(gettext(_("Årsprognos %(year)s")) % words, Scenario.FORECAST, to_date=False, of_year=True),
        Column(
            gettext(_("Avvikelse prognos helår")), Scenario.FORECAST_VARIANCE, to_date=False, of_year=True
        ),
    )


def investments(
    found: Yearly, rows: tuple[Investment, ...], figures: Mapping[Address, Figure]
) -> InvestmentsPage:
    """The page; columns in which no investment has anything are left out, and a note says why."""
    all_columns = columns(found.period)
    measures = [row.measure for row in rows]
    shown = tuple(
        column
        for column in all_columns
        if any(column.address(each, found.unit.code, found.period) in figures for each in measures)
    )
    hidden = len(shown) < len(all_columns) and bool(rows)
    return InvestmentsPage(
        title=gettext(_("Investeringar %(year)s")) % {"year": found.year},
        around=around(found, "finance:investments", "investments"),
        caption=gettext(_("Investeringar, %(period)s")) % {"period": short(found.period)},
        sign=gettext(SIGN),
        columns=tuple(column.word for column in shown),
        rows=tuple(_rows(found, rows, shown, figures)),
        notes=(gettext(NO_PROJECT),) if hidden else (),
        add=reverse("finance:add_investment", args=(found.unit.code, found.year))
        if found.may_write()
        else "",
    )


def _rows(
    found: Yearly, rows: tuple[Investment, ...], shown: tuple[Column, ...], figures: Mapping[Address, Figure]
) -> Iterator[Row]:
    def cells(measure: str) -> tuple[str, ...]:
        addresses = (column.address(measure, found.unit.code, found.period) for column in shown)
        return tuple(_printed(found, figures.get(address)) for address in addresses)

    for kind in InvestmentClass:
        members = [row for row in rows if row.investment_class == kind]
        if not members:
            continue
        yield Row(gettext(_CLASS_WORDS[kind]), look="group")
        for row in members:
            may = found.may_write(row.unit)
            href = reverse("finance:investment", args=(found.unit.code, found.year, row.pk)) if may else ""
            yield Row(row.name, href, "", cells(row.measure))
        if kind is InvestmentClass.COUNCIL:
            yield Row(gettext(_("Summa anläggningsinvesteringar (kf)")), "", "subtotal", cells(COUNCIL_SUM))
    if rows:
        yield Row(gettext(_("Summa investeringsredovisning")), "", "total", cells(ALL_SUM))


def _printed(found: Yearly, figure: Figure | None) -> str:
    return found.money(None if figure is None else Money.of(figure.value, KR))


def declared(rows: tuple[Investment, ...]) -> tuple[DeclaredInvestment, ...]:
    """The investments as figures are made from them."""
    return tuple(investment_value(row) for row in rows)


def sheet(page: InvestmentsPage, code: str, year: int) -> Sheet:
    """The table as a workbook."""
    return Sheet(
        name=f"investeringar-{code}-{year}",
        caption=f"{page.caption}, {page.around.scale}",
        about=(page.around.unit, page.sign, *page.notes),
        columns=(
            SheetColumn(gettext(_("Projekt"))),
            *(SheetColumn(word, number=True) for word in page.columns),
        ),
        rows=tuple((row.name, *(row.cells or (None,) * len(page.columns))) for row in page.rows),
        totals=1 if page.rows else 0,
    )
