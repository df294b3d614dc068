"""What may be said to whoever writes one unit's text: at most three remarks, only about the unit's own figures."""

import dataclasses

import pytest

from tests.documents.compose.small import figure, small_snapshot
from utfall.documents.model import Block, Emphasis, ListBlock, Number, Paragraph, Text
from utfall.documents.read.typed import with_typed_figures
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import MNKR
from utfall.review.contribution import MOST, remarks

PERIOD = "2024-01..2024-08"


@pytest.fixture
def facts() -> Snapshot:
    figures = (
        figure(f"intakter:OMR1:{PERIOD}:utfall", "217800000"),
        figure(f"personal:OMR1:{PERIOD}:utfall", "-106300000"),
        figure(f"hyror:OMR1:{PERIOD}:utfall", "-16300000"),
        figure(f"resultat.inkl:OMR1:{PERIOD}:utfall", "-1244000"),
        figure(f"resultat.inkl:OMR2:{PERIOD}:utfall", "-5000000"),
    )
    names = {
        "intakter": "Intäkter",
        "personal": "Personalkostnader",
        "hyror": "Lokalkostnader",
        "resultat.inkl": "Årets resultat",
    }
    named = [dataclasses.replace(one, name=names[one.address.measure]) for one in figures]
    return small_snapshot(figures={one.address: one for one in named}, objects=small_snapshot().objects)


def said(facts: Snapshot, *texts: str, unit: str = "OMR1") -> list[str]:
    blocks: tuple[Block, ...] = tuple(Paragraph((Text(text),)) for text in texts)
    return [str(one.values["address"]) for one in remarks(blocks, facts, unit=unit)]


def test_a_typed_figure_that_contradicts_the_units_own_is_remarked_on(facts):
    assert said(facts, "Årets resultat är 9,9 mnkr.") == [f"resultat.inkl:OMR1:{PERIOD}:utfall"]


def test_what_agrees_or_is_about_something_else_is_left_alone(facts):
    assert said(facts, "Årets resultat är −1,2 mnkr.", "Vi har köpt 3 bilar för 1,2 mnkr.") == []


def test_another_units_figures_are_not_hers_to_be_asked_about(facts):
    assert said(facts, "Resultatet för Område 2 är 7,0 mnkr för januari–augusti 2024.") == []


def test_there_are_never_more_than_three(facts):
    wrong = ("Intäkter är 1,0 mnkr.", "Personalkostnader är 2,0 mnkr.", "Lokalkostnader är 4,0 mnkr.",
             "Årets resultat är 9,9 mnkr.")  # fmt: skip
    found = said(facts, *wrong)
    assert len(found) == MOST == 3


def test_nothing_is_said_about_what_the_round_still_owes_or_about_names(facts):
    assert said(facts, "Inget att rapportera.") == []


def test_figures_are_found_in_every_kind_of_running_text():
    from utfall.documents.model import Document, numbers

    addressed = Number("1,5 mnkr", value=None, decimals=1, unit=MNKR, address="a:B:2024:utfall")
    blocks: tuple[Block, ...] = (
        Paragraph((Text("Vi sålde för 2,5 mnkr och "), addressed, Emphasis((Text("3,5 %"),)))),
        ListBlock(((Paragraph((Text("El kostade 4,5 tkr."),)),),)),
    )
    typed = with_typed_figures(Document("", "sv", blocks))
    assert [one.printed for _path, one in numbers(typed)] == ["2,5 mnkr", "1,5 mnkr", "3,5 %", "4,5 tkr"]
    assert [one.address for _path, one in numbers(typed)] == [None, "a:B:2024:utfall", None, None]
