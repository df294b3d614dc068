"""What every page of measures finds first: the unit or the measure, and who asks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from utfall.domain.denied import Denied
from utfall.domain.planning import MeasureDeed, next_state
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Measure
from utfall.records.planning.objects.measures import measure_value
from utfall.records.planning.queries import measures as queries
from utfall.web.finance import finding
from utfall.web.finance.pages.measure import Deeds
from utfall.web.shell.asking import asking, unless

_HIDDEN = frozenset(
    {"access.wall", "access.other-authority", "access.not-released", "access.not-handed-over"}
)
"""Refusals that do not even say that there is such a measure."""


@dataclass(frozen=True, slots=True)
class MeasurePlace(finding.Place):
    """A measure, and who asks about it. She may see it."""

    row: Measure

    @property
    def href(self) -> str:
        """The page of the measure."""
        return reverse("finance:measure", args=(self.row.pk,))

    def deeds(self) -> Deeds:
        """What she may do with it now."""
        value = measure_value(self.row)
        write = queries.may_write(self.who, self.row) is None
        record = queries.may_record(self.who, self.row) is None
        may = {
            MeasureDeed.CHANGE: write, MeasureDeed.RELEASE: write and not self.row.released,
            MeasureDeed.DECIDE: record and self.row.released, MeasureDeed.CARRY_OUT: write,
            MeasureDeed.ABANDON: write, MeasureDeed.TAKE_BACK: record,
        }  # fmt: skip
        hrefs = {
            deed.name.lower(): reverse(f"finance:{deed.name.lower()}_measure", args=(self.row.pk,))
            for deed, allowed in may.items()
            if allowed and not isinstance(next_state(value, deed), Denied)
        }
        return Deeds(**hrefs)


def found_unit(request: HttpRequest) -> finding.Place:
    """The unit of the query, or else the person's own; for somebody who may see measures in its authority."""
    code = request.GET.get("enhet", "")
    if not code:
        own = finding.own_unit(asking(request, request.GET.get("namnd", "")))
        if own is None:
            raise Http404
        code = own.code
    found = finding.place(request, code)
    refused = queries.may_see_any(found.who, found.authority)
    if refused is not None:
        unless(queries.may_see_any(found.who, found.authority, ask=found.ask()))
        unless(refused)
    return found


def found_measure(request: HttpRequest, number: int) -> MeasurePlace:
    """The measure with the number; Http404 for one of another authority and for one that is not released to her."""
    row = queries.measure(number)
    if row is None:
        raise Http404
    who = asking(request, row.authority.code)
    refused = queries.may_see(who, row)
    if refused is not None:
        if refused.code in _HIDDEN:
            raise Http404
        unless(refused)
    unit: OrgUnit = row.unit
    return MeasurePlace(who, unit, row.authority, row)
