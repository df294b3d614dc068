"""A cell of a statement opened: units, accounts, counterparts, vouchers."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from utfall.domain.statement import ReportLine
from utfall.records.finance.actions import vouchers as actions
from utfall.records.finance.queries import detail
from utfall.records.finance.queries.books import Books, books
from utfall.web.finance import exports, finding
from utfall.web.finance.asked import Asked, asked
from utfall.web.finance.pages import opened as pages
from utfall.web.finance.pages import vouchers as voucher_pages
from utfall.web.shell.asking import said, unless


@dataclass(frozen=True, slots=True)
class Opened:
    """A cell that is opened: whose, in which books, what was asked, and the line."""

    place: finding.Place
    books: Books
    asked: Asked
    line: ReportLine


def opened(request: HttpRequest, unit: str, month: str) -> Opened:
    """The cell in the address; Http404 where there is no such line, or no statement at all."""
    place = finding.place(request, unit)
    found, wanted = books(place.authority), asked(request, place.unit, month)
    line = pages.line_of(found, wanted) if found else None
    if found is None or line is None or place.unit.code not in found.organisation:
        raise Http404
    return Opened(place, found, wanted, line)


@require_safe
def units(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """The units that a line consists of."""
    of = opened(request, unit, month)
    page = pages.units(of.place, of.books, of.asked, of.line)
    return exports.table(request, page) or render(request, "finance/opened.html", {"page": page})


@require_safe
def accounts(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """The accounts that a line consists of."""
    of = opened(request, unit, month)
    refused = finding.may_open_vouchers(of.place, of.books)
    page = pages.accounts(
        of.place, of.books, of.asked, of.line, refused="" if refused is None else said(refused),
        order=request.GET.get("ordning", ""),
    )  # fmt: skip
    return exports.table(request, page) or render(request, "finance/opened.html", {"page": page})


@require_safe
def activities(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """A line by verksamhet."""
    of = opened(request, unit, month)
    page = pages.activities(of.place, of.books, of.asked, of.line)
    return exports.table(request, page) or render(request, "finance/opened.html", {"page": page})


@require_safe
def counterparts(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """Whom an account was posted against, for somebody who may see vouchers; the opening is noted."""
    of = opened(request, unit, month)
    unless(finding.may_open_vouchers(of.place, of.books))
    page = voucher_pages.counterparts(of.place, of.books, of.asked, of.line)
    _note(of, actions.COUNTERPARTS)
    return exports.table(request, page) or render(request, "finance/opened.html", {"page": page})


@require_safe
def vouchers(request: HttpRequest, unit: str, month: str) -> HttpResponseBase:
    """The vouchers behind a cell, for somebody who may see them; the opening is noted."""
    of = opened(request, unit, month)
    unless(finding.may_open_vouchers(of.place, of.books))
    part = pages.part_of(of.books, of.place, of.asked, of.line)
    if exports.is_asked(request):
        _note(of, actions.EXPORT)
        return exports.vouchers(request, of.books, part, name=f"verifikationer-{unit}-{month}".lower())
    given = request.GET.get("rad-nr", "")
    skip = int(given) if given.isascii() and given.isdigit() else 0
    found = detail.vouchers(of.books, part, size=voucher_pages.PAGE, skip=skip)
    if found is None:
        raise Http404
    _note(of, actions.OPEN)
    page = voucher_pages.vouchers(of.place, of.books, of.asked, of.line, found, skip=skip)
    return render(request, "finance/vouchers.html", {"page": page})


def _note(of: Opened, deed: str) -> None:
    about = {"period": str(of.asked.period), "line": of.line.key, **dict(of.asked.codes)}
    actions.opened(deed, of.place.unit, of.place.authority, by=of.place.who, at=timezone.now(), about=about)
