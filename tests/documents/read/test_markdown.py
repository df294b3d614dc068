"""Markdown with tables, read into the document model."""

from decimal import Decimal

from utfall.documents.model import (
    Document,
    Emphasis,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    RowKind,
    numbers,
    plain,
    tables,
)
from utfall.documents.read import read


def document(text: str, name: str = "rapport.md") -> Document:
    result = read(text.encode(), name=name)
    assert result.document is not None and not result.findings
    return result.document


def test_headings_lists_and_words_are_read():
    read_ = document(
        "# Rapport\n\n## Ekonomi\n\nDet är **bra** och [klart](https://example.org) med ~~9~~ 4,2 mnkr\nkvar.\n\n"
        "- ett\n- två\n  1. inre\n"
    )
    assert [b.level for b in read_.blocks if isinstance(b, Heading)] == [1, 2]
    paragraph, block = read_.blocks[2:]
    assert isinstance(paragraph, Paragraph) and isinstance(block, ListBlock)
    assert {type(n) for n in paragraph.inlines} >= {Emphasis, Link}
    assert plain(paragraph.inlines) == "Det är bra och klart med  4,2 mnkr kvar."
    assert isinstance(block.items[1][1], ListBlock)


def test_tables_are_read_with_the_line_of_each_row():
    read_ = document("| Post | Utfall (tkr) |\n|---|---:|\n| A | 3 |\n| **Summa** | 3 |\n")
    ((_path, table),) = tables(read_)
    assert [row.kind for row in table.rows] == [RowKind.HEADER, RowKind.BODY, RowKind.TOTAL]
    number = table.rows[1].cells[1].number
    assert number is not None and (number.value, number.place) == (Decimal(3), "rad 3")


def test_a_table_is_known_whatever_the_file_is_called():
    read_ = document("Text.\n\n| Post | Utfall |\n|---|---:|\n| A | 3 |\n", name="rapport.txt")
    assert [n.printed for _p, n in numbers(read_)] == ["3"]


def test_html_in_markdown_is_words():
    read_ = document("<script>alert(7)</script>\n")
    assert isinstance(read_.blocks[0], Paragraph)
