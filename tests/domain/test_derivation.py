"""Indicators that follow from others: every formula, in the order that they need each other, at their own units."""

from decimal import Decimal

import pytest

from utfall.domain.figure import Address, Figure, Source
from utfall.domain.indicators import (
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    declared,
    derive,
)
from utfall.domain.surveys import Index, Question
from utfall.domain.unit import COUNT, KR, MNKR, PERCENT, PERCENTAGE_POINTS, Unit, unit_named

K = IndicatorRelationKind


def indicator(code: str, unit: Unit = COUNT, scope: str = "SEN") -> Indicator:
    return Indicator(
        code, f"Namn {code}", code.lower(), unit, 0, IndicatorKind.STATISTICS, DirectionOfGood.NONE, scope
    )


def figure(address: str, value: str, unit: Unit = COUNT) -> Figure:
    exponent = Decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(Address.parse(address), Decimal(value), unit, max(0, -exponent), Source("f"), "")


def relation(code: str, kind: K, subject: str, *members: str) -> IndicatorRelation:
    return IndicatorRelation(code, code, kind, members, subject)


def objects(*items):
    return {item.code: item for item in items}


def made(known, *figures: Figure) -> dict[str, str]:
    return {str(one.address): format(one.value, "f") for one in derive(declared(known).ordered, figures)}


@pytest.mark.parametrize(
    ("kind", "unit", "value"),
    [
        (K.MEAN_OF, COUNT, "25"),
        (K.SUM_OF, COUNT, "50"),
        (K.DIFFERENCE, COUNT, "-30"),
        (K.SHARE_OF, PERCENT, "25"),
    ],
)
def test_a_formula_gives_a_figure_for_each_period_and_cut_that_all_its_parts_have(kind, unit, value):
    known = objects(indicator("A"), indicator("B"), indicator("C", unit), relation("S1", kind, "C", "A", "B"))

    found = made(
        known, figure("a:SEN:2024:utfall", "10"), figure("b:SEN:2024:utfall", "40"), figure("a:SEN:2023:utfall", "1"),
        figure("a:SEN:2024:utfall:kon=k", "10"), figure("b:SEN:2024:utfall:kon=k", "40"), figure("b:SEN:2024:mal", "9"),
    )  # fmt: skip

    assert found == {"c:SEN:2024:utfall": value, "c:SEN:2024:utfall:kon=k": value}


def test_twelve_rolling_months_are_there_for_each_month_that_has_twelve():
    known = objects(indicator("A"), indicator("R"), relation("S1", K.ROLLING_12, "R", "A"))
    months = [f"2023-{month:02}" for month in range(1, 13)] + ["2024-01", "2024-03"]

    found = made(
        known, *(figure(f"a:SEN:{month}:utfall", "2") for month in months), figure("a:SEN:2023:utfall", "9")
    )

    assert found == {"r:SEN:2023-12/r12:utfall": "24", "r:SEN:2024-01/r12:utfall": "24"}


def test_a_formula_waits_for_those_that_it_needs():
    known = objects(
        *(indicator(code) for code in "ABCD"),
        relation("S1", K.SUM_OF, "D", "C", "A"), relation("S2", K.SUM_OF, "C", "A", "B"),
    )  # fmt: skip

    found = made(known, figure("a:SEN:2024:utfall", "1"), figure("b:SEN:2024:utfall", "2"))

    assert found == {"c:SEN:2024:utfall": "3", "d:SEN:2024:utfall": "4"}


def test_parts_are_taken_from_their_own_units_and_questions_from_that_of_the_subject():
    known = objects(
        indicator("A", scope="MAT"), indicator("C"), relation("S1", K.SUM_OF, "C", "A"),
        Question("Q1", "Fråga", "E1", "q1", COUNT, 0), indicator("D"), Index("X1", "Index", "E1", "D", ("Q1",)),
    )  # fmt: skip

    found = made(known, figure("a:MAT:2024:utfall", "1"), figure("a:SEN:2024:utfall", "5"),
                 figure("q1:MAT:2024:utfall", "7"), figure("q1:SEN:2024:utfall", "8"))  # fmt: skip

    assert found == {"c:SEN:2024:utfall": "1", "d:SEN:2024:utfall": "8"}


def test_money_stays_in_kronor_as_it_is_kept():
    known = objects(
        indicator("A", MNKR),
        indicator("B", KR),
        indicator("C", MNKR),
        relation("S1", K.SUM_OF, "C", "A", "B"),
    )

    found = derive(
        declared(known).ordered,
        (figure("a:SEN:2024:utfall", "2500000", KR), figure("b:SEN:2024:utfall", "1", KR)),
    )

    assert [(str(one.value), one.unit) for one in found] == [("2500001", KR)]


@pytest.mark.parametrize(
    ("subject", "parts", "kind", "problem"),
    [
        (COUNT, (COUNT, PERCENT), K.SUM_OF, "formula.unlike"),
        (COUNT, (COUNT, COUNT), K.SHARE_OF, "formula.unit"),
        (PERCENT, (COUNT, COUNT), K.SUM_OF, "formula.unit"),
        (PERCENT, (PERCENT,), K.ROLLING_12, "formula.rolling-share"),
        (PERCENTAGE_POINTS, (PERCENT, PERCENT), K.DIFFERENCE, ""),
        (unit_named("index"), (PERCENT, PERCENT), K.MEAN_OF, ""),
    ],
)
def test_units_that_do_not_go_together_are_told(subject, parts, kind, problem):
    items = [indicator(f"P{number}", unit) for number, unit in enumerate(parts)]
    known = objects(
        *items, indicator("S", subject), relation("S1", kind, "S", *(item.code for item in items))
    )

    found = declared(known)

    assert [one.code for one in found.problems.values()] == ([problem] if problem else [])
    assert bool(found.ordered) is not bool(problem)
    assert all("Namn S" in one.sentence() for one in found.problems.values())


def test_what_goes_round_in_a_circle_and_what_has_two_formulas_is_told_and_not_reckoned():
    known = objects(
        *(indicator(code) for code in "ABCD"), relation("S1", K.SUM_OF, "A", "B"), relation("S2", K.SUM_OF, "B", "A"),
        relation("S3", K.SUM_OF, "C", "D"), relation("S4", K.MEAN_OF, "C", "D"),
    )  # fmt: skip

    found = declared(known)

    assert {code: one.code for code, one in found.problems.items()} == {
        "S1": "formula.circle", "S2": "formula.circle", "S4": "formula.twice",
    }  # fmt: skip
    assert list(found.of) == ["C"]


@pytest.mark.parametrize(
    ("kind", "subject", "members", "problem"),
    [
        (K.DIFFERENCE, "S", ("A",), "relation.members"),
        (K.ROLLING_12, "S", ("A", "B"), "relation.members"),
        (K.SHARE_OF, "S", ("A", "B", "C"), "relation.members"),
        (K.SUM_OF, "S", (), "relation.members"),
        (K.SUM_OF, "S", ("S", "A"), "relation.itself"),
        (K.SUM_OF, "S", ("A", "A"), "relation.itself"),
        (K.SUM_OF, "", ("A",), "relation.subject"),
        (K.EXCLUSIVE_ANSWERS, "S", ("A", "B"), "relation.subject"),
        (K.EXCLUSIVE_ANSWERS, "", ("A", "B"), ""),
        (K.SHARE_OF, "S", ("A",), ""),
        (K.SUM_OF, "S", ("A",), ""),
    ],
)
def test_a_relation_has_as_many_members_as_its_kind_needs(kind, subject, members, problem):
    found = relation("S1", kind, subject, *members).problem()

    assert (found.code if found is not None else "") == problem
    assert found is None or "S1" in found.sentence()


def test_a_share_of_one_is_a_limit_and_a_share_of_two_a_formula():
    assert relation("S1", K.SHARE_OF, "S", "A").operation is None
    assert (
        declared(
            objects(indicator("S", PERCENT), indicator("A"), relation("S1", K.SHARE_OF, "S", "A"))
        ).ordered
        == ()
    )
