"""The goal chain with what belongs to it as rows, and as the values that reports are made from."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain import planning as domain
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed
from utfall.records.planning.models import (
    Assignment,
    FocusTarget,
    Goal,
    GoalLevel,
    PriorityOfGoal,
    SteeringDocument,
)

Units = Mapping[str, OrgUnit]


def store(authority: Authority, placed: Iterable[Placed], units: Units) -> None:
    """The objects of a plan as rows; others are passed by."""
    placed = tuple(placed)
    goals = _store_goals(authority, placed, units)
    documents: dict[str, SteeringDocument] = {}
    for one in placed:
        head = {
            "authority": authority,
            "code": one.item.code,
            "name": one.item.name,
            "place": one.place,
            "position": one.position,
        }
        match one.item:
            case domain.PriorityOfGoal() as item:
                balanced = goals[item.balanced_with] if item.balanced_with else None
                PriorityOfGoal.objects.create(
                    **head, committee=units[item.committee], goal=goals[item.goal],
                    priority=item.priority.value, balanced_with=balanced,
                )  # fmt: skip
            case domain.Assignment() as item:
                Assignment.objects.create(
                    **head, given_by=units[item.given_by], decided_on=item.decided_on, paragraph=item.paragraph,
                    responsible=units[item.responsible], due_on=item.due_on, state=item.state.value,
                    closed_by=item.paragraph if item.state is domain.AssignmentState.CLOSED else "",
                )  # fmt: skip
            case domain.SteeringDocument() as item:
                documents[item.code] = SteeringDocument.objects.create(
                    **head, kind=item.kind, owner=units[item.owner],
                    first_year=item.first_year, last_year=item.last_year,
                )  # fmt: skip
            case _:
                pass
    # A target may stand in a file that is read before the one with its plan.
    FocusTarget.objects.bulk_create(
        FocusTarget(
            authority=authority, code=one.item.code, name=one.item.name, place=one.place, position=one.position,
            focus=goals[one.item.focus], plan=documents[one.item.plan], indicators=list(one.item.indicators),
        )
        for one in placed
        if isinstance(one.item, domain.FocusTarget)
    )  # fmt: skip


def _store_goals(authority: Authority, placed: tuple[Placed, ...], units: Units) -> dict[str, Goal]:
    """The chain from the top, since a goal stands below another."""
    goals: dict[str, Goal] = {}
    for kind in (domain.StrategicArea, domain.StrategicGoal, domain.CommitteeGoal, domain.AnnualFocus):
        for one in placed:
            if isinstance(one.item, kind):
                goal = Goal(
                    authority=authority, code=one.item.code, name=one.item.name, place=one.place,
                    position=one.position,
                )  # fmt: skip
                _fill(goal, one.item, goals, units)
                goal.save()
                goals[goal.code] = goal
    return goals


def _fill(goal: Goal, item: object, goals: Mapping[str, Goal], units: Units) -> None:
    match item:
        case domain.StrategicArea():
            goal.level = GoalLevel.AREA
        case domain.StrategicGoal():
            goal.level, goal.parent, goal.years = GoalLevel.STRATEGIC, goals[item.area], item.years
        case domain.CommitteeGoal():
            goal.level, goal.parent, goal.years = (
                GoalLevel.COMMITTEE,
                goals[item.strategic_goal],
                item.years,
            )
            goal.committee, goal.target_year = units[item.committee], item.target_year
        case domain.AnnualFocus():
            goal.level, goal.parent, goal.year = GoalLevel.FOCUS, goals[item.goal], item.year
        case _:
            raise TypeError(f"{item!r} is no goal.")


def objects(authority: Authority) -> Iterator[Placed]:
    """The plan of the authority: what is in force, in the order of each kind; a unit's own goals are not of it."""
    own = {"authority": authority}
    goals = Goal.objects.filter(**own, retired_on=None).exclude(level=GoalLevel.UNIT)
    for goal in goals.select_related("parent", "committee").order_by("position", "pk"):
        yield Placed(goal.position, goal_value(goal), goal.place)
    priorities = PriorityOfGoal.objects.filter(**own, goal__retired_on=None)
    for row in priorities.select_related("committee", "goal", "balanced_with").order_by("position", "pk"):
        balanced = row.balanced_with.code if row.balanced_with else ""
        # It is named by its goal, so that the two never part.
        value = domain.PriorityOfGoal(
            row.code,
            row.goal.name,
            row.committee.code,
            row.goal.code,
            domain.Priority(row.priority),
            balanced,
        )
        yield Placed(row.position, value, row.place)
    for assignment in (
        Assignment.objects.filter(**own).select_related("given_by", "responsible").order_by("position", "pk")
    ):
        yield Placed(assignment.position, assignment_value(assignment), assignment.place)
    for document in SteeringDocument.objects.filter(**own).select_related("owner").order_by("position", "pk"):
        steering = domain.SteeringDocument(
            document.code, document.name, document.kind, document.owner.code,
            document.first_year, document.last_year,
        )  # fmt: skip
        yield Placed(document.position, steering, document.place)
    targets = FocusTarget.objects.filter(**own, focus__retired_on=None)
    for target in targets.select_related("focus", "plan").order_by("position", "pk"):
        followed = domain.FocusTarget(
            target.code, target.name, target.focus.code, target.plan.code, tuple(target.indicators)
        )
        yield Placed(target.position, followed, target.place)


def goal_value(
    row: Goal,
) -> domain.StrategicArea | domain.StrategicGoal | domain.CommitteeGoal | domain.AnnualFocus:
    """A goal of the chain as the report sees it. Raises ValueError for a unit's own goal."""
    parent = row.parent.code if row.parent else ""
    match GoalLevel(row.level):
        case GoalLevel.AREA:
            return domain.StrategicArea(row.code, row.name)
        case GoalLevel.STRATEGIC:
            return domain.StrategicGoal(row.code, row.name, parent, row.years)
        case GoalLevel.COMMITTEE:
            committee = row.committee.code if row.committee else ""
            return domain.CommitteeGoal(
                row.code, row.name, parent, committee, row.target_year or 0, row.years
            )
        case GoalLevel.FOCUS:
            return domain.AnnualFocus(row.code, row.name, parent, row.year or 0)
        case GoalLevel.UNIT:
            raise ValueError(f"{row.code} is a unit's own goal.")


def assignment_value(row: Assignment) -> domain.Assignment:
    """An assignment as the report sees it."""
    return domain.Assignment(
        row.code, row.name, row.given_by.code, row.decided_on, row.paragraph, row.responsible.code,
        row.due_on, domain.AssignmentState(row.state),
    )  # fmt: skip
