"""The PDF form: accessible and fit for the archive at once, with headers that a screen reader can follow."""

import io
import itertools
import json

import page as validation
import pikepdf
import pytest
from hypothesis import Phase, given, settings
from pikepdf import Dictionary, Name

from tests.documents import generated, sample
from utfall.documents.model import (
    Cell,
    Chart,
    Contents,
    Document,
    Footnote,
    FootnoteMark,
    HeaderRole,
    Heading,
    IndicatorTable,
    Paragraph,
    RiskCard,
    Row,
    RowKind,
    Table,
    Text,
    walk,
)
from utfall.documents.render import json as data
from utfall.documents.render import pdf as form
from utfall.documents.render.chart import FONTS
from utfall.documents.render.pdf import typesetting


@pytest.fixture(scope="module")
def written():
    return form.render(sample.small())


@pytest.fixture(scope="module")
def file(written):
    with pikepdf.open(io.BytesIO(written)) as opened:
        yield opened


def elements(node, kinds=None):
    """The structure elements below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, kinds)
    elif isinstance(node, Dictionary):
        if "/S" in node and (kinds is None or str(node.S)[1:] in kinds):
            yield node
        if "/K" in node:
            yield from elements(node.K, kinds)


def attribute(element, name):
    said = element.get("/A", [])
    for one in said if isinstance(said, pikepdf.Array) else [said]:
        if name in one:
            return one[name]
    return None


def faults(pdf: bytes, profile: str, folder) -> list[str]:
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    result = validation.validate_pdf(str(path), profile=profile)
    # A known false alarm: a packed stream that happens to end in 0x0D.
    return [f.message for f in result.failures if not f.rule_id.endswith("STREAM-LENGTH-001")]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_one_file_is_accessible_and_fit_for_the_archive(written, profile, tmp_path):
    assert faults(written, profile, tmp_path) == []


def test_it_has_language_title_and_bookmarks(file):
    assert str(file.Root.Lang).startswith("sv")
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    with file.open_metadata() as said:
        assert said["dc:title"] == sample.small().title
    with file.open_outline() as outline:
        assert [one.title for one in outline.root] == ["Servicenämndens delårsrapport 2 år 2024"]
        assert "Sammanfattning" in [one.title for one in outline.root[0].children]


def test_headings_come_in_order_without_jumps(file):
    kinds = {f"H{level}" for level in range(1, 7)}
    levels = [int(str(one.S)[2]) for one in elements(file.Root.StructTreeRoot.K, kinds)]

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_header_cells_have_scope_and_cells_name_their_headers(file):
    tables = list(elements(file.Root.StructTreeRoot.K, {"Table"}))
    meant = [n for _p, n in walk(sample.small()) if isinstance(n, Table | IndicatorTable | Chart)]
    scopes = {str(attribute(one, "/Scope")) for one in elements(file.Root.StructTreeRoot.K, {"TH"})}

    assert len(tables) == len(meant)
    assert scopes == {"/Column", "/Row"}
    ids = {str(one.ID) for one in elements(file.Root.StructTreeRoot.K, {"TH"})}
    assert ids == set(pikepdf.NameTree(file.Root.StructTreeRoot.IDTree).keys())
    for cell in elements(file.Root.StructTreeRoot.K, {"TD"}):
        assert {str(one) for one in attribute(cell, "/Headers")} <= ids


def test_a_figure_is_headed_by_its_column_and_its_row(file):
    tables = list(elements(file.Root.StructTreeRoot.K, {"Table"}))
    statement = list(elements(tables[1], {"TR"}))
    last = list(statement[-1].K)

    assert str(last[0].S) == "/TH"
    assert [str(one) for one in attribute(last[4], "/Headers")][-1] == str(last[0].ID)
    assert len(attribute(last[4], "/Headers")) == 2


def test_every_chart_has_its_words(file):
    figures = list(elements(file.Root.StructTreeRoot.K, {"Figure"}))
    charts = [node for _path, node in walk(sample.small()) if isinstance(node, Chart)]

    assert [str(one.Alt) for one in figures] == [chart.alternative for chart in charts]


def test_only_our_font_is_used(file):
    names = {
        str(font.BaseFont).partition("+")[2] or str(font.BaseFont)
        for page in file.pages
        for font in page.Resources.get("/Font", Dictionary()).values()
    }
    forms = {
        str(font.BaseFont).partition("+")[2]
        for thing in file.objects
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and "/BaseFont" in thing
        for font in [thing]
    }

    assert names and all(name.startswith("SourceSans3-") for name in names | forms)


def test_the_data_are_attached(written, file):
    (attached,) = file.attachments.values()

    assert attached.filename == "data.json"
    assert attached.get_file().read_bytes() == data.render(sample.small())
    assert json.loads(attached.get_file().read_bytes())["figures"]


def test_the_contents_have_page_numbers_and_pages_have_theirs(written):
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written)]
    contents = next(
        text for text in pages if text.lstrip().startswith("Servicenämndens") and "Innehåll" in text
    )
    chapter = next(i for i, text in enumerate(pages, 1) if "Resultatet till och med augusti" in text)

    assert str(chapter) in contents.partition("Sammanfattning")[2][:200]
    assert f"Sida {chapter} av {len(pages)}" in pages[chapter - 1].replace("\xa0", " ")


def test_a_header_is_repeated_on_every_page_of_a_long_table():
    import pypdfium2

    rows = [sample.line(f"Rad nummer {n}", "1.0", "2.0") for n in range(120)]
    table = Table((Text("Lång tabell"),), (sample.heads("Postnamn", "Utfall", "Budget"), *rows))
    written = form.render(Document("T", "sv", (table,)))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written)]

    assert len(pages) >= 3
    assert all("Postnamn" in page for page in pages)


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(document=generated.documents(max_blocks=12))
def test_every_document_is_set_and_accessible(document, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    pdf = form.render(document)

    assert faults(pdf, "ua1", folder) == []


def test_a_character_that_the_font_lacks_is_shown_as_a_box():
    import pypdfium2

    document = Document("T", "sv", (Heading(1, (Text("T"),)), Paragraph((Text("före 中 efter"),))))
    (page,) = pypdfium2.PdfDocument(form.render(document))

    assert "före □ efter" in page.get_textpage().get_text_range()


def test_the_list_of_characters_is_what_the_font_can_show(tmp_path):
    runs = [line.split("-") for line in (FONTS / "coverage.txt").read_text("ascii").split()]
    shown = [chr(c) for first, last in runs for c in range(int(first, 16), int(last, 16) + 1)]
    document = Document(
        "T", "sv", tuple(Paragraph((Text(" ".join(shown[i : i + 200])),)) for i in range(0, len(shown), 200))
    )

    # The typesetter refuses what the font lacks.
    assert form.render(document)
    assert "\u2212" in shown and "å" in shown


def test_words_are_never_read_as_the_typesetters_language():
    import pypdfium2

    evil = '#read("/etc/passwd") *x* $1+1$ `a` \\ @b <c> #panic("no")'
    (page,) = pypdfium2.PdfDocument(form.render(Document(evil, "sv", (Paragraph((Text(evil),)),))))

    assert page.get_textpage().get_text_range().count('#read("/etc/passwd") *x* $1+1$ `a`') >= 1


def test_spans_that_cannot_be_set_are_cut():
    rows = (
        Row(
            (Cell((Text("a"),), HeaderRole.COLUMN, rowspan=4), Cell((Text("b"),), HeaderRole.COLUMN)),
            RowKind.HEADER,
        ),
        Row((Cell((Text("c"),), HeaderRole.ROW, colspan=9), Cell((Text("d"),), rowspan=7))),
        Row((Cell((Text("e"),), colspan=3),)),
    )

    assert form.render(Document("T", "sv", (Table((), rows),)))


def test_a_fault_of_the_typesetter_is_said_in_its_words(tmp_path):
    (tmp_path / "report.typ").write_text("#nothing-by-this-name", "utf-8")
    (tmp_path / "layout.json").write_text('{"made": [2024, 1, 1, 0, 0, 0]}', "utf-8")

    assert "unknown variable" in typesetting.typeset(tmp_path, fonts=FONTS)

    (tmp_path / "report.typ").write_text('#set text(font: "Nosuch")\n#set document(title: "T")\nx', "utf-8")
    assert "unknown font family" in typesetting.typeset(tmp_path, fonts=FONTS).lower()
    with pytest.raises(form.TypesettingError, match="font"):
        form.typeset(tmp_path)


def test_a_note_in_a_heading_or_a_hidden_caption_is_set_all_the_same():
    card = RiskCard(
        (Text("Kort"), FootnoteMark("1")),
        Table((Text("v"), FootnoteMark("2")), (sample.heads("a", "b"), sample.line("x", "1"))),
        (),
    )
    notes = (Footnote("1", (Text("ett"),)), Footnote("2", (Text("två"),)))
    document = Document(
        "T", "sv", (Contents("Innehåll", 5), Heading(2, (Text("H"), FootnoteMark("1"))), card, *notes)
    )

    assert form.render(document)
