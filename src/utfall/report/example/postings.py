"""Ledger and budget rows of the example: vouchers that balance, in the layout of a Kommun-Bas export."""

from collections.abc import Iterator
from dataclasses import dataclass

from utfall.report.example.codes import (
    ACTIVITIES,
    BOOKINGS,
    COST_CENTRES,
    INVESTMENT_ACCOUNT,
    INVESTMENT_CENTRE,
    INVESTMENT_ORE,
    INVESTMENT_PROJECT,
    OPERATION_PROJECT,
    OPERATION_PROJECT_UNIT,
    VACATION_PAY_CENTRE,
)  # fmt: skip
from utfall.report.example.totals import (
    BUDGET,
    FIRST_EIGHT,
    LAST_FOUR,
    OUTCOME,
    OUTCOME_BEFORE,
    YEAR_BUDGET,
    Totals,
    rest_of_2023,
    shared,
)  # fmt: skip

LEDGER_HEADER = (
    "Ansvar;Konto;Verksamhet;Projekt;Aktivitet;Objekt;Motpart;Datum;Verifikation;Belopp;Text;Motpartsnamn"
)
BUDGET_HEADER = "Ansvar;Konto;Verksamhet;Projekt;Period;Belopp;Version"
BUDGET_VERSION = "Internbudget 2024"
ORE_A_ROW = 1_560_000
ROWS_A_VOUCHER = 7
INCOME_CONTRA, COST_CONTRA = "1511", "2411"


@dataclass(frozen=True, slots=True)
class Batch:
    """A file's text with what it should add up to: rows, debit and credit in öre."""

    text: str
    rows: int
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """An amount of one month (1 to 12) on one account of one cost centre, with the ledger's sign."""

    centre: str
    account: str
    project: str
    month: int
    öre: int
    text: str


def ledger(solved: Totals, year: int) -> Batch:
    """The ledger of 2023 (whole year) or 2024 (January to August)."""
    column = {2023: OUTCOME_BEFORE, 2024: OUTCOME}[year]
    rest = rest_of_2023(solved) if year == 2023 else {}
    lines, debit, credit = [LEDGER_HEADER], 0, 0
    number = 0
    for cells in _by_month(solved, column, rest, year):
        for position in range(0, len(cells), ROWS_A_VOUCHER):
            number += 1
            chunk = cells[position : position + ROWS_A_VOUCHER]
            voucher = f"A{year % 100}{number:06}"
            day = f"{year}-{chunk[0].month:02}-{1 + number % 27:02}"
            for cell in (*chunk, _contra(chunk)):
                sign, öre = ("-", -cell.öre) if cell.öre < 0 else ("", cell.öre)
                if sign:
                    credit += öre
                else:
                    debit += öre
                partner, name = ("", "") if cell.account[0] != "3" else ("1100", "Kommunens förvaltningar")
                lines.append(
                    f"{cell.centre};{cell.account};{ACTIVITIES[cell.centre[:2]]};{cell.project};;;{partner};{day};"
                    f"{voucher};{sign}{öre // 100},{öre % 100:02};{cell.text};{name}"
                )
    return Batch("\n".join(lines) + "\n", len(lines) - 1, debit, credit)


def _contra(chunk: list[_Cell]) -> _Cell:
    """The balance-sheet row that makes the voucher add up to nothing."""
    first = chunk[0]
    account = INCOME_CONTRA if first.account[0] == "3" else COST_CONTRA
    return _Cell(first.centre, account, "", first.month, -sum(cell.öre for cell in chunk), "Motbokning")


def _by_month(
    solved: Totals, column: str, rest: dict[tuple[str, str], int], year: int
) -> Iterator[list[_Cell]]:
    """The rows of one cost centre, row of the totals and month at a time; a voucher does not reach beyond that."""
    for (unit, row, its_column), öre in solved.items():
        if its_column != column:
            continue
        for centre, amount in _by_centre(unit, row, öre):
            for month, part in enumerate(shared(amount, FIRST_EIGHT), start=1):
                yield list(_split(unit, row, centre, month, part))
        later = rest.get((unit, row), 0)
        for centre, amount in _by_centre(unit, row, later) if later else ():
            for month, part in enumerate(shared(amount, LAST_FOUR), start=9):
                yield list(_split(unit, row, centre, month, part))
    months = FIRST_EIGHT if year == 2024 else (*FIRST_EIGHT, *LAST_FOUR)
    for month, part in enumerate(shared(INVESTMENT_ORE[year], months), start=1):
        yield [_Cell(INVESTMENT_CENTRE, INVESTMENT_ACCOUNT, INVESTMENT_PROJECT, month, part, "Datorer")]


def _by_centre(unit: str, row: str, öre: int) -> list[tuple[str, int]]:
    if row == "semesterloneskuld":
        return [(VACATION_PAY_CENTRE, öre)]
    centres = COST_CENTRES[unit]
    return list(zip((c for c, _w in centres), shared(öre, [w for _c, w in centres]), strict=True))


def _split(unit: str, row: str, centre: str, month: int, öre: int) -> Iterator[_Cell]:
    """A month's amount as single postings of uneven size that add up to it; the sign is turned to the ledger's."""
    booking = BOOKINGS[row]
    amounts = shared(-öre, [weight for _account, weight in booking.accounts])
    for (account, _weight), text, amount in zip(booking.accounts, booking.texts, amounts, strict=True):
        in_project = row == "material" and unit == OPERATION_PROJECT_UNIT and account == "7411"
        project = OPERATION_PROJECT if in_project else ""
        count = 1 + abs(amount) // ORE_A_ROW
        base, left = amount // count, amount - amount // count * count
        uneven = base // 3
        for number in range(count):
            # Neighbours differ by the same amount up and down, so that the sum stays; the last one of an odd row stays.
            part = base + (left if number == 0 else 0)
            if number < count - count % 2:
                step = uneven * ((number // 2 * 7 + month) % 11) // 11
                part += step if number % 2 == 0 else -step
            yield _Cell(centre, account, project, month, part, text)


def budget(solved: Totals) -> Batch:
    """The budget of 2024 by cost centre, account and month."""
    lines, debit, credit = [BUDGET_HEADER], 0, 0
    for unit, row, column in solved:
        if column != YEAR_BUDGET and not (column == BUDGET and (unit, row, YEAR_BUDGET) not in solved):
            continue
        first = solved.get((unit, row, BUDGET), 0)
        later = solved.get((unit, row, YEAR_BUDGET), 0) - first
        months = [*shared(first, FIRST_EIGHT), *shared(later, LAST_FOUR)]
        for month, part in enumerate(months, start=1):
            for centre, amount in _by_centre(unit, row, part):
                booking = BOOKINGS[row]
                parts = shared(-amount, [weight for _account, weight in booking.accounts])
                for (account, _weight), öre in zip(booking.accounts, parts, strict=True):
                    sign, size = ("-", -öre) if öre < 0 else ("", öre)
                    credit, debit = (credit + size, debit) if sign else (credit, debit + size)
                    lines.append(
                        f"{centre};{account};{ACTIVITIES[centre[:2]]};;2024-{month:02};"
                        f"{sign}{size // 100},{size % 100:02};{BUDGET_VERSION}"
                    )
    return Batch("\n".join(lines) + "\n", len(lines) - 1, debit, credit)
