"""What every page of the economy finds first: the unit and the month in the address, and who asks."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from utfall.domain.access import Right, Role
from utfall.domain.access.refusals import NO_VOUCHERS
from utfall.domain.denied import Denied
from utfall.domain.period import Period
from utfall.locale import mark as _
from utfall.records.finance.queries import access
from utfall.records.finance.queries.books import Books
from utfall.records.organisation.actor import Acting, path_of, whom_to_ask
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.web.shell.asking import asking, unless

ASK_FOR_VOUCHERS = _(
    "Motparter och verifikationer för {unit} kräver rätten att se verifikationer för alla dess ansvar. Be {who} om den, "
    "eller öppna en enhet som du har rätten för."
)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_OF_UNITS = frozenset({Role.UNIT_MANAGER, Role.AREA_MANAGER})


@dataclass(frozen=True, slots=True)
class Place:
    """The unit of the address within its authority, and who asks about it. She may see its totals."""

    who: Acting
    unit: OrgUnit
    authority: Authority

    @property
    def path(self) -> tuple[str, ...]:
        """The unit's place as access sees it."""
        return path_of(self.unit)

    def may_see_forecast(self) -> Denied | None:
        """Why she may not see the unit's forecast, or None if she may."""
        return access.may_see_forecast(self.who, self.authority, self.path)

    def ask(self) -> str:
        """The name of whom to ask for access."""
        return whom_to_ask(self.authority, today=self.who.actor.today)


def may_open_vouchers(place: Place, books: Books) -> Denied | None:
    """Why she may not go below the accounts of the unit: she needs the right for each of its cost centres."""
    codes = {code for unit in books.organisation.subtree(place.unit.code) for code in unit.ansvar}
    lacking = codes - place.who.actor.cost_centres(Right.SEE_VOUCHERS)
    # Those that she has the right for are alike to access, and so are those that she lacks it for.
    asked = min(lacking or codes, default="")
    refused = access.may_see_vouchers(place.who, place.authority, place.path, cost_centre=asked)
    if refused is None or refused.code != NO_VOUCHERS.code:
        return refused
    return Denied(NO_VOUCHERS.code, ASK_FOR_VOUCHERS, {"unit": place.unit.name, "who": place.ask()})


def place(request: HttpRequest, code: str) -> Place:
    """The unit with the code, for somebody who may see its totals; Http404 where there is none within an authority."""
    unit = OrgUnit.objects.select_related("authority", "parent").filter(code=code).first()
    if unit is None or unit.authority is None:
        raise Http404
    who = asking(request, unit.authority.code)
    unless(access.may_see_totals(who, unit.authority))
    return Place(who, unit, unit.authority)


def period(month: str, since: str = "") -> Period:
    """January to the month of the address, or from another month of the same year; Http404 for anything else."""
    last = _MONTH.fullmatch(month)
    first = _MONTH.fullmatch(since or f"{month[:4]}-01")
    if last is None or first is None or first[1] != last[1]:
        raise Http404
    try:
        return Period.between(int(first[1]), int(first[2]), int(last[1]), int(last[2]))
    except ValueError:
        raise Http404 from None


def month_of(period: Period) -> str:
    """The last month as it stands in addresses."""
    return f"{period.end_year:04}-{period.end_month:02}"


def own_unit(who: Acting) -> OrgUnit | None:
    """Where she begins: the unit that she manages, or else her committee."""
    if who.authority is None:
        return None
    paths = [grant.path for grant in who.actor.held if grant.role in _OF_UNITS and grant.path]
    if paths and not who.actor.roles - _OF_UNITS:
        return OrgUnit.objects.filter(code=min(paths, key=len)[-1]).first()
    return OrgUnit.objects.filter(code=who.authority.code).first()
