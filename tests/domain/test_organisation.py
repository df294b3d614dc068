"""The organisation as a tree."""

import datetime as dt

import pytest

from utfall.domain.organisation import (
    Organisation,
    OrgUnit,
    StructureFault,
    StructureProblem,
    UnitKind,
    structure_problems,
)


def unit(code: str, parent: str = "", **more) -> OrgUnit:
    return OrgUnit(code, code.title(), UnitKind.UNIT, parent, **more)


SMALL = Organisation((unit("SEN"), unit("SEF", "SEN"), unit("A", "SEF"), unit("B", "SEF"), unit("B1", "B")))


def test_a_subtree_is_the_unit_and_all_below_each_before_what_is_below_it():
    assert [part.code for part in SMALL.subtree("SEF")] == ["SEF", "A", "B", "B1"]


def test_a_path_leads_from_the_unit_to_the_top():
    assert [part.code for part in SMALL.path("B1")] == ["B1", "B", "SEF", "SEN"]


def test_children_are_those_directly_below():
    assert [part.code for part in SMALL.children("SEF")] == ["A", "B"]
    assert SMALL.children("A") == ()


def test_a_unit_is_found_by_its_code():
    assert "B1" in SMALL
    assert "B2" not in SMALL
    assert SMALL["B1"].parent == "B"


@pytest.mark.parametrize(
    ("units", "problem"),
    [
        ([unit("A"), unit("A")], StructureProblem("A", StructureFault.SAME_CODE)),
        ([unit("A", "X")], StructureProblem("A", StructureFault.UNKNOWN_PARENT, "X")),
        ([unit("A", "B"), unit("B", "A")], StructureProblem("A", StructureFault.CIRCLE, "B")),
        ([unit("A", "A")], StructureProblem("A", StructureFault.CIRCLE, "A")),
        (
            [unit("A", ansvar=("3000",)), unit("B", ansvar=("3000",))],
            StructureProblem("B", StructureFault.SAME_ANSVAR, "3000"),
        ),
    ],
)
def test_what_is_no_tree_is_said(units, problem):
    assert problem in structure_problems(units)
    with pytest.raises(ValueError, match=problem.code):
        Organisation(tuple(units))


def test_a_unit_above_a_circle_is_not_blamed_for_it():
    found = structure_problems([unit("A", "B"), unit("B", "B")])

    assert found == (StructureProblem("B", StructureFault.CIRCLE, "B"),)


def test_a_cost_centre_may_move_between_units_over_time():
    before = unit("OLD", ansvar=("3401",), valid_to=dt.date(2024, 2, 29))
    after = unit("NEW", ansvar=("3401",), valid_from=dt.date(2024, 3, 1))

    moved = Organisation((before, after))

    assert moved.unit_of("3401", dt.date(2024, 2, 29)) == before
    assert moved.unit_of("3401", dt.date(2024, 3, 1)) == after
    assert moved.unit_of("9999", dt.date(2024, 3, 1)) is None
