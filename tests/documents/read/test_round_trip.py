"""What our own renderers write is read back with the same figures in the same order."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.documents.model import (
    Cell,
    Document,
    Emphasis,
    Footnote,
    HeaderRole,
    Heading,
    Inline,
    ListBlock,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
    numbers,
)
from utfall.documents.read import read
from utfall.documents.render import docx, html, pdf, text
from utfall.domain.swedish import number, quantity
from utfall.domain.unit import MNKR, PERCENT, TKR, Unit

FORMS = {"txt": text.render, "html": html.render, "docx": docx.render}
ADDRESS = "resultat.inkl:SEN:2024-01..2024-08:utfall"


def figure(value: Decimal, decimals: int, unit: Unit | None = None, address: str | None = None) -> Number:
    printed = number(value, decimals) if unit is None else quantity(value, unit, decimals)
    return Number(printed, value, decimals, unit, address=address)


figures = st.builds(
    lambda digits, decimals, unit: figure(Decimal(digits).scaleb(-decimals), decimals, unit),
    st.integers(-9_999_999, 9_999_999),
    st.integers(0, 2),
    st.sampled_from([MNKR, TKR, PERCENT]),
)
plain_figures = st.builds(
    lambda digits, decimals: figure(Decimal(digits).scaleb(-decimals), decimals),
    st.integers(-999_999, 999_999).filter(lambda n: not 1900 <= n < 2100),
    st.integers(0, 1),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    sentences: list[Inline] = [Text("Utfallet är ")]
    for one in draw(st.lists(figures, min_size=1, max_size=3)):
        inline: Inline = Emphasis((one,), strong=True) if draw(st.booleans()) else one
        sentences.extend((inline, Text(" jämfört med budget och ")))
    sentences.append(Text("det är bra."))
    width = draw(st.integers(2, 5))
    head = Row(
        tuple(Cell((Text(f"Kolumn {c}"),), HeaderRole.COLUMN) for c in "ABCDE"[:width]), RowKind.HEADER
    )
    body = [
        Row(
            (
                Cell((Text(f"Enhet {label}"),), HeaderRole.ROW),
                *(Cell((draw(plain_figures),)) for _ in range(width - 1)),
            )
        )
        for label in "abcdef"[: draw(st.integers(2, 6))]
    ]
    return Document(
        "Rapport",
        "sv",
        (
            Heading(1, (Text("Rapport"),), "rapport"),
            Paragraph(tuple(sentences)),
            ListBlock(
                (
                    (Paragraph((Text("Ett av "), draw(figures), Text(" i år."))),),
                    (Paragraph((Text("Två."),)),),
                )
            ),
            Table((Text("Resultat"),), (head, *body)),
            Footnote("", (Text("Exklusive "), draw(figures), Text(" i fjol."))),
        ),
    )


def bare(document: Document) -> list[tuple[str, Decimal | None]]:
    return [(n.printed.replace("\u00a0", " "), n.value) for _path, n in numbers(document)]


@pytest.mark.parametrize("form", FORMS)
@given(document=documents())
def test_figures_come_back_in_order(form: str, document: Document):
    result = read(FORMS[form](document), name=f"rapport.{form}")
    assert result.document is not None, result.findings
    assert bare(result.document) == bare(document)
    assert result.document.language == "sv"


@pytest.mark.parametrize("form", ["html", "docx"])
def test_addresses_come_back(form: str):
    cell = figure(Decimal("4.7"), 1, None, ADDRESS)
    mention = figure(Decimal("4.7"), 1, MNKR, ADDRESS)
    rows = (
        Row(
            (Cell((Text("Post"),), HeaderRole.COLUMN), Cell((Text("Utfall"),), HeaderRole.COLUMN)),
            RowKind.HEADER,
        ),
        Row((Cell((Text("A"),), HeaderRole.ROW), Cell((cell,)))),
    )
    document = Document("R", "sv", (Paragraph((Text("Det blev "), mention, Text(" i år."))), Table((), rows)))
    result = read(FORMS[form](document), name=f"rapport.{form}")
    assert result.document is not None and not result.findings
    assert [n.address for _path, n in numbers(result.document)] == [ADDRESS, ADDRESS]


def test_our_own_pdf_comes_back():
    cells = itertools.count(11)
    head = Row(tuple(Cell((Text(f"Kolumn {c}"),), HeaderRole.COLUMN) for c in "ABCD"), RowKind.HEADER)
    body = tuple(
        Row(
            (
                Cell((Text(f"Enhet {label}"),), HeaderRole.ROW),
                *(Cell((figure(Decimal(next(cells)), 1),)) for _ in range(3)),
            )
        )
        for label in "abcd"
    )
    sentence = Paragraph(
        (Text("Utfallet är "), figure(Decimal("4.7"), 1, MNKR), Text(" jämfört med budget."))
    )
    document = Document(
        "Rapport", "sv", (Heading(1, (Text("Rapport"),)), sentence, Table((Text("Resultat"),), (head, *body)))
    )
    result = read(pdf.render(document), name="rapport.pdf")
    assert result.document is not None and not result.findings
    assert bare(result.document) == bare(document)
    assert all(n.certain for _path, n in numbers(result.document))
