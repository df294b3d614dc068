"""What has been written about a measure, round by round, and where more can be written."""

from utfall.domain.access import decide, visibility
from utfall.domain.denied import Denied
from utfall.domain.reporting import Deed, RoundState, State
from utfall.records.organisation.actor import Acting
from utfall.records.planning.models import Measure
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.things import RELATED, thing


def comments_on(measure: Measure, by: Acting) -> tuple[Contribution, ...]:
    """The comments that she may see, the latest round first; what is marked secret is found nowhere."""
    rows = Contribution.objects.filter(authority=measure.authority, object=measure.code, secret="")
    found = rows.exclude(markdown="").select_related(*RELATED).order_by("-round__position", "pk")
    return tuple(row for row in found if visibility(by.actor, thing(row, by=by)) is None)


def to_write_in(measure: Measure, by: Acting) -> Contribution | None:
    """The comment on it in an open round that she may write in now: the one of its own unit first, then the latest round's.

    None where no open round takes one of her. One query.
    """
    rows = Contribution.objects.filter(
        authority=measure.authority, object=measure.code, secret="", round__state=RoundState.OPEN.value
    ).select_related(*RELATED)
    found = [row for row in rows.order_by("-round__position", "pk") if _takes_text(row, by)]
    return next((row for row in found if row.unit_id == measure.unit_id), found[0] if found else None)


def _takes_text(row: Contribution, by: Acting) -> bool:
    answer = decide(
        by.actor, Deed.SAVE, thing(row, by=by), state=State(row.state), round_state=RoundState.OPEN
    )
    return not isinstance(answer, Denied)
