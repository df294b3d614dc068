"""Last round's comments out of another system's Word export, with names matched to those known here."""

import io

import docx
import pytest

from utfall.documents.model import (
    Cell,
    Document,
    HeaderRole,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from utfall.documents.render import render
from utfall.domain.finding import Severity
from utfall.domain.snapshot import TextKind
from utfall.integrations.word_export import Export, Named, match, read_export

UNITS = (
    Named("SEN", "Servicenämnden", ("nämnden",)),
    Named("OMR4", "Område 4: Måltidsservice", ("Område 4",)),
)
OBJECTS = (
    Named("SM1", "Stabil ekonomi"),
    Named("IND1", "Andel kök som väger svinn", ("Andel vägande kök",)),
    Named("SM2", "Stärkt beredskap"),
)


def export(
    *, front: str = "Status: Påbörjad  Rapportperiod: 2025-12-31  Organisation: Servicenämnden"
) -> bytes:
    """As the other system writes it, made with another program's library."""
    made = docx.Document()
    made.add_heading("Uppföljning", 0)
    made.add_paragraph(front)
    made.add_heading("1.1 Stabil ekonomi", 2)
    made.add_paragraph("Kommentar")
    made.add_paragraph("Nämnden väntas få ett underskott på 3,0 mnkr * och_inget annat.")
    made.add_paragraph("Minska bemanningen", style="List Bullet")
    made.add_paragraph("Sälja bilar", style="List Bullet")
    made.add_paragraph("Område 4: Köken har vägt allt svinn.")
    made.add_heading("Indikatorer", 2)
    table = made.add_table(rows=3, cols=4)
    rows = (
        ("Titel", "Utfall", "Mål", "Kommentar"),
        ("Andel vägande kök", "68,3 %", "75 %", "Fler kök väger."),
        ("Något helt annat", "7", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(made)


def saved(made) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def read_own(data: bytes) -> Export:
    result = read_export(data, name="egen.docx")
    assert result.values is not None
    return result.values


@pytest.fixture
def read() -> Export:
    result = read_export(
        export(), name="delar.docx", units=[name for u in UNITS for name in (u.name, *u.aliases)]
    )
    assert result.values is not None
    return result.values


def test_the_front_matter_says_whose_it_is_and_when(read):
    assert (read.organisation, read.round) == ("Servicenämnden", "2025-12-31")
    assert all("Rapportperiod" not in text.markdown for text in read.texts)
    assert {text.round for text in read.texts} == {"2025-12-31"}


def test_what_stands_below_a_heading_is_a_text_about_it(read):
    text = read.texts[0]
    assert text.object.endswith("Stabil ekonomi")
    assert (text.kind, text.unit) == (TextKind.COMMENT, "")
    assert text.markdown.startswith("Nämnden väntas få ett underskott på 3,0 mnkr \\* och\\_inget annat.")
    assert "- Minska bemanningen\n- Sälja bilar" in text.markdown
    assert text.place.startswith("delar.docx")


def test_a_units_name_first_in_a_paragraph_is_whose_text_it_is(read):
    own = [text for text in read.texts if text.unit]
    assert [(text.unit, text.markdown) for text in own] == [("Område 4", "Köken har vägt allt svinn.\n")]


def test_rows_of_an_indicator_table_are_values_with_their_comments(read):
    assert [(v.object, v.outcome, v.target) for v in read.values] == [
        ("Andel vägande kök", "68,3 %", "75 %"),
        ("Något helt annat", "7", ""),
    ]
    assert read.texts[-1].markdown == "Fler kök väger.\n"


def test_names_are_matched_without_numbering_and_by_alias(read):
    found = match(read, objects=OBJECTS, units=UNITS)
    assert [(one.object, one.unit) for one in found.texts] == [("SM1", ""), ("SM1", "OMR4"), ("IND1", "")]
    assert [one.object for one in found.values] == ["IND1"]
    assert [(one.name, one.is_unit) for one in found.unmatched] == [("Något helt annat", False)]


def test_what_is_not_matched_is_listed_with_proposals_and_can_be_chosen():
    data = Document("T", "sv", (Heading(2, (Text("Stärka beredskapen"),)), Paragraph((Text("Vi övar."),))))
    read = read_own(render(data, "docx"))
    found = match(read, objects=OBJECTS, units=UNITS)
    assert found.texts == ()
    assert [one.code for one in found.unmatched[0].proposals][:1] == ["SM2"]

    chosen = match(read, objects=OBJECTS, units=UNITS, chosen={"Stärka beredskapen": "SM2"})
    assert [one.object for one in chosen.texts] == ["SM2"] and chosen.unmatched == ()
    left_out = match(read, objects=OBJECTS, units=UNITS, chosen={"Stärka beredskapen": ""})
    assert left_out.texts == () and left_out.unmatched == ()


def test_a_name_that_two_things_have_is_asked_about():
    data = Document("T", "sv", (Heading(2, (Text("Stabil ekonomi"),)), Paragraph((Text("Ja."),))))
    read = read_own(render(data, "docx"))
    both = (*OBJECTS, Named("D9", "Stabil ekonomi"))
    found = match(read, objects=both, units=UNITS)
    assert found.texts == () and {one.code for one in found.unmatched[0].proposals} == {"SM1", "D9"}


def test_kinds_of_text_are_told_by_their_headings():
    blocks = (
        Heading(2, (Text("Stabil ekonomi"),)),
        Heading(3, (Text("Sammanfattning"),)), Paragraph((Text("Kort."),)),
        Heading(3, (Text("Beskrivning"),)), Paragraph((Text("Lång."),)),
        ListBlock(((Paragraph((Text("ett"),)),),), ordered=True),
    )  # fmt: skip
    read = read_own(render(Document("T", "sv", blocks), "docx"))
    assert [(text.object, text.kind) for text in read.texts] == [
        ("Stabil ekonomi", TextKind.SUMMARY),
        ("Stabil ekonomi", TextKind.DESCRIPTION),
    ]
    assert read.texts[1].markdown == "Lång.\n\n1. ett\n"


def test_other_tables_are_said_to_be_left_unread():
    head = Row(tuple(Cell((Text(word),), HeaderRole.COLUMN) for word in ("Konto", "Budget")), RowKind.HEADER)
    row = Row((Cell((Text("Hyror"),)), Cell((Text("8,0"),))))
    blocks = (
        Heading(2, (Text("Ekonomi"),)),
        Paragraph((Text("Bra."),)),
        Table((Text("Drift"),), (head, row)),
    )
    result = read_export(render(Document("T", "sv", blocks), "docx"), name="egen.docx")
    assert [finding.code for finding in result.findings] == ["earlier.table"]
    assert result.findings[0].severity is Severity.NOT_CHECKED


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "read.empty"), (b"PK\x03\x04 skadad", "read."), (saved(docx.Document()), "")]
)
def test_a_file_without_texts_is_told_why(data, code):
    result = read_export(data, name="fel.docx")
    assert any(f.severity is Severity.ERROR and f.code.startswith(code) for f in result.findings)
