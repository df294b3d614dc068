"""The tasks of a round, as the authority's rules say who owes what: made, changed and taken away."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from utfall.domain.organisation import OrgUnit as DomainUnit
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting import (
    MINUTES,
    Owed,
    Part,
    ReportingRules,
    Section,
    State,
    Step,
    TaskSpec,
    forecasting,
    tasks_for,
)
from utfall.domain.snapshot import Round as DomainRound
from utfall.domain.snapshot import RoundKind
from utfall.records.finance.actions.asking import ask, unask
from utfall.records.finance.queries.asked import can_forecast, spoken_before
from utfall.records.organisation.models import OrgUnit, Round, RoundStep
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.objects import Asked, asked
from utfall.records.reporting.queries.owing import is_begun
from utfall.records.reporting.rules import rules_of

STEP_OF = {UnitKind.UNIT: Step.UNIT, UnitKind.SEGMENT: Step.UNIT, UnitKind.AREA: Step.AREA}
"""By which step a level is done; the whole is done when the controller is."""
_WANTS = ("wants_comment", "wants_assessment", "wants_outcome", "title", "minutes")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """How many tasks were made, and taken away because nobody owes them and nobody had begun."""

    made: int
    taken_away: int


def lay_out(round: Round) -> LaidOut:
    """Make the round's tasks what the authority's rules say; what is written is never taken away.

    A task that is no longer owed goes with its empty text. Where somebody has begun, it stays and demands nothing.
    The round's timetable must be set.
    """
    units = tuple(OrgUnit.objects.filter(authority=round.authority).order_by("position", "pk"))
    values = tuple(_domain_unit(unit) for unit in units)
    objects, owed = asked(round, units), in_browser(rules_of(round.authority))
    specs = tasks_for(values, (one.object for one in objects), _texts(owed), domain_round(round))
    present = {
        (task.unit.code, task.object, Section(task.section)): task
        for task in Task.objects.filter(round=round).select_related("unit", "contribution")
    }
    wanted = {spec.key: spec for spec in specs}
    taken_away = _take_away([task for key, task in present.items() if key not in wanted])
    _change([(task, wanted[key]) for key, task in present.items() if key in wanted])
    new = [spec for key, spec in wanted.items() if key not in present]
    by_code = {unit.code: unit for unit in units}
    _make(round, new, by_code, objects)
    forecasts = _ask_for_forecasts(
        round, forecasting(values, owed, domain_round(round), asked=spoken_before(round)), by_code
    )
    return LaidOut(len(new) + forecasts.made, taken_away + forecasts.taken_away)


def in_browser(rules: ReportingRules) -> tuple[Owed, ...]:
    """What is owed as tasks: the committee stands for its administration."""
    return tuple(
        dataclasses.replace(row, level=UnitKind.COMMITTEE) if row.level is UnitKind.ADMINISTRATION else row
        for row in rules.owed
    )


def domain_round(round: Round) -> DomainRound:
    """The round as the domain knows it."""
    return DomainRound(round.code, round.name, RoundKind(round.kind), Period.parse(round.period))


def _texts(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """What is answered in a text; a forecast has a page of its own."""
    rows = ((row, row.parts - {Part.FORECAST}) for row in owed)
    return tuple(dataclasses.replace(row, parts=parts) for row, parts in rows if parts)


def _ask_for_forecasts(round: Round, codes: Collection[str], units: Mapping[str, OrgUnit]) -> LaidOut:
    """Ask the units that owe a forecast of their own, and no longer those that do not."""
    if not can_forecast(round):
        return LaidOut(0, 0)
    taken_away = unask(round, keep=codes)
    due = due_days(round)
    wanted = {units[code]: due[UnitKind(units[code].kind)] for code in codes}
    return LaidOut(ask(round, wanted, minutes=MINUTES[Part.FORECAST]), taken_away)


def _take_away(tasks: Iterable[Task]) -> int:
    untouched: list[Task] = []
    begun: list[Task] = []
    for task in tasks:
        one = task.contribution
        worked_on = is_begun(one) or one.version or one.state != State.DRAFT
        (begun if worked_on else untouched).append(task)
    for task in begun:
        task.wants_comment = task.wants_assessment = task.wants_outcome = False
        task.minutes = 0
    Task.objects.bulk_update(begun, _WANTS, batch_size=500)
    texts = [task.contribution_id for task in untouched]
    Task.objects.filter(pk__in=[task.pk for task in untouched]).delete()
    # What somebody has said beside an empty text is kept with it.
    Contribution.objects.filter(pk__in=texts, versions=None, remarks=None).delete()
    return len(untouched)


def _change(pairs: Iterable[tuple[Task, TaskSpec]]) -> None:
    changed = []
    for task, spec in pairs:
        before = tuple(getattr(task, name) for name in _WANTS)
        for name, value in _wants(spec).items():
            setattr(task, name, value)
        if tuple(getattr(task, name) for name in _WANTS) != before:
            changed.append(task)
    Task.objects.bulk_update(changed, _WANTS, batch_size=500)


def _wants(spec: TaskSpec) -> dict[str, object]:
    return {
        "wants_comment": Part.COMMENT in spec.parts,
        "wants_assessment": Part.ASSESSMENT in spec.parts,
        "wants_outcome": Part.OUTCOME in spec.parts,
        "title": spec.title()[:300],
        "minutes": spec.minutes,
    }


def _make(
    round: Round, specs: list[TaskSpec], units: Mapping[str, OrgUnit], objects: tuple[Asked, ...]
) -> None:
    kinds = {(one.object.code, one.object.section): one for one in objects}
    order = {key: place for place, key in enumerate(kinds)}
    contributions = _contributions(round, specs, units, kinds)
    due = due_days(round)
    Task.objects.bulk_create(
        Task(
            round=round, unit=units[spec.unit], section=spec.section, object=spec.object,
            contribution=contribution, due_on=due[UnitKind(units[spec.unit].kind)],
            position=order[spec.object, spec.section], **_wants(spec),
        )
        for spec, contribution in zip(specs, contributions, strict=True)
    )  # fmt: skip


def due_days(round: Round) -> dict[UnitKind, dt.date]:
    """By which day each level is done, by the round's timetable."""
    steps = dict(RoundStep.objects.filter(round=round).values_list("step", "due_on"))
    last = round.meeting_on or max(steps.values())
    return {kind: steps.get(STEP_OF.get(kind, Step.CONTROLLER), last) for kind in UnitKind}


def _contributions(
    round: Round,
    specs: Iterable[TaskSpec],
    units: Mapping[str, OrgUnit],
    kinds: Mapping[tuple[str, Section], Asked],
) -> list[Contribution]:
    """The contribution that answers each task: the one that is there, or a new one.

    A text about a unit that the committee has written is answered for by that unit.
    """
    rows = Contribution.objects.filter(round=round).select_related("unit", "task")
    there = {(row.object, row.kind, row.unit.code): row for row in rows if not hasattr(row, "task")}
    about_units = {
        (row.object, row.kind): row for row in there.values() if row.unit.kind == UnitKind.COMMITTEE
    }
    found, new, placed = [], [], []
    for spec in specs:
        kind = kinds[spec.object, spec.section].kind
        row = there.get((spec.object, kind, spec.unit))
        if row is None and spec.object == spec.unit:
            row = about_units.get((spec.object, kind))
        if row is None:
            row = Contribution(
                authority=round.authority, round=round, object=spec.object, kind=kind,
                unit=units[spec.unit], section=spec.section, state=State.DRAFT,
            )  # fmt: skip
            new.append(row)
        elif not row.section:
            row.section = spec.section
            placed.append(row)
        found.append(row)
    Contribution.objects.bulk_create(new)
    Contribution.objects.bulk_update(placed, ("section",))
    return found


def _domain_unit(unit: OrgUnit) -> DomainUnit:
    return DomainUnit(
        code=unit.code, name=unit.name, kind=UnitKind(unit.kind), short=unit.short,
        valid_from=unit.valid_from, valid_to=unit.valid_to,
    )  # fmt: skip
