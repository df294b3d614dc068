"""What headers and labels announce where too few figures hold for the search."""

import pytest

from tests.review.prose.reports import context, document
from utfall.review.check import check
from utfall.review.relation import RelationKind, Verdict, judge
from utfall.review.rules import within


def broken(text):
    under = context(text)
    return {
        tuple(under.numbers[path].printed for path in relation.paths)
        for relation in within(under).relations
        if relation.kind is not RelationKind.BETWEEN and judge(relation, under.numbers).verdict is Verdict.BROKEN
    }  # fmt: skip


LONE = "Frånvaro\n\nGrupp\tUtfall 2022\tBudget 2022\tAvvikelse 2022\nKurser\t{}\t41,5\t3,2\n"


@pytest.mark.parametrize(("outcome", "wrong"), [("44,7", False), ("38,3", False), ("47,4", True)])
def test_a_variance_of_one_row_is_what_its_headers_say(outcome, wrong):
    """Either way round: some tables count a lower cost as better."""
    assert bool(broken(LONE.format(outcome))) is wrong


CHANGED = "Frånvaro\n\nGrupp\tTotalt 2022\tTotalt 2021\tFörändring\nSjukfrånvaro\t{}\t6,9 %\t-0,4 %\n"


@pytest.mark.parametrize(("now", "wrong"), [("6,5 %", False), ("9,6 %", True)])
def test_a_change_of_one_row_is_between_its_two_years(now, wrong):
    assert bool(broken(CHANGED.format(now))) is wrong


ONE_PART = (
    "Investeringar\n\nSlag\tUtfall\tBudget\tPrognos\n"
    "Nya bodar\t-31,4\t-44,8\t{}\nSumma investeringar\t-31,4\t-44,8\t-42,7\n"
)


@pytest.mark.parametrize(("part", "wrong"), [("-42,7", False), ("-427,0", True)])
def test_a_sum_of_one_part_is_that_part(part, wrong):
    assert bool(broken(ONE_PART.format(part))) is wrong


COPIED = (
    "Åtgärder\n\nÅtgärd\tÅr 1\tÅr 2\nBöcker\t340\t710\nResor\t480\t820\nTryck\t415\t905\nVikarier\t735\t1260\n"
    "Möten\t2500\t\nSumma\t{}\t3695\n"
)


@pytest.mark.parametrize(("total", "wrong"), [("4470", False), ("2500", True)])
def test_a_total_copied_from_its_last_part_is_still_the_sum_of_all(total, wrong):
    assert bool(broken(COPIED.format(total))) is wrong


JOINED = (
    "Indikatorer\n\nTitel\tUtfall\tMål 2025\nAndel elever som är trygga\t{}\t80 %\nAndel elever som är nöjda\t71,4 %\t80 %\n"
    "Andel elever som är trygga och nöjda\t69,1 %\t80 %\n"
)


@pytest.mark.parametrize(("part", "wrong"), [("66,8 %", False), ("668,0 %", True), ("57,3 %", False)])
def test_a_joint_indicator_is_the_mean_of_those_it_names_when_one_slip_explains_the_rest(part, wrong):
    assert bool(broken(JOINED.format(part))) is wrong


LOST = "Åtgärder\n\nÅtgärd\tÅr 1\tÅr 2\nKök\t\t700\nResor\t480\t{}\nTryck\t415\t905\nVikarier\t735\t1260\nSumma\t1630\t3685\n"


@pytest.mark.parametrize(("part", "wrong"), [("820", False), ("-820", True)])
def test_a_total_that_is_the_sum_of_all_in_one_column_is_so_in_the_other(part, wrong):
    assert bool(broken(LOST.format(part))) is wrong


BLANK = (
    "Åtgärder\n\nÅtgärd\tÅr 1\tÅr 2\nResor\t\t{}\nKök\t\t700\nTryck\t\t4905\nVikarier\t1735\t2260\nHyror\t\t3120\n"
    "Möten\t250\t1410\nSumma\t1985\t12795\n"
)


@pytest.mark.parametrize("part", ["-400", "4000", "900"])
def test_a_total_is_of_all_its_rows_though_some_are_blank_in_the_column_that_holds(part):
    """Else the sum would begin where the mistake does least, and the changed figure would be left out."""
    (relation,) = broken(BLANK.format(part))
    assert part in relation
    assert len(relation) == 7


@pytest.mark.parametrize("text", [BLANK.format("400"), BLANK.replace("Kök\t\t700", "Kök\t\t").format("1100")])
def test_a_total_with_blanks_that_adds_up_is_left_alone(text):
    assert not broken(text)


SHARED_TARGET = (
    "Indikatorer\n\nTitel\tUtfall\tMål 2025\nAndel elever som är trygga\t66,8 %\t80 %\nAndel elever som är nöjda\t71,4 %\t80 %\n"
    "Andel elever som är sedda\t70,5 %\t80 %\nAndel elever som är trygga, nöjda och sedda\t69,6 %\t{}\n"
)


@pytest.mark.parametrize(("target", "asked"), [("80 %", []), ("90 %", ["question"])])
def test_a_joint_indicator_with_another_target_than_its_parts_share_is_asked_about(target, asked):
    found = [f for f in check(document(SHARED_TARGET.format(target))).findings if f.code == "table.mean"]

    assert [f.severity.value for f in found] == asked
    assert all(f.values["printed"] == target for f in found)
