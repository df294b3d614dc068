"""What every page of plans finds first: the unit in the address, and who asks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.records.organisation.actor import Acting, path_of, whom_to_ask
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.queries.access import may_record, may_see, may_write
from utfall.web.shell.asking import asking, unless, within


@dataclass(frozen=True, slots=True)
class Place:
    """The unit of the address within its authority, and who asks about it."""

    who: Acting
    unit: OrgUnit
    authority: Authority
    year: int = 0

    @property
    def is_committee(self) -> bool:
        """Whether the plan is the committee's own rather than a unit's."""
        return self.unit.kind == UnitKind.COMMITTEE

    def may_see(self) -> Denied | None:
        """Why she may not see the plans, with whom to ask."""
        refused = may_see(self.who, self.authority)
        return None if refused is None else self._with_name(refused)

    def may_write(self) -> Denied | None:
        """Why she may not change the plan of this unit."""
        return may_write(self.who, self.authority, path_of(self.unit))

    def may_record(self) -> Denied | None:
        """Why she may not record decisions about the plan."""
        return may_record(self.who, self.authority)

    def _with_name(self, refused: Denied) -> Denied:
        ask = whom_to_ask(self.authority, today=self.who.actor.today)
        return may_see(self.who, self.authority, ask=ask) or refused


def place(request: HttpRequest, code: str, year: int = 0) -> Place:
    """The place, whoever may see it. Http404 where there is no such unit, or one outside every authority."""
    unit = OrgUnit.objects.select_related("authority", "parent").filter(code=code).first()
    if unit is None or unit.authority is None:
        raise Http404
    return Place(asking(request, unit.authority.code), unit, unit.authority, year)


def seen(request: HttpRequest, code: str, year: int = 0) -> Place:
    """The place, for somebody who may see its plans."""
    found = place(request, code, year)
    within(found.who, found.authority.code)
    unless(found.may_see())
    return found


def writable(request: HttpRequest, code: str, year: int = 0) -> Place:
    """The place, for somebody who may change its plan."""
    found = seen(request, code, year)
    unless(found.may_write())
    return found


def committee_of(found: Place) -> None:
    """Http404 unless the address is a committee's."""
    if not found.is_committee:
        raise Http404
