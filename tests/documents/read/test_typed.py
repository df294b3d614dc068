"""Figures typed by hand in a composed document are found like those in a document that was read."""

from decimal import Decimal

from utfall.documents.model import (
    Contents,
    Document,
    Emphasis,
    Heading,
    Inline,
    ListBlock,
    Number,
    Paragraph,
    Text,
    numbers,
)
from utfall.documents.read.typed import with_typed_figures
from utfall.domain.unit import MNKR


def typed(*inlines: Inline) -> Document:
    return with_typed_figures(Document("Rapport", "sv", (Paragraph(inlines),)))


def test_every_figure_in_paragraphs_headings_lists_and_emphasis_is_found() -> None:
    made = with_typed_figures(
        Document("Rapport", "sv", (
            Heading(1, (Text("Resultat 2,8 mnkr"),)),
            Contents("Innehåll"),
            Paragraph((Text("Intäkter "), Emphasis((Text("554,9 mnkr"),)))),
            ListBlock(((Paragraph((Text("varav 12 bilar"),)),),)),
        ))
    )  # fmt: skip
    assert [number.printed for _path, number in numbers(made)] == ["2,8 mnkr", "554,9 mnkr", "12"]
    assert isinstance(made.blocks[1], Contents)


def test_a_figure_that_is_one_already_is_left_as_it_is() -> None:
    own = Number("3,0 mnkr", Decimal("3.0"), 1, MNKR)
    made = typed(Text("Resultatet är "), own, Text(" mot 4,0 mnkr"))
    assert next(number for _path, number in numbers(made)) is own
    assert len(list(numbers(made))) == 2
