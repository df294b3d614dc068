"""The words that say how a measure stands."""

import datetime as dt

from utfall.domain.planning import Measure, MeasureState, WorkState
from utfall.locale import mark as _

WORK_WORDS = {
    WorkState.NOT_STARTED: _("Ej påbörjad"),
    WorkState.ONGOING: _("Pågår"),
    WorkState.DONE: _("Genomförd"),
    WorkState.STOPPED: _("Avbruten"),
}
STATE_WORDS = {
    MeasureState.PROPOSED: _("Ej beslutad"),
    MeasureState.DECIDED: _("Beslutad"),
    MeasureState.CARRIED_OUT: _("Genomförd"),
    MeasureState.ABANDONED: _("Avförd"),
}
LATE = _("Försenad")


def standing(measure: Measure, *, today: dt.date) -> str:
    """One word for how it stands: late comes first, then the work once it is decided and has begun."""
    if measure.is_late(today=today):
        return LATE
    if measure.state is MeasureState.DECIDED and measure.work is not WorkState.NOT_STARTED:
        return WORK_WORDS[measure.work]
    return STATE_WORDS[measure.state]
