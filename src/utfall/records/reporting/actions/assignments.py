"""Reporting an assignment back in a round: where it stands, closing at most proposed."""

import datetime as dt

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.planning import AssignmentState
from utfall.domain.reporting import RoundState, takes_contributions
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Round
from utfall.records.planning.actions.assignments import ONLY_A_DECISION, held, is_closed, set_state
from utfall.records.planning.queries.access import may_write
from utfall.records.reporting.models import AssignmentReport

OTHER_ROUND = Denied(
    "assignment.other-round",
    _("Rundan hör till en annan nämnd. Välj en runda i den nämnd som har uppdraget."),
)


@transaction.atomic
def report_back(
    number: int, round: Round, state: AssignmentState, *, by: Acting, now: dt.datetime
) -> AssignmentReport | Denied:
    """Say where the assignment stands in the round; a second report in the same round replaces the first."""
    row = held(number)
    refused = may_write(by, row.authority, path_of(row.responsible))
    if refused is None:
        refused = is_closed(row)
    if refused is not None:
        return refused
    if round.authority_id != row.authority_id:
        return OTHER_ROUND
    refused = takes_contributions(RoundState(round.state))
    if refused is not None:
        return refused
    if state is AssignmentState.CLOSED:
        return ONLY_A_DECISION
    report, _made = AssignmentReport.objects.update_or_create(
        round=round, assignment=row, defaults={"state": state.value, "by": by.person, "at": now}
    )
    set_state(row, state)
    note(
        "assignment.report", by=by.username, at=now, object=f"assignment:{row.code}", authority=row.authority.code,
        details={"round": round.code, "state": state.value},
    )  # fmt: skip
    return report
