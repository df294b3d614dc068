"""What every page of a forecast finds first: the unit and the round in the address, and who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from utfall.domain.access import no_access, visibility
from utfall.domain.access.permission import CONTENT
from utfall.domain.denied import Denied
from utfall.domain.finance.forecast import DEFAULT_METHOD, Method
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Deed, RoundState, State
from utfall.domain.unit import Unit
from utfall.records.finance.actions.forecast import judged, thing
from utfall.records.finance.models import Forecast
from utfall.records.finance.queries.forecast_around import KINDS
from utfall.records.organisation.actor import Acting, whom_to_ask
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.web.finance.asked import SCALES
from utfall.web.shell.asking import asking, refuse

HIDDEN = frozenset({"access.not-found", "access.wall"})
"""Refusals that do not even say that there is something."""
_LARGE = frozenset({UnitKind.COMMITTEE, UnitKind.ADMINISTRATION, UnitKind.AREA})


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's forecast in a round, for somebody who may see it; `scale` is how money is shown and typed."""

    who: Acting
    authority: Authority
    unit: OrgUnit
    round: Round
    scale: str
    scale_is_chosen: bool
    method: Method

    @property
    def shown_in(self) -> Unit:
        """The unit of money."""
        return SCALES[self.scale][0]

    @property
    def decimals(self) -> int:
        """How many decimals money is shown with."""
        return SCALES[self.scale][1]

    def href(self, name: str = "forecast", *, unit: str = "", round: str = "", **query: str) -> str:
        """The address of a page about the same, or about another unit or round, with what is chosen now."""
        path = reverse(f"finance:{name}", args=(unit or self.unit.code, round or self.round.code))
        chosen = {
            "enhetstal": self.scale if self.scale_is_chosen and not unit else "",
            "metod": self.method.value if self.method is not DEFAULT_METHOD else "",
            **query,
        }
        wanted = {key: value for key, value in chosen.items() if value}
        return f"{path}?{urlencode(wanted)}" if wanted else path

    def may(self, row: Forecast | None) -> Mapping[Deed, State | Denied]:
        """What she may do with it now, and why not."""
        deeds = (Deed.SAVE, Deed.SUBMIT, Deed.WITHDRAW, Deed.RETURN, Deed.APPROVE)
        return {deed: judged(self.round, self.unit, row, deed, self.who) for deed in deeds}


def place(request: HttpRequest, unit: str, round: str) -> Place:
    """The forecast of the address; 404 where there is none, or where it belongs to another authority."""
    found = _unit(unit)
    assert found.authority is not None
    who = asking(request, found.authority.code)
    row = (
        Round.objects.filter(authority=found.authority, code=round, kind__in=KINDS)
        .select_related("authority")
        .first()
    )
    if row is None:
        raise Http404
    _see(who, row, found)
    scale, method = request.GET.get("enhetstal", ""), request.GET.get("metod", "")
    return Place(
        who=who, authority=found.authority, unit=found, round=row,
        scale=scale if scale in SCALES else usual_scale(found), scale_is_chosen=scale in SCALES,
        method=Method(method) if method in set(Method) else DEFAULT_METHOD,
    )  # fmt: skip


def usual_scale(unit: OrgUnit) -> str:
    """How the unit's forecast is shown where nothing else is asked for: a key of `SCALES`."""
    return "mnkr" if unit.kind in _LARGE else "tkr"


def latest(request: HttpRequest, unit: str) -> tuple[OrgUnit, Round]:
    """The unit, and the round of its authority in which forecasts are made now, or else were made last."""
    found = _unit(unit)
    assert found.authority is not None
    who = asking(request, found.authority.code)
    rows = tuple(
        Round.objects.filter(authority=found.authority, kind__in=KINDS)
        .select_related("authority")
        .order_by("-position")
    )
    open_now = [row for row in rows if row.state == RoundState.OPEN]
    begun = [row for row in rows if row.state != RoundState.PLANNED]
    for row in (*open_now, *begun, *rows):
        _see(who, row, found)
        return found, row
    raise Http404


def _unit(code: str) -> OrgUnit:
    found = OrgUnit.objects.select_related("authority", "parent").filter(code=code).first()
    if found is None or found.authority is None:
        raise Http404
    return found


def _see(who: Acting, round: Round, unit: OrgUnit) -> None:
    refused = visibility(who.actor, thing(round, unit))
    if refused is None:
        return
    elsewhere = who.actor.authority != round.authority.code and CONTENT & who.actor.roles
    if refused.code in HIDDEN or elsewhere:
        raise Http404
    if refused.code == "access.no-permission":
        refuse(no_access(whom_to_ask(round.authority, today=who.actor.today)))
    refuse(refused)
