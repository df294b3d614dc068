"""The shift from one year to the next: opened by somebody, and taken back by somebody as long as nobody has worked in it."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.period import Period
from utfall.domain.reporting import Candidate, Carried, RoundState, Treatment, YearShift, year_shift
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Round
from utfall.records.planning.models import Activity, Goal, GoalLevel
from utfall.records.reporting.models import Contribution

MONTHS = 12
NO_AUTHORITY = Denied("year.no-authority", _("Välj först vilken nämnd du arbetar för."))
NO_ROUNDS = Denied("year.no-rounds", _("Året har inga rundor att utgå från. Läs in dem först."))
ALREADY = Denied("year.already", _("Året är redan upplagt. Ångra det först om det ska läggas upp på nytt."))


@dataclass(frozen=True, slots=True)
class Shifted:
    """A year that was laid out: its rounds, and the annual focuses that were chosen again."""

    year: int
    rounds: tuple[Round, ...]
    focuses: tuple[Goal, ...]


@transaction.atomic
def shift_year(
    authority: Authority, from_year: int, focuses: Collection[str], *, by: Acting, now: dt.datetime
) -> Shifted | Denied:
    """Lay out the next year: the same rounds, planned, and those of the annual focuses that somebody chose.

    It copies and never moves: the old year stays as it was. Goals and indicators last their term and need no copy.
    """
    refused = leads_refusal(authority, by)
    if refused is not None:
        return refused
    rows = tuple(_rounds_of(authority, from_year))
    if not rows:
        return NO_ROUNDS
    if any(_rounds_of(authority, from_year + 1)):
        return ALREADY
    chosen = {one.code for one in proposed(authority, from_year).having(Treatment.PROPOSED)} & set(focuses)
    made = tuple(_copied_round(row, rows) for row in rows)
    kept = tuple(
        _copied_focus(goal, from_year + 1)
        for goal in Goal.objects.filter(authority=authority, code__in=chosen).order_by("position", "pk")
    )
    note(
        "year.shift", by=by.username, at=now, object=f"year:{from_year + 1}", authority=authority.code,
        details={"rounds": [row.code for row in made], "focuses": [goal.code for goal in kept]},
    )  # fmt: skip
    return Shifted(from_year + 1, made, kept)


@transaction.atomic
def undo_year(authority: Authority, year: int, *, by: Acting, now: dt.datetime) -> tuple[str, ...] | Denied:
    """Take away what the shift made, if nobody has worked in it; the codes taken away."""
    refused = leads_refusal(authority, by)
    if refused is not None:
        return refused
    rounds = tuple(_rounds_of(authority, year))
    focuses = tuple(Goal.objects.filter(authority=authority, level=GoalLevel.FOCUS, year=year))
    codes = year_shift(_candidates(rounds, focuses), from_year=year - 1).undo(
        worked_on=_worked_on(rounds, focuses)
    )
    if isinstance(codes, Denied):
        return codes
    Goal.objects.filter(pk__in=[one.pk for one in focuses]).delete()
    Round.objects.filter(pk__in=[one.pk for one in rounds]).delete()
    note(
        "year.undo", by=by.username, at=now, object=f"year:{year}", authority=authority.code,
        details={"codes": list(codes)},
    )  # fmt: skip
    return codes


def proposed(authority: Authority, from_year: int) -> YearShift:
    """What becomes of the year's annual focuses: each is proposed, for somebody to choose."""
    rows = Goal.objects.filter(
        authority=authority, level=GoalLevel.FOCUS, year=from_year, retired_on=None
    ).order_by("position", "pk")
    return year_shift((Candidate(Carried.FOCUS, row.code) for row in rows), from_year=from_year)


def leads_refusal(authority: Authority, by: Acting) -> Denied | None:
    """Why she may not lay out years for the authority."""
    if by.authority is None or by.authority.pk != authority.pk:
        return NO_AUTHORITY
    return permission(by.actor, Act.LEAD, Kind.ROUND)


def _rounds_of(authority: Authority, year: int) -> list[Round]:
    rows = Round.objects.filter(authority=authority).order_by("position", "pk")
    return [row for row in rows if Period.parse(row.period).end_year == year]


def _copied_round(row: Round, rows: Collection[Round]) -> Round:
    """The same round a year later, which goes on from this one."""
    period, year = Period.parse(row.period), str(Period.parse(row.period).end_year)
    later = dataclasses.replace(period, first=period.first + MONTHS, last=period.last + MONTHS)
    return Round.objects.create(
        authority=row.authority, code=row.code.replace(year, str(int(year) + 1))[:20], name=row.name, kind=row.kind,
        period=str(later), state=RoundState.PLANNED, previous=row, position=row.position + len(rows),
    )  # fmt: skip


def _copied_focus(goal: Goal, year: int) -> Goal:
    copy = Goal.objects.create(
        authority=goal.authority, code=f"{goal.code[:34]}-{year}", name=goal.name, level=goal.level,
        parent=goal.parent, committee=goal.committee, owner=goal.owner, forum=goal.forum, years=goal.years,
        target_year=goal.target_year, year=year, description=goal.description, position=goal.position,
    )  # fmt: skip
    copy.contributors.set(goal.contributors.all())
    return copy


def _candidates(rounds: Collection[Round], focuses: Collection[Goal]) -> list[Candidate]:
    made = [Candidate(Carried.OWED, row.code) for row in rounds]
    return [*made, *(Candidate(Carried.FOCUS, goal.code) for goal in focuses)]


def _worked_on(rounds: Collection[Round], focuses: Collection[Goal]) -> set[str]:
    """The codes of what somebody has changed: an opened round, a text, an activity or a goal below."""
    opened = {row.code for row in rounds if row.state != RoundState.PLANNED}
    written = set(Contribution.objects.filter(round__in=rounds).values_list("round__code", flat=True))
    active = set(Activity.objects.filter(goal__in=focuses).values_list("goal__code", flat=True))
    below = set(Goal.objects.filter(parent__in=focuses).values_list("parent__code", flat=True))
    return opened | written | active | below
