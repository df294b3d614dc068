"""Entries written out again, as Parquet, CSV or Excel."""

import csv
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import Any

from utfall.domain.entry import DIMENSIONS, Entry
from utfall.ledger import staging
from utfall.ledger.columns import ROW

HEADER = (*DIMENSIONS, "datum", "verifikation", "belopp", "text", "leverantör")
_before = attrgetter(*DIMENSIONS, "day", "voucher")
SHEET_ROWS = 1_000_000
"""Excel holds 1 048 576 rows on a sheet; the rest goes on the next."""


class Form(StrEnum):
    """What entries can be written as."""

    PARQUET = "parquet"
    CSV = "csv"
    EXCEL = "xlsx"


def write(entries: Iterable[Entry], target: Path, *, form: Form) -> int:
    """Write the entries and return how many there were; amounts have the ledger's sign (debit +, credit −).

    CSV is what Swedish Excel opens by itself: UTF-8 with a mark, semicolons, decimal comma, kronor. Excel has kronor
    as numbers. Parquet has whole öre. Nothing is held in memory.
    """
    match form:
        case Form.CSV:
            return _csv(entries, target)
        case Form.EXCEL:
            return _excel(entries, target)
        case Form.PARQUET:
            return _parquet(entries, target)


def _csv(entries: Iterable[Entry], target: Path) -> int:
    count = 0
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        for entry in entries:
            count += 1
            *codes, day, voucher = _before(entry)
            writer.writerow(
                (*codes, day.isoformat(), voucher, _kronor(entry.öre), entry.text, entry.counterpart)
            )
    return count


def _excel(entries: Iterable[Entry], target: Path) -> int:
    import xlsxwriter

    written = 0
    with xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as book:
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        amount_format = book.add_format({"num_format": "#,##0.00"})
        sheet: Any = None
        for entry in entries:
            row = written % SHEET_ROWS + 1
            if row == 1:
                sheet = book.add_worksheet(f"Poster {written // SHEET_ROWS + 1}")
                sheet.write_row(0, 0, HEADER)
            *codes, day, voucher = _before(entry)
            for column, text in enumerate(codes):
                sheet.write_string(row, column, text)
            sheet.write_datetime(row, 7, day, day_format)
            sheet.write_string(row, 8, voucher)
            sheet.write_number(row, 9, Decimal(entry.öre).scaleb(-2), amount_format)
            sheet.write_string(row, 10, entry.text)
            sheet.write_string(row, 11, entry.counterpart)
            written += 1
    return written


def _parquet(entries: Iterable[Entry], target: Path) -> int:
    """By way of CSV, which is how millions of rows get from Python into the engine in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        files = staging.rows_as_csv(entries, Path(folder))
        engine = staging.builder(Path(folder))
        rows = " UNION ALL ".join(f"({staging.csv_sql(path)})" for path in files.values())
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in ROW.items())
        name = str(target).replace("'", "''")
        done = engine.execute(
            f"COPY ({rows or f'SELECT {nothing} LIMIT 0'}) TO '{name}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        engine.close()
    return int(done[0]) if done else 0


def _kronor(öre: int) -> str:
    """`-1234,56`: with a hyphen and without thousands, for programs."""
    return f"{'-' if öre < 0 else ''}{abs(öre) // 100},{abs(öre) % 100:02}"
