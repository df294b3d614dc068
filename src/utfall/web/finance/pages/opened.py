"""What a line consists of, level by level: units, accounts, activities, counterparts, vouchers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain.figure import Address, Figure
from utfall.domain.finance import carried
from utfall.domain.statement import LineKind, ReportLine
from utfall.ledger.questions import Axis
from utfall.locale import mark as _
from utfall.records.finance.queries import detail, sums
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.detail import Amounts, Part
from utfall.web.finance.asked import Asked
from utfall.web.finance.finding import Place
from utfall.web.finance.pages import cells
from utfall.web.finance.pages.frame import Frame, Trail, children, figure_at, frame, href, reference_of
from utfall.web.finance.pages.statement import NO_FORECAST, previous

OWN = _("Direkt på {unit}")
SIGN = _("Intäkter är plus och kostnader minus. Plus är bättre än budget.")
LEDGER_COLUMNS = ("fg", "utfall", "budget", cells.VARIANCE, "helar")
AXES = {
    "ansvar": Axis.ANSVAR,
    "konto": Axis.KONTO,
    "motpart": Axis.MOTPART,
    "leverantor": Axis.COUNTERPART,
    "verifikation": Axis.VOUCHER,
}
"""The parts of a code string by their names in addresses."""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """One level of what a cell consists of."""

    frame: Frame
    title: str
    committee: str
    caption: str
    sign: str
    row_head: str
    heads: tuple[cells.Head, ...]
    rows: tuple[cells.Row, ...]
    lines: tuple[tuple[str, str, bool], ...] = ()
    refused: str = ""
    empty: bool = False


def line_of(books: Books, asked: Asked) -> ReportLine | None:
    """The line that is opened: the one in the address, or the last result."""
    placed = books.form(asked.form)
    if placed is None:
        return None
    by_key = {line.key: line for line in placed.form.lines}
    if asked.line:
        return by_key.get(asked.line)
    return placed.form.lines[-1]


def part_of(books: Books, place: Place, asked: Asked, line: ReportLine) -> Part:
    """The part of the ledger that the cell is made of."""
    placed = books.form(asked.form)
    assert placed is not None
    return Part(
        unit=place.unit.code,
        lines=detail.base_lines(placed.form, line.key),
        classes=asked.classes or placed.form.project_classes,
        period=asked.period,
        form=asked.form,
        budget=asked.budget,
        codes=tuple((AXES[name], value) for name, value in asked.codes),
    )


def units(place: Place, books: Books, asked: Asked, line: ReportLine) -> OpenedPage:
    """The units below with the line; together they are the unit itself.

    A unit leads to the units below it, and each of its figures to its accounts.
    """
    own, period = books.organisation[place.unit.code], asked.period
    below = children(books, own.code)
    codes = (own.code, *(unit.code for unit in below))
    figures = sums.figures(books, codes, period, form=asked.form, budget=asked.budget, classes=asked.classes)
    forecast = place.may_see_forecast() is None
    before = {
        code: previous(books, code, period) if asked.form == "rr" and not asked.classes else {}
        for code in codes
    }
    columns = cells.shown(forecast=forecast, previous=any(before.values()))
    values = {code: cells.values(columns, line.key, code, figures, period, before[code]) for code in codes}
    rest = _rest(values[own.code], [values[unit.code] for unit in below])
    bars = iter(
        cells.variance_bars(columns, [*(values[unit.code] for unit in below), rest, values[own.code]])
    )
    rows = [
        cells.Row(unit.name, _deeper(books, unit.code, asked, line),
                  cells.cells(columns, values[unit.code], asked, href("accounts", unit.code, asked, rad=line.key)), next(bars))
        for unit in below
    ]  # fmt: skip
    accounts = href("accounts", own.code, asked, rad=line.key)
    if own.ansvar or any(rest):
        word = gettext(OWN).format(unit=own.name)
        rows.append(cells.Row(word, accounts, cells.cells(columns, rest, asked), next(bars)))
    else:
        next(bars)
    total = values[own.code]
    sum_word = gettext(_("Summa {unit}")).format(unit=own.name)
    rows.append(
        cells.Row(sum_word, accounts, cells.cells(columns, total, asked, accounts), next(bars), "total")
    )
    chosen = cells.BY_KEY.get(asked.column)
    about = frame(
        place, books, asked, current="units", title=line.name, trail=trail(place, asked),
        reference=reference_of(figure_at(figures, chosen.address(line.key, own.code, period) if chosen else None), asked),
        notes=() if forecast else (gettext(NO_FORECAST).format(committee=place.authority.name),),
    )  # fmt: skip
    return OpenedPage(
        about, f"{line.name}: {own.name}", place.authority.name,
        gettext(_("{line} per ansvar, {period}")).format(line=line.name, period=period.label), gettext(SIGN),
        gettext(_("Ansvar")), cells.heads(columns, period), tuple(rows), lines_of(books, asked, line),
    )  # fmt: skip


def _rest(
    whole: tuple[Decimal | None, ...], parts: list[tuple[Decimal | None, ...]]
) -> tuple[Decimal | None, ...]:
    """What the parts leave over of the whole: what the unit has itself."""
    return tuple(
        None if value is None else value - sum((part[place] or Decimal(0) for part in parts), Decimal(0))
        for place, value in enumerate(whole)
    )


def _deeper(books: Books, unit: str, asked: Asked, line: ReportLine) -> str:
    """To the units below, or to the accounts where there are none."""
    return href("units" if children(books, unit) else "accounts", unit, asked, rad=line.key)


def accounts(place: Place, books: Books, asked: Asked, line: ReportLine, *, refused: str, order: str) -> OpenedPage:  # fmt: skip
    """The accounts of the line; `refused` says why she may not go on to counterparts and vouchers, if she may not."""
    found = detail.accounts(books, part_of(books, place, asked, line))
    names = books.rules.accounts
    rows = [
        (f"{row.key[0]} {names.get(row.key[0], '')}".strip(), row,
         "" if refused else href("counterparts", place.unit.code, asked, rad=line.key, konto=row.key[0]))
        for row in found
    ]  # fmt: skip
    if order == cells.VARIANCE:
        rows.sort(key=lambda row: (row[1].variance, row[0]))
    carried_row = _carried_row(books, place, asked, line)
    return _ledger_page(place, books, asked, line, rows, carried_row, current="accounts",
                        row_head=gettext(_("Konto")), refused=refused, order=order,
                        caption=_("{line} per konto, {period}"))  # fmt: skip


def activities(place: Place, books: Books, asked: Asked, line: ReportLine) -> OpenedPage:
    """The line by verksamhet."""
    found = detail.activities(books, part_of(books, place, asked, line))
    rows = [(row.key[0] or gettext(_("Utan verksamhet")), row, "") for row in found]
    carried_row = _carried_row(books, place, asked, line)
    return _ledger_page(place, books, asked, line, rows, carried_row, current="activities",
                        row_head=gettext(_("Verksamhet")), caption=_("{line} per verksamhet, {period}"))  # fmt: skip


def _ledger_page(
    place: Place, books: Books, asked: Asked, line: ReportLine, rows: list[tuple[str, Amounts, str]],
    carried_row: Amounts | None, *, current: str, row_head: str, caption: str, refused: str = "", order: str = "",
) -> OpenedPage:  # fmt: skip
    columns = tuple(cells.BY_KEY[key] for key in LEDGER_COLUMNS)
    if carried_row is not None:
        rows = [*rows, (gettext(_("Över-/underskott från tidigare år")), carried_row, "")]
    values = [_values(row) for _word, row, _href in rows]
    total = tuple(
        sum((row[place] or Decimal(0) for row in values), Decimal(0)) for place in range(len(columns))
    )
    bars = cells.variance_bars(columns, [*values, total])
    shown = [
        cells.Row(word, to, cells.cells(columns, value, asked, to), bar)
        for (word, _row, to), value, bar in zip(rows, values, bars, strict=False)
    ]
    shown.append(cells.Row(gettext(_("Summa")), "", cells.cells(columns, total, asked), bars[-1], "total"))
    chosen, figures = cells.BY_KEY.get(asked.column), dict[Address, Figure]()
    if chosen is not None:
        figures = sums.figures(books, (place.unit.code,), asked.period, form=asked.form, budget=asked.budget,
                               classes=asked.classes)  # fmt: skip
    may_show = chosen is not None and (not chosen.is_forecast or place.may_see_forecast() is None)
    address = chosen.address(line.key, place.unit.code, asked.period) if chosen and may_show else None
    about = frame(
        place, books, asked, current=current, title=line.name, trail=trail(place, asked, line=line),
        reference=reference_of(figure_at(figures, address), asked),
    )  # fmt: skip
    heads = _sortable(cells.heads(columns, asked.period), asked, order) if current == "accounts" else cells.heads(columns, asked.period)  # fmt: skip
    return OpenedPage(
        about, f"{line.name}: {place.unit.name}", place.authority.name,
        gettext(caption).format(line=line.name, period=asked.period.label), gettext(SIGN), row_head, heads,
        tuple(shown), lines_of(books, asked, line), refused,
    )  # fmt: skip


def _sortable(heads: tuple[cells.Head, ...], asked: Asked, order: str) -> tuple[cells.Head, ...]:
    """The variance is what one sorts by; the other order is that of the accounts."""
    query = asked.query(ordning="" if order == cells.VARIANCE else cells.VARIANCE) or "?"
    return tuple(
        cells.Head(head.word, head.bar, query, "ascending" if order == cells.VARIANCE else "")
        if head.bar
        else head
        for head in heads
    )


def _values(row: Amounts) -> tuple[Decimal | None, ...]:
    by = row.by
    öre = (by.get(detail.BEFORE, 0), by.get(detail.OURS, 0), by.get(detail.BUDGET, 0), row.variance, by.get(detail.YEAR, 0))  # fmt: skip
    return tuple(Decimal(each) / 100 for each in öre)


def _carried_row(books: Books, place: Place, asked: Asked, line: ReportLine) -> Amounts | None:
    """What the carried-over result adds to the line, since it is on no account."""
    placed = books.form(asked.form)
    if placed is None or not holds_carried(placed.form.lines, line.key):
        return None
    below, treatment = books.below(place.unit.code), books.rules.settings.treatment
    items = tuple(item for item in books.beside.carried_over if item.unit in below)
    ours, before = (
        carried(items, period=period, treatment=treatment).öre
        for period in (asked.period, asked.period.year_before)
    )
    return Amounts(("",), {detail.OURS: ours, detail.BEFORE: before}) if ours or before else None


def holds_carried(lines: Iterable[ReportLine], key: str) -> bool:
    """Whether the line is the carried-over result or adds it up."""
    by_key = {line.key: line for line in lines}
    line = by_key[key]
    return line.kind is LineKind.CARRIED or any(holds_carried(by_key.values(), term) for term in line.terms)


def trail(place: Place, asked: Asked, *, line: ReportLine | None = None, account: bool = False, counterpart: bool = False) -> Trail:  # fmt: skip
    """The pages between the unit's statement and this one, the unit's own first."""
    unit = place.unit.code
    found = [(place.unit.name, href("statement", unit, asked.plain()))]
    codes = dict(asked.codes)
    if line is not None:
        found.append((line.name, href("units", unit, _bare(asked))))
    if account:
        found.append((gettext(_("Konton")), href("accounts", unit, _bare(asked))))
    if counterpart and "konto" in codes:
        kept = tuple(pair for pair in asked.codes if pair[0] in ("konto", "ansvar"))
        found.append((codes["konto"], href("counterparts", unit, replace(asked, codes=kept))))
    return tuple(found)


def _bare(asked: Asked) -> Asked:
    return replace(asked, codes=())


def lines_of(books: Books, asked: Asked, line: ReportLine) -> tuple[tuple[str, str, bool], ...]:  # fmt: skip
    """The other lines of the form, to look at in the same way."""
    placed = books.form(asked.form)
    return tuple((one.key, one.name, one.key == line.key) for one in (placed.form.lines if placed else ()))
