"""The forecasts of the units written as workbooks that read back as they were: one for each year."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO

import xlsxwriter

from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey
from utfall.integrations.folder.contents import Contents

_HEADER = ("Enhet", "Konto", "Prognos helår (kr)")
# A workbook carries the time it was made; a fixed one makes the same file each time.
_MADE = dt.datetime(2000, 1, 1)


def forecast_files(contents: Contents) -> dict[str, bytes]:
    """A workbook for each year that has a forecast, under the name that the contents' sources give it."""
    years: dict[int, dict[BalanceKey, int]] = {}
    for key, öre in contents.balances.items():
        if key.scenario is Scenario.FORECAST:
            years.setdefault(key.month // 12, {})[key] = öre
    names = contents.sources.get(Scenario.FORECAST, "").split(", ")
    return {_name(names, year): _workbook(balances) for year, balances in sorted(years.items())}


def _name(names: list[str], year: int) -> str:
    return next((name for name in names if str(year) in name), f"prognos-{year}.xlsx")


def _workbook(balances: Mapping[BalanceKey, int]) -> bytes:
    """Amounts in kronor with the statement's sign, in order of unit and account."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("Prognos")
        sheet.set_column(0, 1, 16)
        sheet.set_column(2, 2, 24)
        sheet.write_row(0, 0, _HEADER, book.add_format({"bold": True}))
        rows = sorted(balances.items(), key=lambda one: (one[0].unit, one[0].account))
        for number, (key, öre) in enumerate(rows, start=1):
            sheet.write_string(number, 0, key.unit)
            sheet.write_string(number, 1, key.account)
            sheet.write_number(number, 2, -öre / 100, money)
    return held.getvalue()
