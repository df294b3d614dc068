"""Three outcomes for every relation: it holds, rounding explains it, it is broken."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.documents.model import Number
from utfall.domain.interval import rounded
from utfall.review.relation import Layer, Relation, RelationKind, Term, Verdict, judge


def figures(*values):
    numbers = {}
    for n, text in enumerate(values):
        value = Decimal(text)
        numbers[str(n)] = Number(text, value, len(text.partition(".")[2]))
    return numbers


def relation(kind, count, *, factors=None, exact=False):
    signs = factors or [1] * count
    terms = tuple(Term(str(n + 1), Decimal(f)) for n, f in enumerate(signs))
    return Relation(kind, "0", terms, Layer.TABLE, 3.0, exact=exact)


@pytest.mark.parametrize(
    ("figure", "parts", "verdict"),
    [
        ("3.3", ["1.1", "2.2"], Verdict.HOLDS),
        ("3.4", ["1.1", "2.2"], Verdict.ROUNDING),
        ("3.6", ["1.1", "2.2"], Verdict.BROKEN),
        ("9", ["4.512", "4.516"], Verdict.HOLDS),
    ],
)
def test_a_sum_of_rounded_figures_may_be_off_by_what_rounding_explains(figure, parts, verdict):
    assert judge(relation(RelationKind.SUM, len(parts)), figures(figure, *parts)).verdict is verdict


def test_a_sum_of_counts_may_not_be_off_at_all():
    numbers = figures("11", "4", "6")

    assert judge(relation(RelationKind.SUM, 2, exact=True), numbers).verdict is Verdict.BROKEN
    assert judge(relation(RelationKind.SUM, 2), numbers).verdict is Verdict.ROUNDING


def test_twelve_terms_are_not_given_the_worst_case():
    judged = judge(relation(RelationKind.SUM, 12), figures("124", *["10"] * 12))

    assert (judged.verdict, judged.worst) == (Verdict.BROKEN, Decimal("6.5"))


@pytest.mark.parametrize(
    ("kind", "printed", "verdict"),
    [
        (RelationKind.RATIO, "33", Verdict.HOLDS),
        (RelationKind.RATIO, "35", Verdict.BROKEN),
        (RelationKind.CHANGE, "-67", Verdict.HOLDS),
        (RelationKind.CHANGE, "67", Verdict.BROKEN),
    ],
)
def test_a_quotient_is_compared_with_the_interval_of_its_parts(kind, printed, verdict):
    assert judge(relation(kind, 2), figures(printed, "100", "303")).verdict is verdict


def test_the_same_figure_in_two_units_agrees_at_the_coarser_one():
    same = Relation(RelationKind.SAME, "0", (Term("1", Decimal("0.001")),), Layer.TABLES, 3.0)

    assert judge(same, figures("4.7", "4728")).verdict is Verdict.HOLDS
    assert judge(same, figures("4.9", "4728")).verdict is Verdict.BROKEN


def test_a_total_share_lies_between_those_of_the_groups():
    between = relation(RelationKind.BETWEEN, 2)

    assert judge(between, figures("6.1", "6.6", "4.8")).verdict is Verdict.HOLDS
    assert judge(between, figures("8.1", "6.6", "4.8")).verdict is Verdict.BROKEN


def test_a_figure_that_is_uncertain_proves_nothing():
    numbers = figures("5", "1", "2")
    numbers["1"] = Number("1", Decimal(1), 0, certain=False)

    assert judge(relation(RelationKind.SUM, 2), numbers).verdict is Verdict.UNKNOWN


@given(st.lists(st.decimals("-999", "999", places=4), min_size=2, max_size=12), st.integers(0, 2))
def test_rounding_a_true_sum_never_goes_beyond_the_worst_case(parts, decimals):
    total = sum(parts, Decimal(0))
    printed = [rounded(value, decimals) for value in (total, *parts)]
    numbers = {str(n): Number(str(v), v, decimals) for n, v in enumerate(printed)}

    judged = judge(relation(RelationKind.SUM, len(parts)), numbers)

    assert abs(judged.residual) <= judged.worst


@pytest.mark.parametrize(("figure", "other", "verdict"), [
    ("60", "63.4", Verdict.HOLDS), ("60", "59.8", Verdict.HOLDS), ("60", "58.2", Verdict.BROKEN),
    ("60", "69.0", Verdict.BROKEN),
])  # fmt: skip
def test_a_figure_told_loosely_is_judged_by_what_its_words_allow(figure, other, verdict):
    """`drygt 60`: from the figure up to a tenth above."""
    loose = Relation(
        RelationKind.SAME, "0", (Term("1"),), Layer.PROSE, 3.0, span=(Decimal(0), Decimal(6))
    )  # fmt: skip
    assert judge(loose, figures(figure, other)).verdict is verdict
