"""The cycle of a measure: proposed, decided, carried out or abandoned; one table says which deed leads where."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.domain.planning.measure import Consultation, Measure, MeasureState
from utfall.locale import mark as _


class MeasureDeed(StrEnum):
    """What can be done to a measure; the value is its word in addresses."""

    CHANGE = "andra"
    RELEASE = "slapp"
    DECIDE = "besluta"
    CARRY_OUT = "genomford"
    ABANDON = "avfor"
    TAKE_BACK = "aterta"


class ConsultationRule(StrEnum):
    """What must have been held before a measure that affects staffing is decided; the value is its word in files."""

    NEITHER = "ingen"
    EITHER = "fsg eller mbl"
    FSG = "fsg"
    MBL = "mbl"
    BOTH = "fsg och mbl"


_PROPOSED, _DECIDED = MeasureState.PROPOSED, MeasureState.DECIDED
_DONE, _GONE = MeasureState.CARRIED_OUT, MeasureState.ABANDONED
TRANSITIONS: Mapping[tuple[MeasureState, MeasureDeed], MeasureState] = {
    (_PROPOSED, MeasureDeed.CHANGE): _PROPOSED,
    (_PROPOSED, MeasureDeed.RELEASE): _PROPOSED,
    (_PROPOSED, MeasureDeed.DECIDE): _DECIDED,
    (_PROPOSED, MeasureDeed.ABANDON): _GONE,
    (_DECIDED, MeasureDeed.CHANGE): _DECIDED,
    (_DECIDED, MeasureDeed.CARRY_OUT): _DONE,
    (_DECIDED, MeasureDeed.ABANDON): _GONE,
    (_DECIDED, MeasureDeed.TAKE_BACK): _PROPOSED,
    (_DONE, MeasureDeed.TAKE_BACK): _DECIDED,
    (_GONE, MeasureDeed.TAKE_BACK): _PROPOSED,
}
"""A measure that was decided before it was abandoned goes back to being decided: see `next_state`."""

RELEASED = Denied("measure.released", _("Åtgärden är redan släppt."))
NOT_RELEASED = Denied(
    "measure.not-released",
    _("Åtgärden ses bara av sin krets. Släpp den innan beslutet skrivs in, så att rapporten kan visa den."),
)
NO_DECISION = Denied("measure.no-decision", _("Skriv vem som beslutade, paragrafen och datumet."))
NO_REASON = Denied("measure.no-reason", _("Skriv varför åtgärden inte blir av."))
_WRONG = {
    (_DECIDED, MeasureDeed.DECIDE): Denied("measure.decided", _("Åtgärden är redan beslutad.")),
    (_DONE, MeasureDeed.CARRY_OUT): Denied("measure.carried-out", _("Åtgärden är redan genomförd.")),
    (_GONE, MeasureDeed.ABANDON): Denied("measure.abandoned", _("Åtgärden är redan avförd.")),
    (_PROPOSED, MeasureDeed.CARRY_OUT): Denied(
        "measure.not-decided", _("Åtgärden är inte beslutad. Skriv in beslutet först.")
    ),
    (_PROPOSED, MeasureDeed.TAKE_BACK): Denied(
        "measure.nothing-to-take-back", _("Det finns inget beslut att ta tillbaka.")
    ),
}
_CLOSED = {
    _DONE: Denied("measure.closed", _("Åtgärden är genomförd. Ta tillbaka det först om något var fel.")),
    _GONE: Denied("measure.closed", _("Åtgärden är avförd. Ta tillbaka det först om den ändå ska göras.")),
}
_CONSULT = _("Åtgärden påverkar bemanningen. Skriv in {what} med datum innan beslutet skrivs in.")
_LATER = _("{what} är daterat efter beslutet. Samverkan och förhandling ska komma före: rätta datumen.")
_WHAT = {
    ConsultationRule.EITHER: "FSG eller MBL",
    ConsultationRule.FSG: "FSG",
    ConsultationRule.MBL: "MBL",
    ConsultationRule.BOTH: "FSG och MBL",
}


def next_state(measure: Measure, deed: MeasureDeed) -> MeasureState | Denied:
    """The state after the deed, or why it may not be done."""
    refused = measure_allows(measure.state, deed)
    if refused is not None:
        return refused
    if measure.state is _GONE and measure.decided_on is not None:
        return _DECIDED
    return TRANSITIONS[measure.state, deed]


def measure_allows(state: MeasureState, deed: MeasureDeed) -> Denied | None:
    """Why nobody may do the deed in this state, or None if somebody may."""
    if (state, deed) in TRANSITIONS:
        return None
    if deed is MeasureDeed.RELEASE:
        return RELEASED
    # A refusal is false, so `or` would pass it by.
    return _WRONG[state, deed] if (state, deed) in _WRONG else _CLOSED[state]


def consulted(
    consultation: Consultation, *, decided_on: dt.date, rule: ConsultationRule = ConsultationRule.EITHER
) -> Denied | None:
    """Why the measure may not be decided that day: FSG or MBL, as the rule says, has not been held by then.

    Only measures that affect staffing are asked about (11 and 19 §§ MBL; which of the two is the employer's rule).
    """
    if not consultation.affects_staff or rule is ConsultationRule.NEITHER:
        return None
    held = {"FSG": consultation.fsg_on, "MBL": consultation.mbl_on}
    wanted = {
        ConsultationRule.EITHER: tuple(held), ConsultationRule.BOTH: tuple(held),
        ConsultationRule.FSG: ("FSG",), ConsultationRule.MBL: ("MBL",),
    }[rule]  # fmt: skip
    ready = [name for name in wanted if (on := held[name]) is not None and on <= decided_on]
    if ready and (rule is ConsultationRule.EITHER or len(ready) == len(wanted)):
        return None
    dated = [name for name in wanted if held[name] is not None and name not in ready]
    if dated:
        return Denied("measure.consulted-later", _LATER, {"what": dated[0]})
    return Denied("measure.not-consulted", _CONSULT, {"what": _WHAT[rule]})
