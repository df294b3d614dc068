"""A figure found by its whole address, wherever it comes from."""

from utfall.domain.figure import Address, Figure
from utfall.domain.reporting import RoundState
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Round
from utfall.web.reporting import facts
from utfall.web.reporting.insertable import may_see


def stored(text: str, by: Acting) -> Figure | None:
    """The figure with exactly this address in the latest round's facts, if she may see it; None for other words.

    Only a whole address asks for the facts: they may have to be reckoned first.
    """
    try:
        address = Address.parse(text)
    except ValueError:
        return None
    unit = OrgUnit.objects.filter(code=address.scope.code).select_related("authority").first()
    if unit is None or by.authority is None:
        return None
    if not may_see(address, unit, by):
        return None
    round = _latest(by)
    known = facts.figures_of(round) if round else None
    return known.figures.get(address) if known else None


def _latest(by: Acting) -> Round | None:
    rows = Round.objects.filter(authority=by.authority).exclude(state=RoundState.PLANNED)
    return rows.select_related("authority").order_by("-position").first()
