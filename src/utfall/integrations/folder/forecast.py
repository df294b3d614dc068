"""The units' full-year forecasts in a workbook: unit, account group and amount in kronor, income + and cost −."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from utfall.domain.finding import Finding
from utfall.domain.organisation import Organisation
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, Balances, ProjectClass
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.integrations.folder.source import NO_COLUMN, Reading, SourceFile
from utfall.integrations.folder.values import BadValueError, amount
from utfall.locale import mark as _

NOT_A_WORKBOOK = _("Filen går inte att öppna som Excel: {why}. Spara den som .xlsx på nytt.")
NO_YEAR = _("Filnamnet säger inte vilket år prognosen gäller. Döp filen till exempel prognos-2024-D2.xlsx.")
UNKNOWN_UNIT = _("Enheten {code} finns inte i organisationen. Rätta koden eller lägg till enheten.")
NOT_AN_ACCOUNT = _("”{text}” är inget konto. Skriv kontots första siffror, till exempel 50.")
TWICE = _("Enhet {unit}, konto {konto} står redan på rad {first}. Ta bort den ena raden.")
NEEDED = ("Enhet", "Konto", "Prognos helår")
_UNITS: Mapping[str, Unit] = {"kr": KR, "tkr": TKR, "mnkr": MNKR}
_AMOUNT_HEADER = re.compile(r"prognos helår(?: \((kr|tkr|mnkr)\))?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of a year as balances on the year's last month, with the ledger's sign."""

    year: int = 0
    balances: Balances = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's rows below the header, with their numbers, and where its columns stand."""

    name: str
    rows: tuple[tuple[int, list[object]], ...]
    unit: int
    account: int
    amount: int
    measured_in: Unit


def identify(source: SourceFile) -> bool:
    """Whether the file is a forecast: a workbook whose name begins with prognos."""
    return source.path.suffix.lower() in (".xlsx", ".xlsm", ".ods") and source.path.name.lower().startswith(
        "prognos"
    )


def read(source: SourceFile, *, organisation: Organisation) -> Reading[Forecast]:
    """The forecast of the first sheet that has the columns; a row that cannot be used is a finding."""
    year = _YEAR.search(source.path.name)
    if not year:
        return Reading(Forecast(), (source.finding("forecast-year", NO_YEAR),))
    try:
        book = CalamineWorkbook.from_path(str(source.path))
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    except (CalamineError, OSError) as problem:
        return Reading(Forecast(), (source.finding("workbook", NOT_A_WORKBOOK, why=str(problem)),))
    for name, rows in sheets.items():
        sheet = _sheet(name, [list(row) for row in rows])
        if sheet is not None:
            return _read(source, sheet, organisation, int(year[1]))
    missing = source.finding("missing-column", NO_COLUMN, line=1, column=NEEDED[-1], expected=NEEDED)
    return Reading(Forecast(), (missing,))


def _sheet(name: str, rows: list[list[object]]) -> _Sheet | None:
    """The sheet with its header found in the first ten rows, or None."""
    for number, row in enumerate(rows[:10]):
        headers = [str(cell).strip() for cell in row]
        lowered = [header.lower() for header in headers]
        matches = [
            (place, found)
            for place, header in enumerate(headers)
            if (found := _AMOUNT_HEADER.fullmatch(header))
        ]
        if "enhet" in lowered and "konto" in lowered and matches:
            place, found = matches[0]
            below = tuple(
                (line, list(cells)) for line, cells in enumerate(rows[number + 1 :], start=number + 2)
            )
            unit = _UNITS[(found[1] or "kr").lower()]
            return _Sheet(name, below, lowered.index("enhet"), lowered.index("konto"), place, unit)
    return None


def _read(source: SourceFile, sheet: _Sheet, organisation: Organisation, year: int) -> Reading[Forecast]:
    balances: dict[BalanceKey, int] = {}
    firsts: dict[tuple[str, str], int] = {}
    findings: list[Finding] = []
    for number, cells in sheet.rows:
        unit, account = _text(cells[sheet.unit]), _text(cells[sheet.account])
        written = _text(cells[sheet.amount])
        if not (unit or account or written):
            continue
        faults = tuple(_faults(source, number, unit, account, organisation, firsts))
        findings += faults
        if faults:
            continue
        firsts[unit, account] = number
        try:
            öre = amount(written, sheet.measured_in).öre
        except BadValueError as problem:
            cell = f"{source.name}, {sheet.name}, {chr(ord('A') + sheet.amount)}{number}"
            findings.append(problem.finding(cell))
            continue
        key = BalanceKey(unit, account, ProjectClass.OPERATION, year * 12 + 11, Scenario.FORECAST)
        balances[key] = balances.get(key, 0) - öre
    return Reading(Forecast(year, balances), tuple(findings))


def _faults(
    source: SourceFile, number: int, unit: str, account: str, organisation: Organisation,
    firsts: Mapping[tuple[str, str], int],
) -> Iterator[Finding]:  # fmt: skip
    if unit not in organisation:
        yield source.finding("unknown-unit", UNKNOWN_UNIT, line=number, code=unit)
    if not account.isdecimal():
        yield source.finding("account", NOT_AN_ACCOUNT, line=number, text=account)
    elif (unit, account) in firsts:
        first = firsts[unit, account]
        yield source.finding("duplicate-key", TWICE, line=number, unit=unit, konto=account, first=first)


def _text(cell: object) -> str:
    """A cell as text. A workbook keeps numbers as binary fractions; the nearest öre is what was typed."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        typed = Decimal(repr(cell))
        nearest = round(typed, 2)
        number = nearest if abs(typed - nearest) < Decimal("0.000001") else typed
        whole = number == number.to_integral_value()
        return format(number.quantize(Decimal(1)) if whole else number, "f").replace(".", ",")
    return str(cell).strip()
