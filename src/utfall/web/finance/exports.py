"""Tables of money as files: a workbook or CSV of what the page shows, so that nobody takes out more than she sees."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.detail import Part
from utfall.web.finance.pages import vouchers as pages
from utfall.web.finance.pages.opened import OpenedPage
from utfall.web.shell import workbook

CSV = "csv"
_MOST_ROWS = 100_000
VOUCHER_HEADS = (
    _("Datum"), _("Verifikation"), _("Ansvar"), _("Konto"), _("Verksamhet"), _("Projekt"), _("Motpart"), _("Text"),
    _("Belopp, kr"),
)  # fmt: skip


def is_asked(request: HttpRequest) -> bool:
    """Whether the address asks for a file instead of the page."""
    return request.GET.get(workbook.FETCH) in (workbook.EXCEL, CSV)


def table(request: HttpRequest, page: OpenedPage) -> HttpResponse | None:
    """The page's table as the file that is asked for; None where none is."""
    if not is_asked(request):
        return None
    heads = [page.row_head, *(head.word for head in page.heads)]
    rows = [[row.title, *(cell.printed for cell in row.cells)] for row in page.rows]
    name = file_name(page.title)
    if request.GET.get(workbook.FETCH) == CSV:
        return as_csv(name, heads, rows)
    columns = [workbook.Column(heads[0]), *(workbook.Column(word, number=True) for word in heads[1:])]
    about = [page.committee, page.title, page.sign, page.frame.budget_note]
    caption = f"{page.caption}, {page.frame.scale}"
    return workbook.answer(workbook.Sheet(name, caption, columns, rows, about, totals=1))


def vouchers(request: HttpRequest, books: Books, part: Part, *, name: str) -> HttpResponseBase:
    """The postings with what is hidden hidden: all of them as CSV, the first 100 000 as a workbook."""
    heads = [gettext(word) for word in VOUCHER_HEADS]
    rows = _postings(books, part)
    if request.GET.get(workbook.FETCH) == CSV:
        lines = (_line(row) for row in _after(heads, rows))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    kept = [row for row, _number in zip(rows, range(_MOST_ROWS), strict=False)]
    columns = [workbook.Column(word, number=word == heads[-1]) for word in heads]
    return workbook.answer(workbook.Sheet(name, gettext(_("Verifikationer")), columns, kept))


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A file that Swedish Excel opens as it is: semicolons, decimal commas, UTF-8 with its mark."""
    text = "\ufeff" + "".join(_line(row) for row in _after(heads, rows))
    answer = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def file_name(title: str) -> str:
    """The title as a file's name in ASCII."""
    plain = title.lower().translate(str.maketrans("åäöé", "aaoe"))
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in plain)
    return "-".join(filter(None, kept.split("-")))[:80] or "tabell"


def _after(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield heads
    yield from rows


def _postings(books: Books, part: Part) -> Iterator[list[str]]:
    ledger = books.ledger(part.form)
    for one in ledger.all_entries(part.columns()[0], cut=part.cut) if ledger else ():
        row = pages.voucher(books, one.entry)
        yield [row.day, row.number, row.ansvar, row.konto, row.verksamhet, row.projekt, row.counterpart, row.text,
               row.amount]  # fmt: skip


def _line(row: Sequence[str]) -> str:
    """A row of CSV; printed minus and the space between thousands are written as other programs read them."""
    held = io.StringIO()
    csv.writer(held, delimiter=";", lineterminator="\r\n").writerow([_cell(value) for value in row])
    return held.getvalue()


def _cell(value: str) -> str:
    bare = value.replace("\u2212", "-").replace("\u00a0", "")
    if _is_number(bare):
        return bare
    # A text that begins like a formula would be one to Excel.
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t")) else value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(",", "", 1).isdigit()
