"""plan.yaml: the goal chain, assignments, steering documents and the targets followed up under a focus."""

from typing import Any

from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    AssignmentState,
    CommitteeGoal,
    FocusTarget,
    Priority,
    PriorityOfGoal,
    SteeringDocument,
    StrategicArea,
    StrategicGoal,
)
from utfall.integrations.folder.objects import Objects, made, texts
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import day
from utfall.integrations.folder.yaml_source import Tree, kind_of, load


def identify(source: SourceFile) -> bool:
    """Whether the file holds the plan."""
    return kind_of(source) == "plan"


def read(source: SourceFile) -> Reading[Objects]:
    """The objects of the plan, each kind in the order it is written."""
    tree = load(source, "plan")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    goals = {goal["kod"]: goal["namn"] for goal in tree.data["strategiska_mål"]}

    def priority(fields: dict[str, Any]) -> PriorityOfGoal:
        name = goals.get(fields["mål"], fields["mål"])
        word = Priority(fields["prioritet"])
        return PriorityOfGoal(
            fields["kod"], name, fields["nämnd"], fields["mål"], word, fields.get("i_balans_med", "")
        )

    objects, findings = made(
        tree,
        {
            "strategiska_områden": lambda fields: StrategicArea(fields["kod"], fields["namn"]),
            "strategiska_mål": _strategic_goal,
            "prioriteringar": priority,
            "verksamhetsmål": _committee_goal,
            "inriktningar": lambda fields: AnnualFocus(
                fields["kod"], fields["namn"], fields["mål"], fields["år"]
            ),
            "uppdrag": _assignment,
            "styrdokument": _document,
            "delmål": _target,
        },
    )
    return Reading(objects, findings)


def _strategic_goal(fields: dict[str, Any]) -> StrategicGoal:
    return StrategicGoal(fields["kod"], fields["namn"], fields["område"], fields.get("år", 4))


def _committee_goal(fields: dict[str, Any]) -> CommitteeGoal:
    return CommitteeGoal(
        code=fields["kod"],
        name=fields["namn"],
        strategic_goal=fields["strategiskt_mål"],
        committee=fields["nämnd"],
        target_year=fields["målår"],
        years=fields.get("år", 4),
    )


def _assignment(fields: dict[str, Any]) -> Assignment:
    due = fields.get("klart_senast")
    return Assignment(
        code=fields["kod"],
        name=fields["namn"],
        given_by=fields["från"],
        decided_on=day(fields["beslutat"]),
        paragraph=fields["paragraf"],
        responsible=fields["ansvarig"],
        due_on=day(due) if due else None,
        state=AssignmentState(fields["läge"]),
    )


def _document(fields: dict[str, Any]) -> SteeringDocument:
    return SteeringDocument(
        fields["kod"],
        fields["namn"],
        fields["slag"],
        fields["ägare"],
        fields.get("från_år"),
        fields.get("till_år"),
    )


def _target(fields: dict[str, Any]) -> FocusTarget:
    return FocusTarget(
        fields["kod"], fields["namn"], fields["inriktning"], fields["plan"], texts(fields["indikatorer"])
    )
