"""Units asked for forecasts when a round is opened, within the deed of opening it, and no longer asked when it is undone."""

import datetime as dt
from collections.abc import Collection, Mapping

from utfall.domain.reporting.words import State
from utfall.records.finance.models import Forecast
from utfall.records.organisation.models import OrgUnit, Round


def ask(round: Round, wanted: Mapping[OrgUnit, dt.date], *, minutes: int) -> int:
    """Ask each unit for a forecast by its day; how many were not asked already. What is begun is kept."""
    there = {row.unit_id: row for row in Forecast.objects.filter(round=round)}
    new = [(unit, day) for unit, day in wanted.items() if unit.pk not in there]
    Forecast.objects.bulk_create(
        Forecast(authority=round.authority, round=round, unit=unit, due_on=day, minutes=minutes)
        for unit, day in new
    )
    unasked = [there[unit.pk] for unit in wanted if unit.pk in there and there[unit.pk].due_on is None]
    days = {unit.pk: day for unit, day in wanted.items()}
    for row in unasked:
        row.due_on = days[row.unit_id]
    Forecast.objects.bulk_update(unasked, ("due_on",), batch_size=500)
    return len(new) + len(unasked)


def unask(round: Round, *, keep: Collection[str]) -> int:
    """No longer ask units other than those kept (by code); how many empty ones went. What is begun stays, without a day."""
    others = Forecast.objects.filter(round=round).exclude(unit__code__in=keep)
    count, _rows = others.filter(version=0).delete()
    others.filter(due_on__isnull=False).update(due_on=None)
    return count


def move(round: Round, units: frozenset[int], due_on: dt.date) -> int:
    """Give the units another last day for forecasts that are not handed in; how many there were."""
    rows = Forecast.objects.filter(
        round=round, unit__in=units, due_on__isnull=False, state__in=(State.DRAFT, State.RETURNED)
    )
    return rows.update(due_on=due_on)


def begun(round: Round) -> int:
    """How many forecasts somebody has begun in the round."""
    return Forecast.objects.filter(round=round, version__gt=0).count()


def take_back(round: Round) -> None:
    """Take away what nobody has begun."""
    Forecast.objects.filter(round=round, version=0).delete()
