"""Where a text about a unit's economy belongs: the comment that the unit owes in the round of the month."""

from django.db.models import Q

from utfall.domain.access import decide
from utfall.domain.denied import Denied
from utfall.domain.period import Period
from utfall.domain.reporting import Deed, RoundState, State
from utfall.domain.snapshot import TextKind
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.things import RELATED, thing


def place_of_text(unit: OrgUnit, period: Period, by: Acting) -> Contribution | None:
    """The comment on its economy that the unit was asked for in the round that ends with the period.

    None where there is none, and where she may not write in it now. It may be printed as the committee's own.
    """
    rows = Contribution.objects.filter(
        Q(unit=unit) | Q(task__unit=unit), authority=unit.authority, object=unit.code, kind=TextKind.COMMENT.value,
        secret="", task__isnull=False, round__isnull=False,
    ).select_related(*RELATED)  # fmt: skip
    for row in rows.order_by("-round__position", "pk"):
        assert row.round is not None
        if Period.parse(row.round.period).last != period.last:
            continue
        after = decide(
            by.actor,
            Deed.SAVE,
            thing(row, by=by),
            state=State(row.state),
            round_state=RoundState(row.round.state),
        )
        return None if isinstance(after, Denied) else row
    return None
