"""The forecasts of a round as tasks: who owes one, who is to approve one, and how many are done."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from utfall.domain.access.permission import MANAGERS
from utfall.domain.reporting import Capacity, Flag, RoundState, Section, State, WorkStatus, flags, work_status
from utfall.records.finance.models import Forecast
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Person, Round
from utfall.records.reporting.queries.groups import SOON, Group
from utfall.records.reporting.queries.responsibility import WHOLE, Responsibility

FINISHED = (State.SUBMITTED, State.APPROVED)
UNFINISHED = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class ForecastDue:
    """A forecast in somebody's list, hers to make or (`approves`) to approve; `waits_for` names who is next."""

    forecast: Forecast
    due_on: dt.date
    group: Group
    status: WorkStatus
    flags: tuple[Flag, ...]
    approves: bool = False
    waits_for: tuple[Person, ...] = ()


def forecasts_due(by: Acting, answers: Responsibility, *, today: dt.date) -> tuple[ForecastDue, ...]:
    """The forecasts that are owed of her, and those that wait for her, in every open round. One query."""
    mine = Q(due_on__isnull=False) & _own(by, answers)
    waiting = Q(state=State.SUBMITTED, unit__path__in=answers.judged_by(by.answers_for))
    rows = (
        Forecast.objects.filter(round__authority=by.authority, round__state=RoundState.OPEN)
        .filter(mine | waiting)
        .select_related("round", "unit", "changed_by")
        .order_by("due_on", "unit__position", "pk")
    )
    return tuple(_due(row, by, answers, today) for row in rows)


def unfinished(round: Round, units: Iterable[int]) -> QuerySet[Forecast]:
    """The forecasts that the units owe and have not handed in."""
    return Forecast.objects.filter(
        round=round, unit__in=tuple(units), state__in=UNFINISHED, due_on__isnull=False
    ).select_related("unit", "round")


def counted(round: Round, by: Acting, *, today: dt.date) -> dict[int, dict[str, Any]]:
    """The forecasts that units owe in the round and that she follows, counted as tasks are, by unit. One query."""
    late = Q(due_on__lt=today) & ~Q(state__in=FINISHED)
    rows = (
        Forecast.objects.filter(round=round, due_on__isnull=False)
        .filter(_places(by))
        .values("unit_id")
        .annotate(
            whole=Count("pk"),
            done=Count("pk", filter=Q(state__in=FINISHED)),
            approved=Count("pk", filter=Q(state=State.APPROVED)),
            waiting=Count("pk", filter=Q(state=State.SUBMITTED)),
            late=Count("pk", filter=late),
            begun=Count("pk", filter=Q(version__gt=0)),
            last=Max("changed_at"),
            closes=Max("due_on"),
        )
        .order_by()
    )
    return {row["unit_id"]: {name: value for name, value in row.items() if name != "unit_id"} for row in rows}


def progress(round: Round) -> tuple[int, int]:
    """How many of the forecasts that are owed are handed in, and how many are owed."""
    rows = Forecast.objects.filter(round=round, due_on__isnull=False)
    found = rows.aggregate(whole=Count("pk"), done=Count("pk", filter=Q(state__in=FINISHED)))
    return found["done"], found["whole"]


def owing_units(round: Round, by: Acting) -> QuerySet[Forecast, Any]:
    """The numbers of the units that owe a forecast in the round and that she follows, for a greater query."""
    return Forecast.objects.filter(round=round, due_on__isnull=False).filter(_places(by)).values("unit_id")


def owed_by(round: Round, unit: str, by: Acting) -> tuple[Forecast, ...]:
    """The forecast that the unit owes in the round, if she follows it."""
    rows = Forecast.objects.filter(round=round, unit__code=unit, due_on__isnull=False).filter(_places(by))
    return tuple(rows.select_related("unit", "round", "changed_by"))


def _own(by: Acting, answers: Responsibility) -> Q:
    mine = Q(unit__path__in=answers.written_by(by.answers_for)) & ~Q(unit__kind__in=WHOLE)
    if Section.FORECAST in answers.sections_of(by.answers_for):
        mine |= Q(unit__kind__in=WHOLE)
    return mine


def _due(row: Forecast, by: Acting, answers: Responsibility, today: dt.date) -> ForecastDue:
    state, due_on = State(row.state), row.due_on or today
    status = work_status(state, begun=row.is_begun)
    judges = answers.judges(row.unit)
    if state is State.SUBMITTED and any(one.get_username() in by.answers_for for one in judges):
        shown = flags(state, due_on=due_on, today=today, role=Capacity.APPROVER)
        return ForecastDue(row, due_on, Group.NOW, status, shown, approves=True)
    shown = flags(state, due_on=due_on, today=today, role=Capacity.AUTHOR)
    match state:
        case State.DRAFT | State.RETURNED:
            now = state is State.RETURNED or due_on <= today + SOON
            return ForecastDue(row, due_on, Group.NOW if now else Group.LATER, status, shown)
        case State.SUBMITTED:
            return ForecastDue(row, due_on, Group.WAITING, status, shown, waits_for=judges)
        case _:
            return ForecastDue(row, due_on, Group.DONE, status, shown)


def _places(by: Acting) -> Q:
    """Whose forecasts she follows: all for staff, her own part of the tree for managers."""
    if any(grant.role not in MANAGERS for grant in by.actor.held):
        return Q()
    mine = Q(pk__in=())
    for grant in by.actor.held:
        mine |= Q(unit__path__startswith="".join(f"{code}/" for code in grant.path))
    return mine
