"""Sums told in words."""

import pytest

from tests.review.prose.reports import broken, kinds
from utfall.review.relation import RelationKind


def test_a_result_with_and_without_a_carried_deficit_must_add_up():
    text = "Resultatet är +{} mnkr inklusive ett överfört underskott på -2,0 mnkr. Exklusive underskottet är resultatet +7,4 mnkr.\n"
    assert not broken(text.format("5,4"))
    assert broken(text.format("4,5")) == [("+4,5 mnkr", "+7,4 mnkr", "-2,0 mnkr")]


def test_without_something_else_is_another_sum():
    text = "Resultatet är +5,4 mnkr inklusive ett överfört underskott på -2,0 mnkr. Exklusive reavinsten är resultatet +1,4 mnkr.\n"
    assert not broken(text)


@pytest.mark.parametrize(("change", "wrong"), [("12", False), ("21", True)])
def test_from_one_number_to_another_is_a_difference(change, wrong):
    text = f"Antalet ansökningar har ökat från 130 till 142, vilket är en ökning med {change} jämfört med i fjol.\n"
    assert bool(broken(text)) is wrong


def test_from_one_amount_to_another_can_be_given_in_per_cent():
    text = "Kostnaden har ökat från 40,0 mnkr till 42,0 mnkr, vilket motsvarar {} %.\n"
    assert not broken(text.format("5"))
    assert broken(text.format("8"))


def test_from_and_to_dates_are_no_amounts():
    assert not kinds("Verksamheten pågick från 3 maj till 15 juni, vilket motsvarar 6 veckor.\n")


def test_so_many_of_so_many_is_a_share():
    text = "I höstas hade 43 av 50 enheter ({} %) en plan.\n"
    assert not broken(text.format("86"))
    assert broken(text.format("68")) == [("68 %", "43", "50")]


def test_parts_that_are_the_whole_are_a_sum_and_others_are_not():
    assert RelationKind.SUM in kinds(
        "Av 30 platser, varav 18 i skolan och 12 i vården, är alla fyllda.\n".replace("Av ", "Det finns ")
    )
    assert RelationKind.SUM not in kinds("Det finns 30 platser, varav 18 i skolan och 7 i vården.\n")


def test_an_explanation_need_not_name_every_cause():
    text = "Avvikelsen är -9,1 mnkr och beror främst på löner, -4,2 mnkr, och hyror, -1,3 mnkr.\n"
    assert not broken(text)


ITEM = (
    "Resultatet är +{} mnkr vilket kan jämföras med +0,4 mnkr för samma period förra året. Försäljningen av bussar är "
    "5,2 mnkr högre i år. Exklusive den posten är resultatet +8,1 mnkr.\n"
)


@pytest.mark.parametrize(("whole", "wrong"), [("13,3", False), ("18,3", True)])
def test_without_the_item_of_the_sentence_before_the_rest_is_left(whole, wrong):
    assert bool(broken(ITEM.format(whole))) is wrong


def test_without_an_item_that_is_not_there_nothing_is_added_up():
    assert not broken("Resultatet är +13,3 mnkr. Exklusive den posten är resultatet +8,1 mnkr.\n")


@pytest.mark.parametrize(("part", "wrong"), [("6", False), ("60", True)])
def test_a_part_is_at_most_the_whole(part, wrong):
    assert bool(broken(f"Enheten har haft 16 st praktikanter varav {part} st är kvar.\n")) is wrong


def test_the_year_before_is_no_item_to_leave_out():
    """The composed example once had this as an error: last year's figure was taken for what the sentence leaves out."""
    text = (
        "Resultatet är +13,3 mnkr. Förra året var motsvarande siffra +0,4 mnkr. Försäljning av bussar gör åren svåra att "
        "jämföra; utan den ökningen är årets resultat +8,1 mnkr.\n"
    )
    assert not broken(text)
