"""What the pages beside a forecast show: pasted rows, and its versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.money import ZERO, Money
from utfall.domain.reporting import Deed, State
from utfall.locale import mark as _
from utfall.records.finance.actions.forecast import LOADED
from utfall.records.finance.models import ForecastVersion
from utfall.records.finance.queries.forecast import Standing
from utfall.records.finance.queries.forecast_around import Around
from utfall.web.finance.forecasting import Place
from utfall.web.finance.pages.forecast_rows import Printing
from utfall.web.finance.pasted import Pasted
from utfall.web.reporting.wording import moment

_DEEDS = {
    Deed.SAVE: _("sparade"),
    Deed.SUBMIT: _("skickade för godkännande"),
    Deed.WITHDRAW: _("tog tillbaka"),
    Deed.RETURN: _("återlämnade"),
    Deed.APPROVE: _("godkände"),
}


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row that was understood: its number, its name, what stands now and what it becomes."""

    row: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PastePage:
    """The page where rows are pasted; `rows` and `faults` are empty until something was."""

    title: str
    committee: str
    round: str
    trail: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    scale: str
    rows: tuple[PastedRow, ...]
    faults: tuple[str, ...]
    looked: bool
    back: str
    action: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version: who did what when, what changed in it, and what was said."""

    number: int
    what: str
    when: str
    state: str
    comment: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version, the last first."""

    title: str
    committee: str
    round: str
    trail: tuple[tuple[str, str], ...]
    scale: str
    rows: tuple[VersionRow, ...]


def paste(place: Place, held: Standing, labels: Mapping[str, str], rows: Pasted | None) -> PastePage:
    """The page with what was understood of the rows."""
    printing = Printing(place.shown_in, place.decimals)
    now = {cell.account: cell.said for line in held.lines for cell in line.cells}
    known = tuple(labels)
    return PastePage(
        title=gettext(_("Klistra in prognos")),
        committee=place.authority.name,
        round=place.round.name,
        trail=_trail(place),
        names=tuple(labels[account] for account in known),
        scale=place.scale,
        rows=tuple(
            PastedRow(row.row, row.name, printing.money(_sum(now[account] for account in row.cells)), printing.money(row.amount))
            for row in (rows.rows if rows else ())
        ),
        faults=tuple(
            gettext(_("Rad %(row)s, kolumn %(column)s: %(why)s")) % {"row": one.row, "column": one.column, "why": _why(one.text, one.why)}
            for one in (rows.faults if rows else ())
        ),
        looked=rows is not None,
        back=place.href(),
        action=place.href("forecast_paste"),
    )  # fmt: skip


def versions(place: Place, found: Around, held: Standing, labels: Mapping[str, str]) -> VersionsPage:
    """Every version with what changed since the one before."""
    printing = Printing(place.shown_in, place.decimals)
    rows: list[VersionRow] = []
    before: Mapping[str, int] = {}
    stored = ForecastVersion.objects.filter(forecast=held.record).select_related("by") if held.record else ()
    for one in sorted(stored, key=lambda each: each.number):
        rows.append(_version(one, before, labels, found, printing, place))
        before = one.cells
    return VersionsPage(
        title=gettext(_("Prognosens historik")), committee=place.authority.name, round=place.round.name,
        trail=_trail(place), scale=place.scale, rows=tuple(reversed(rows)),
    )  # fmt: skip


def _version(
    one: ForecastVersion, before: Mapping[str, int], labels: Mapping[str, str], found: Around, printing: Printing,
    place: Place,
) -> VersionRow:  # fmt: skip
    changed = [key for key in one.cells.keys() | before.keys() if one.cells.get(key) != before.get(key)]
    loaded = one.by is None and one.comment == LOADED
    what = gettext(_("Inläst ur fil")) if loaded else f"{one.by or ''} {gettext(_DEEDS[Deed(one.deed)])}"
    return VersionRow(
        number=one.number,
        what=what.strip(),
        when=moment(one.at, today=place.who.actor.today),
        state=State(one.state).word,
        comment="" if loaded else one.comment,
        changes=tuple(
            (_name(key, labels, found), printing.money(_amount(before.get(key))), printing.money(_amount(one.cells.get(key))))
            for key in sorted(changed)
        ),
    )  # fmt: skip


def _name(account: str, labels: Mapping[str, str], found: Around) -> str:
    line = found.form.line_of(account)
    return labels.get(account) or found.groups.name(account) or (found.form[line].name if line else account)


def _amount(öre: int | None) -> Money | None:
    return None if öre is None else Money(öre)


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    known = [one for one in amounts if one is not None]
    return sum(known, ZERO) if known else None


def _why(text: str, why: str) -> str:
    return f"”{text}”. {why}" if text and text not in why else why


def _trail(place: Place) -> tuple[tuple[str, str], ...]:
    return ((gettext(_("Prognos: %(unit)s")) % {"unit": place.unit.name}, place.href()),)
