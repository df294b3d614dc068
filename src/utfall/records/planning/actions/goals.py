"""Goals added, rewritten, moved and ended; whatever is decided already gets a new version."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from utfall.domain.access import Path
from utfall.domain.denied import Denied
from utfall.domain.goal_chain import (
    LOCKED,
    LOCKED_GOAL,
    NOT_UNDER,
    Level,
    Place,
    Way,
    may_stand_under,
    moved,
    placed,
)
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.actions.places import next_code, next_position, store_move
from utfall.records.planning.actions.versions import keep_changed
from utfall.records.planning.models import Goal
from utfall.records.planning.queries.access import committee, may_write
from utfall.records.planning.queries.chain import chain_of, goals, in_force

NAMELESS = Denied("plan.nameless", _("Skriv målet."))
ELSEWHERE = Denied("plan.elsewhere", _("Målet finns inte i den här planen. Ladda om sidan och försök igen."))
ENDED = Denied("plan.ended", _("Målet är avslutat. Återställ det först."))
HAS_BELOW = _("{name} har mål som står under det: {below}. Flytta eller avsluta dem först.")
HAS_INDICATORS = _("{name} har indikatorer: {below}. Flytta dem till ett annat mål först.")
UNDER_ENDED = _("{name} står under {parent}, som är avslutat. Återställ det först.")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal says, and who answers for it."""

    name: str
    description: str = ""
    owner: OrgUnit | None = None
    contributors: tuple[OrgUnit, ...] = ()
    target_year: int | None = None


@transaction.atomic
def add(
    authority: Authority,
    year: int,
    *,
    level: Level,
    under: int | None,
    wording: Wording,
    by: Acting,
    now: dt.datetime,
) -> Goal | Denied:
    """A new goal of the year, last under the other; a unit's own goal is owned by its unit."""
    above = Goal.objects.filter(authority=authority, retired_on=None)
    parent = above.filter(pk=under).first() if under is not None else None
    if under is not None and (parent is None or not in_force(parent, year)):
        return ELSEWHERE
    unit = wording.owner if level is Level.UNIT else None
    if level is Level.UNIT and unit is None:
        return ELSEWHERE
    refused = may_write(by, authority, path_of(unit or committee(authority)))
    if refused is None:
        refused = _misplaced(level, parent)
    if refused is not None:
        return refused
    if not wording.name.strip():
        return NAMELESS
    row = Goal.objects.create(
        authority=authority,
        code=next_code(authority, level, unit),
        name=wording.name.strip(),
        description=wording.description.strip(),
        level=level.value,
        parent=parent,
        committee=committee(authority) if level is Level.COMMITTEE else None,
        owner=wording.owner,
        year=year if level in (Level.FOCUS, Level.UNIT) else None,
        target_year=(wording.target_year or year + 3) if level is Level.COMMITTEE else None,
        position=next_position(authority),
    )
    row.contributors.set(wording.contributors)
    _done("goal.add", row, by, now, level=level.value, parent=parent.code if parent else "", name=row.name)
    return row


@transaction.atomic
def rewrite(number: int, wording: Wording, *, by: Acting, now: dt.datetime) -> Goal | Denied:
    """Other words, owner, contributing units or target year."""
    row = held(number)
    refused = _changeable(row, by)
    if refused is not None:
        return refused
    if not wording.name.strip():
        return NAMELESS
    before = row.name
    row.name, row.description = wording.name.strip(), wording.description.strip()
    if row.level != Level.UNIT:
        row.owner = wording.owner
    if row.level == Level.COMMITTEE:
        row.target_year = wording.target_year or row.target_year
    row.save(update_fields=("name", "description", "owner", "target_year"))
    row.contributors.set(wording.contributors)
    _done("goal.rewrite", row, by, now, before=before, name=row.name)
    return row


@transaction.atomic
def move(number: int, way: Way, *, year: int, by: Acting, now: dt.datetime) -> Goal | Denied:
    """One step up, down, in or out in the plan of the year."""
    row = held(number)
    refused = _changeable(row, by)
    if refused is not None:
        return refused
    chain = chain_of(_siblings_of_year(row, year))
    if row.code not in chain:
        return ELSEWHERE
    step = moved(chain, row.code, way)
    if isinstance(step, Denied):
        return step
    store_move(row.authority, row.code, step)
    _done("goal.move", row, by, now, way=way.value)
    return row


@transaction.atomic
def put(number: int, place: Place, other: int, *, year: int, by: Acting, now: dt.datetime) -> Goal | Denied:
    """Before, after or under another goal of the year's plan."""
    row = held(number)
    refused = _changeable(row, by)
    if refused is not None:
        return refused
    rows = _siblings_of_year(row, year)
    beside = next((one for one in rows if one.pk == other), None)
    chain = chain_of(rows)
    if beside is None or row.code not in chain:
        return ELSEWHERE
    step = placed(chain, row.code, place, beside.code)
    if isinstance(step, Denied):
        return step
    store_move(row.authority, row.code, step)
    _done("goal.put", row, by, now, place=place.value, other=beside.code)
    return row


@transaction.atomic
def retire(number: int, *, by: Acting, now: dt.datetime) -> Goal | Denied:
    """End the goal from today on: it leaves the plan but stays in its history, and can be brought back."""
    row = held(number)
    refused = _changeable(row, by)
    if refused is not None:
        return refused
    below = row.children.filter(retired_on=None).order_by("position", "pk").values_list("name", flat=True)
    if below:
        return Denied("plan.has-below", HAS_BELOW, {"name": row.name, "below": _some(below)})
    measured = Indicator.objects.filter(authority=row.authority, parent=row.code).values_list(
        "name", flat=True
    )
    if measured:
        return Denied("plan.has-indicators", HAS_INDICATORS, {"name": row.name, "below": _some(measured)})
    row.retired_on = timezone.localdate(now)
    row.save(update_fields=("retired_on",))
    _done("goal.retire", row, by, now)
    return row


@transaction.atomic
def restore(number: int, *, by: Acting, now: dt.datetime) -> Goal | Denied:
    """Bring an ended goal back to where it stood."""
    row = held(number)
    refused = may_write(by, row.authority, place_of(row))
    if refused is not None:
        return refused
    if row.parent is not None and row.parent.retired_on is not None:
        return Denied("plan.under-ended", UNDER_ENDED, {"name": row.name, "parent": row.parent.name})
    row.retired_on = None
    row.save(update_fields=("retired_on",))
    _done("goal.restore", row, by, now)
    return row


def held(number: int) -> Goal:
    """The goal, held for this transaction. Raises Goal.DoesNotExist."""
    rows = Goal.objects.select_for_update(of=("self",)).select_related(
        "authority", "parent", "owner", "committee"
    )
    return rows.get(pk=number)


def place_of(row: Goal) -> Path:
    """Where one must have a role to change the goal: at the unit whose own it is, else at the committee."""
    return path_of(row.owner if row.level == Level.UNIT else committee(row.authority))


def _changeable(row: Goal, by: Acting) -> Denied | None:
    refused = may_write(by, row.authority, place_of(row))
    if refused is not None:
        return refused
    if Level(row.level) in LOCKED:
        return Denied("plan.locked", LOCKED_GOAL, {"name": row.name})
    return ENDED if row.retired_on is not None else None


def _siblings_of_year(row: Goal, year: int) -> tuple[Goal, ...]:
    """The plan that the goal is moved in: its unit's, or the committee's."""
    if row.level != Level.UNIT:
        return goals(row.authority, year)
    rows = goals(row.authority, year, levels=Level)
    return tuple(one for one in rows if one.level != Level.UNIT or one.owner_id == row.owner_id)


def _misplaced(level: Level, parent: Goal | None) -> Denied | None:
    above = Level(parent.level) if parent else None
    if level in LOCKED:
        return Denied("plan.locked", LOCKED_GOAL, {"name": level.word})
    if may_stand_under(level, above):
        return None
    return Denied(
        "plan.not-under", NOT_UNDER, {"level": level.word, "parent": above.word.lower() if above else "–"}
    )


def _done(deed: str, row: Goal, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"goal:{row.code}", authority=row.authority.code, details=details
    )
    if row.level != Level.UNIT:
        keep_changed(row.authority, by, now)


def _some(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:5])
