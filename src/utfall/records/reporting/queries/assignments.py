"""How assignments have been reported back, round by round."""

from utfall.domain.reporting import RoundState, takes_contributions
from utfall.records.organisation.models import Authority, Round
from utfall.records.planning.models import Assignment
from utfall.records.reporting.models import AssignmentReport


def reports_by_assignment(authority: Authority) -> dict[int, tuple[AssignmentReport, ...]]:
    """Every report of the authority's assignments by the assignment's number, the last round first."""
    rows = AssignmentReport.objects.filter(assignment__authority=authority).select_related("round", "by")
    found: dict[int, list[AssignmentReport]] = {}
    for row in rows.order_by("-round__position", "-at"):
        found.setdefault(row.assignment_id, []).append(row)
    return {number: tuple(reports) for number, reports in found.items()}


def reports(assignment: Assignment) -> tuple[AssignmentReport, ...]:
    """How one assignment has been reported back, the last round first."""
    rows = assignment.reports.select_related("round", "by")
    return tuple(rows.order_by("-round__position", "-at"))


def open_rounds(authority: Authority) -> tuple[Round, ...]:
    """The rounds that take reports now, in their order."""
    rows = Round.objects.filter(authority=authority).order_by("position", "pk")
    return tuple(row for row in rows if takes_contributions(RoundState(row.state)) is None)
