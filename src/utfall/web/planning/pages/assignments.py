"""What the pages of assignments show."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from utfall.domain.planning import AssignmentState
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Assignment
from utfall.records.reporting.models import AssignmentReport

WORDS = {
    AssignmentState.ONGOING: _("Pågår"),
    AssignmentState.DONE: _("Klart"),
    AssignmentState.LATE: _("Försenat"),
    AssignmentState.PROPOSED_CLOSED: _("Föreslås avslutat"),
    AssignmentState.CLOSED: _("Avslutat"),
}
VIEWS = (("alla", _("Alla")), ("oppna", _("Öppna")), ("avslutade", _("Avslutade")))
Reports = Mapping[int, tuple[AssignmentReport, ...]]


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment in the table."""

    code: str
    title: str
    href: str
    given: str
    responsible: str
    due: str
    status: str
    reported: str


@dataclass(frozen=True, slots=True)
class AssignmentsPage:
    """All assignments of an authority."""

    title: str
    committee: str
    code: str
    tabs: tuple[tuple[str, str, bool], ...]
    rows: tuple[AssignmentRow, ...]
    add: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """How it was reported in one round."""

    round: str
    status: str
    by: str


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """One assignment with its reports."""

    title: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    status: str
    facts: tuple[tuple[str, str], ...]
    reports: tuple[ReportRow, ...]
    closed_by: str
    change: str
    close: str
    reopen: str
    report: str
    no_round: bool


def assignments(
    rows: tuple[Assignment, ...],
    unit: OrgUnit,
    reports: Reports,
    *,
    view: str,
    may_write: bool,
    today: dt.date,
) -> AssignmentsPage:
    """The table; `view` is one of VIEWS."""
    here = reverse("planning:assignments", args=(unit.code,))
    chosen = view if view in dict(VIEWS) else "alla"
    wanted = [
        row
        for row in rows
        if chosen == "alla" or (row.state == AssignmentState.CLOSED) is (chosen == "avslutade")
    ]
    return AssignmentsPage(
        title=gettext(_("Uppdrag")),
        committee=unit.name,
        code=unit.code,
        tabs=tuple((gettext(word), f"{here}?visa={key}", key == chosen) for key, word in VIEWS),
        rows=tuple(_row(row, unit, reports.get(row.pk, ()), today) for row in wanted),
        add=reverse("planning:add_assignment", args=(unit.code,)) if may_write else "",
    )


def assignment(
    row: Assignment, unit: OrgUnit, reports: tuple[AssignmentReport, ...], *,
    may_write: bool, may_record: bool, may_report: bool, has_round: bool, today: dt.date,
) -> AssignmentPage:  # fmt: skip
    """One assignment."""
    place = (unit.code, row.pk)
    closed = row.state == AssignmentState.CLOSED
    return AssignmentPage(
        title=row.name,
        committee=unit.name,
        trail=((gettext(_("Uppdrag")), reverse("planning:assignments", args=(unit.code,))),),
        status=_status(row, today),
        facts=tuple((gettext(word), value) for word, value in _facts(row) if value),
        reports=tuple(_report(one) for one in reports),
        closed_by=row.closed_by,
        change=reverse("planning:change_assignment", args=place) if may_write and not closed else "",
        close=reverse("planning:close_assignment", args=place) if may_record and not closed else "",
        reopen=reverse("planning:reopen_assignment", args=place) if may_record and closed else "",
        report=reverse("planning:report_assignment", args=place)
        if may_report and not closed and has_round
        else "",
        no_round=may_report and not closed and not has_round,
    )


def _row(
    row: Assignment, unit: OrgUnit, reports: tuple[AssignmentReport, ...], today: dt.date
) -> AssignmentRow:
    last = reports[0] if reports else None
    return AssignmentRow(
        code=row.code,
        title=row.name,
        href=reverse("planning:assignment", args=(unit.code, row.pk)),
        given=" ".join(filter(None, (row.given_by.abbreviation or row.given_by.name, row.decided_on.isoformat(),
                                     row.paragraph))),
        responsible=row.responsible.name,
        due=row.due_on.isoformat() if row.due_on else "",
        status=_status(row, today),
        reported=last.round.name if last else "",
    )  # fmt: skip


def _status(row: Assignment, today: dt.date) -> str:
    """The word of the last report; what is only ongoing after its day is late."""
    state = AssignmentState(row.state)
    late = state is AssignmentState.ONGOING and row.due_on is not None and row.due_on < today
    return WORDS[AssignmentState.LATE if late else state]


def _facts(row: Assignment) -> tuple[tuple[str, str], ...]:
    return (
        (_("Beteckning"), row.code),
        (_("Givet av"), row.given_by.name),
        (_("Beslutsdatum"), row.decided_on.isoformat()),
        (_("Paragraf"), row.paragraph),
        (_("Ansvarig enhet"), row.responsible.name),
        (_("Klart senast"), row.due_on.isoformat() if row.due_on else ""),
        (_("Avslutat genom"), row.closed_by),
    )


def _report(row: AssignmentReport) -> ReportRow:
    at = timezone.localtime(row.at)
    return ReportRow(
        row.round.name,
        WORDS[AssignmentState(row.state)],
        ", ".join(filter(None, (str(row.by or ""), f"{at:%Y-%m-%d %H.%M}"))),
    )
