"""Below the accounts: whom an account was posted against, and the vouchers, as far as they may be shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import quote, urlencode

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.access import masks
from utfall.domain.entry import Entry
from utfall.domain.statement import ReportLine
from utfall.ledger.questions.answers import Page
from utfall.locale import mark as _
from utfall.records.finance.queries import detail
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.detail import OURS, Amounts
from utfall.web.finance.asked import Asked
from utfall.web.finance.finding import Place
from utfall.web.finance.pages import cells
from utfall.web.finance.pages.frame import Frame, frame, href
from utfall.web.finance.pages.opened import OpenedPage, part_of, trail

MASKED = _("Dolt")
PAGE = 100


@dataclass(frozen=True, slots=True)
class Voucher:
    """One posting as it may be shown; the amount has the statement's sign, in kronor."""

    day: str
    number: str
    href: str
    ansvar: str
    konto: str
    verksamhet: str
    projekt: str
    counterpart: str
    text: str
    amount: str
    invoice: str = ""
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class VouchersPage:
    """Postings behind a cell, a page at a time."""

    frame: Frame
    title: str
    committee: str
    caption: str
    rows: tuple[Voucher, ...]
    count: int
    total: str
    earlier: str
    later: str
    masked: bool
    masked_ranges: str


def counterparts(place: Place, books: Books, asked: Asked, line: ReportLine) -> OpenedPage:
    """Whom an account was posted against; on masked accounts one row stands for everybody who has a name."""
    account = dict(asked.codes).get("konto", "")
    rows = tuple(_counterparts(place, books, asked, line, masked=masks(account, books.rules.settings.masked)))
    columns = (cells.BY_KEY["utfall"],)
    values = [(Decimal(row.by.get(OURS, 0)) / 100,) for _word, row, _to in rows]
    total = (sum((row[0] for row in values), Decimal(0)),)
    everything = href("vouchers", place.unit.code, asked)
    shown = [
        cells.Row(word, to, cells.cells(columns, value, asked, to))
        for (word, _row, to), value in zip(rows, values, strict=True)
    ]
    whole = cells.cells(columns, total, asked, everything)
    shown.append(cells.Row(gettext(_("Summa")), everything, whole, None, "total"))
    name = account_name(books, account) or line.name
    return OpenedPage(
        frame=frame(place, books, asked, current="counterparts", title=name,
                    trail=trail(place, asked, line=line, account=True)),
        title=f"{name}: {place.unit.name}",
        committee=place.authority.name,
        caption=gettext(_("Motparter på konto {account}, {period}")).format(account=name, period=asked.period.label),
        sign=gettext(_("Intäkter är plus och kostnader minus.")),
        row_head=gettext(_("Motpart")),
        heads=cells.heads(columns, asked.period),
        rows=tuple(shown),
    )  # fmt: skip


def _counterparts(
    place: Place, books: Books, asked: Asked, line: ReportLine, *, masked: bool
) -> list[tuple[str, Amounts, str]]:
    found, hidden = [], 0
    for row in detail.counterparts(books, part_of(books, place, asked, line)):
        motpart, name = row.key
        if masked and name:
            hidden += row.by.get(OURS, 0)
            continue
        word = " · ".join(filter(None, (internal(books, motpart), name)))
        to = href("vouchers", place.unit.code, _narrowed(asked, motpart, name))
        found.append((word or gettext(_("Ingen motpart angiven")), row, to))
    if hidden:
        whole = Amounts(("", ""), {OURS: hidden})
        found.append((gettext(MASKED), whole, href("vouchers", place.unit.code, asked)))
    return found


def _narrowed(asked: Asked, motpart: str, name: str) -> Asked:
    kept = tuple(pair for pair in asked.codes if pair[0] not in ("motpart", "leverantor"))
    return replace(asked, codes=(*kept, ("motpart", motpart), ("leverantor", name)))


def internal(books: Books, code: str) -> str:
    """The unit that a motpart code stands for, or the bare code."""
    unit = next((unit for unit in books.organisation.units if code in unit.ansvar), None) if code else None
    return f"{code} {unit.name}" if unit else code


def account_name(books: Books, account: str) -> str:
    """The account with its name in the chart."""
    return f"{account} {books.rules.accounts.get(account, '')}".strip()


def vouchers(place: Place, books: Books, asked: Asked, line: ReportLine, page: Page, *, skip: int) -> VouchersPage:  # fmt: skip
    """The postings, with text and counterpart hidden where the municipality says so."""
    settings, account = books.rules.settings, dict(asked.codes).get("konto", "")
    whole = _whole(place, asked)
    rows = tuple(voucher(books, one.entry, to=whole(one.entry.voucher)) for one in page.postings)
    name = account_name(books, account) or line.name
    here = href("vouchers", place.unit.code, asked)
    joint = "&" if "?" in here else "?"
    return VouchersPage(
        frame=frame(place, books, asked, current="vouchers", title=gettext(_("Verifikationer")),
                    trail=trail(place, asked, line=line, account=bool(account), counterpart=True)),
        title=gettext(_("Verifikationer: {unit}")).format(unit=place.unit.name),
        committee=place.authority.name,
        caption=gettext(_("{account}, {period}")).format(account=name, period=asked.period.label),
        rows=rows,
        count=page.count,
        total=_kronor(-page.öre),
        earlier=f"{here}{joint}rad-nr={max(skip - PAGE, 0)}" if skip else "",
        later=f"{here}{joint}rad-nr={skip + PAGE}" if skip + PAGE < page.count else "",
        masked=any(row.is_masked for row in rows),
        masked_ranges=", ".join(f"{first}–{last}" for first, last in settings.masked),
    )  # fmt: skip


def voucher(books: Books, entry: Entry, *, to: str = "") -> Voucher:
    """A posting with what is hidden hidden."""
    settings = books.rules.settings
    masked = masks(entry.konto, settings.masked)
    hidden = gettext(MASKED)
    named = " · ".join(filter(None, (internal(books, entry.motpart), entry.counterpart)))
    invoice = (
        settings.invoices.replace("{verifikation}", quote(entry.voucher, safe=""))
        if settings.invoices
        else ""
    )
    return Voucher(
        day=entry.day.isoformat(),
        number=entry.voucher,
        href=to,
        ansvar=entry.ansvar,
        konto=entry.konto,
        verksamhet=entry.verksamhet,
        projekt=entry.projekt,
        counterpart=(hidden if entry.counterpart else internal(books, entry.motpart)) if masked else named,
        text=hidden if masked and entry.text else entry.text,
        amount=_kronor(-entry.öre),
        invoice=invoice if entry.voucher and not masked else "",
        is_masked=masked,
    )


def _whole(place: Place, asked: Asked) -> Callable[[str], str]:
    """The address of a whole voucher, as far as it is the unit's, by the voucher's number."""
    here = href("vouchers", place.unit.code, replace(asked, codes=(), line="", column=""))
    joint = "&" if "?" in here else "?"
    return lambda number: f"{here}{joint}{urlencode({'verifikation': number})}" if number else ""


def _kronor(öre: int) -> str:
    return swedish.number(Decimal(öre) / 100, 2)
