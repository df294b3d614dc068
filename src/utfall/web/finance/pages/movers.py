"""What explains a variance: the accounts, units and counterparts that it is made of, largest first."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain.finance import carried
from utfall.domain.statement import ReportLine
from utfall.ledger.questions.answers import Mover
from utfall.locale import mark as _
from utfall.records.finance.queries import detail
from utfall.records.finance.queries.books import Books
from utfall.web.finance.asked import Asked
from utfall.web.finance.bars import Bar, bars
from utfall.web.finance.finding import Place
from utfall.web.finance.pages.frame import Frame, frame, href
from utfall.web.finance.pages.opened import holds_carried, lines_of, part_of
from utfall.web.finance.pages.vouchers import account_name, internal

AGAINST = ((detail.BUDGET, _("Mot budget")), (detail.BEFORE, _("Mot föregående år")))
_SHOWN = 15


@dataclass(frozen=True, slots=True)
class MoverRow:
    """One part of a variance."""

    account: str
    unit: str
    counterpart: str
    href: str
    ours: str
    theirs: str
    change: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class MoversPage:
    """The largest parts of a line's variance, and what the rest adds up to."""

    frame: Frame
    title: str
    committee: str
    caption: str
    theirs: str
    rows: tuple[MoverRow, ...]
    others: str
    count: int
    carried: str
    whole: str
    against: tuple[tuple[str, str, bool], ...]
    lines: tuple[tuple[str, str, bool], ...]
    with_counterparts: bool = False


def movers(place: Place, books: Books, asked: Asked, line: ReportLine, *, against: str) -> MoversPage:
    """The page; `against` is one of AGAINST."""
    chosen = against if against in dict(AGAINST) else detail.BUDGET
    found = detail.movers(books, part_of(books, place, asked, line), against=chosen, size=_SHOWN)
    parts = found.movers if found else ()
    drawn = bars(Decimal(part.change) for part in parts)
    extra = _carried(books, place, asked, line, chosen)
    here = href("movers", place.unit.code, asked)
    joint = "&" if "?" in here else "?"
    whole = (found.whole if found else 0) + extra
    return MoversPage(
        frame=frame(place, books, asked, current="movers", title=gettext(_("Vad förklarar avvikelsen")),
                    trail=((place.unit.name, href("statement", place.unit.code, asked.plain())),)),
        title=gettext(_("Vad förklarar avvikelsen: {unit}")).format(unit=place.unit.name),
        committee=place.authority.name,
        caption=gettext(_("{line}: det som avviker mest, {period}")).format(line=line.name, period=asked.period.label),
        theirs=gettext(_("Budget") if chosen == detail.BUDGET else _("Utfall föregående år")),
        rows=tuple(_row(books, asked, line, part, bar) for part, bar in zip(parts, drawn, strict=True)),
        others=asked.öre(found.remainder if found else 0),
        count=max((found.count if found else 0) - len(parts), 0),
        carried=asked.öre(extra) if extra else "",
        whole=asked.öre(whole),
        against=tuple((gettext(word), f"{here}{joint}mot={key}", key == chosen) for key, word in AGAINST),
        lines=lines_of(books, asked, line),
        with_counterparts=found is not None and len(found.axes) > 2,
    )  # fmt: skip


def _row(books: Books, asked: Asked, line: ReportLine, part: Mover, bar: Bar | None) -> MoverRow:
    account, unit, motpart = (*map(str, part.key), "")[:3]
    known = unit in books.organisation
    return MoverRow(
        account=account_name(books, account),
        unit=books.organisation[unit].name if known else gettext(_("Utan enhet")),
        counterpart=internal(books, motpart),
        href=href("accounts", unit, asked, rad=line.key) if known else "",
        ours=asked.öre(part.ours),
        theirs=asked.öre(part.theirs),
        change=asked.öre(part.change),
        bar=bar,
    )


def _carried(books: Books, place: Place, asked: Asked, line: ReportLine, against: str) -> int:
    """What the carried-over result adds to the variance, since it is on no account."""
    placed = books.form(asked.form)
    if placed is None or not holds_carried(placed.form.lines, line.key):
        return 0
    below, treatment = books.below(place.unit.code), books.rules.settings.treatment
    items = tuple(item for item in books.beside.carried_over if item.unit in below)
    ours = carried(items, period=asked.period, treatment=treatment).öre
    if against == detail.BUDGET:
        return ours
    return ours - carried(items, period=asked.period.year_before, treatment=treatment).öre
