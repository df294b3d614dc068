"""Index assumptions of a year, and what cost lines owe to price and to volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import assumed_price_effect, price_and_volume
from utfall.domain.money import Money
from utfall.domain.numerals import NBSP
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.locale import mark as _
from utfall.records.finance.models import IndexAssumption, VolumeLine
from utfall.web.finance.asked import short
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.workbook import Column, Sheet

SIGN = _("En effekt med minus är en högre kostnad.")
NO_VOLUME = _("Volym eller kostnad saknas för %(name)s, så den kan inte delas.")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An assumption of the budget."""

    name: str
    href: str
    percent: str
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A cost line parted: volumes and prices of two periods, the change and what it owes to each."""

    name: str
    unit: str
    volumes: tuple[str, str]
    prices: tuple[str, str]
    change: str
    volume: str
    price: str
    assumed: str
    remove: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The assumptions of an authority's budget, and its costs by price and volume."""

    title: str
    around: Around
    columns: tuple[str, str]
    period: str
    sign: str
    rows: tuple[IndexRow, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    add: str
    add_line: str


def index(
    found: Yearly, rows: tuple[IndexAssumption, ...], lines: tuple[VolumeLine, ...],
    costs: Mapping[Address, Figure], volumes: Mapping[Address, Decimal],
) -> IndexPage:  # fmt: skip
    """The page; a line without cost or volume in both periods is told in a note."""
    place, may = (found.unit.code, found.year), found.may_write()
    indices = {row.measure: Decimal(row.percent) for row in rows}
    parts = [(line, _part(found, line, indices, costs, volumes)) for line in lines]
    return IndexPage(
        title=gettext(_("Index, pris och volym %(year)s")) % {"year": found.year},
        around=around(found, "finance:index", "index"),
        columns=(str(found.year - 1), str(found.year)),
        period=short(found.period),
        sign=gettext(SIGN),
        rows=tuple(_row(found, row, may=may) for row in rows),
        parts=tuple(part for _line, part in parts if part is not None),
        notes=tuple(gettext(NO_VOLUME) % {"name": line.name} for line, part in parts if part is None),
        add=reverse("finance:add_index", args=place) if may else "",
        add_line=reverse("finance:add_volume", args=place) if may else "",
    )


def _row(found: Yearly, row: IndexAssumption, *, may: bool) -> IndexRow:
    percent = Decimal(row.percent)
    href = reverse("finance:index_one", args=(found.unit.code, found.year, row.pk)) if may else ""
    return IndexRow(row.name, href, f"{swedish.number(percent, _places(percent))}{NBSP}%", row.source)


def _part(
    found: Yearly, line: VolumeLine, indices: Mapping[str, Decimal], costs: Mapping[Address, Figure],
    volumes: Mapping[Address, Decimal],
) -> Part | None:  # fmt: skip
    periods = (found.period.year_before, found.period)
    known = [(_cost(line, when, costs), volumes.get(volume_address(line, when))) for when in periods]
    (before, first), (after, second) = known
    if before is None or after is None or not first or not second:
        return None
    parts = price_and_volume(before, after, volume_before=first, volume_after=second)
    percent = indices.get(line.cost)
    assumed = (
        None
        if percent is None
        else assumed_price_effect(before, volume_before=first, volume_after=second, percent=percent)
    )
    return Part(
        name=line.name,
        unit=line.unit.name,
        volumes=(swedish.number(first, 0), swedish.number(second, 0)),
        prices=(_price(before, first), _price(after, second)),
        change=found.money(parts.change),
        volume=found.money(parts.volume),
        price=found.money(parts.price),
        assumed=found.money(assumed),
        remove=reverse("finance:remove_volume", args=(found.unit.code, found.year, line.pk))
        if found.may_write()
        else "",
    )


def cost_address(line: VolumeLine, period: Period) -> Address:
    """The figure of the cost in the period."""
    return Address(line.cost, Scope(line.unit.code), period, Scenario.OUTCOME)


def volume_address(line: VolumeLine, period: Period) -> Address:
    """The figure of the volume in the period."""
    return Address(line.volume, Scope(line.unit.code), period, Scenario.OUTCOME)


def _cost(line: VolumeLine, period: Period, costs: Mapping[Address, Figure]) -> Money | None:
    figure = costs.get(cost_address(line, period))
    return None if figure is None else Money.of(figure.value, KR)


def _price(cost: Money, volume: Decimal) -> str:
    """What one costs, as a cost without its minus."""
    return swedish.number(-cost.kr / volume, 2)


def _places(number: Decimal) -> int:
    return max(1, -int(number.as_tuple().exponent))


def sheets(page: IndexPage, code: str, year: int) -> Iterator[Sheet]:
    """The assumptions and the effects, each on a sheet of its own."""
    yield Sheet(
        name=f"index-{code}-{year}",
        caption=gettext(_("Index som budgeten räknar med")),
        about=(page.around.unit,),
        columns=(Column(gettext(_("Kostnadsslag"))), Column(gettext(_("Index")), number=True), Column(gettext(_("Meddelat av")))),
        rows=tuple((row.name, row.percent.replace(f"{NBSP}%", ""), row.source) for row in page.rows),
    )  # fmt: skip
    words = (
        _("Förändring"), _("Volymeffekt"), _("Priseffekt"), _("Priseffekt enligt index"),
    )  # fmt: skip
    yield Sheet(
        name=f"pris-och-volym-{code}-{year}",
        caption=f"{gettext(_('Pris och volym'))}, {page.period}, {page.around.scale}",
        about=(page.around.unit, page.sign),
        columns=(
            Column(gettext(_("Kostnad"))), Column(gettext(_("Enhet"))),
            *(Column(f"{gettext(_('Volym'))} {word}", number=True) for word in page.columns),
            *(Column(f"{gettext(_('Pris, kr'))} {word}", number=True) for word in page.columns),
            *(Column(gettext(word), number=True) for word in words),
        ),
        rows=tuple(
            (part.name, part.unit, *part.volumes, *part.prices, part.change, part.volume, part.price, part.assumed)
            for part in page.parts
        ),
    )  # fmt: skip
