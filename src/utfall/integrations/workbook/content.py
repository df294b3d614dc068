"""What the workbook holds as values, and what an import of it would change."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.control import Risk
from utfall.domain.figure import Figure
from utfall.domain.indicators import Indicator, IndicatorRelation
from utfall.domain.organisation import OrgUnit
from utfall.domain.planning import AnnualFocus, Assignment, CommitteeGoal, StrategicArea, StrategicGoal

Goal = StrategicArea | StrategicGoal | CommitteeGoal | AnnualFocus


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One role of one person: who, which role for which unit, from and to which day (None is without limit)."""

    username: str
    name: str
    email: str
    role: str
    unit: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StartContent:
    """Everything in the workbook, each kind in the order of its rows. `outcomes` are those of `indicators`."""

    units: tuple[OrgUnit, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    outcomes: tuple[Figure, ...] = ()
    relations: tuple[IndicatorRelation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    risks: tuple[Risk, ...] = ()

    def keyed(self) -> Iterator[tuple[str, str, object]]:
        """Each value with its sheet and the key that it is known by."""
        for unit in self.units:
            yield "Organisation", unit.code, unit
        for person in self.persons:
            yield "Personer och roller", f"{person.username}, {person.role}, {person.unit}", person
        for goal in self.goals:
            yield "Mål", goal.code, goal
        for indicator in self.indicators:
            yield "Indikatorer", indicator.code, indicator
        for outcome in self.outcomes:
            yield "Indikatorer", str(outcome.address), (outcome.value, outcome.decimals)
        for relation in self.relations:
            yield "Samband", relation.code, relation
        for assignment in self.assignments:
            yield "Uppdrag", assignment.code, assignment
        for risk in self.risks:
            yield "Risker", risk.code, risk


class Change(StrEnum):
    """What an import would do to a stored value."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing that an import would create, change or leave."""

    sheet: str
    key: str
    change: Change


def preview(content: StartContent, *, stored: StartContent) -> tuple[Proposed, ...]:
    """What an import would do, in the order of the sheets. What only is stored stays as it is: nothing is deleted."""
    known = {(sheet, key): value for sheet, key, value in stored.keyed()}
    return tuple(
        Proposed(sheet, key, _change(known, (sheet, key), value)) for sheet, key, value in content.keyed()
    )


def _change(known: dict[tuple[str, str], object], key: tuple[str, str], value: object) -> Change:
    if key not in known:
        return Change.NEW
    return Change.UNCHANGED if _as_told(known[key], value) == value else Change.CHANGED


def _as_told(known: object, value: object) -> object:
    """What is stored, without that which the workbook says nothing about."""
    if isinstance(known, Indicator) and isinstance(value, Indicator):
        return dataclasses.replace(known, awaited=(), kolada=known.kolada if value.kolada else "")
    return known
