"""What the page of a statement shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import carried
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import LineKind, ReportLine
from utfall.locale import mark as _
from utfall.records.finance.queries import sums
from utfall.records.finance.queries.books import Books
from utfall.web.finance.asked import CLASSES, Asked, short
from utfall.web.finance.finding import Place
from utfall.web.finance.pages import cells
from utfall.web.finance.pages.frame import Frame, children, frame, href

ROUNDED = _("Summor är avrundade var för sig och kan därför avvika från summan av de tryckta beloppen.")
NO_FORECAST = _("Prognosen visas för chefer och controller i {committee}.")


@dataclass(frozen=True, slots=True)
class Carried:
    """A result carried over into the year by a unit below."""

    unit: str
    name: str
    origin: str
    decided_by: str
    amount: str
    share: str


@dataclass(frozen=True, slots=True)
class Volume:
    """A measure beside money: what it counts, and its outcome, budget and forecast as printed."""

    name: str
    unit: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The statement of one unit."""

    frame: Frame
    title: str
    committee: str
    caption: str
    sign: str
    heads: tuple[cells.Head, ...]
    rows: tuple[cells.Row, ...]
    carried: tuple[Carried, ...] = ()
    adjusted: tuple[str, ...] = ()
    volumes: tuple[Volume, ...] = ()
    volume_heads: tuple[str, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a statement before they are printed, for the page and for the workbook alike."""

    columns: tuple[cells.Column, ...]
    lines: tuple[ReportLine, ...]
    values: tuple[tuple[Decimal | None, ...], ...]
    figures: Mapping[Address, Figure]


def table(place: Place, books: Books, asked: Asked) -> Table:
    """The lines of the statement with a value in each column that she may see."""
    unit, period = place.unit.code, asked.period
    figures = sums.figures(books, (unit,), period, budget=asked.budget, classes=asked.classes)
    before = previous(books, unit, period) if not asked.classes else {}
    placed = books.form()
    columns = cells.shown(forecast=place.may_see_forecast() is None, previous=bool(before))
    lines = placed.form.lines if placed and figures else ()
    rows = tuple(cells.values(columns, line.key, unit, figures, period, before) for line in lines)
    return Table(columns, lines, rows, figures)


def statement(place: Place, books: Books | None, asked: Asked, *, volumes: Iterable[Figure] = ()) -> StatementPage:  # fmt: skip
    """The page; `volumes` are the measured values of what is counted beside money."""
    held = table(place, books, asked) if books else None
    about = frame(place, books, asked, current="statement", notes=_notes(place, held))
    if books is None or held is None or not held.lines:
        return StatementPage(about, place.unit.name, place.authority.name, "", "", (), (), empty=True)
    unit, period = place.unit.code, asked.period
    bars = cells.variance_bars(held.columns, held.values)
    rows = tuple(
        cells.Row(
            line.name,
            href("units", unit, asked, rad=line.key),
            cells.cells(held.columns, values, asked, href("units", unit, asked, rad=line.key)),
            bar,
            kind_of(line),
        )
        for line, values, bar in zip(held.lines, held.values, bars, strict=True)
    )
    word = gettext(CLASSES[asked.classes_key][0]).lower()
    forecast = any(column.is_forecast for column in held.columns)
    return StatementPage(
        frame=about,
        title=place.unit.name,
        committee=place.authority.name,
        caption=gettext(_("Resultaträkning, {classes}, {period}")).format(classes=word, period=period.label),
        sign=gettext(_("Intäkter är plus och kostnader minus. Plus är bättre än budget.")),
        heads=cells.heads(held.columns, period),
        rows=rows,
        carried=tuple(_carried(books, unit, asked)),
        adjusted=_adjusted(unit, asked, held.figures),
        volumes=tuple(_volumes(books, tuple(volumes), period, forecast=forecast)),
        volume_heads=_volume_heads(period, forecast=forecast),
        segments=_segments(books, unit, asked),
    )


def previous(books: Books, unit: str, period: Period) -> dict[str, Decimal]:
    """The previous full-year forecast by line, in kronor."""
    return {line: Decimal(öre) / 100 for line, öre in sums.previous(books, unit, period).items()}


def kind_of(line: ReportLine) -> str:
    """How a row of the line looks: a sum, a result or neither."""
    match line.kind:
        case LineKind.SUBTOTAL:
            return "subtotal"
        case LineKind.RESULT:
            return "total"
        case _:
            return ""


def _notes(place: Place, held: Table | None) -> tuple[str, ...]:
    notes = [gettext(ROUNDED)]
    if held is not None and not any(column.is_forecast for column in held.columns):
        notes.append(gettext(NO_FORECAST).format(committee=place.authority.name))
    return tuple(notes)


def _carried(books: Books, unit: str, asked: Asked) -> Iterable[Carried]:
    below, treatment = books.below(unit), books.rules.settings.treatment
    for item in books.beside.carried_over:
        if item.unit in below and item.year == asked.period.end_year:
            share = carried((item,), period=asked.period, treatment=treatment)
            decided = gettext(_("Preliminärt")) if item.preliminary else item.decided_by
            name = books.organisation[item.unit].name
            yield Carried(
                name,
                item.name,
                str(item.origin_year),
                decided,
                asked.öre(item.amount.öre),
                asked.öre(share.öre),
            )


def _adjusted(unit: str, asked: Asked, figures: Mapping[Address, Figure]) -> tuple[str, ...]:
    """The result less what the comparability items changed since last year, as a sum that can be followed."""
    scope, period = Scope(unit), asked.period
    result = figures.get(Address("resultat.exkl", scope, period, Scenario.OUTCOME))
    change = figures.get(Address("jamforelsestorande", scope, period, Scenario.VARIANCE, (("mot", "fg"),)))
    adjusted = figures.get(Address("resultat.justerat", scope, period, Scenario.OUTCOME))
    if result is None or change is None or adjusted is None:
        return ()
    return (change.name, asked.money(result.value), asked.money(change.value), asked.money(adjusted.value))


def _segments(books: Books, unit: str, asked: Asked) -> tuple[tuple[str, str], ...]:
    """The segments directly below the unit."""
    return tuple(
        (below.name, href("statement", below.code, asked.plain()))
        for below in children(books, unit)
        if below.kind is UnitKind.SEGMENT
    )


def _volume_heads(period: Period, *, forecast: bool) -> tuple[str, ...]:
    heads = [
        gettext(_("Utfall {period}")).format(period=short(when)) for when in (period.year_before, period)
    ]
    heads += [gettext(_("Budget {period}")).format(period=short(when)) for when in (period, period.full_year)]
    heads += [gettext(_("Prognos {period}")).format(period=short(period.full_year))] if forecast else []
    return tuple(heads)


def _volumes(books: Books, found: tuple[Figure, ...], period: Period, *, forecast: bool) -> Iterable[Volume]:
    """A row for each measure of the settings that the unit has any value of."""
    by_key = {(one.address.measure, one.period, one.scenario): one for one in found}
    wanted = [
        (period.year_before, Scenario.OUTCOME), (period, Scenario.OUTCOME), (period, Scenario.BUDGET),
        (period.full_year, Scenario.BUDGET), *([(period.full_year, Scenario.FORECAST)] if forecast else []),
    ]  # fmt: skip
    for measure in books.rules.settings.volumes:
        held = [by_key.get((measure, when, scenario)) for when, scenario in wanted]
        known = next((one for one in held if one is not None), None)
        if known is not None:
            printed = tuple(
                swedish.number(one.value, one.decimals) if one is not None else swedish.NO_VALUE
                for one in held
            )
            yield Volume(known.name, known.unit.symbol, printed)
