"""Plain text with tab-separated tables, read into the document model."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from utfall.documents.model import (
    Contents,
    Document,
    Emphasis,
    HeaderRole,
    Heading,
    ListBlock,
    Missing,
    Paragraph,
    RowKind,
    Table,
    numbers,
    plain,
    tables,
)
from utfall.documents.read import read
from utfall.domain.unit import MNKR, PERCENT, TKR


def document(text: str, name: str = "rapport.txt") -> Document:
    result = read(text.encode(), name=name)
    assert result.document is not None, result.findings
    assert not result.findings
    return result.document


def only_table(text: str) -> Table:
    (found,) = (table for _path, table in tables(document(text)))
    return found


REPORT = """Nämndens rapport

Ekonomi

Utfallet är -4,7 mnkr och 12 personer har slutat. Det är 43% av målet.

Resultaträkning

Konto\tUtfall aug 2023\tUtfall aug 2024
Intäkter\t1 527,6\t1 554,9
Kostnader\t-1 500,0\t-1 560,0
Summa\t27,6\t-5,1
"""


def test_a_figure_in_running_text_is_a_number_with_its_line():
    read_ = document(REPORT)
    path, first = next(iter(numbers(read_)))
    assert (first.printed, first.value, first.unit, first.decimals) == ("-4,7 mnkr", Decimal("-4.7"), MNKR, 1)
    assert first.place == "rad 5"
    assert read_.origins[path].line == 5


def test_a_table_has_header_label_and_total():
    table = only_table(REPORT)
    assert [row.kind for row in table.rows] == [RowKind.HEADER, RowKind.BODY, RowKind.BODY, RowKind.TOTAL]
    assert table.rows[0].cells[1].header is HeaderRole.COLUMN
    assert table.rows[1].cells[0].header is HeaderRole.ROW
    number = table.rows[1].cells[2].number
    assert number is not None and number.value == Decimal("1554.9") and number.place == "rad 10"


def test_years_in_the_header_are_words():
    assert all(cell.number is None for cell in only_table(REPORT).rows[0].cells)


def test_empty_cells_keep_their_columns():
    table = only_table("Post\tUtfall\tBudget\nÖver\t3,2\t\nUnder\t\t-7,0\nSumma\t3,2\t-7,0\n")
    assert table.rows[1].cells[2].inlines == ()
    assert table.rows[2].cells[1].inlines == ()


def test_a_total_without_a_label_is_the_last_row():
    table = only_table("Post\tUtfall\nA\t3\nB\t4\n\t7\n")
    assert table.rows[-1].kind is RowKind.TOTAL


def test_a_row_with_a_label_alone_names_a_group():
    table = only_table("Projekt\tUtfall\tBudget\nAnläggning\t\t\nVäg\t3,0\t4,0\nSumma\t3,0\t4,0\n")
    assert [row.kind for row in table.rows][1] is RowKind.GROUP


def test_a_header_repeated_after_a_page_break_is_dropped():
    table = only_table("Titel\tUtfall\tMål\nA\t3\t4\n\nTitel\tUtfall\tMål\nB\t5\t6\n")
    assert [plain(row.cells[0].inlines) for row in table.rows] == ["Titel", "A", "B"]


def test_a_row_cut_by_a_page_break_is_whole_again():
    table = only_table(
        "Titel\tUtfall\tKommentar\nA\t3\tDet går bättre men\n\nTitel\tUtfall\tKommentar\n\t\tinte överallt.\nB\t5\tBra\n"
    )
    assert plain(table.rows[1].cells[2].inlines) == "Det går bättre men inte överallt."
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        ("Tabell 3. Resultat (tkr)", TKR),
        ("Tabell 3. Resultat, mnkr", MNKR),
        ("Alla belopp i tkr.", TKR),
        ("Resultat per område", None),
    ],
)
def test_the_unit_of_a_table_stands_before_it(before: str, unit: object):
    assert only_table(f"{before}\n\nPost\tUtfall\nA\t3\nB\t4\n").unit == unit


def test_an_amount_in_the_lead_is_not_the_unit_of_the_table():
    assert only_table("Vi sparar 3 tkr per portion.\n\nPost\tUtfall\nA\t3\nB\t4\n").unit is None


def test_the_unit_in_a_column_header_stands_in_its_figures():
    table = only_table("Post\tEffekt (tkr)\tAndel %\nA\t300\t7\n")
    assert [cell.number and cell.number.unit for cell in table.rows[1].cells] == [None, TKR, PERCENT]
    assert plain(table.rows[0].cells[1].inlines) == "Effekt (tkr)"


def test_a_caption_goes_into_its_table():
    read_ = document("Tabell 1. Sjukfrånvaro\n\nÅr\tAndel\n2023\t6,1\n2024\t6,3\n")
    (table,) = read_.blocks
    assert isinstance(table, Table) and plain(table.caption) == "Tabell 1. Sjukfrånvaro"
    assert [plain(row.cells[0].inlines) for row in table.rows[1:]] == ["2023", "2024"]
    assert table.rows[1].cells[0].number is None


def test_a_list_of_contents_is_no_table():
    read_ = document(
        "Innehållsförteckning\n\nSammanfattning\t2\nEkonomi.....4\nPersonal\t7\n\nSammanfattning\n\nBra år.\n"
    )
    assert read_.blocks[0] == Contents("Innehållsförteckning")
    assert not list(numbers(read_))
    heading = read_.blocks[1]
    assert isinstance(heading, Heading) and plain(heading.inlines) == "Sammanfattning"


def test_lists_lose_their_marks():
    read_ = document("Vi ska:\n\n- bygga\n- riva\n\n1. Först\n2. Sedan\n")
    lists = [block for block in read_.blocks if isinstance(block, ListBlock)]
    assert [(block.ordered, len(block.items)) for block in lists] == [(False, 2), (True, 2)]


def test_asterisks_become_emphasis_and_stray_ones_go():
    read_ = document("Det var **mycket** bra, *2030: mål* nått och ** slut på 400* idag här.\n")
    (paragraph,) = read_.blocks
    assert isinstance(paragraph, Paragraph)
    looks = [(plain(n.inlines), n.strong) for n in paragraph.inlines if isinstance(n, Emphasis)]
    assert looks == [("mycket", True), ("2030: mål", False)]
    assert "**" not in plain(paragraph.inlines)


def test_a_sentence_cut_by_a_page_break_is_whole_again():
    start = "Förvaltningen har under året arbetat med att minska kostnaderna för lokaler och för"
    read_ = document(f"{start}\n\npersonal i hela organisationen.\n")
    (paragraph,) = read_.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == f"{start} personal i hela organisationen."


def test_a_line_with_a_colon_labels_the_paragraph_after_it():
    read_ = document("Mål ett\n\nKommentar:\n\nDet går bra för oss i år.\n")
    paragraph = read_.blocks[1]
    assert isinstance(paragraph, Paragraph) and paragraph.label == "Kommentar"


def test_wrapped_lines_are_one_paragraph():
    text = "Nämnden redovisar ett överskott som beror på att flera tjänster är utan-\nför budget och på lägre priser.\nSlut.\n"
    read_ = document(text)
    (paragraph, _last) = read_.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines).endswith("är utanför budget och på lägre priser.")


@pytest.mark.parametrize(
    "words",
    [
        "Område 4 växer.",
        "Se tabell 3 nedan.",
        "Den 31 augusti kom.",
        "Mellan 1 januari och 31 mars.",
        "Ring 016-710 10 00.",
        "Skriv till 631 86 Eskilstuna.",
        "1. Först det här.",
        "Under vecka 39 hände det.",
    ],
)
def test_numbers_in_names_and_dates_are_no_figures(words: str):
    assert not list(numbers(document(f"{words}\n")))


@pytest.mark.parametrize(
    "words", ["Vi har 27 medarbetare.", "Mål 2 ökade med 3 procent.", "Område 4 tappar 7 mnkr."]
)
def test_other_numbers_are_figures(words: str):
    assert list(numbers(document(f"{words}\n")))


def test_a_dash_in_a_cell_is_no_value_and_an_unclear_number_is_uncertain():
    table = only_table("Post\tUtfall\tBudget\nA\t–\t1.234\nB\t2\t3\n")
    assert table.rows[1].cells[1].inlines == (Missing(""),)
    number = table.rows[1].cells[2].number
    assert number is not None and number.value is None and not number.certain


def test_english_is_known_by_its_words_and_read_by_its_grammar():
    read_ = document("The result was 1,234.5 million and it is better than the budget for the year.\n")
    assert read_.language == "en"
    assert [number.value for _path, number in numbers(read_)] == [Decimal("1234.5")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_usual_encodings_is_read(encoding: str):
    result = read("Nämnden fick ett överskott på 4,2 mnkr i år.\n".encode(encoding), name="a.txt")
    assert result.document is not None
    assert [number.printed for _p, number in numbers(result.document)] == ["4,2 mnkr"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "read.empty"), (b"  \n \n", "read.empty"), (bytes(range(256)) * 20, "read.unknown-format")],
)
def test_what_is_no_text_is_told_of(data: bytes, code: str):
    result = read(data, name="rapport.txt")
    assert result.document is None
    assert [finding.code for finding in result.findings] == [code]
    assert "rapport.txt" in result.findings[0].sentence()


def test_the_cells_of_the_seed_are_read_as_the_facts_say(shared: Path):
    facts = json.loads((shared / "seed" / "facts.json").read_text())
    result = read((shared / "seed" / "report.txt").read_bytes(), name="report.txt")
    assert result.document is not None
    found = {
        (number.place, number.printed.replace(" ", "")): number
        for path, number in numbers(result.document)
        if "/r" in path
    }
    missing = []
    for table in facts["tables"]:
        for row in table["rows"]:
            for cell in row.get("cells", {}).values():
                raw = cell.get("raw") if isinstance(cell, dict) else None
                if raw and cell.get("value") is not None and isinstance(cell["value"], int | float):
                    number = found.get((f"rad {row['line']}", raw.replace(" ", "")))
                    if number is None or number.value != Decimal(str(cell["value"])):
                        missing.append((table["id"], row["line"], raw))
    assert not missing


def test_the_tables_of_the_seed_are_whole(shared: Path):
    result = read((shared / "seed" / "report.txt").read_bytes(), name="report.txt")
    assert result.document is not None and not result.findings
    found = [table for _path, table in tables(result.document)]
    assert len(found) == 17
    culture = next(t for t in found if len(t.rows) == 5 and plain(t.rows[0].cells[0].inlines) == "Titel")
    assert [row.kind for row in culture.rows].count(RowKind.HEADER) == 1
