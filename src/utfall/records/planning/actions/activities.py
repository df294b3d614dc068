"""What units do: activities added and changed in the unit's own plan."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.goal_chain import Level
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning.models import Activity, ActivityState, Goal
from utfall.records.planning.queries.access import may_write
from utfall.records.planning.queries.chain import in_force

NAMELESS = Denied("activity.nameless", _("Skriv vad ni ska göra."))
BACKWARDS = Denied("activity.backwards", _("Aktiviteten slutar innan den börjar. Rätta något av datumen."))
NO_GOAL = Denied("activity.no-goal", _("Målet finns inte i enhetens plan för året. Välj ett annat mål."))
NO_WALL = Denied("activity.no-authority", _("Enheten hör inte till någon nämnd och har ingen egen plan."))


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done, by whom, when, and where it stands."""

    name: str
    goal: int
    responsible: Person | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    state: ActivityState = ActivityState.NOT_STARTED


@transaction.atomic
def add_activity(
    unit: OrgUnit, year: int, doing: Doing, *, by: Acting, now: dt.datetime
) -> Activity | Denied:
    """A new activity, last in the unit's plan of the year."""
    last = Activity.objects.filter(unit=unit, year=year).aggregate(last=Max("position"))["last"]
    row = Activity(unit=unit, year=year, position=0 if last is None else last + 1)
    return _stored(row, doing, "activity.add", by, now)


@transaction.atomic
def change_activity(number: int, doing: Doing, *, by: Acting, now: dt.datetime) -> Activity | Denied:
    """Other words, dates, person or state."""
    rows = Activity.objects.select_for_update(of=("self",)).select_related("unit__authority")
    return _stored(rows.get(pk=number), doing, "activity.change", by, now)


def _stored(row: Activity, doing: Doing, deed: str, by: Acting, now: dt.datetime) -> Activity | Denied:
    authority = row.unit.authority
    if authority is None:
        return NO_WALL
    refused = may_write(by, authority, path_of(row.unit))
    if refused is not None:
        return refused
    goal = Goal.objects.filter(authority=authority, pk=doing.goal, retired_on=None).first()
    if goal is None or not _may_carry(goal, row):
        return NO_GOAL
    if not doing.name.strip():
        return NAMELESS
    if doing.starts_on and doing.ends_on and doing.ends_on < doing.starts_on:
        return BACKWARDS
    row.name, row.goal, row.responsible = doing.name.strip(), goal, doing.responsible
    row.starts_on, row.ends_on, row.state = doing.starts_on, doing.ends_on, doing.state
    row.save()
    note(
        deed, by=by.username, at=now, object=f"activity:{row.pk}", authority=authority.code,
        details={"unit": row.unit.code, "name": row.name, "goal": goal.code, "state": row.state},
    )  # fmt: skip
    return row


def _may_carry(goal: Goal, activity: Activity) -> bool:
    """Under the committee's goals and the unit's own, of that year; never under a whole area."""
    if not in_force(goal, activity.year) or goal.level == Level.AREA:
        return False
    return goal.level != Level.UNIT or goal.owner_id == activity.unit_id
