"""The HTML form: well-formed, accessible, safe, and readable on a narrow screen."""

import difflib
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree, html

from tests.documents import generated, sample
from utfall.documents.model import Document, Heading, Link, Paragraph, Text
from utfall.documents.render import html as form

GOLDEN = Path(__file__).parent / "golden" / "small.html"


def parsed(document: Document) -> html.HtmlElement:
    return html.fromstring(form.render(document).decode())


@pytest.fixture(scope="module")
def page():
    return parsed(sample.small())


def normalised(data: bytes) -> str:
    """The page without style and drawings, a tag a line, as a person reads a difference."""
    tree = html.fromstring(data.decode())
    for name in ("style", "svg"):
        for element in tree.iter(name):
            element.text = None
            for child in list(element):
                element.remove(child)
            tail = element.tail
            element.attrib.clear()
            element.tail = tail
    text = etree.tostring(tree, encoding="unicode", method="html")
    return re.sub(
        r"\s*\n\s*", "\n", re.sub(r"(</?(?:tr|li|p|h\d|table|section|div|td|th)[ >])", r"\n\1", text)
    )


def test_the_sample_looks_as_it_did():
    now = normalised(form.render(sample.small())).splitlines()
    changes = list(difflib.unified_diff(GOLDEN.read_text("utf-8").splitlines(), now, lineterm="", n=0))

    assert changes[:20] == []


@settings(max_examples=40)
@given(document=generated.documents())
def test_every_page_has_one_h1_unique_ids_and_links_that_lead_somewhere(document):
    tree = parsed(document)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]

    assert len(tree.findall(".//h1")) == 1
    assert len(ids) == len(set(ids))
    assert not [link for link in tree.xpath("//a/@href") if link.startswith("#") and link[1:] not in ids]
    assert not tree.xpath("//a//a")


@settings(max_examples=40)
@given(document=generated.documents())
def test_headings_never_jump(document):
    levels = [int(one.tag[1]) for one in parsed(document).iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@settings(max_examples=40)
@given(document=generated.documents())
def test_every_row_of_a_table_covers_every_column(document):
    for table in parsed(document).iter("table"):
        covered: dict[tuple[int, int], int] = {}
        rows = list(table.iter("tr"))
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                while (y, x) in covered:
                    x += 1
                for dy in range(int(cell.get("rowspan", 1))):
                    for dx in range(int(cell.get("colspan", 1))):
                        assert (y + dy, x + dx) not in covered
                        covered[y + dy, x + dx] = 1
                x += int(cell.get("colspan", 1))
        assert max((y for y, _x in covered), default=0) < len(rows) or not rows


def test_the_page_has_landmarks_language_and_a_way_past_the_top(page):
    assert page.get("lang") == "sv"
    for landmark in ("header", "main", "nav", "footer"):
        assert page.findall(f".//{landmark}")
    assert page.find("body")[0].get("href") == f"#{page.find('.//main').get('id')}"
    assert page.findtext(".//title") == "Servicenämndens delårsrapport 2 år 2024"
    assert not page.findall(".//script")


def test_header_cells_say_what_they_head(page):
    headers = page.findall(".//th")

    assert headers and {one.get("scope") for one in headers} == {"col", "colgroup", "row", "rowgroup"}
    assert all(one.text_content().strip() for one in headers)


def test_every_table_has_a_caption_or_stands_under_one(page):
    for table in page.iter("table"):
        under = list(table.iterancestors("figure"))
        assert table.find("caption") is not None or under


def test_a_chart_is_a_figure_with_name_description_and_numbers(page):
    figures = page.findall(".//figure")

    assert len(figures) == 6
    for figure in figures:
        (drawing,) = figure.findall(".//svg")
        assert drawing.get("role") == "img"
        named = drawing.get("aria-labelledby").split()
        spoken = [drawing.xpath(f".//*[@id='{id}']")[0].text for id in named]
        assert all(spoken)
        assert not drawing.xpath(".//*[@aria-label or @aria-roledescription]")
        assert figure.find("figcaption").text_content().strip()
        assert figure.findall(".//details//table")


def test_a_missing_value_is_a_dash_with_its_reason(page):
    missing = page.xpath("//span[@class='missing']")

    assert missing
    for one in missing:
        assert one[0].text == "–" and one[0].get("aria-hidden") == "true"
        assert one[1].text == one.get("title") and one[1].text


def test_notes_and_marks_lead_to_each_other(page):
    marks = page.xpath("//a[@role='doc-noteref']")

    assert len(marks) == 2
    for mark in marks:
        note = page.get_element_by_id(mark.get("href")[1:])
        assert note.find("a").get("href") == f"#{mark.get('id')}"


def test_words_of_a_document_are_never_markup():
    evil = '<script>alert(1)</script>"><img src=x onerror=y>'
    document = Document(
        evil,
        "sv",
        (
            Heading(2, (Text(evil),), 'a"b c'),
            Paragraph(
                (Link((Text("här"),), "javascript:alert(1)"), Link((Text("där"),), "data:text/html,x"))
            ),
            *sample.CHARTS[:1],
        ),
        organisation=evil,
    )
    tree = parsed(document)

    assert not tree.findall(".//script") and not tree.findall(".//img")
    assert [link for link in tree.xpath("//a/@href") if not link.startswith("#")] == []
    assert tree.findtext(".//h2") == evil


def test_the_fixed_words_come_in_the_documents_language():
    said = {
        language: parsed(Document("T", language, (Heading(2, (Text("x"),)),))).find("body")[0].text
        for language in ("sv", "en", "de")
    }

    assert said == {"sv": "Hoppa till innehållet", "en": "Skip to the content", "de": "Hoppa till innehållet"}
