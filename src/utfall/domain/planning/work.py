"""The work with a plan: what its pages keep beside what a report prints."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from utfall.domain.goal_chain import Level
from utfall.domain.planning.assignment import AssignmentState
from utfall.domain.planning.goals import FocusTarget, PriorityOfGoal


@dataclass(frozen=True, slots=True)
class Forum:
    """A group across units that may own goals."""

    code: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who answers for a goal of the report's chain and who contributes, by the codes of units; and its description."""

    goal: str
    owner: str = ""
    forum: str = ""
    contributors: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class OtherGoal:
    """A goal that is in no report: a unit's own, or one that has ended. `parent` is the code of the goal above it."""

    code: str
    name: str
    level: Level
    parent: str = ""
    committee: str = ""
    owner: str = ""
    forum: str = ""
    contributors: tuple[str, ...] = ()
    years: int = 4
    target_year: int | None = None
    year: int | None = None
    description: str = ""
    retired_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What a unit does under a goal; `responsible` is a username, `state` its word on the page."""

    unit: str
    goal: str
    name: str
    year: int
    state: str
    responsible: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was decided, or changed afterwards (no decision); the chain is as it was stored."""

    year: int
    number: int
    decided_on: dt.date
    decision: str
    chain: tuple[Mapping[str, object], ...]
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReportedBack:
    """Where an assignment stood in a round, by whom (a username) and when."""

    assignment: str
    round: str
    state: AssignmentState
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Work:
    """All of it, for one authority. `closed_by` is the decision that closed an assignment, by the assignment's code.

    `targets` and `priorities` are those of goals that have ended.
    """

    forums: tuple[Forum, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    goals: tuple[OtherGoal, ...] = ()
    targets: tuple[FocusTarget, ...] = ()
    priorities: tuple[PriorityOfGoal, ...] = ()
    activities: tuple[Activity, ...] = ()
    versions: tuple[Version, ...] = ()
    reports: tuple[ReportedBack, ...] = ()
    closed_by: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.forums, self.ownerships, self.goals, self.activities, self.versions, self.reports, self.closed_by)
        )  # fmt: skip
