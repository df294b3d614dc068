"""Entries written out are the entries that were imported."""

import csv
import dataclasses

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from tests.ledger.conftest import entry
from utfall.ledger import export

ENTRIES = [
    entry("3001", -123456, "2024-01-05", voucher="A1", text="=1+1", counterpart="Ö; AB"),
    entry("5010", 7, "2024-12-31", ansvar="0101", motpart="20", projekt="D1", aktivitet="a", objekt="o"),
]


def test_csv_opens_in_swedish_excel(tmp_path):
    assert export.write(ENTRIES, tmp_path / "x.csv", form=export.Form.CSV) == 2

    raw = (tmp_path / "x.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfansvar;konto;")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["belopp"] for row in rows] == ["-1234,56", "0,07"]
    assert rows[0]["leverantör"] == "Ö; AB"
    assert rows[1]["ansvar"] == "0101"


def test_excel_has_texts_as_texts_and_amounts_as_numbers(tmp_path):
    assert export.write(ENTRIES, tmp_path / "x.xlsx", form=export.Form.EXCEL) == 2

    rows = CalamineWorkbook.from_path(str(tmp_path / "x.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[0] == list(export.HEADER)
    assert [row[9] for row in rows[1:]] == [-1234.56, 0.07]
    assert rows[1][10] == "=1+1"
    assert rows[2][0] == "0101"


@pytest.mark.parametrize("entries", [ENTRIES, [], [dataclasses.replace(ENTRIES[0], text="\r\n")]])
def test_parquet_has_whole_öre(tmp_path, entries):
    assert export.write(entries, tmp_path / "x.parquet", form=export.Form.PARQUET) == len(entries)

    rows = (
        duckdb.connect()
        .execute(f"SELECT konto, ore, text FROM '{tmp_path}/x.parquet' ORDER BY row_no")
        .fetchall()
    )
    assert rows == [(one.konto, one.öre, one.text) for one in entries]


def test_more_rows_than_a_sheet_holds_go_on_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "SHEET_ROWS", 1)

    export.write(ENTRIES, tmp_path / "x.xlsx", form=export.Form.EXCEL)

    assert CalamineWorkbook.from_path(str(tmp_path / "x.xlsx")).sheet_names == ["Poster 1", "Poster 2"]
