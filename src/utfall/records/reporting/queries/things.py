"""Contributions as access sees them."""

from django.db.models import Q

from utfall.domain.access import Kind, Thing
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import RoundState, Section
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.reporting.models import Contribution, Task

RELATED = ("round", "authority", "unit", "task", "task__unit", "task__person", "changed_by")
"""What has to be fetched with a contribution for asking about it."""

CLOSED = frozenset(RoundState) - {RoundState.PLANNED, RoundState.OPEN, RoundState.REMITTED}
"""The states of a round in which its texts stand still."""


def task_of(contribution: Contribution) -> Task | None:
    """The task that the contribution answers, or None for a text that nobody was asked for."""
    return contribution.task if hasattr(contribution, "task") else None


def answering_unit(contribution: Contribution) -> OrgUnit:
    """The unit that answers for it: the one whose task it is, else the one it is printed for."""
    task = task_of(contribution)
    return task.unit if task else contribution.unit


def thing(contribution: Contribution, *, by: Acting, kind: Kind = Kind.CONTRIBUTION) -> Thing:
    """The contribution as access sees it.

    What was given to somebody she stands in for counts as given to her.
    """
    unit, task = answering_unit(contribution), task_of(contribution)
    person = task.person.get_username() if task and task.person else ""
    return Thing(
        kind=kind,
        authority=contribution.authority.code,
        path=path_of(unit),
        level=UnitKind(unit.kind),
        section=Section(contribution.section) if contribution.section else None,
        part=contribution.object,
        assigned_to=by.username if person in by.answers_for else person,
        locked=contribution.round is not None and RoundState(contribution.round.state) in CLOSED,
        secret_to=_secret_to(contribution, person),
    )


def not_secret(by: Acting) -> Q:
    """Contributions that are not hidden from her as secret, for lists."""
    mine = Q(secret__endswith=f", {by.username}") | Q(task__person__username__in=by.answers_for)
    return Q(secret="") | mine


def secret_note(paragraph: str, person: Person) -> str:
    """What is stored about a secret contribution: the paragraph, and who marked it."""
    return f"{paragraph}, {person.get_username()}"


def _secret_to(contribution: Contribution, assigned_to: str) -> frozenset[str] | None:
    if not contribution.secret:
        return None
    _paragraph, _comma, marked_by = contribution.secret.rpartition(", ")
    return frozenset({marked_by, assigned_to} - {""})
