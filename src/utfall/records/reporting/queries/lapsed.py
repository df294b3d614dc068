"""Approvals that no longer rest on what was approved."""

from dataclasses import dataclass

from utfall.domain.reporting import Deed, Lapse, Printed, State, lapses
from utfall.domain.snapshot import Snapshot
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.printing import answer_text, printed
from utfall.records.reporting.queries.things import RELATED


@dataclass(frozen=True, slots=True)
class Lapsed:
    """An approved contribution with what was approved, what it prints now, and why that matters."""

    contribution: Contribution
    version: Version
    approved: Printed
    now: Printed
    lapse: Lapse


def lapsed(round: Round, facts: Snapshot) -> tuple[Lapsed, ...]:
    """The approved contributions whose text or printed figures have changed since, in the order of the tasks.

    A text approved without facts, so that nothing was kept of its figures, is judged by its text alone.
    """
    rows = (
        Version.objects.filter(
            contribution__round=round, contribution__state=State.APPROVED, deed=Deed.APPROVE
        )
        .select_related(
            "contribution", *(f"contribution__{name}" for name in RELATED), "contribution__round__previous"
        )
        .order_by("contribution__task__position", "contribution_id", "number")
    )
    last = {row.contribution_id: row for row in rows}
    return tuple(found for row in last.values() if (found := _lapsed(row, facts)) is not None)


def _lapsed(version: Version, facts: Snapshot) -> Lapsed | None:
    contribution = version.contribution
    now = printed(contribution, facts)
    approved = Printed(answer_text(version), dict(version.printed) or dict(now.figures))
    lapse = lapses(approved, now)
    return None if lapse is None else Lapsed(contribution, version, approved, now, lapse)
