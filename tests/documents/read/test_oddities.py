"""What real files hold here and there: nothing is lost, nothing is made up, nothing crashes."""

import pytest

from tests.documents.read.test_docx import document as from_word
from tests.documents.read.test_docx import p, r, tc, tr, word
from tests.documents.read.test_html import document as from_page
from utfall.documents.model import (
    Document,
    Footnote,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    numbers,
    plain,
    walk,
)
from utfall.documents.read import read
from utfall.documents.read.docx import located
from utfall.documents.read.grids import joined_spans
from utfall.documents.read.raw import Span
from utfall.domain.numerals import ENGLISH_NUMBERS


def texts(read_: Document) -> list[str]:
    return [
        plain(node.inlines) for _path, node in walk(read_) if isinstance(node, Paragraph | Heading | Footnote)
    ]


# Web pages


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_is_read_by_the_mark_of_its_encoding(encoding):
    page = "<html lang='sv'><body><h1>Räkenskap</h1><p>Utfallet är 4 mnkr på året.</p></body></html>"
    result = read(page.encode(encoding), name="sida.html")
    assert result.document is not None
    assert "Räkenskap" in texts(result.document)


def test_empty_headings_lists_captions_and_tables_leave_nothing_behind():
    read_ = from_page(
        "<h1>Rapport</h1><h2> </h2><ul><li> </li></ul><figure><figcaption></figcaption></figure>"
        "<table><tr><td></td><td> </td></tr></table><p>Resultatet är 4 mnkr.</p>"
    )
    assert texts(read_) == ["Rapport", "Resultatet är 4 mnkr."]
    assert not [node for _path, node in walk(read_) if isinstance(node, ListBlock | Table)]


def test_terms_breaks_captions_and_blocks_within_words_are_read():
    read_ = from_page(
        "<h1>Rapport</h1><dl><dt>Utfall:</dt><dd>4 mnkr</dd><dt>Budget</dt><dd></dd></dl>"
        "<figure><figcaption>Bild av 7 bilar</figcaption></figure><h2>En<div>rubrik</div></h2>"
        "<p>rad ett<br>rad två</p>"
    )
    found = [(b.label, plain(b.inlines)) for b in read_.blocks if isinstance(b, Paragraph)]
    assert ("Utfall", "4 mnkr") in found
    assert ("", "rad ett rad två") in found
    assert "En rubrik" in texts(read_)


def test_a_cell_may_hold_paragraphs_and_a_caption_marked_words():
    read_ = from_page(
        "<h1>Rapport</h1><table><caption>Resultat <b>2024</b></caption><tr><th>Post<th>Utfall</tr>"
        "<tr><td><p>Lön</p><p>och pension</p></td><td><div>3,5</div></td></tr>"
        "<tr><td>Hyra</td><td>1,5</td></tr></table>"
    )
    table = next(node for _path, node in walk(read_) if isinstance(node, Table))
    assert plain(table.caption) == "Resultat 2024"
    assert plain(table.rows[1].cells[0].inlines) == "Lön och pension"
    assert [n.printed for _path, n in numbers(read_)][-2:] == ["3,5", "1,5"]


# Word


def test_field_marks_out_of_order_do_not_hide_words():
    fields = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end", "odd"))
    read_ = from_word(p(f"<w:r><w:instrText>PAGE</w:instrText></w:r>{fields}{r('Utfallet är 4 mnkr.')}"))
    assert texts(read_) == ["Utfallet är 4 mnkr."]


def test_symbols_alternatives_and_moved_paragraphs_are_read():
    body = (
        "<w:ins>" + p(r("Infogat stycke om året.")) + "</w:ins>"
        "<mc:AlternateContent><mc:Choice>"
        + p(r("Valt stycke om året."))
        + "</mc:Choice></mc:AlternateContent>"
        "<mc:AlternateContent></mc:AlternateContent>"
        + p(
            '<w:r><w:sym w:char="0041"/></w:r><w:r><w:sym w:char="zz"/></w:r><w:r><mc:AlternateContent/></w:r>'
            + r(" är först.")
        )
    )
    assert texts(from_word(body)) == ["Infogat stycke om året.", "Valt stycke om året.", "A är först."]


def test_a_text_box_is_read_once_where_it_has_an_older_form():
    box = f"<w:txbxContent>{p(r('I rutan står 4 mnkr.'))}</w:txbxContent>"
    body = p(
        f"<w:r><w:pict><v:shape>{box}</v:shape><mc:Fallback>{box}</mc:Fallback></w:pict></w:r>"
        + r("Utanför rutan.")
    )
    assert sorted(texts(from_word(body))) == ["I rutan står 4 mnkr.", "Utanför rutan."]


def test_an_empty_table_and_a_control_without_content_leave_nothing_behind():
    body = (
        p(r("Före tabellen.")) + f"<w:tbl>{tr(tc(' '), tc(' '))}{tr(tc(' '), tc(' '))}</w:tbl>"
        "<w:sdt><w:sdtPr/></w:sdt>" + p("<w:sdt><w:sdtPr/></w:sdt>" + r("Efter den."))
    )  # fmt: skip
    read_ = from_word(body)
    assert texts(read_) == ["Före tabellen.", "Efter den."]
    assert not [node for _path, node in walk(read_) if isinstance(node, Table)]


def test_a_footnote_may_hold_a_table_and_one_that_nobody_calls_for_is_left_out():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {w}><w:footnote w:id="1"><w:tbl>{tr(tc("Ett"), tc("två"))}{tr(tc("tre"), tc("5"))}</w:tbl></w:footnote>'
        f'<w:footnote w:id="2">{p(r("Ingen frågar efter denna."))}</w:footnote></w:footnotes>'
    )
    read_ = from_word(p(r("Se noten.") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=notes)
    found = [plain(node.inlines) for _path, node in walk(read_) if isinstance(node, Footnote)]
    assert len(found) == 1
    assert "Ett" in found[0]


def test_nothing_is_located_in_a_file_without_a_body():
    assert located(word("").replace(b"word/document.xml", b"word/dokument.xml"), name="x.docx") is None
    assert located(b"PK junk", name="x.docx") is None


# Plain text


def test_the_grammar_may_be_given():
    result = read(
        b"Report\n\nRevenue was 1,234.5 thousand in the year.\n", name="r.txt", grammar=ENGLISH_NUMBERS
    )
    assert result.document is not None
    assert [str(n.value) for _path, n in numbers(result.document)] == ["1234.5"]


@pytest.mark.parametrize("name", ["rapport.txt", "rapport.md"])
def test_what_is_no_text_is_refused(name):
    result = read(bytes(range(256)) * 20, name=name)
    assert result.document is None
    assert result.findings


def test_a_contents_list_takes_its_title_and_an_export_mark_is_dropped():
    text = (
        "Rapport\n\nInnehåll\n\nSammanfattning......3\nEkonomi......7\nPersonal......9\n\nSammanfattning\n\n"
        ". Resultatet är 4 mnkr för hela året.\n\nEtt\ttal\n\nMötet hölls den 3 maj och den 5 på kvällen.\n"
    )
    result = read(text.encode(), name="rapport.txt")
    assert result.document is not None
    assert "Resultatet är 4 mnkr för hela året." in texts(result.document)
    assert "4 mnkr" in [n.printed for _path, n in numbers(result.document)]


def test_markdown_may_hold_code_and_stress():
    result = read(
        b"# Rapport\n\n```\nkod 3\n```\n\nEtt *viktigt* och ett ~~struket~~ ord, 4 mnkr.\n", name="r.md"
    )
    assert result.document is not None
    assert texts(result.document)[-1].startswith("Ett viktigt")


def test_stress_and_tails_in_cells_of_a_page_are_read():
    read_ = from_page(
        "<h1>Rapport</h1><table><tr><th>Post<th>Utfall</tr><tr><td><em>Lön</em> och mer<td>3,5</tr>"
        "<tr><td><a href='https://example.org'>Hyra</a><td>1,5</tr></table>"
    )
    table = next(node for _path, node in walk(read_) if isinstance(node, Table))
    assert [plain(row.cells[0].inlines) for row in table.rows[1:]] == ["Lön och mer", "Hyra"]


def test_a_control_that_holds_words_or_nothing_is_no_figure():
    def control(text: str) -> str:
        tag = '<w:sdtPr><w:tag w:val="a:B:2024:utfall"/></w:sdtPr>'
        return f"<w:sdt>{tag}<w:sdtContent>{r(text)}</w:sdtContent></w:sdt>"

    read_ = from_word(p(r("Utfallet är ") + control("okänt") + r(" och ") + control(" ") + r(".")))
    (number,) = [n for _path, n in numbers(read_)]
    assert (number.value, number.certain, number.address) == (None, False, "a:B:2024:utfall")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("", "b", "b"),
        ("kost-", "nader", "kostnader"),
        ("kost-", "och mat", "kost- och mat"),
        ("a", "b", "a b"),
    ],
)
def test_a_text_broken_by_a_page_goes_on(first, second, whole):
    joined = joined_spans(tuple([Span(first)] if first else []), (Span(second),))
    assert "".join(span.text for span in joined) == whole
