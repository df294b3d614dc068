"""What the pages of plans keep beside the plan, as values and as rows."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain.finding import Finding, Severity
from utfall.domain.goal_chain import Level
from utfall.domain.planning import AssignmentState, FocusTarget, Priority, PriorityOfGoal
from utfall.domain.planning import work as domain
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, Forum, OrgUnit, Person, Round
from utfall.records.planning.models import (
    Activity,
    Assignment,
    Goal,
    GoalLevel,
    PlanVersion,
    SteeringDocument,
)
from utfall.records.planning.models import FocusTarget as FocusTargetRow
from utfall.records.planning.models import PriorityOfGoal as PriorityRow
from utfall.records.reporting.models import AssignmentReport

NO_ACCOUNT = _("{person} har inget konto här. Det som hon står för i arbetet med planen är inläst utan namn.")


def work_of(authority: Authority) -> domain.Work:
    """The work with the authority's plan. Ten queries, whatever the size of the plan."""
    goals = tuple(
        Goal.objects.filter(authority=authority)
        .select_related("parent", "committee", "owner", "forum")
        .prefetch_related("contributors")
        .order_by("position", "pk")
    )
    other = [row for row in goals if row.retired_on is not None or row.level == GoalLevel.UNIT]
    return domain.Work(
        forums=tuple(_forums(authority)),
        ownerships=tuple(filter(_says_something, (_ownership(row) for row in goals if row not in other))),
        goals=tuple(_other_goal(row) for row in other),
        targets=tuple(_targets(authority)),
        priorities=tuple(_priorities(authority)),
        activities=tuple(_activities(authority)),
        versions=tuple(_versions(authority)),
        reports=tuple(_reports(authority)),
        closed_by=tuple(
            Assignment.objects.filter(authority=authority, state=AssignmentState.CLOSED)
            .exclude(closed_by="")
            .order_by("position", "pk")
            .values_list("code", "closed_by")
        ),
    )


def clear_work(authority: Authority) -> None:
    """Take away what stands beside the plan, before the plan itself goes."""
    AssignmentReport.objects.filter(assignment__authority=authority).delete()
    PlanVersion.objects.filter(authority=authority).delete()
    Activity.objects.filter(goal__authority=authority).delete()
    Forum.objects.filter(authority=authority, goals=None).delete()


def store_work(authority: Authority, work: domain.Work, units: Mapping[str, OrgUnit]) -> tuple[Finding, ...]:
    """The work as rows, after the plan that it is about; people are known by their usernames, or left out and told."""
    storing = _Storing(authority, units, work)
    storing.all()
    return tuple(
        Finding("source.person", Severity.QUESTION, authority.code, NO_ACCOUNT, {"person": name})
        for name in sorted(storing.unknown)
    )


class _Storing:
    """One folder's work on its way into the database."""

    def __init__(self, authority: Authority, units: Mapping[str, OrgUnit], work: domain.Work) -> None:
        self.authority, self.units, self.work = authority, units, work
        names = {
            *(one.responsible for one in work.activities),
            *(one.by for one in work.versions),
            *(one.by for one in work.reports),
        }
        self.people = {row.username: row for row in Person.objects.filter(username__in=names - {""})}
        self.unknown = names - {""} - self.people.keys()
        self.forums: dict[str, Forum] = {}
        self.goals: dict[str, Goal] = {}

    def all(self) -> None:
        """Everything, each kind after what it points at."""
        for one in self.work.forums:
            self.forums[one.code] = forum = Forum.objects.create(
                authority=self.authority, code=one.code, name=one.name
            )
            forum.units.set(self.units[code] for code in one.units)
        self.goals = {row.code: row for row in Goal.objects.filter(authority=self.authority)}
        for owned in self.work.ownerships:
            self._own(self.goals[owned.goal], owned)
        self._other_goals()
        self._beside_goals()
        for position, activity in enumerate(self.work.activities):
            self._activity(activity, position)
        PlanVersion.objects.bulk_create(
            PlanVersion(
                authority=self.authority, year=one.year, number=one.number, decided_on=one.decided_on,
                decision=one.decision, chain=[dict(node) for node in one.chain], by=self.people.get(one.by), at=one.at,
            )
            for one in self.work.versions
        )  # fmt: skip
        self._assignments()

    def _own(self, row: Goal, said: domain.Ownership | domain.OtherGoal) -> None:
        row.owner = self.units[said.owner] if said.owner else None
        row.forum = self.forums[said.forum] if said.forum else None
        row.description = said.description
        row.save()
        if said.contributors:
            row.contributors.set(self.units[code] for code in said.contributors)

    def _other_goals(self) -> None:
        """A goal stands below another one, which may be one of these; they are made from the top."""
        left = list(self.work.goals)
        position = max((row.position for row in self.goals.values()), default=-1)
        while left:
            ready = [one for one in left if not one.parent or one.parent in self.goals]
            if not ready:
                raise ValueError(f"{left[0].code} stands below itself.")
            for one in left:
                if one in ready:
                    place = position + 1 + self.work.goals.index(one)
                    row = Goal(
                        authority=self.authority, code=one.code, name=one.name, level=one.level.value,
                        parent=self.goals.get(one.parent), committee=self.units.get(one.committee), years=one.years,
                        target_year=one.target_year, year=one.year, retired_on=one.retired_on, position=place,
                    )  # fmt: skip
                    row.save()
                    self.goals[one.code] = row
                    self._own(row, one)
            left = [one for one in left if one not in ready]

    def _beside_goals(self) -> None:
        """The targets and the priorities of goals that have ended."""
        documents = {row.code: row for row in SteeringDocument.objects.filter(authority=self.authority)}
        last = FocusTargetRow.objects.filter(authority=self.authority).count()
        for position, target in enumerate(self.work.targets, last):
            FocusTargetRow.objects.create(
                authority=self.authority, code=target.code, name=target.name, focus=self.goals[target.focus],
                plan=documents[target.plan], indicators=list(target.indicators), position=position,
            )  # fmt: skip
        last = PriorityRow.objects.filter(authority=self.authority).count()
        for position, one in enumerate(self.work.priorities, last):
            PriorityRow.objects.create(
                authority=self.authority, code=one.code, name=one.name, committee=self.units[one.committee],
                goal=self.goals[one.goal], priority=one.priority.value,
                balanced_with=self.goals.get(one.balanced_with), position=position,
            )  # fmt: skip

    def _activity(self, one: domain.Activity, position: int) -> None:
        Activity.objects.create(
            unit=self.units[one.unit], goal=self.goals[one.goal], name=one.name, year=one.year, state=one.state,
            responsible=self.people.get(one.responsible), starts_on=one.starts_on, ends_on=one.ends_on,
            position=position,
        )  # fmt: skip

    def _assignments(self) -> None:
        rows = {row.code: row for row in Assignment.objects.filter(authority=self.authority)}
        rounds = {row.code: row for row in Round.objects.filter(authority=self.authority)}
        AssignmentReport.objects.bulk_create(
            AssignmentReport(
                round=rounds[one.round], assignment=rows[one.assignment], state=one.state.value,
                by=self.people.get(one.by), at=one.at,
            )
            for one in self.work.reports
        )  # fmt: skip
        for code, decision in self.work.closed_by:
            rows[code].closed_by = decision
            rows[code].save(update_fields=("closed_by",))


def _forums(authority: Authority) -> Iterator[domain.Forum]:
    for row in Forum.objects.filter(authority=authority).prefetch_related("units").order_by("code"):
        yield domain.Forum(row.code, row.name, _codes(row.units.all()))


def _ownership(row: Goal) -> domain.Ownership:
    return domain.Ownership(
        row.code, row.owner.code if row.owner else "", row.forum.code if row.forum else "",
        _codes(row.contributors.all()), row.description,
    )  # fmt: skip


def _says_something(one: domain.Ownership) -> bool:
    return any((one.owner, one.forum, one.contributors, one.description))


def _other_goal(row: Goal) -> domain.OtherGoal:
    return domain.OtherGoal(
        code=row.code,
        name=row.name,
        level=Level(row.level),
        parent=row.parent.code if row.parent else "",
        committee=row.committee.code if row.committee else "",
        owner=row.owner.code if row.owner else "",
        forum=row.forum.code if row.forum else "",
        contributors=_codes(row.contributors.all()),
        years=row.years,
        target_year=row.target_year,
        year=row.year,
        description=row.description,
        retired_on=row.retired_on,
    )


def _codes(units: Iterable[OrgUnit]) -> tuple[str, ...]:
    return tuple(unit.code for unit in sorted(units, key=lambda unit: (unit.position, unit.pk)))


def _targets(authority: Authority) -> Iterator[FocusTarget]:
    rows = FocusTargetRow.objects.filter(authority=authority, focus__retired_on__isnull=False)
    for row in rows.select_related("focus", "plan").order_by("position", "pk"):
        yield FocusTarget(row.code, row.name, row.focus.code, row.plan.code, tuple(row.indicators))


def _priorities(authority: Authority) -> Iterator[PriorityOfGoal]:
    rows = PriorityRow.objects.filter(authority=authority, goal__retired_on__isnull=False)
    for row in rows.select_related("goal", "committee", "balanced_with").order_by("position", "pk"):
        balanced = row.balanced_with.code if row.balanced_with else ""
        yield PriorityOfGoal(
            row.code, row.name, row.committee.code, row.goal.code, Priority(row.priority), balanced
        )


def _activities(authority: Authority) -> Iterator[domain.Activity]:
    rows = Activity.objects.filter(goal__authority=authority).select_related("unit", "goal", "responsible")
    for row in rows.order_by("unit__position", "unit", "year", "position", "pk"):
        yield domain.Activity(
            row.unit.code, row.goal.code, row.name, row.year, str(row.state),
            row.responsible.username if row.responsible else "", row.starts_on, row.ends_on,
        )  # fmt: skip


def _versions(authority: Authority) -> Iterator[domain.Version]:
    rows = PlanVersion.objects.filter(authority=authority).select_related("by").order_by("year", "number")
    for row in rows:
        yield domain.Version(
            row.year, row.number, row.decided_on, row.decision, tuple(row.chain),
            row.by.username if row.by else "", row.at,
        )  # fmt: skip


def _reports(authority: Authority) -> Iterator[domain.ReportedBack]:
    rows = AssignmentReport.objects.filter(assignment__authority=authority)
    for row in rows.select_related("assignment", "round", "by").order_by("round__position", "assignment__position", "pk"):  # fmt: skip
        yield domain.ReportedBack(
            row.assignment.code, row.round.code, AssignmentState(row.state), row.by.username if row.by else "", row.at
        )  # fmt: skip
