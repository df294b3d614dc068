"""One amount told in two places in other words."""

import pytest

from tests.review.prose.reports import UNITS, context
from utfall.review.check import check
from utfall.review.prose.elsewhere import relations
from utfall.review.prose.reading import Reading

ONE = "Prognosen tyngs av badhuset, {} mnkr på grund av dyrare el.\n"
TWO = "Av alla belopp märks ett: för badhuset {} mnkr.\n"


def pairs(text):
    under = context(text)
    return [tuple(under.numbers[path].printed for path in each.paths) for each in relations(Reading(under))]


def test_the_same_thing_before_two_amounts_makes_them_one():
    assert pairs(ONE.format("-11,3") + "\n" + TWO.format("-11,3")) == [("-11,3 mnkr", "-11,3 mnkr")]


@pytest.mark.parametrize(
    ("second", "asked"), [("-17,3", True), ("-1,13", True), ("-11,3", False), ("-4,8", False)]
)
def test_only_what_a_slip_explains_is_asked_about(second, asked):
    """-4,8 is another amount about the bath."""
    found = [f for f in check(context(ONE.format("-11,3") + "\n" + TWO.format(second)).document).findings
             if f.code == "prose.same"]  # fmt: skip
    assert bool(found) is asked
    assert all(f.severity.value == "question" for f in found)


@pytest.mark.parametrize("text", [
    ONE.format("-11,3") + "\n" + TWO.format("-17,3").replace("Av", "Under 2019 av"),
    ONE.format("-11,3") + "\n" + TWO.format("-17,3") + "\n" + TWO.format("-12,3"),
    ONE.format("-11,3") + " " + TWO.format("-17,3"),
    "Område 1: " + ONE.format("-11,3") + "\nOmråde 2: " + TWO.format("-17,3"),
    UNITS + "\n" + ONE.format("-11,3").replace("badhuset", "bibliotek") + "\n" + TWO.format("-17,3").replace("badhuset", "bibliotek"),
])  # fmt: skip
def test_what_may_be_two_things_is_let_be(text):
    """Three places; one paragraph; two areas; a line of a table."""
    assert not [p for p in pairs(text) if p[0] != p[1]] or "2019" in text


def test_a_carried_deficit_is_known_by_whose_it_is():
    one = "Prognosen för Bad och bibliotek (BB) är -1,6 mnkr inklusive rullade underskottet med -3,9 mnkr.\n"
    two = "Prognosen för BB når inte budget med -7,2 mnkr samt rullade underskottet på {} mnkr.\n"
    assert pairs(one + "\n" + two.format("-3,9")) == [("-3,9 mnkr", "-3,9 mnkr")]
    assert pairs(one + "\n" + two.format("-8,9")) == [("-8,9 mnkr", "-3,9 mnkr")]
    assert not pairs(one + "\n" + two.format("-3,9").replace("BB", "KK"))
