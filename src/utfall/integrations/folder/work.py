"""planarbete.yaml: what the pages of plans keep beside the plan itself."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from utfall.domain.finding import Finding, Severity
from utfall.domain.goal_chain import Level
from utfall.domain.organisation import OrgUnit
from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    AssignmentState,
    CommitteeGoal,
    FocusTarget,
    Priority,
    PriorityOfGoal,
    SteeringDocument,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.planning.work import Activity, Forum, OtherGoal, Ownership, ReportedBack, Version, Work
from utfall.domain.snapshot import Coded, Round
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import day
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

KIND = "planarbete"
UNKNOWN = _("{code} nämns i arbetet med planen, men finns inte i mappen. Rätta koden eller ta bort raden.")
BAD_VALUE = _("Något i filen går inte att läsa: {why}. Rätta det.")
_GOALS = (StrategicArea, StrategicGoal, CommitteeGoal, AnnualFocus)


def identify(source: SourceFile) -> bool:
    """Whether the file holds the work with a plan."""
    return kind_of(source) == KIND


def read(source: SourceFile) -> Reading[Work]:
    """The work; nothing of it where something cannot be read."""
    tree = load(source, KIND)
    if not isinstance(tree, Tree):
        return Reading(Work(), tree)
    data = tree.data
    try:
        return Reading(_work(data))
    except ValueError as problem:
        return Reading(Work(), (source.finding("work", BAD_VALUE, why=str(problem)),))


def unknown_codes(work: Work, objects: Mapping[str, Coded], *, where: str) -> tuple[Finding, ...]:
    """What the work names and the folder does not hold; `where` is the file's name."""
    units, rounds = _codes(objects, OrgUnit), _codes(objects, Round)
    goals = _codes(objects, *_GOALS) | {one.code for one in work.goals}
    forums = {one.code for one in work.forums}
    named: list[tuple[str, set[str]]] = [(code, units) for one in work.forums for code in one.units]
    named += [(one.goal, goals) for one in work.ownerships]
    owned: tuple[Ownership | OtherGoal, ...] = (*work.ownerships, *work.goals)
    for held in owned:
        named += [(held.owner, units), (held.forum, forums), *((code, units) for code in held.contributors)]
    named += [pair for one in work.goals for pair in ((one.parent, goals), (one.committee, units))]
    named += [pair for one in work.activities for pair in ((one.unit, units), (one.goal, goals))]
    assignments = _codes(objects, Assignment)
    named += [pair for one in work.reports for pair in ((one.assignment, assignments), (one.round, rounds))]
    named += [(code, assignments) for code, _decision in work.closed_by]
    plans = _codes(objects, SteeringDocument)
    named += [pair for one in work.targets for pair in ((one.focus, goals), (one.plan, plans))]
    for one in work.priorities:
        named += [(one.goal, goals), (one.balanced_with, goals), (one.committee, units)]
    return tuple(
        Finding("source.work", Severity.ERROR, where, UNKNOWN, {"code": code})
        for code in dict.fromkeys(code for code, known in named if code and code not in known)
    )


def _codes(objects: Mapping[str, Coded], *kinds: type) -> set[str]:
    return {code for code, item in objects.items() if isinstance(item, kinds)}


def _work(data: Mapping[str, Any]) -> Work:
    """Raises ValueError for a date or a chain that is none."""
    return Work(
        forums=tuple(Forum(row["kod"], row["namn"], tuple(row.get("enheter", ()))) for row in data.get("forum", ())),
        ownerships=tuple(_ownership(row) for row in data.get("ansvar", ())),
        goals=tuple(_goal(row) for row in data.get("övriga_mål", ())),
        targets=tuple(
            FocusTarget(row["kod"], row["namn"], row["inriktning"], row["plan"], tuple(row.get("indikatorer", ())))
            for row in data.get("delmål", ())
        ),
        priorities=tuple(
            PriorityOfGoal(row["kod"], row["namn"], row["nämnd"], row["mål"], Priority(row["prioritet"]),
                           row.get("i_balans_med", ""))
            for row in data.get("prioriteringar", ())
        ),
        activities=tuple(_activity(row) for row in data.get("aktiviteter", ())),
        versions=tuple(_version(row) for row in data.get("versioner", ())),
        reports=tuple(
            ReportedBack(row["uppdrag"], row["runda"], AssignmentState(row["läge"]), row.get("av", ""),
                         dt.datetime.fromisoformat(row["när"]))
            for row in data.get("återrapporter", ())
        ),
        closed_by=tuple((row["uppdrag"], row["beslut"]) for row in data.get("avslutade_uppdrag", ())),
    )  # fmt: skip


def _ownership(row: Mapping[str, Any]) -> Ownership:
    return Ownership(
        row["mål"], row.get("ansvarig", ""), row.get("forum", ""), tuple(row.get("bidrar", ())),
        row.get("beskrivning", ""),
    )  # fmt: skip


def _goal(row: Mapping[str, Any]) -> OtherGoal:
    return OtherGoal(
        code=row["kod"],
        name=row["namn"],
        level=Level(row["nivå"]),
        parent=row.get("under", ""),
        committee=row.get("nämnd", ""),
        owner=row.get("ansvarig", ""),
        forum=row.get("forum", ""),
        contributors=tuple(row.get("bidrar", ())),
        years=row.get("antal_år", 4),
        target_year=row.get("målår"),
        year=row.get("år"),
        description=row.get("beskrivning", ""),
        retired_on=day(row["avslutat"]) if "avslutat" in row else None,
    )


def _activity(row: Mapping[str, Any]) -> Activity:
    return Activity(
        unit=row["enhet"],
        goal=row["mål"],
        name=row["namn"],
        year=row["år"],
        state=row["läge"],
        responsible=row.get("ansvarig", ""),
        starts_on=day(row["från"]) if "från" in row else None,
        ends_on=day(row["till"]) if "till" in row else None,
    )


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        year=row["år"],
        number=row["nummer"],
        decided_on=day(row["dag"]),
        decision=row.get("beslut", ""),
        chain=tuple(json.loads(row["kedja"])),
        by=row.get("av", ""),
        at=dt.datetime.fromisoformat(row["när"]),
    )
