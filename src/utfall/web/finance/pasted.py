"""Rows copied from a spreadsheet, matched to the rows of a forecast: each by its name, bad cells named by row and column."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.finance.forecast import spread
from utfall.domain.money import Money
from utfall.domain.numerals import Numeral, Unreadable
from utfall.domain.swedish import read_number
from utfall.domain.unit import Unit
from utfall.locale import mark as _
from utfall.records.finance.queries.forecast import Cell, Line

NOT_A_ROW = _("Ingen rad heter så. Skriv radens namn som på sidan, eller dess konto.")
TWICE = _("Raden står redan på rad {row}.")
NO_AMOUNT = _("Beloppet saknas.")
NOT_WHOLE = _("Beloppet är inte i hela ören.")
_TOTAL = re.compile(r"summa|resultat|totalt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be used: its row and column, both from 1, what stands there and why."""

    row: int
    column: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A pasted row and the account groups that it gives, with the amount of each."""

    row: int
    name: str
    amount: Money
    cells: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood of the rows, and what was not."""

    rows: tuple[Matched, ...]
    faults: tuple[Fault, ...]

    @property
    def cells(self) -> dict[str, Money]:
        """The amounts by account group."""
        return {account: amount for row in self.rows for account, amount in row.cells.items()}


def read(text: str, lines: Iterable[Line], labels: Mapping[str, str], *, unit: Unit) -> Pasted:
    """The rows; `labels` are the names of the account groups.

    The name is in the first cell and the amount in the last that holds anything. The amount of a whole line is shared
    among its account groups as the proposal has them. A heading is passed over, and so are sums.
    """
    names = _names(tuple(lines), labels)
    rows: list[Matched] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in _rows(text):
        found = _row(number, cells, names, seen, unit)
        if isinstance(found, Fault):
            faults.append(found)
        elif found is not None:
            rows.append(found)
            seen |= dict.fromkeys(found.cells, number)
    return Pasted(tuple(rows), tuple(faults))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        if any(cells):
            yield number, cells


def _names(lines: tuple[Line, ...], labels: Mapping[str, str]) -> dict[str, tuple[Cell, ...]]:
    """What each name means: an account group, or a line with all its groups; the line's own name is the whole line."""
    names: dict[str, tuple[Cell, ...]] = {}
    for line in lines:
        for cell in line.cells:
            for name in (
                cell.account,
                labels.get(cell.account, ""),
                f"{cell.account} {labels.get(cell.account, '')}",
            ):
                names.setdefault(_plain(name), (cell,))
    names |= {_plain(line.line.name): line.cells for line in lines if line.cells}
    return names


def _row(
    number: int, cells: list[str], names: Mapping[str, tuple[Cell, ...]], seen: Mapping[str, int], unit: Unit
) -> Matched | Fault | None:
    name, filled = cells[0], [place for place, cell in enumerate(cells) if cell and place]
    column = filled[-1] if filled else 1
    amount = read_number(cells[column]) if filled else None
    target = names.get(_plain(name))
    if target is None:
        passed = _TOTAL.search(name) or (number == 1 and not isinstance(amount, Numeral))
        return None if passed else Fault(number, 1, name, gettext(NOT_A_ROW))
    if isinstance(amount, Unreadable):
        return Fault(number, column + 1, cells[column], gettext(amount.reason).format(text=amount.text))
    if amount is None:
        return Fault(number, column + 1, "", gettext(NO_AMOUNT))
    again = next((seen[cell.account] for cell in target if cell.account in seen), None)
    if again is not None:
        return Fault(number, 1, name, gettext(TWICE).format(row=again))
    try:
        money = Money.of(amount.value, amount.unit or unit)
    except ValueError:
        return Fault(number, column + 1, cells[column], gettext(NOT_WHOLE))
    weights = [cell.proposed.öre if cell.proposed else 0 for cell in target]
    parts = spread(money, weights)
    return Matched(
        number, name, money, {cell.account: part for cell, part in zip(target, parts, strict=True)}
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
