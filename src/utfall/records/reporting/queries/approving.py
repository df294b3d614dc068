"""What waits for somebody's approval."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from utfall.domain.money import Money
from utfall.domain.reporting import Deed, RoundState, State
from utfall.records.finance.models import Forecast
from utfall.records.finance.queries.forecast import standing
from utfall.records.finance.queries.forecast_around import around
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.responsibility import responsibility
from utfall.records.reporting.queries.things import RELATED, not_secret


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contribution that waits for approval, with the remarks that nobody has resolved."""

    contribution: Contribution
    open_remarks: int


@dataclass(frozen=True, slots=True)
class WaitingForecast:
    """A forecast that waits for approval: the year's result of the unit with all below it, and what it differs by.

    Both are None where the authority's statement is not set up, the variance also where there is no budget.
    """

    forecast: Forecast
    result: Money | None
    variance: Money | None


SHOWN = 100
"""How many are shown at a time."""


def waiting(round: Round, by: Acting, *, chosen: Collection[int] | None = None) -> tuple[Waiting, ...]:
    """What she is the nearest to approve in the round, in the order of the report: the first hundred, or the chosen."""
    if by.authority is None or by.authority.pk != round.authority_id:
        return ()
    paths = responsibility(by.authority, today=by.actor.today).judged_by(by.answers_for)
    rows = (
        Contribution.objects.filter(round=round, state=State.SUBMITTED)
        .filter(Q(task__unit__path__in=paths) | Q(task=None, unit__path__in=paths))
        .filter(not_secret(by))
        .select_related(*RELATED, "round__previous")
        .annotate(open_remarks=Count("remarks", filter=Q(remarks__resolved_at=None)))
        .order_by("task__position", "unit__position", "pk")
    )
    found = rows[:SHOWN] if chosen is None else rows.filter(pk__in=chosen)
    return tuple(Waiting(row, row.open_remarks) for row in found)


def forecasts_waiting(round: Round, by: Acting) -> tuple[WaitingForecast, ...]:
    """The forecasts that she is the nearest to approve in the round. One query where none waits, else the ledger's too."""
    if by.authority is None or by.authority.pk != round.authority_id or round.state != RoundState.OPEN:
        return ()
    paths = responsibility(by.authority, today=by.actor.today).judged_by(by.answers_for)
    rows = tuple(
        Forecast.objects.filter(round=round, state=State.SUBMITTED, unit__path__in=paths)
        .select_related("round", "unit", "changed_by")
        .order_by("unit__position", "pk")
    )
    found = around(round) if rows else None
    if found is None:
        return tuple(WaitingForecast(row, None, None) for row in rows)
    results = [(row, standing(found, row.unit.code).result) for row in rows]
    return tuple(WaitingForecast(row, result.forecast, result.compared.variance) for row, result in results)


def last_approved(contribution: Contribution) -> Version | None:
    """The version that was last approved in this round, if any ever was."""
    return contribution.versions.filter(deed=Deed.APPROVE).order_by("-number").first()
