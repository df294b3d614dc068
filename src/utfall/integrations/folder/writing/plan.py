"""plan.yaml written: the goal chain, assignments, steering documents and the targets under a focus."""

from collections.abc import Iterable

from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    CommitteeGoal,
    FocusTarget,
    PriorityOfGoal,
    SteeringDocument,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain

KINDS = (
    StrategicArea, StrategicGoal, PriorityOfGoal, CommitteeGoal, AnnualFocus, Assignment, SteeringDocument, FocusTarget,
)  # fmt: skip


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of each file; one, unless the order of the objects or the name of a priority needs several.

    Raises ValueError where a priority has another name than its goal, which the reader would give it.
    """
    return tuple(_fields(run) for run in runs(items, KINDS, breaks=_names_otherwise))


def _names_otherwise(before: list[Coded], item: Coded) -> bool:
    """Whether the reader would give the priority another name here: it takes the goal's, where the file has the goal."""
    if not isinstance(item, PriorityOfGoal):
        return False
    goals = {goal.code: goal.name for goal in of(before, StrategicGoal)}
    return item.name != goals.get(item.goal, item.goal)


def _fields(run: tuple[Coded, ...]) -> dict[str, Plain]:
    for item in of(run, PriorityOfGoal):
        if _names_otherwise(list(run), item):
            raise ValueError(f"{item.code} has another name than the name of its goal {item.goal}.")
    return {
        "innehåll": "plan",
        "strategiska_områden": [{"kod": item.code, "namn": item.name} for item in of(run, StrategicArea)],
        "strategiska_mål": [_strategic_goal(item) for item in of(run, StrategicGoal)],
        "prioriteringar": [_priority(item) for item in of(run, PriorityOfGoal)] or None,
        "verksamhetsmål": [_committee_goal(item) for item in of(run, CommitteeGoal)],
        "inriktningar": [
            {"kod": item.code, "namn": item.name, "mål": item.goal, "år": item.year}
            for item in of(run, AnnualFocus)
        ],
        "uppdrag": [_assignment(item) for item in of(run, Assignment)] or None,
        "styrdokument": [_document(item) for item in of(run, SteeringDocument)] or None,
        "delmål": [_target(item) for item in of(run, FocusTarget)] or None,
    }


def _strategic_goal(item: StrategicGoal) -> Plain:
    return {"kod": item.code, "namn": item.name, "område": item.area, "år": item.years}


def _priority(item: PriorityOfGoal) -> Plain:
    return {
        "kod": item.code,
        "nämnd": item.committee,
        "mål": item.goal,
        "prioritet": item.priority.value,
        "i_balans_med": item.balanced_with or None,
    }


def _committee_goal(item: CommitteeGoal) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "strategiskt_mål": item.strategic_goal,
        "nämnd": item.committee,
        "målår": item.target_year,
        "år": item.years,
    }


def _assignment(item: Assignment) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "från": item.given_by,
        "beslutat": item.decided_on.isoformat(),
        "paragraf": item.paragraph,
        "ansvarig": item.responsible,
        "läge": item.state.value,
        "klart_senast": item.due_on.isoformat() if item.due_on else None,
    }


def _document(item: SteeringDocument) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "slag": item.kind,
        "ägare": item.owner,
        "från_år": item.first_year,
        "till_år": item.last_year,
    }


def _target(item: FocusTarget) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "inriktning": item.focus,
        "plan": item.plan,
        "indikatorer": list(item.indicators),
    }
