"""The Word form: real styles, headers that repeat, figures that come back known, the same bytes each time."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from tests.documents import generated, sample
from utfall.documents.model import Chart, Document, Number, Paragraph, numbers, walk
from utfall.documents.render import docx as form
from utfall.documents.render.docx.parts import FIGURES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files():
    archive = zipfile.ZipFile(io.BytesIO(form.render(sample.small())))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def body(files):
    return etree.fromstring(files["word/document.xml"])


@settings(max_examples=25)
@given(document=generated.documents(with_charts=True))
def test_every_document_becomes_a_package_that_opens(document):
    data = form.render(document)

    docx.Document(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_the_title_and_the_headings_have_words_own_styles():
    opened = docx.Document(io.BytesIO(form.render(sample.small())))
    styled = [(one.style.name if one.style else None, one.text) for one in opened.paragraphs if one.text]

    assert ("Title", "Servicenämndens delårsrapport 2 år 2024") in styled
    assert ("Heading 1", "Effektiv organisation") in styled
    assert ("Heading 2", "4-årigt strategiskt mål – Stabil ekonomi") in styled
    assert ("Heading 3", "Sent definierade behov") in styled
    assert {"Caption", "List Bullet", "List Number", "Decision", "TOC Heading"} <= {n for n, _t in styled}


def test_the_language_and_the_dates_are_the_documents(files):
    assert b'w:lang w:val="sv-SE"' in files["word/styles.xml"]
    core = docx.Document(io.BytesIO(form.render(sample.small()))).core_properties
    assert core.title == sample.small().title
    assert core.author == "Servicenämnden"
    assert core.created.isoformat() == core.modified.isoformat() == "2024-09-12T08:42:00+00:00"


def test_headers_repeat_and_rows_hold_together(body):
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert rows[-1].find(f"{W}trPr/{W}tblHeader") is None


def test_every_row_covers_every_column(body):
    for table in body.iter(f"{W}tbl"):
        width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == width


def test_each_addressed_number_is_a_control_tagged_with_its_address(body, files):
    wanted = [(n.address, n.printed) for _p, n in numbers(sample.small()) if n.address]
    controls = [
        (tag.get(f"{W}val"), "".join(control.itertext(f"{W}t")))
        for control in body.iter(f"{W}sdt")
        if (tag := control.find(f"{W}sdtPr/{W}tag")) is not None
    ]
    known = etree.fromstring(files["customXml/item1.xml"])

    assert controls == wanted
    assert [(one.get("address"), one.get("printed")) for one in known] == wanted
    assert {one.tag for one in known} == {f"{{{FIGURES}}}figure"}
    ids = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in body.iter(f"{W}sdt")
           if control.find(f"{W}sdtPr/{W}id") is not None]  # fmt: skip
    assert ids == [one.get("id") for one in known] and len(set(ids)) == len(ids)


def test_a_known_figure_has_value_unit_and_decimals(files):
    known = etree.fromstring(files["customXml/item1.xml"])
    result = next(one for one in known if one.get("address") == "resultat.k3:SEN:2024-01..2024-08:utfall")

    said: dict[str, str] = {str(name): str(value) for name, value in result.attrib.items()}
    assert said | {"id": ""} == {
        "id": "",
        "address": "resultat.k3:SEN:2024-01..2024-08:utfall",
        "printed": "11,0",
        "value": "11.0",
        "unit": "mnkr",
        "decimals": "1",
    }


def test_a_note_in_the_text_is_a_real_footnote_with_its_own_mark(body, files):
    (reference,) = body.iter(f"{W}footnoteReference")
    notes = etree.fromstring(files["word/footnotes.xml"])
    note: Any = next(one for one in notes if one.get(f"{W}id") == reference.get(f"{W}id"))

    assert "".join(reference.getparent().itertext(f"{W}t")) == "a"
    assert "".join(note.itertext(f"{W}t")) == "a Beloppen är avrundade var för sig."


def test_every_chart_is_native_with_workbook_and_alternative_text(body, files):
    charts = [node for _path, node in walk(sample.small()) if isinstance(node, Chart)]
    described = [one.get("descr") for one in body.iter("{*}docPr")]

    assert described == [chart.alternative for chart in charts]
    for number in range(1, len(charts) + 1):
        assert f"word/charts/chart{number}.xml" in files
        assert files[f"word/embeddings/chart{number}.xlsx"].startswith(b"PK")


def test_a_bar_below_zero_has_the_colour_of_what_is_worse(files):
    chart = etree.fromstring(files["word/charts/chart1.xml"])
    (point,) = chart.iter("{*}dPt")

    assert point.xpath("string(*[local-name()='idx']/@val)") == "0"
    assert [one.get("val") for one in point.iter("{*}srgbClr")] == ["B3401A"]


def test_captions_are_counted_by_word(body):
    codes = [code.text.strip() for code in body.iter(f"{W}instrText")]

    assert codes.count("SEQ Tabell \\* ARABIC") == 4
    assert codes.count("SEQ Diagram \\* ARABIC") == 6
    assert codes.count('TOC \\o "1-2" \\h \\z \\u') == 1


def test_internal_links_lead_to_bookmarks_that_are_there(body):
    there = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    wanted = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}

    assert wanted and wanted <= set(there)
    assert len(there) == len(set(there)) and all(re.fullmatch(r"[a-z]\w{0,39}", name) for name in there)


def test_nothing_in_the_zip_tells_the_hour():
    data = form.render(sample.small())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        book = io.BytesIO(archive.read("word/embeddings/chart1.xlsx"))
    with zipfile.ZipFile(book) as workbook:
        assert {entry.date_time for entry in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in workbook.read("docProps/core.xml")


def test_an_address_too_long_for_a_tag_is_left_out():
    number = sample.number("1.0")
    long = Number(number.printed, number.value, 1, address="x" * 65)
    document = Document("T", "sv", (Paragraph((long,)),))

    with zipfile.ZipFile(io.BytesIO(form.render(document))) as archive:
        assert b"w:sdt" not in archive.read("word/document.xml")
