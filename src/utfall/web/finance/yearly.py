"""What the pages of a unit and a year find first, and what they all show round their tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.access import Kind
from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.locale import mark as _
from utfall.records.finance.queries import access
from utfall.records.finance.queries.latest import latest_month
from utfall.records.organisation.actor import Acting, path_of, whom_to_ask
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.web.finance.asked import SCALES
from utfall.web.finance.pages.edit import EditPage
from utfall.web.finance.ways import Here, Tab, ways
from utfall.web.shell.asking import asking, said, unless
from utfall.web.shell.switching import Switch, switch

FORM = "finance/edit.html"
_LARGE = frozenset({UnitKind.COMMITTEE, UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.MUNICIPALITY})
_IN_THOUSANDS = frozenset({Kind.NEED, Kind.AGREEMENT, Kind.BUDGET_ASSUMPTION})
"""What is too small, or too exact, for millions."""
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_FIRST, _LAST = 1990, 2100
Context = tuple[tuple[str, Switch | str], ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """The unit and the year of the address, who asks, and how money is shown. `kind` is what the page is about."""

    who: Acting
    unit: OrgUnit
    authority: Authority
    year: int
    kind: Kind
    month: str
    scale: str
    scale_is_chosen: bool = False

    @property
    def period(self) -> Period:
        """From January to the month."""
        return Period.between(self.year, 1, self.year, int(self.month[5:]))

    def may_write(self, unit: OrgUnit | None = None) -> bool:
        """Whether she may change such things of the unit of the address, or of another."""
        path = path_of(unit or self.unit)
        return access.may_write(self.who, self.authority, self.kind, path) is None

    def writable(self, unit: OrgUnit | None = None) -> None:
        """Refuse whoever may not change such things of the unit."""
        path, ask = path_of(unit or self.unit), _ask(self.authority, self.who)
        unless(access.may_write(self.who, self.authority, self.kind, path, ask=ask))

    def units(self) -> tuple[OrgUnit, ...]:
        """The unit and all below it."""
        rows = OrgUnit.objects.filter(authority=self.authority, path__startswith=self.unit.path)
        return tuple(rows.order_by("position", "pk"))

    def writable_units(self) -> tuple[OrgUnit, ...]:
        """Those of them that she may change such things of."""
        return tuple(unit for unit in self.units() if self.may_write(unit))

    def money(self, amount: Money | None) -> str:
        """The amount in the unit that is shown, as tables print it; a dash for none."""
        unit, decimals = SCALES[self.scale]
        return swedish.NO_VALUE if amount is None else swedish.number(amount.amount(unit), decimals)


def found(request: HttpRequest, unit: str, year: int, kind: Kind) -> Yearly:
    """The unit and the year, for somebody who may see what the page is about; Http404 where there is no such unit."""
    row = OrgUnit.objects.select_related("authority").filter(code=unit).first()
    if row is None or row.authority is None or not _FIRST <= year <= _LAST:
        raise Http404
    who = asking(request, row.authority.code)
    refused = access.may_see(who, row.authority, kind)
    if refused is not None:
        unless(access.may_see(who, row.authority, kind, ask=_ask(row.authority, who)))
    scale = request.GET.get("enhetstal", "")
    return Yearly(
        who=who,
        unit=row,
        authority=row.authority,
        year=year,
        kind=kind,
        month=_month(request.GET.get("manad", ""), year, latest_month(who.actor.today)),
        scale=scale if scale in SCALES else _usual(row, kind),
        scale_is_chosen=scale in SCALES,
    )


def _month(wanted: str, year: int, latest: str) -> str:
    chosen = _MONTH.fullmatch(wanted)
    if chosen is not None and int(chosen[1]) == year:
        return wanted
    return latest if int(latest[:4]) == year else f"{year:04}-12"


def _usual(unit: OrgUnit, kind: Kind) -> str:
    return "mnkr" if unit.kind in _LARGE and kind not in _IN_THOUSANDS else "tkr"


def _ask(authority: Authority, who: Acting) -> str:
    return whom_to_ask(authority, today=who.actor.today)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round the table of such a page: whose it is, the years and units beside it, the ways on."""

    committee: str
    context: Context
    ways: tuple[Tab, ...]
    scales: tuple[tuple[str, str, bool], ...]
    scale: str
    unit: str


def around(found: Yearly, name: str, way: str) -> Around:
    """The frame; `name` is the page's address, of a unit and a year."""
    here = reverse(name, args=(found.unit.code, found.year))
    years = [(str(year), reverse(name, args=(found.unit.code, year))) for year in _years(found)]
    rows = OrgUnit.objects.filter(authority=found.authority).order_by("position", "pk")
    units = [(unit.name, reverse(name, args=(unit.code, found.year))) for unit in rows]
    return Around(
        committee=found.authority.name,
        context=(
            (gettext(_("Enhet")), switch(found.unit.name, units, here)),
            (gettext(_("År")), switch(str(found.year), years, here)),
        ),
        ways=ways(Here(found.unit.code, found.authority.code, found.month), way),
        scales=tuple((scale, f"{here}?enhetstal={scale}", scale == found.scale) for scale in SCALES),
        scale=found.scale,
        unit=found.unit.name,
    )


def _years(found: Yearly) -> range:
    return range(max(found.year - 2, _FIRST), min(found.year + 2, _LAST))


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed with a form: what is done with what was written, what is said when it is done, and where one comes then."""

    act: Callable[[], object]
    done: str
    back: str


def answered(request: HttpRequest, page: EditPage, form: BaseForm, deed: Deed) -> HttpResponse:
    """The form, or on to the page once it is done; a refusal stands above the fields."""
    if request.method == "POST" and form.is_valid():
        result = deed.act()
        if not isinstance(result, Denied):
            messages.success(request, gettext(deed.done))
            return redirect(deed.back)
        form.add_error(None, said(result))
    status = 422 if form.errors else 200
    return render(request, FORM, {"page": page, "form": form}, status=status)


def confirmed(request: HttpRequest, title: str, consequence: str, deed: Deed) -> HttpResponse:
    """The page that asks before something is taken away, or on once it is."""
    if request.method == "POST":
        return at_once(request, deed)
    page = {"title": title, "consequence": consequence, "action": request.path, "back": deed.back}
    return render(request, "finance/remove.html", {"page": page})


def at_once(request: HttpRequest, deed: Deed) -> HttpResponse:
    """Do it, and say what came of it on the page that follows."""
    result = deed.act()
    if isinstance(result, Denied):
        messages.error(request, said(result))
    else:
        messages.success(request, gettext(deed.done))
    return redirect(deed.back)
