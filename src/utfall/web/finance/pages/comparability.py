"""Items that make years hard to compare, and the result reckoned anew without their change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import ComparabilityItem
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement.figures import ADJUSTED, AGAINST_LAST_YEAR, COMPARABILITY
from utfall.domain.unit import KR
from utfall.locale import mark as _
from utfall.records.finance.models import ComparabilityItem as ItemRow
from utfall.web.finance.asked import short
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.workbook import Column, Sheet

SIGN = _("Plus förbättrar resultatet.")


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its amounts: this period, the same months before, the change, and a usual year."""

    name: str
    href: str
    unit: str
    source: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparabilityPage:
    """The items of a unit and those below it, with the result without them."""

    title: str
    around: Around
    caption: str
    sign: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    reckoning: tuple[tuple[str, str, bool], ...]
    """Words, amounts, and whether it is what comes out."""
    add: str


def comparability(
    found: Yearly, rows: tuple[ItemRow, ...], values: Mapping[str, ComparabilityItem],
    figures: Mapping[Address, Figure],
) -> ComparabilityPage:  # fmt: skip
    """The page; `values` are the items with their amounts in the period and the year before, by code."""
    period = found.period
    return ComparabilityPage(
        title=gettext(_("Jämförelsestörande poster %(year)s")) % {"year": found.year},
        around=around(found, "finance:comparability", "comparability"),
        caption=gettext(_("Jämförelsestörande poster")),
        sign=gettext(SIGN),
        columns=(
            short(period),
            short(period.year_before),
            gettext(_("Förändring")),
            gettext(_("Ett vanligt helår")),
        ),
        rows=tuple(_row(found, row, values[row.code], period) for row in rows if row.code in values),
        reckoning=tuple(_reckoning(found, figures)),
        add=reverse("finance:add_comparability", args=(found.unit.code, found.year))
        if found.may_write()
        else "",
    )


def _row(found: Yearly, row: ItemRow, value: ComparabilityItem, period: Period) -> Row:
    may = found.may_write(row.unit)
    sources = dict.fromkeys(one.source for one in row.amounts.all())
    accounts = ", ".join(f"{prefix}*" for prefix in row.accounts)
    amounts = (value.amount(period), value.amount(period.year_before), value.change(period), value.normal)
    return Row(
        name=row.name,
        href=reverse("finance:comparability_one", args=(found.unit.code, found.year, row.pk)) if may else "",
        unit=row.unit.name,
        source=gettext(_("Huvudboken, konto %(accounts)s")) % {"accounts": accounts}
        if accounts
        else ", ".join(sources),
        amounts=tuple(found.money(amount) for amount in amounts),
    )


def _reckoning(found: Yearly, figures: Mapping[Address, Figure]) -> Iterator[tuple[str, str, bool]]:
    """The result − (this year − the year before) = the adjusted result, with the figures that the report has."""
    scope, period = Scope(found.unit.code), found.period
    adjusted = figures.get(Address(ADJUSTED, scope, period, Scenario.OUTCOME))
    result = figures.get(Address("resultat.exkl", scope, period, Scenario.OUTCOME))
    change = figures.get(Address(COMPARABILITY, scope, period, Scenario.VARIANCE, (AGAINST_LAST_YEAR,)))
    if adjusted is None or result is None or change is None:
        return
    words = {"now": short(period), "then": short(period.year_before)}
    yield gettext(_("Resultat exkl. över-/underskott %(now)s")) % words, _printed(found, result), False
    for when, word in (
        (period, _("varav jämförelsestörande %(now)s")),
        (period.year_before, _("varav jämförelsestörande %(then)s")),
    ):
        part = figures.get(Address(COMPARABILITY, scope, when, Scenario.OUTCOME))
        if part is not None:
            yield gettext(word) % words, _printed(found, part), False
    taken = found.money(-Money.of(change.value, KR))
    yield gettext(_("Förändringen dras av")), taken, False
    yield gettext(_("Resultat utan jämförelsestörande post")), _printed(found, adjusted), True


def _printed(found: Yearly, figure: Figure) -> str:
    return found.money(Money.of(figure.value, KR))


def sheet(page: ComparabilityPage, code: str, year: int) -> Sheet:
    """The items and the reckoning as a workbook."""
    blank = (None,) * (len(page.columns) - 1)
    return Sheet(
        name=f"jamforelsestorande-{code}-{year}",
        caption=f"{page.caption}, {page.around.scale}",
        about=(page.around.unit, page.sign),
        columns=(
            Column(gettext(_("Post"))), Column(gettext(_("Enhet"))), Column(gettext(_("Källa"))),
            *(Column(word, number=True) for word in page.columns),
        ),
        rows=(
            *((row.name, row.unit, row.source, *row.amounts) for row in page.rows),
            *((word, None, None, amount, *blank) for word, amount, _is_result in page.reckoning),
        ),
        totals=1 if page.reckoning else 0,
    )  # fmt: skip
