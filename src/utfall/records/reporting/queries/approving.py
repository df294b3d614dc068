"""What waits for somebody's approval."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from utfall.domain.reporting import Deed, State
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


def last_approved(contribution: Contribution) -> Version | None:
    """The version that was last approved in this round, if any ever was."""
    return contribution.versions.filter(deed=Deed.APPROVE).order_by("-number").first()
