"""A declared form as a table: its lines, or the units of one line, with columns that are formulas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.formula import Formula
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Column, FormColumn, StatementForm
from utfall.domain.unit import KR
from utfall.integrations.folder.settings import PlacedForm
from utfall.locale import mark as _
from utfall.records.finance.queries import sums
from utfall.records.finance.queries.books import Books
from utfall.web.finance.asked import Asked
from utfall.web.finance.finding import Place
from utfall.web.finance.pages import cells
from utfall.web.finance.pages.frame import children, figure_at, frame, href, period_resolver, reference_of
from utfall.web.finance.pages.opened import OpenedPage
from utfall.web.finance.pages.statement import NO_FORECAST, kind_of

_USUAL = (
    (_("Utfall föregående år"), "utfall(~fg)", ""), (_("Utfall"), "utfall(~)", ""), (_("Budget"), "budget(~)", ""),
    (_("Avvikelse mot budget"), "utfall(~) - budget(~)", ""), (_("Budget helår"), "budget(~helar)", ""),
    (_("Prognos helår"), "prognos(~helar)", ""), (_("Avvikelse prognos"), "prognos(~helar) - budget(~helar)", ""),
)  # fmt: skip
"""The columns of a form that declares none."""
TURNED = _("Kostnader är plus. En avvikelse med plus är bättre: lägre kostnad än budget eller än året före.")
SIGN = _("Intäkter är plus och kostnader minus. En avvikelse med plus är bättre.")


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row before it is printed: its words, where they lead, its line and unit, and its values."""

    title: str
    href: str
    kind: str
    values: tuple[Decimal | None, ...]


def form(place: Place, books: Books, asked: Asked, placed: PlacedForm) -> OpenedPage:
    """The lines of the form for the unit, or with a line in the address the units below with that line."""
    unit, period = place.unit.code, asked.period
    forecast = place.may_see_forecast() is None
    columns = tuple(column for column in columns_of(placed) if forecast or not _is_forecast(column))
    by_line = {line.key: line for line in placed.form.lines}
    line = by_line.get(asked.line)
    below = children(books, unit) if line is not None else ()
    codes = (unit, *(each.code for each in below))
    figures = sums.figures(
        books, codes, period, form=placed.form.code, budget=asked.budget, classes=asked.classes
    )
    look = _looking(books, placed.form, asked, figures)
    address = reverse("finance:form", args=(unit, asked.month, placed.form.code))
    if line is None:
        rows = [
            _Filled(one.name, address + asked.query(rad=one.key, form="", kolumn=""), kind_of(one),
                    _values(columns, one.key, unit, placed, asked, look))
            for one in placed.form.lines
        ]  # fmt: skip
    else:
        rows = [
            _Filled(each.name, reverse("finance:form", args=(each.code, asked.month, placed.form.code)) + asked.query(form=""),
                    "", _values(columns, line.key, each.code, placed, asked, look))
            for each in below
        ]  # fmt: skip
        own = _values(columns, line.key, unit, placed, asked, look)
        rows.append(_Filled(gettext(_("Summa {unit}")).format(unit=place.unit.name), "", "total", own))
    chosen = (
        columns[int(asked.column)] if asked.column.isdigit() and int(asked.column) < len(columns) else None
    )
    stored = (
        chosen.address(asked.line, Scope(unit), period=period_resolver(period)) if chosen and line else None
    )
    title = placed.form.name if line is None else f"{placed.form.name}: {line.name}"
    between = ((place.unit.name, href("statement", unit, asked.plain())),)
    return OpenedPage(
        frame=frame(
            place, books, asked, current="form", title=title,
            trail=between if line is None else (*between, (placed.form.name, address + asked.query(rad="", kolumn="", form=""))),
            reference=reference_of(figure_at(figures, stored), asked),
            notes=() if forecast else (gettext(NO_FORECAST).format(committee=place.authority.name),),
        ),
        title=f"{title}, {place.unit.name}" if line else f"{title}: {place.unit.name}",
        committee=place.authority.name,
        caption=f"{title}, {period.label}",
        sign=gettext(TURNED if placed.turned else SIGN),
        row_head=gettext(_("Ansvar") if line else _("Rad")),
        heads=tuple(cells.Head(gettext(column.name)) for column in columns),
        rows=tuple(_row(columns, row, asked) for row in rows),
    )  # fmt: skip


def columns_of(placed: PlacedForm) -> tuple[FormColumn, ...]:
    """The form's own columns, or the usual ones."""
    return placed.columns or tuple(
        FormColumn(name, Formula.parse(formula), Formula.parse(against) if against else None)
        for name, formula, against in _USUAL
    )


def _is_forecast(column: FormColumn) -> bool:
    terms = (*column.formula.terms, *(column.against.terms if column.against else ()))
    return any(term.scenario in (Scenario.FORECAST, Scenario.FORECAST_VARIANCE) for term in terms)


def _looking(
    books: Books, form: StatementForm, asked: Asked, figures: Mapping[Address, Figure]
) -> Callable[[Address], Figure | None]:
    """The figure at an address: as the statement has it, or else reckoned for other months from the monthly sums."""
    held = sums.sums(books, form.code, budget=asked.budget)

    def look(address: Address) -> Figure | None:
        if address in figures or held is None or address.cuts:
            return figures.get(address)
        classes = asked.classes or form.project_classes
        column = Column(address.scenario, address.period)
        if not held.is_known(column, classes):
            return None
        amounts = held.amounts(address.scope.code, column, classes)
        öre = sums.whole(books, form, address.scope.code, amounts, column)[address.measure]
        return Figure(address, Decimal(öre) / 100, KR, 2, Source("härledd"))

    return look


def _values(
    columns: tuple[FormColumn, ...], line: str, unit: str, placed: PlacedForm, asked: Asked,
    look: Callable[[Address], Figure | None],
) -> tuple[Decimal | None, ...]:  # fmt: skip
    found = []
    for column in columns:
        value = column.value(line, Scope(unit), period=period_resolver(asked.period), figure=look)
        turned = placed.turned and not column.is_difference and column.against is None
        found.append(-value if turned and value is not None else value)
    return tuple(found)


def _row(columns: tuple[FormColumn, ...], row: _Filled, asked: Asked) -> cells.Row:
    printed = []
    for place, (column, value) in enumerate(zip(columns, row.values, strict=True)):
        words = asked.money(value) if column.unit == KR else _percent(value)
        to = (
            f"{row.href}{'&' if '?' in row.href else '?'}kolumn={place}"
            if row.href and value is not None
            else ""
        )
        printed.append(cells.Cell(words, to))
    return cells.Row(row.title, row.href, tuple(printed), None, row.kind)


def _percent(value: Decimal | None) -> str:
    return swedish.NO_VALUE if value is None else swedish.number(value, 1)
