"""One contribution with everything that stands beside it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from utfall.domain.access import Kind, Thing, decide, visibility
from utfall.domain.access.permission import STAFF
from utfall.domain.access.refusals import NOT_FOUND
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting import Deed, LeftToDo, RoundState, Section, State, VarianceLimit
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import TextKind
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Assignment, Goal, Measure
from utfall.records.planning.queries.measures import of_goal
from utfall.records.reporting.models import Contribution, Remark, Task, Version
from utfall.records.reporting.queries.aggregation import below
from utfall.records.reporting.queries.complete import lacks
from utfall.records.reporting.queries.previous import previous_of
from utfall.records.reporting.queries.things import RELATED, answering_unit, task_of, thing
from utfall.records.sources.models import SourceObject


@dataclass(frozen=True, slots=True)
class Subject:
    """What a contribution is about: its name, and the names above it from the top. `goal` is the goal that it is, if any."""

    name: str
    above: tuple[str, ...] = ()
    description: str = ""
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator under the goal: its value in this period, in the last round's, and its next target."""

    indicator: Indicator
    now: Value | None
    before: Value | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A contribution with what stands beside it on its page. `deeds` are what she may do with it now."""

    contribution: Contribution
    task: Task | None
    subject: Subject
    previous: Contribution | None
    below: tuple[Contribution, ...]
    taken: frozenset[int]
    """The numbers of the texts that it was put together from."""
    indicators: tuple[IndicatorLine, ...]
    measures: tuple[Measure, ...]
    """The measures for a balanced budget that belong to the goal and that she may see."""
    versions: tuple[Version, ...]
    remarks: tuple[Remark, ...]
    left: tuple[LeftToDo, ...]
    deeds: frozenset[Deed]
    takes_text: Denied | None
    """Why she may not write in it, or None if she may."""


def find_round(authority: Authority, code: str) -> Round | None:
    """The authority's round with the code."""
    return (
        Round.objects.filter(authority=authority, code=code).select_related("authority", "previous").first()
    )


def find_authority(code: str, by: Acting) -> Authority | None:
    """The authority that an address is about: the one named in it, else the one that she acts for."""
    if not code or (by.authority is not None and by.authority.code == code):
        return by.authority
    return Authority.objects.filter(code=code).first()


def find(round: Round, object: str, by: Acting, *, unit: str = "", kind: str = "") -> Contribution | Denied:
    """The contribution about the object in the round that the address means and that she may see.

    `object` is its code, or a contribution's own number. Without `unit` it is her own if she has one, else the first
    one she may see in the order of the organisation.
    """
    rows = _found(round, object, unit, kind)
    if not rows:
        return NOT_FOUND
    refusals = [(row, visibility(by.actor, thing(row, by=by))) for row in rows]
    seen = [row for row, refused in refusals if refused is None]
    if not seen:
        return next(refused for _row, refused in refusals if refused is not None)
    return next((row for row in seen if _is_hers(row, by)), seen[0])


def beside(contribution: Contribution, by: Acting, *, over_limit: VarianceLimit | None = None) -> Beside:
    """Everything on the contribution's page; the number of queries is the same for every page of its section.

    `over_limit` is the limit that the object's variance exceeds, or None.
    """
    deeds = {deed: _answer(contribution, deed, by) for deed in Deed}
    writes = deeds[Deed.SAVE]
    return Beside(
        contribution=contribution,
        task=task_of(contribution),
        subject=subject(contribution),
        previous=previous_of(contribution),
        below=below(contribution),
        taken=frozenset(contribution.taken_from.values_list("pk", flat=True)),
        indicators=_indicators(contribution),
        measures=_measures(contribution, by),
        versions=versions(contribution),
        remarks=remarks(contribution),
        left=lacks(contribution, over_limit=over_limit),
        deeds=frozenset(deed for deed, answer in deeds.items() if isinstance(answer, State)),
        takes_text=writes if isinstance(writes, Denied) else None,
    )


def subject(contribution: Contribution) -> Subject:
    """The name of what the contribution is about, with the goals above it."""
    authority, code = contribution.authority, contribution.object
    goal = (
        Goal.objects.filter(authority=authority, code=code)
        .select_related("parent", "parent__parent", "parent__parent__parent")
        .first()
    )
    if goal is not None:
        return Subject(goal.name, tuple(reversed([one.name for one in _above(goal)])), goal.description, goal)
    return Subject(_name(contribution))


def readers(contribution: Contribution, *, today: dt.date) -> tuple[Person, ...]:
    """The people who see it while the round is open and take part in the work: those at its unit and above."""
    codes = answering_unit(contribution).path.strip("/").split("/")
    above = ["".join(f"{code}/" for code in codes[:number]) for number in range(1, len(codes) + 1)]
    rows = (
        Grant.objects.filter(authority=contribution.authority, role__in=STAFF, starts_on__lte=today)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today), Q(unit=None) | Q(unit__path__in=above))
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "person__username")
    )
    return tuple({row.person_id: row.person for row in rows}.values())


def versions(contribution: Contribution) -> tuple[Version, ...]:
    """Its versions, the last first."""
    return tuple(contribution.versions.select_related("by").order_by("-number"))


def remarks(contribution: Contribution) -> tuple[Remark, ...]:
    """The thread beside it, the first first."""
    return tuple(contribution.remarks.select_related("by", "to", "resolved_by").order_by("at", "pk"))


def round_refusal(round: Round, by: Acting, *, kind: Kind = Kind.ROUND) -> Denied | None:
    """Why she may not see the round's own page, or None if she may."""
    return visibility(by.actor, Thing(kind, authority=round.authority.code))


def next_rounds(round: Round) -> tuple[Round, ...]:
    """The authority's rounds, the latest first."""
    return tuple(Round.objects.filter(authority=round.authority).order_by("-position"))


def _found(round: Round, object: str, unit: str, kind: str) -> list[Contribution]:
    wanted = Q(object=object)
    if object.isdigit():
        wanted |= Q(pk=int(object))
    if unit:
        wanted &= Q(unit__code=unit) | Q(task__unit__code=unit)
    if kind:
        wanted &= Q(kind=kind)
    order = {
        str(one): place for place, one in enumerate((TextKind.COMMENT, TextKind.SUMMARY, TextKind.DECISION))
    }
    rows = (
        Contribution.objects.filter(wanted, round=round)
        .select_related(*RELATED, "round__previous", "round__authority")
        .order_by("unit__position", "pk")
    )
    return sorted(rows, key=lambda row: (row.unit.position, order.get(row.kind, len(order)), row.pk))


def _is_hers(contribution: Contribution, by: Acting) -> bool:
    task = task_of(contribution)
    if task is not None and task.person is not None:
        return task.person.get_username() in by.answers_for
    own = {grant.path for grant in by.actor.held}
    return thing(contribution, by=by).path in own


def _answer(contribution: Contribution, deed: Deed, by: Acting) -> State | Denied:
    round = contribution.round
    return decide(
        by.actor, deed, thing(contribution, by=by), state=State(contribution.state),
        round_state=RoundState(round.state) if round else RoundState.LOCKED,
    )  # fmt: skip


def _above(goal: Goal) -> Iterable[Goal]:
    parent = goal.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _name(contribution: Contribution) -> str:
    """The name of something that is no goal; the task's title where nothing has the code."""
    authority, code = contribution.authority, contribution.object
    for rows in (
        Indicator.objects.filter(authority=authority, code=code),
        SourceObject.objects.filter(authority=authority, code=code),
        Measure.objects.filter(authority=authority, code=code, released=True),
        Assignment.objects.filter(authority=authority, code=code),
        OrgUnit.objects.filter(code=code).exclude(kind=UnitKind.COMMITTEE),
    ):
        name = rows.values_list("name", flat=True).first()
        if name:
            return str(name)
    task = task_of(contribution)
    return task.title if task else code


def _indicators(contribution: Contribution) -> tuple[IndicatorLine, ...]:
    """The indicators of a goal, or the one that the contribution is about, with their values. Three queries."""
    code, round = contribution.object, contribution.round
    if round is None or contribution.section not in (Section.GOALS, Section.INDICATORS):
        return ()
    period = Period.parse(round.period)
    rows = tuple(
        Indicator.objects.filter(authority=contribution.authority)
        .filter(Q(parent=code) | Q(code=code))
        .prefetch_related(Prefetch("targets", Target.objects.order_by("year")))
        .order_by("position", "pk")
    )
    values = Value.objects.filter(
        authority=contribution.authority, measure__in=[row.measure for row in rows],
        scope__in=[row.scope_id for row in rows], scenario=Scenario.OUTCOME, replaced_at=None, cuts={},
    )  # fmt: skip
    before = Period.parse(round.previous.period) if round.previous else None
    by_measure: dict[tuple[str, int], list[Value]] = {}
    for value in sorted(values, key=lambda one: Period.parse(one.period).last):
        by_measure.setdefault((value.measure, value.scope_id), []).append(value)
    return tuple(
        IndicatorLine(
            row,
            _within(by_measure.get((row.measure, row.scope_id), []), period),
            _earlier(by_measure.get((row.measure, row.scope_id), []), period, before),
            next((one for one in row.targets.all() if one.year >= period.end_year), None),
        )
        for row in rows
    )


def _measures(contribution: Contribution, by: Acting) -> tuple[Measure, ...]:
    """Those of the goal that the contribution is about."""
    if contribution.section != Section.GOALS:
        return ()
    return of_goal(contribution.authority, contribution.object, by)


def _within(values: list[Value], period: Period) -> Value | None:
    found = [one for one in values if period.first <= Period.parse(one.period).last <= period.last]
    return found[-1] if found else None


def _earlier(values: list[Value], period: Period, before: Period | None) -> Value | None:
    """The value of the round before, else the last one before this period."""
    limit = before.last if before is not None else period.first - 1
    found = [one for one in values if Period.parse(one.period).last <= limit]
    return found[-1] if found else None
