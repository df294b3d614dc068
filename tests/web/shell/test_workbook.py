"""A page's table as a workbook: numbers that add up, words as they are, and a heading that stays."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from utfall.web.shell import workbook
from utfall.web.shell.workbook import Column, Number, Sheet

MONEY = Sheet(
    name="ekonomi-SEN-2024-08",
    caption="Driftredovisning, mnkr. Plus är bättre än budget.",
    about=("Servicenämnden, januari–augusti 2024",),
    columns=(
        Column("Rad"), Column("Utfall", number=True), Column("Avvikelse", number=True), Column("Senast ändrad"),
    ),
    rows=(
        ("Intäkter", "554,9", "−7,5", dt.date(2024, 9, 2)),
        ("Personal", Number(Decimal("-306.3"), 1), "–", None),
        ("Resultat", "1 234,6", "0,0", None),
    ),
    totals=1,
)  # fmt: skip


def _rows(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def _part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_printed_numbers_are_numbers_and_the_caption_says_the_unit():
    rows = _rows(workbook.written(MONEY))
    assert rows[0][0] == MONEY.caption
    assert rows[1][0] == MONEY.about[0]
    assert rows[3] == ["Rad", "Utfall", "Avvikelse", "Senast ändrad"]
    assert rows[4] == ["Intäkter", 554.9, -7.5, dt.date(2024, 9, 2)]
    assert rows[5] == ["Personal", -306.3, "–", ""]
    assert rows[6][1:3] == [1234.6, 0.0]


def test_the_heading_stays_in_view_and_repeats_on_paper():
    content = workbook.written(MONEY)
    page = _part(content, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in page
    assert 'topLeftCell="B5"' in page
    assert "$4:$4" in _part(content, "xl/workbook.xml")
    assert "#,##0.0;\u2212#,##0.0" in _part(content, "xl/styles.xml")


def test_what_looks_like_a_formula_or_an_address_is_a_text():
    sheet = Sheet("x", "X", (Column("Text"),), (("=1+1",), ("https://example.se",), ("+46 70",)))
    content = workbook.written(sheet)
    assert [row[0] for row in _rows(content)[3:]] == ["=1+1", "https://example.se", "+46 70"]
    assert "<f>" not in _part(content, "xl/worksheets/sheet1.xml")


def test_the_same_table_is_the_same_file_and_sheets_have_names_of_their_own():
    twice = (MONEY, MONEY, Sheet("y", "Risk: hög/låg [2024]*?", (Column("A"),), ()))
    assert workbook.written(*twice) == workbook.written(*twice)
    names = CalamineWorkbook.from_filelike(io.BytesIO(workbook.written(*twice))).sheet_names
    assert names == ["Driftredovisning", "Driftredovisning 2", "Risk  hög låg  2024"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="as long as its columns"):
        Sheet("x", "X", (Column("A"),), (("a", "b"),))


def test_the_address_keeps_what_is_chosen_on_the_page():
    request = RequestFactory().get("/plan/2024/SEN?vy=tabell&q=äldre")
    assert not workbook.is_asked(request)
    there = RequestFactory().get(workbook.address(request))
    assert workbook.is_asked(there)
    assert (there.path, there.GET["vy"], there.GET["q"]) == ("/plan/2024/SEN", "tabell", "äldre")
    answer = workbook.answer(MONEY)
    assert answer["Content-Disposition"] == 'attachment; filename="ekonomi-SEN-2024-08.xlsx"'
