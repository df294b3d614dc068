"""The tables of indicators as workbooks: the same rows as on the page, with numbers as numbers and the unit beside."""

from django.utils.translation import gettext

from utfall.domain.numerals import Numeral
from utfall.domain.swedish import read_number
from utfall.locale import mark as _
from utfall.web.indicators.pages.comparison import Compared
from utfall.web.indicators.pages.indicator import IndicatorPage
from utfall.web.indicators.pages.listing import IndicatorsPage
from utfall.web.shell.workbook import Cell, Column, Number, Sheet

_PARTED = " / "


def _columns(*words: tuple[str, bool]) -> tuple[Column, ...]:
    return tuple(Column(gettext(word), number=number) for word, number in words)


def indicators(page: IndicatorsPage) -> Sheet:
    """The indicators that the list shows, with where each stands."""
    return Sheet(
        name=f"indikatorer-{page.code}",
        caption=page.title,
        about=tuple(filter(None, (page.committee, page.query and f"{gettext(_('Sökning'))}: {page.query}"))),
        columns=_columns(
            (_("Indikator"), False), (_("Utfall"), True), (_("Måttenhet"), False), (_("Period"), False),
            (_("Trend"), False), (_("Mål"), False), (_("Läge"), False),
        ),
        rows=tuple(
            (
                row.title, *_measured(row.value), row.period, gettext(row.trend) if row.trend else "", row.target,
                gettext(row.status),
            )
            for row in page.rows
        ),
    )  # fmt: skip


def indicator(page: IndicatorPage, number: int) -> Sheet:
    """The values of one indicator in the cut that the page shows."""
    name = f"indikator-{number}"
    about = tuple(
        filter(None, (page.committee, _aim(page), *(f"{word}: {value}" for word, value in page.facts)))
    )
    if page.compared is not None:
        return _compared(page.compared, name, page.title, about)
    parted = bool(page.cut)
    return Sheet(
        name=name,
        caption=page.title,
        about=about,
        columns=_columns(
            *(((_("Enhet") if page.cut == "enhet" else _("Gäller"), False),) if parted else ()),
            (_("Period"), False), (_("Utfall"), True), (_("Måttenhet"), False), (_("Täljare"), True),
            (_("Nämnare"), True), (_("Svar"), True), (_("Källa"), False),
        ),
        rows=tuple(
            (*((row.name,) if parted else ()), row.period, *_measured(row.value), *_parts(row.parts), row.answers or None,
             row.source)
            for row in page.rows
        ),
    )  # fmt: skip


def _aim(page: IndicatorPage) -> str:
    return f"{gettext(_('Mål'))} {page.target}" if page.target else ""


def _compared(found: Compared, name: str, title: str, about: tuple[str, ...]) -> Sheet:
    return Sheet(
        name=name,
        caption=title,
        about=(*about, *filter(None, (found.group, found.source))),
        columns=(Column(gettext(_("Kommun"))), *(Column(year, number=True) for year in found.years)),
        rows=tuple((row.name, *row.values) for row in found.rows),
    )


def _measured(printed: str) -> tuple[Cell, Cell]:
    """The number, and its unit in a cell of its own; a dash where there is no number."""
    found = read_number(printed)
    if not isinstance(found, Numeral):
        return printed, ""
    return Number(found.value, found.decimals), found.unit.symbol if found.unit else ""


def _parts(printed: str) -> tuple[Cell, Cell]:
    above, _sign, below = printed.partition(_PARTED)
    return above or None, below or None
