"""Who may see what of an authority's money."""

from utfall.domain.access import Kind, Path, Thing, visibility
from utfall.domain.denied import Denied
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority


def may_see_totals(by: Acting, authority: Authority, *, ask: str = "") -> Denied | None:
    """Why she may not see sums of the ledger and the budget, or None if she may: no wall hides them."""
    return visibility(by.actor, Thing(Kind.LEDGER_TOTAL, authority.code), ask=ask)


def may_see_forecast(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not see the forecast of the unit at the place, or None if she may."""
    return visibility(by.actor, Thing(Kind.FORECAST, authority.code, path=path), ask=ask)


def may_see_vouchers(
    by: Acting, authority: Authority, path: Path, *, cost_centre: str, ask: str = ""
) -> Denied | None:
    """Why she may not see what is posted on a cost centre voucher by voucher, or None if she may."""
    thing = Thing(Kind.VOUCHER, authority.code, path=path, cost_centre=cost_centre)
    return visibility(by.actor, thing, ask=ask)
