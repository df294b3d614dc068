"""Which results of a template are money under a goal."""

import copy
from typing import Any

from tests.documents.compose.small import TEMPLATE, small_template
from utfall.documents.compose.money import money_by_goal, money_of_units
from utfall.documents.compose.template import Template


def with_tables(*specs: dict[str, Any]) -> Template:
    """The small template with these tables, and a paragraph, under the goal SM1."""
    sections: Any = copy.deepcopy(TEMPLATE["sections"])
    goals = next(one["goals"] for one in sections if "goals" in one)
    goals["under"] = {"SM1": [{"text": {"object": "SM1"}}, *({"table": spec} for spec in specs)]}
    return small_template(sections=sections)


def spec(
    anchor: str, unit: str = "mnkr", scenarios: tuple[str, ...] = ("utfall", "budget"), **row: str
) -> dict[str, Any]:
    total = {"label": "Resultat", "measure": "resultat", "kind": "total", **row}
    return {
        "anchor": anchor, "caption": "Resultat", "row_header": "Konto", "unit": unit, "decimals": 1,
        "columns": [{"label": one, "scenario": one} for one in scenarios],
        "rows": [{"label": "Intäkter", "measure": "intakter"}, total],
    }  # fmt: skip


def test_the_total_of_outcome_and_budget_is_the_money_of_the_goal_it_stands_under() -> None:
    found = money_by_goal(with_tables(spec("a"), spec("b", "tkr"), spec("c", measure="netto")))
    assert [(one.measure, one.label, str(one.unit)) for one in found["SM1"]] == [
        ("resultat", "Resultat", "mnkr"),
        ("netto", "Resultat", "mnkr"),
    ], "the table that comes first says how a result is printed"


def test_other_units_other_scopes_and_tables_without_budget_are_not_money_of_the_goal() -> None:
    made = with_tables(
        spec("a", "%"), spec("b", scenarios=("utfall",)), spec("c", scope="OMR1"), spec("d", kind="subtotal")
    )
    assert money_by_goal(made) == {}
    assert money_of_units(made) == ()


def test_a_unit_is_summed_up_to_the_first_result_of_the_template() -> None:
    assert [one.measure for one in money_of_units(with_tables(spec("a", measure="netto"), spec("b")))] == [
        "netto"
    ]
