"""The generated files of the example, written beside its other sources."""

import datetime as dt
import hashlib
from importlib import resources
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import xlsxwriter

from utfall.report.example.codes import BOOKINGS
from utfall.report.example.postings import Batch, budget, ledger
from utfall.report.example.totals import FORECAST, Totals, totals

LEDGER_FILES = {year: f"huvudbok-{year}.csv" for year in (2023, 2024)}
BUDGET_FILE = "budget-2024.csv"
FORECAST_FILE = "prognos-2024-D2.xlsx"
CHECKSUMS_FILE = "kontrollsummor.csv"
STAMP = ".genererat"
GENERATED = (*LEDGER_FILES.values(), BUDGET_FILE, FORECAST_FILE, CHECKSUMS_FILE)
# A workbook carries the time it was made; a fixed one makes the same file each time.
MADE = dt.datetime(2024, 9, 6, 8, 0)


def complete(folder: Path, *, again: bool = False) -> tuple[Path, ...]:
    """Writes the generated files into the folder where one is missing or old (or `again`), and says which it wrote.

    The same files, byte for byte, every time. They are old where the totals or this package have changed since.
    """
    stamp, origin = folder / STAMP, _origin()
    fresh = stamp.is_file() and stamp.read_bytes() == origin
    if fresh and not again and all((folder / name).exists() for name in GENERATED):
        return ()
    solved = totals()
    batches = {LEDGER_FILES[year]: ledger(solved, year) for year in LEDGER_FILES}
    batches[BUDGET_FILE] = budget(solved)
    for name, batch in batches.items():
        _put(folder / name, batch.text.encode())
    _put(folder / FORECAST_FILE, _forecast(solved))
    _put(folder / CHECKSUMS_FILE, _checksums(batches).encode())
    _put(stamp, origin)
    return tuple(folder / name for name in GENERATED)


def _origin() -> bytes:
    """What the files are made from, as one hash: the totals and the code of this package."""
    parts = sorted(
        (part for part in resources.files(__package__).iterdir() if part.name.endswith((".py", ".csv"))),
        key=lambda part: part.name,
    )
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest().encode()


def _put(path: Path, data: bytes) -> None:
    """Whole or not at all: another process may be reading, or writing the same."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)


def _checksums(batches: dict[str, Batch]) -> str:
    lines = ["Fil;Rader;Debet;Kredit"]
    for name, batch in batches.items():
        debit, credit = (f"{öre // 100},{öre % 100:02}" for öre in (batch.debit, batch.credit))
        lines.append(f"{name};{batch.rows};{debit};{credit}")
    return "\n".join(lines) + "\n"


def _forecast(solved: Totals) -> bytes:
    """The units' full-year forecasts by account group, with the statement's sign, in kronor."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"title": "Prognos 2024, delår 2", "created": MADE})
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("Prognos")
        sheet.set_column(0, 1, 16)
        sheet.set_column(2, 4, 24)
        sheet.write_row(0, 0, ["Enhet", "Konto", "Benämning", "Prognos helår (kr)", "Kommentar"], bold)
        number = 0
        for (unit, row, column), öre in solved.items():
            if column != FORECAST:
                continue
            number += 1
            booking = BOOKINGS[row]
            sheet.write_string(number, 0, unit)
            sheet.write_string(number, 1, booking.forecast_account)
            sheet.write_string(number, 2, booking.texts[0])
            sheet.write_number(number, 3, öre / 100, money)
    return held.getvalue()
