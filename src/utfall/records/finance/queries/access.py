"""Who may see what of an authority's money."""

from utfall.domain.access import Act, Kind, Path, Thing, permission, visibility
from utfall.domain.denied import Denied, first_refusal
from utfall.domain.scenario import Scenario
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


def may_import(by: Acting, authority: Authority, scenario: Scenario, *, ask: str = "") -> Denied | None:
    """Why she may not bring files of the scenario into the ledger, or None if she may."""
    kind = Kind.BUDGET if scenario is Scenario.BUDGET else Kind.LEDGER_TOTAL
    return first_refusal(
        visibility(by.actor, Thing(Kind.ROUND, authority.code), ask=ask),
        permission(by.actor, Act.IMPORT, kind, ask=ask),
    )


def may_see(by: Acting, authority: Authority, kind: Kind, *, ask: str = "") -> Denied | None:
    """Why she may not see the authority's investments, items of its result or assumptions of its budget, or None."""
    return visibility(by.actor, Thing(kind, authority.code), ask=ask)


def may_write(by: Acting, authority: Authority, kind: Kind, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not change such a thing of the unit at the place, or None if she may."""
    return first_refusal(
        may_see(by, authority, kind, ask=ask), permission(by.actor, Act.WRITE, kind, path=path, ask=ask)
    )
