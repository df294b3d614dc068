"""Web pages, read into the document model."""

from decimal import Decimal

import pytest

from utfall.documents.model import (
    Contents,
    Document,
    Footnote,
    FootnoteMark,
    HeaderRole,
    Heading,
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


def document(body: str, head: str = "") -> Document:
    page = f"<!doctype html><html lang='sv'><head>{head}</head><body>{body}</body></html>"
    result = read(page.encode(), name="rapport.html")
    assert result.document is not None, result.findings
    assert not result.findings
    return result.document


def test_words_are_read_and_machinery_is_not():
    read_ = document(
        "<script>var a = 7;</script><style>p{}</style><nav>Meny 3 mnkr</nav><h1>Rapport</h1>"
        "<div>Lös <b>text</b> 4 mnkr <p>Stycke  med\n blanka.</p> slut</div><p hidden>Dolt 5 mnkr</p>"
        "<p style='display: none'>Dolt 6 mnkr</p><!-- 8 mnkr -->"
    )
    assert [plain(b.inlines) for b in read_.blocks if isinstance(b, Paragraph)] == [
        "Lös text 4 mnkr",
        "Stycke med blanka.",
        "slut",
    ]
    assert [n.printed for _p, n in numbers(read_)] == ["4 mnkr"]


def test_the_title_and_the_headings_are_kept():
    read_ = document("<h1>Rapport</h1><h2>Ekonomi</h2><p>Bra.</p><h1>Personal</h1>", "<title>Delår 2</title>")
    assert read_.title == "Delår 2"
    assert [b.level for b in read_.blocks if isinstance(b, Heading)] == [1, 3, 2]


def test_a_table_keeps_headers_and_spans():
    ((_path, table),) = tables(
        document(
            "<table><caption>Resultat, tkr</caption><thead><tr><th rowspan=2>Post<th colspan=2>2024"
            "<tr><th>Utfall<th>Budget</thead><tbody><tr><th scope=row>A<td>3<td>−4,5<tr><th scope=row>Summa"
            "<td>3<td>(4,5)</table>"
        )
    )
    assert [row.kind for row in table.rows] == [RowKind.HEADER, RowKind.HEADER, RowKind.BODY, RowKind.TOTAL]
    assert table.rows[2].cells[0].header is HeaderRole.ROW
    assert [[plain(c.inlines) if c else None for c in line] for line in table.grid[:2]] == [
        ["Post", "2024", "2024"],
        ["Post", "Utfall", "Budget"],
    ]
    values = [c.number.value for c in table.rows[3].cells if c.number]
    assert values == [Decimal(3), Decimal("-4.5")]
    assert table.unit is not None and table.unit.symbol == "tkr"


def test_a_table_in_a_table_comes_after_it():
    read_ = document(
        "<table><tr><td>Ruta</td><td><table><tr><td>Post<td>Utfall<tr><td>A<td>3</table></td></tr>"
        "<tr><td>B</td><td>4</td></tr></table>"
    )
    assert [len(b.rows) for b in read_.blocks if isinstance(b, Table)] == [2, 2]


def test_addresses_and_notes_come_back():
    read_ = document(
        '<p>Utfall <data value="4.7" data-address="resultat:SEN:2024:utfall">4,7&nbsp;mnkr</data>'
        '<sup><a href="#n1">1</a></sup> på 7 m<sup>2</sup>.</p><p class="note"><a href="#r"><sup>1</sup></a> Utan 2 mnkr.</p>'
    )
    paragraph, note = read_.blocks
    assert next(n.address for _p, n in numbers(read_)) == "resultat:SEN:2024:utfall"
    assert isinstance(paragraph, Paragraph) and FootnoteMark("1") in paragraph.inlines
    assert "7 m2." in plain(paragraph.inlines)
    assert isinstance(note, Footnote) and note.label == "1" and plain(note.inlines) == "Utan 2 mnkr."


def test_lists_pairs_and_contents_are_known():
    read_ = document(
        '<nav class="contents"><p>Innehåll</p><ul><li>Ekonomi 4</ul></nav><ul><li>Ett<ol><li>Inre</ol><li>Två</ul>'
        "<dl><dt>Status</dt><dd>Klar</dd></dl>"
    )
    contents, outer, pair = read_.blocks
    assert contents == Contents("Innehåll")
    assert isinstance(outer, ListBlock) and isinstance(outer.items[0][1], ListBlock)
    assert isinstance(pair, Paragraph) and pair.label == "Status"


def test_every_figure_knows_its_line():
    page = document("<h1>R</h1>\n<p>Utfall\n<b>3 mnkr</b></p>\n<table><tr><td>P<td>U\n<tr><td>A<td>3</table>")
    assert {path for path, _n in numbers(page)} <= set(page.origins) <= {path for path, _n in walk(page)}
    assert [n.place for _p, n in numbers(page)] == ["stycke 1", "tabell 1, rad 2"]


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("<html><body><p>Över 4,2 mnkr på".encode("cp1252"), "4,2 mnkr"),
        ("<html><body><p>Över 4,2 mnkr på".encode(), "4,2 mnkr"),
        ("\ufeff<html><body><p>Över 4,2 mnkr på".encode("utf-16-le"), "4,2 mnkr"),
        (
            "<html><head><meta charset='iso-8859-1'><body><p>Över 4,2 mnkr på".encode("iso-8859-1"),
            "4,2 mnkr",
        ),
    ],
)
def test_pages_in_usual_encodings_are_read(page: bytes, printed: str):
    result = read(page, name="rapport.html")
    assert result.document is not None
    assert [n.printed for _p, n in numbers(result.document)] == [printed]
    block = result.document.blocks[0]
    assert isinstance(block, Paragraph) and plain(block.inlines).startswith("Över")


@pytest.mark.parametrize(
    "page",
    [
        b"<html>",
        b"<html><body><script>x</script></body></html>",
        b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;</body></html>',
    ],
)
def test_a_page_without_words_is_told_of(page: bytes):
    result = read(page, name="rapport.html")
    assert "root:" not in str(result)
    assert result.document is None or not list(numbers(result.document))


def test_deep_and_wide_pages_are_bounded():
    deep = b"<html><body>" + b"<div>" * 5000 + b"7 mnkr"
    wide = b"<html><body><table><tr><td colspan=99999999 rowspan=99999>A<td>3</table>"
    assert read(deep, name="a.html").findings or read(deep, name="a.html").document
    result = read(wide, name="a.html")
    assert result.document is not None
    (table,) = (t for _p, t in tables(result.document))
    assert table.rows[0].cells[0].colspan <= 400
