"""What every page of indicators finds first: the indicator or its authority, and who asks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from utfall.records.indicators.models import Indicator
from utfall.records.indicators.queries import measured
from utfall.records.indicators.queries.access import may_define, may_see, may_write
from utfall.records.organisation.actor import Acting, path_of, whom_to_ask
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.web.shell.asking import asking, unless, within


@dataclass(frozen=True, slots=True)
class Place:
    """An authority, and who asks about its indicators."""

    who: Acting
    authority: Authority

    @property
    def may_define(self) -> bool:
        """Whether she may change what the indicators are, and import values."""
        return may_define(self.who, self.authority) is None


@dataclass(frozen=True, slots=True)
class One(Place):
    """One indicator."""

    row: Indicator

    def places(self) -> tuple[OrgUnit, ...]:
        """The units that she may enter values for: the indicator's own and those below, as far as her roles reach."""
        units = OrgUnit.objects.filter(path__startswith=self.row.scope.path).order_by("path", "position")
        return tuple(unit for unit in units if may_write(self.who, self.authority, path_of(unit)) is None)


def authority(request: HttpRequest, code: str) -> Place:
    """The authority with the code, for somebody who may see its indicators."""
    found = Authority.objects.filter(code=code).first()
    if found is None:
        raise Http404
    who = asking(request, code)
    _see(who, found)
    return Place(who, found)


def indicator(request: HttpRequest, number: int) -> One:
    """The indicator with the number, for somebody who may see it."""
    row = measured.indicator(number)
    if row is None:
        raise Http404
    who = asking(request, row.authority.code)
    _see(who, row.authority)
    return One(who, row.authority, row)


def definable(found: Place) -> None:
    """Refuse whoever may not change what indicators are."""
    unless(may_define(found.who, found.authority))


def _see(who: Acting, found: Authority) -> None:
    within(who, found.code)
    refused = may_see(who, found)
    if refused is not None:
        unless(may_see(who, found, ask=whom_to_ask(found, today=who.actor.today)))
        unless(refused)
