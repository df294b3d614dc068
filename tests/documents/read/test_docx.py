"""Word documents, read into the document model."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from utfall.documents.model import (
    Contents,
    Document,
    Emphasis,
    Footnote,
    FootnoteMark,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    RowKind,
    Table,
    numbers,
    plain,
    tables,
    walk,
)
from utfall.documents.read import read
from utfall.documents.read.docx import located, printed_figures
from utfall.domain.unit import MNKR

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Rubrik1"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Vår rubrik"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Beskrivning"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def word(body: str, **parts: str) -> bytes:
    """A Word file with that body; `parts` are other parts of it by name, such as footnotes."""
    sheet = {"styles": STYLES, "numbering": NUMBERING, **parts}
    related = "".join(
        f'<Relationship Id="r{name}" Type="{KIND}/{name}" Target="{name}.xml"/>' for name in sheet
    )
    related += f'<Relationship Id="rweb" Type="{KIND}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{KIND}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELS}">{related}</Relationships>'
        )
        file.writestr("word/document.xml", f"<w:document {W} {OTHERS}><w:body>{body}</w:body></w:document>")
        for name, content in sheet.items():
            file.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def p(inner: str, style: str = "", more: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{more}</w:pPr>{inner}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{p(r(text)) if not text.startswith('<') else text}</w:tc>"


def tr(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def document(body: str, **parts: str) -> Document:
    result = read(word(body, **parts), name="rapport.docx")
    assert result.document is not None, result.findings
    assert not result.findings
    return result.document


def test_headings_come_from_styles_and_what_they_inherit():
    read_ = document(p(r("Rapport"), "Rubrik1") + p(r("Ekonomi"), "Egen") + p(r("Text."), "A"))
    assert [(b.level, plain(b.inlines)) for b in read_.blocks if isinstance(b, Heading)] == [
        (1, "Rapport"),
        (2, "Ekonomi"),
    ]


def test_several_top_headings_move_below_the_title():
    read_ = document(
        p(r("Rapport"), "Rubrik1") + p(r("Ekonomi"), "Rubrik1") + p(r("Drift"), "Rubrik2") + p(r("Slut."))
    )
    assert [b.level for b in read_.blocks if isinstance(b, Heading)] == [1, 2, 3]


def test_bold_lines_are_headings_where_no_style_is_used():
    read_ = document(
        p(r("Ekonomi", "<w:b/>")) + p(r("Det går bra.")) + p(r("Personal", "<w:b/>")) + p(r("Bra."))
    )
    assert [plain(b.inlines) for b in read_.blocks if isinstance(b, Heading)] == ["Ekonomi", "Personal"]


def test_a_figure_in_several_runs_is_one_number_with_its_run():
    read_ = document(p(r("Utfallet är ") + r("-4") + r(",7", "<w:b/>") + r(" mnkr nu.")))
    ((path, number),) = numbers(read_)
    assert (number.printed, number.value, number.unit) == ("-4,7 mnkr", Decimal("-4.7"), MNKR)
    assert number.place == "stycke 1"
    assert read_.origins[path].path == "word/document.xml#p0r1"


def test_a_content_control_gives_the_figure_its_address():
    address = "resultat.inkl:SEN:2024-01..2024-08:utfall"
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{address}"/></w:sdtPr><w:sdtContent>{r("−4,7 mnkr")}</w:sdtContent></w:sdt>'
    read_ = document(p(r("Utfallet är ") + control + r(" mot 3 i fjol.")))
    first, second = (number for _path, number in numbers(read_))
    assert (first.address, first.value, first.unit) == (address, Decimal("-4.7"), MNKR)
    assert second.address is None


def test_a_whole_cell_in_a_content_control_keeps_its_address():
    address = "resultat.inkl:SEN:2024:budget"
    cell = f'<w:sdt><w:sdtPr><w:tag w:val="{address}"/></w:sdtPr><w:sdtContent>{p(r("1 234"))}</w:sdtContent></w:sdt>'
    inner = f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{address}"/></w:sdtPr><w:sdtContent>{r("1 234")}</w:sdtContent></w:sdt></w:p>'
    body = f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(tc('A'), tc(inner))}{tr(tc('B'), tc(cell))}</w:tbl>"
    assert [n.address for _p, n in numbers(document(body))] == [address, address]


def test_foreign_tags_are_no_addresses():
    control = f'<w:sdt><w:sdtPr><w:tag w:val="a:b:c:d"/></w:sdtPr><w:sdtContent>{r("7 mnkr")}</w:sdtContent></w:sdt>'
    ((_path, number),) = numbers(document(p(control)))
    assert number.address is None


def test_insertions_are_accepted_and_deletions_dropped():
    body = p(
        f'{r("Utfall ")}<w:ins w:id="1">{r("5 mnkr")}</w:ins><w:del w:id="2"><w:r><w:delText>4 mnkr</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{r(" bort")}</w:moveFrom><w:moveTo w:id="4">{r(" hit")}</w:moveTo>'
    )
    (paragraph,) = document(body).blocks
    assert isinstance(paragraph, Paragraph) and plain(paragraph.inlines) == "Utfall 5 mnkr hit"


def test_deleted_rows_are_dropped():
    body = f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(tc('A'), tc('3'))}{tr(tc('B'), tc('4'), more='<w:del/>')}</w:tbl>"
    ((_path, table),) = tables(document(body))
    assert len(table.rows) == 2


def test_hidden_text_and_field_instructions_are_left_out():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ Tabell</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    page = f'<w:fldSimple w:instr=" PAGE ">{r("17")}</w:fldSimple>'
    (paragraph,) = document(p(r("Se ") + r("dolt", "<w:vanish/>") + field + page + r("."))).blocks
    assert isinstance(paragraph, Paragraph) and plain(paragraph.inlines) == "Se 3."


def test_symbols_and_special_characters_are_words():
    minus = '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>'
    hyphen = "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>"
    first, second = document(p(minus + r("4,7 mnkr var det.")) + p(hyphen)).blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert plain(first.inlines) == "−4,7 mnkr var det."
    assert plain(second.inlines) == "a-b c d"


def test_links_and_emphasis_are_kept():
    link = f'<w:hyperlink r:id="rweb">{r("sidan")}</w:hyperlink>'
    (paragraph,) = document(p(r("Se ") + link + r(" och ") + r("läs", "<w:b/>") + r(" den."))).blocks
    assert isinstance(paragraph, Paragraph)
    kinds = [type(node) for node in paragraph.inlines]
    assert Link in kinds and Emphasis in kinds


def test_lists_are_nested_by_level():
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = (
        p(r("Ett"), more=item.format(0))
        + p(r("Ett a"), more=item.format(1))
        + p(r("Två"), more=item.format(0))
    )
    (block,) = document(body).blocks
    assert isinstance(block, ListBlock) and not block.ordered and len(block.items) == 2
    inner = block.items[0][1]
    assert isinstance(inner, ListBlock) and inner.ordered


def test_merged_cells_span_rows_and_columns():
    body = (
        "<w:tbl>"
        + tr(
            tc("Post", '<w:vMerge w:val="restart"/>'),
            tc("2024", '<w:gridSpan w:val="2"/>'),
            more="<w:tblHeader/>",
        )
        + tr(tc("", "<w:vMerge/>"), tc("Utfall"), tc("Budget"), more="<w:tblHeader/>")
        + tr(tc("A"), tc("3"), tc("4"))
        + "</w:tbl>"
    )
    ((_path, table),) = tables(document(body))
    assert [row.kind for row in table.rows] == [RowKind.HEADER, RowKind.HEADER, RowKind.BODY]
    first = table.rows[0].cells
    assert (first[0].rowspan, first[1].colspan) == (2, 2)
    assert [[plain(c.inlines) if c else None for c in line] for line in table.grid] == [
        ["Post", "2024", "2024"],
        ["Post", "Utfall", "Budget"],
        ["A", "3", "4"],
    ]


def test_a_header_over_two_rows_is_inferred():
    body = (
        "<w:tbl>"
        + tr(tc(""), tc("2023"), tc("2024"))
        + tr(tc("Post"), tc("Utfall"), tc("Utfall"))
        + tr(tc("A"), tc("3"), tc("4"))
        + "</w:tbl>"
    )
    ((_path, table),) = tables(document(body))
    assert [row.kind for row in table.rows] == [RowKind.HEADER, RowKind.HEADER, RowKind.BODY]


def test_a_table_in_a_table_comes_after_it_and_a_frame_is_no_table():
    inner = f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(tc('A'), tc('3'))}</w:tbl>"
    outer = f"<w:tbl>{tr(tc('Rubrik'), tc(inner + p('')))}</w:tbl>"
    frame = f"<w:tbl>{tr(tc(p(r('I en ram.'))))}</w:tbl>"
    read_ = document(outer + frame)
    assert [type(block) for block in read_.blocks] == [Table, Table, Paragraph]


def test_captions_go_into_their_tables():
    body = (
        p(r("Tabell 1. Resultat (tkr)"), "Beskrivning")
        + f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(tc('A'), tc('3'))}</w:tbl>"
    )
    (table,) = document(body).blocks
    assert isinstance(table, Table) and plain(table.caption) == "Tabell 1. Resultat (tkr)"
    assert table.unit is not None and table.unit.symbol == "tkr"
    assert table.rows[1].cells[1].number is not None
    assert table.rows[1].cells[1].number.place == "tabell 1, rad 2"


def test_footnotes_come_last_with_their_marks():
    note = f'<w:footnotes {W}><w:footnote w:id="2">{p(r("Exklusive 3 mnkr."))}</w:footnote></w:footnotes>'
    read_ = document(p(r("Utfall.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note)
    paragraph, footnote = read_.blocks
    assert isinstance(paragraph, Paragraph) and paragraph.inlines[-1] == FootnoteMark("1")
    assert isinstance(footnote, Footnote) and footnote.label == "1"
    assert [n.printed for _p, n in numbers(read_)] == ["3 mnkr"]


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p(r('I rutan 7 mnkr.'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    read_ = document(p(r("Utanför.") + both))
    assert [plain(b.inlines) for b in read_.blocks if isinstance(b, Paragraph)] == [
        "Utanför.",
        "I rutan 7 mnkr.",
    ]


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_list_of_contents_is_one_node(wrapped: bool):
    lines = p(r("Ekonomi\t4"), "Innehll1") + p(r("Personal\t7"), "Innehll1")
    if wrapped:
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        lines = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    read_ = document(p(r("Innehåll"), "Rubrik1") + lines + p(r("Ekonomi"), "Rubrik1") + p(r("Bra.")))
    assert read_.blocks[0] == Contents("Innehåll")
    assert not list(numbers(read_))


def test_paths_of_origins_are_paths_of_the_document():
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = (
        p(r("Utfall 3 mnkr"), more=item)
        + p(
            r("Här är ")
            + r("4 mnkr", "<w:b/>")
            + f'<w:hyperlink r:id="rweb">{r("5 mnkr", "<w:i/>")}</w:hyperlink>'
        )
        + f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(tc('A 2 mnkr'), tc('3'))}</w:tbl>"
    )
    read_ = document(body)
    paths = {path for path, _node in walk(read_)}
    assert set(read_.origins) <= paths
    assert {path for path, _number in numbers(read_)} <= set(read_.origins)


def with_entry(data: bytes, path: str, content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        new.writestr(path, content)
    return out.getvalue()


def test_what_a_document_of_ours_printed_is_found():
    part = b'<figures><figure address="a:B:2024:utfall" printed="4,7"/><figure address="c:B:2024:utfall">5</figure></figures>'
    data = with_entry(word(p(r("x"))), "customXml/item1.xml", part)
    assert printed_figures(data) == {
        "a:B:2024:utfall": frozenset({"4,7"}),
        "c:B:2024:utfall": frozenset({"5"}),
    }
    assert printed_figures(b"PK junk") == {}


BILLION = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>"""
FILE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>"""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 this is word/ no zip", "read.damaged"),
        (word(p(r("x")))[:-200], "read.damaged"),
        (with_entry(word(p(r("x"))), "word/document.xml", b"<w:document"), "read.damaged"),
        (with_entry(word(p(r("x"))), "word/document.xml", BILLION), "read.xml-entities"),
        (with_entry(word(p(r("x"))), "word/document.xml", FILE), "read.xml-entities"),
        (with_entry(word(p(r("x"))), "word/media/a.bin", bytes(30_000_000)), "read.zip-bomb"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "read.password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "read.legacy-format"),
        (word(""), "read.no-text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, code: str):
    result = read(data, name="rapport.docx")
    assert result.document is None
    assert [finding.code for finding in result.findings] == [code]
    assert "rapport.docx" in result.findings[0].sentence()


def test_a_damaged_part_beside_the_text_is_told_of():
    result = read(
        with_entry(word(p(r("Utfall 3 mnkr."))), "word/styles.xml", b"<broken"), name="rapport.docx"
    )
    assert result.document is not None
    assert [finding.code for finding in result.findings] == ["read.part"]


def test_entities_read_no_file_and_make_no_document():
    result = read(with_entry(word(p(r("x"))), "word/document.xml", FILE), name="rapport.docx")
    assert "root:" not in str(result)


def test_controls_round_paragraphs_links_and_notes_are_read():
    address = "resultat.inkl:SEN:2024:budget"
    around = f'<w:sdt><w:sdtPr><w:tag w:val="{address}"/></w:sdtPr><w:sdtContent>{p(r("4,7 mnkr"))}</w:sdtContent></w:sdt>'
    anchor = f'<w:hyperlink w:anchor="kapitel">{r("dit")}</w:hyperlink>'
    maths = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a=7</m:t></m:r></m:oMath>'
    empty = "<w:sdt><w:sdtPr/></w:sdt>"
    read_ = document(around + empty + p(r("Gå ") + anchor + r(" och ") + maths + empty + r(".")))
    assert [n.address for _p, n in numbers(read_)][:1] == [address]
    last = read_.blocks[-1]
    assert isinstance(last, Paragraph) and plain(last.inlines) == "Gå dit och a=7."


def test_raised_digits_are_marks_and_powers_are_not():
    raised = '<w:vertAlign w:val="superscript"/>'
    (paragraph,) = document(
        p(r("Ytan är 400 m") + r("2", raised) + r(" och utfallet") + r("1", raised) + r(" bra."))
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert FootnoteMark("1") in paragraph.inlines and "400 m2" in plain(paragraph.inlines)


def test_a_contents_field_over_paragraphs_is_one_node():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        p(begin + r("Ekonomi 4")) + p(r("Personal 7")) + p(r("Miljö 9") + end) + p(r("Utfallet är 3 mnkr."))
    )
    read_ = document(body)
    assert isinstance(read_.blocks[0], Contents)
    assert [n.printed for _p, n in numbers(read_)] == ["3 mnkr"]


def test_outline_levels_lists_by_style_and_titles_are_known():
    sheet = STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="TOCRubrik"><w:name w:val="TOC Heading"/></w:style></w:styles>',
    )
    body = (
        p(r("Delårsrapport"), "Rubrik")
        + p(r("Innehåll"), "TOCRubrik")
        + p(r("Ekonomi"), "Rubrik1")
        + p(r("Detalj"), more='<w:outlineLvl w:val="2"/>')
        + p(r("Ett"), "Punkt")
        + p(r("Två"), "Punkt")
        + p(r("Slut."))
    )
    read_ = document(body, styles=sheet)
    assert [b.level for b in read_.blocks if isinstance(b, Heading)] == [1, 2, 4]
    assert [len(b.items) for b in read_.blocks if isinstance(b, ListBlock)] == [2]
    assert Contents("Innehåll") in read_.blocks


def test_a_package_of_another_kind_is_not_word():
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("word/none.xml", "<a/>")
    (finding,) = read(out.getvalue(), name="a.docx").findings
    assert finding.code == "read.unknown-format"


def test_the_title_is_taken_from_the_file_unless_it_says_nothing():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
    )
    body = word(p(r("Rapport"), "Rubrik1") + p(r("Text.")))
    for title, shown in (("Delår 2", "Delår 2"), ("Word Document", "Rapport")):
        result = read(with_entry(body, "docProps/core.xml", core.format(title).encode()), name="a.docx")
        assert result.document is not None and result.document.title == shown
    broken = read(with_entry(body, "docProps/core.xml", b"<a"), name="a.docx")
    assert broken.document is not None and broken.document.title == "Rapport"


def test_every_origin_leads_to_its_run():
    data = word(
        p(r("Utfallet ") + r("3 mnkr", "<w:b/>"))
        + f"<w:tbl>{tr(tc('P'), tc('U'))}{tr(tc('A'), tc('4'))}</w:tbl>"
    )
    parts = located(data, name="a.docx")
    read_ = read(data, name="a.docx").document
    assert parts is not None and read_ is not None
    found = [parts.elements[read_.origins[path].path].xpath("string(.)") for path, _number in numbers(read_)]
    assert found == ["3 mnkr", "4"]
    assert located(b"PK", name="a.docx") is None


def test_strict_documents_are_read_as_others():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p(r("Utfallet är 3 mnkr."))}</w:body></w:document>'
    result = read(with_entry(word(p(r("x"))), "word/document.xml", body.encode()), name="a.docx")
    assert result.document is not None
    assert [n.printed for _p, n in numbers(result.document)] == ["3 mnkr"]


def test_a_typed_list_of_contents_is_one_node_and_lists_in_cells_are_words():
    lines = p(r("Innehåll")) + "".join(
        p(r(f"{name}\t{page}")) for name, page in (("Ekonomi", 2), ("Miljö", 4), ("Vatten", 7))
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    cell = f"<w:tc>{p(r('ett'), more=item)}{p(r('två'), more=item)}</w:tc>"
    body = (
        lines
        + p(r("Ekonomi", "<w:b/>"))
        + f"<w:tbl>{tr(tc('Post'), tc('Utfall'))}{tr(cell, tc('3'))}</w:tbl>"
    )
    read_ = document(body)
    assert read_.blocks[0] == Contents("Innehåll")
    ((_path, table),) = tables(read_)
    assert plain(table.rows[1].cells[0].inlines) == "ett två"


def test_short_rows_keep_their_columns():
    before = '<w:gridBefore w:val="1"/>'
    body = f"<w:tbl>{tr(tc('Post'), tc('Utfall'), tc('Budget'))}{tr(tc('3'), tc('4'), more=before)}</w:tbl>"
    ((_path, table),) = tables(document(body))
    assert [plain(c.inlines) if c else None for c in table.grid[1]] == ["", "3", "4"]


def test_more_paragraphs_than_a_report_has_are_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("utfall.documents.read.docx.MAX_BLOCKS", 3)
    result = read(word("".join(p(r(f"Stycke {i}.")) for i in range(9))), name="a.docx")
    assert result.document is not None and len(result.document.blocks) == 3
    assert [finding.code for finding in result.findings] == ["read.too-many-blocks"]
