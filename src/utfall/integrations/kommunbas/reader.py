"""An extract read by a confirmed mapping: ledger rows or values one by one, and a finding for every bad cell."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Never

from utfall.domain.entry import Entry
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.period import Period
from utfall.integrations.encoding import Source
from utfall.integrations.kommunbas import values
from utfall.integrations.kommunbas.mapping import ColumnMapping, Role, Shape, Sign
from utfall.integrations.kommunbas.proposal import NO_HEADER, column_names
from utfall.integrations.kommunbas.sheet import Cell, Form, Layout, Row, cell_name, layout, rows
from utfall.integrations.kommunbas.values import UnreadableError
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

_HEADER_WITHIN = 40
AMOUNT = _("”{text}” är inget belopp i hela ören. Skriv till exempel −1 234,50.")
DATE = _("”{text}” är varken datum eller månad. Skriv till exempel 2024-08-31 eller 2024-08.")
NO_CODE = _("Raden saknar {role} och lästes inte.")
SUM_ROW = _("Raden ”{text}” är en summarad och lästes inte.")
TOO_SHORT = _("Raden har {count} celler men rubriken har {expected}; raden lästes inte.")
GONE = _("Kolumnen ”{column}” finns i kopplingen men inte i filen. Rätta kopplingen eller filen.")
NEW = _("Kolumnen ”{column}” finns i filen men inte i kopplingen; den lästes inte.")
CODE_STRING = _("Kodsträngen ”{text}” har {count} delar men kopplingen har {expected}; raden lästes inte.")
NUMBER = _("”{text}” är inget tal. Skriv till exempel 1 234,5.")

_DIMENSIONS = (
    Role.ANSVAR,
    Role.KONTO,
    Role.VERKSAMHET,
    Role.PROJEKT,
    Role.AKTIVITET,
    Role.OBJEKT,
    Role.MOTPART,
)
_OTHERS = (Role.TEXT, Role.COUNTERPART)
_MAY_BE_MISSING = {*_DIMENSIONS[2:], *_OTHERS, Role.SERIES, Role.VOUCHER}


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of the long format: which period, unit, measure and column; None where the cell is empty."""

    period: Period
    unit: str
    measure: str
    column: str
    value: Decimal | None


class _BadRowError(Exception):
    """The row was noted as a finding and gives nothing."""


class Extract:
    """One pass over an extract; what was found is complete when the last row has been taken.

    CSV is never held in memory. A row that cannot be read whole gives a finding that names the cell, and no entry.
    """

    def __init__(self, source: Source, mapping: ColumnMapping, *, name: str = "", sheet: str = "") -> None:
        """`name` is the file's name, for the findings. A path that cannot be read raises OSError."""
        self.name = name or (source.name if isinstance(source, Path) else "")
        self.rows_read = 0
        self._source = source
        self._mapping = mapping
        self._sheet = sheet
        self._tally = Tally()
        self._day = lru_cache(maxsize=4096)(values.day)
        self._layout = Layout(Form.CSV)
        self._needed: set[int] = set()
        self._dimensions: list[int | None] = []
        self._places: dict[Role, int] = {}
        self._months: list[tuple[int, dt.date]] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._tally.findings

    def entries(self) -> Iterator[Entry]:
        """The ledger rows, in whole öre with the ledger's sign (debit +); none where the mapping has faults.

        A row known by month has the month's last day. Of a wide row each month with an amount is an entry.
        """
        if self._mapping.shape is Shape.LONG:
            raise ValueError("A long extract holds observations, not entries.")
        read = self._wide if self._mapping.shape is Shape.WIDE else self._single
        for row in self._body():
            try:
                yield from read(row)
            except _BadRowError:
                continue

    def observations(self) -> Iterator[Observation]:
        """The values of a long extract (Period, Enhet, Mått, Kolumn, Mätvärde)."""
        if self._mapping.shape is not Shape.LONG:
            raise ValueError("Only a long extract holds observations.")
        for row in self._body():
            try:
                yield self._observation(row)
            except _BadRowError:
                continue

    # the frame -------------------------------------------------------------------------------------------------

    def _body(self) -> Iterator[Row]:
        """The rows below the header that hold something, when header and mapping fit each other."""
        for fault in self._mapping.faults():
            self._tally.add(fault)
        how = layout(self._source, sheet=self._sheet)
        if isinstance(how, Finding):
            self._tally.add(how)
        if isinstance(how, Finding) or self._tally.findings:
            return
        self._layout = how
        stream = rows(self._source, how)
        beginning = list(islice(stream, _HEADER_WITHIN))
        header = self._header(beginning)
        if header is None:
            self._note("kommunbas.no-header", NO_HEADER, {"count": _HEADER_WITHIN})
            return
        if not self._places_of(header):
            return
        width = len(header.cells)
        for row in chain(beginning, stream):
            if row.number <= header.number or row.is_empty:
                continue
            if len(row.cells) < width and max(self._needed) >= len(row.cells):
                told: dict[str, Value] = {"count": len(row.cells), "expected": width}
                self._note("kommunbas.short-row", TOO_SHORT, told, row=row.number)
                continue
            self.rows_read += 1
            yield row

    def _header(self, beginning: list[Row]) -> Row | None:
        """The first row that has as many of the mapping's columns as any row has."""
        known = set(self._mapping.columns) | set(self._mapping.months)
        counts = [len(known & set(column_names(row))) for row in beginning]
        best = max(counts, default=0)
        return beginning[counts.index(best)] if best else None

    def _places_of(self, header: Row) -> bool:
        """Whether every column of the mapping is in the header; where each stands is noted."""
        places = {name: place for place, name in enumerate(column_names(header))}
        mapping = self._mapping
        wanted = {name for name, role in mapping.columns.items() if role is not Role.NOTHING} | set(
            mapping.months
        )
        for name in sorted(wanted - set(places)):
            self._note("kommunbas.column-gone", GONE, {"column": name}, row=header.number)
        for name in places:
            if name not in mapping.columns and name not in mapping.months:
                new: dict[str, Value] = {"column": name}
                self._note("kommunbas.column-new", NEW, new, row=header.number, severity=Severity.QUESTION)
        if wanted - set(places):
            return False
        self._places = {
            role: places[name] for name, role in mapping.columns.items() if role is not Role.NOTHING
        }
        for name, month in mapping.months.items():
            whole = month if len(month) > 2 else f"{mapping.year}-{month}"
            self._months.append((places[name], values.day(whole)))
        self._dimensions = [self._places.get(role) for role in _DIMENSIONS]
        # Some programs leave out empty cells at the end of a row; a text may be missing, an amount may not.
        needed = (place for role, place in self._places.items() if role not in _MAY_BE_MISSING)
        self._needed = {*needed, *(place for place, _day in self._months)}
        return True

    # one row ---------------------------------------------------------------------------------------------------

    def _single(self, row: Row) -> tuple[Entry, ...]:
        codes = self._codes(row)
        day = self._day_of(row)
        if Role.AMOUNT in self._places:
            amount = self._öre(row, self._places[Role.AMOUNT])
        else:
            debit, credit = (self._öre(row, self._places[role]) for role in (Role.DEBIT, Role.CREDIT))
            amount = None if debit is None and credit is None else (debit or 0) - (credit or 0)
        if amount is None:
            place = self._places.get(Role.AMOUNT, self._places.get(Role.DEBIT, 0))
            self._bad("kommunbas.amount", AMOUNT, row, place)
        voucher = f"{self._text(row, Role.SERIES)} {self._text(row, Role.VOUCHER)}".strip()
        return (self._entry(row, codes, day, amount, voucher),)

    def _wide(self, row: Row) -> tuple[Entry, ...]:
        codes = self._codes(row)
        amounts = [(day, self._öre(row, place)) for place, day in self._months]
        return tuple(self._entry(row, codes, day, amount, "") for day, amount in amounts if amount)

    def _entry(self, row: Row, codes: list[str], day: dt.date, öre: int, voucher: str) -> Entry:
        signed = -öre if self._mapping.sign is Sign.STATEMENT else öre
        text, counterpart = (self._text(row, role) for role in _OTHERS)
        ansvar, konto, verksamhet, projekt, aktivitet, objekt, motpart = codes
        return Entry(
            ansvar,
            konto,
            verksamhet,
            projekt,
            aktivitet,
            objekt,
            motpart,
            day,
            voucher,
            signed,
            text,
            counterpart,
        )

    def _observation(self, row: Row) -> Observation:
        period = self._period_of(row)
        place = self._places[Role.VALUE]
        try:
            value = values.number(row.cells[place], decimals=self._mapping.decimals)
        except UnreadableError:
            self._bad("kommunbas.number", NUMBER, row, place)
        unit, measure, column = (self._text(row, role) for role in (Role.UNIT, Role.MEASURE, Role.COLUMN))
        return Observation(period, unit, measure, column, value)

    def _codes(self, row: Row) -> list[str]:
        cells = row.cells
        codes = [
            _code(cells[place]) if place is not None and place < len(cells) else ""
            for place in self._dimensions
        ]
        if (place := self._places.get(Role.CODE_STRING)) is not None:
            self._fill_from_string(codes, row, place)
        if not (codes[0] and codes[1]):
            first = next((str(cell).strip() for cell in row.cells if str(cell).strip()), "")
            if first.lower().startswith(("summa", "totalt", "total")):
                self._note(
                    "kommunbas.sum-row", SUM_ROW, {"text": first}, row=row.number, severity=Severity.QUESTION
                )
                raise _BadRowError
            lacking = Role.KONTO if codes[0] else Role.ANSVAR
            self._note("kommunbas.no-code", NO_CODE, {"role": lacking.value}, row=row.number)
            raise _BadRowError
        return codes

    def _fill_from_string(self, codes: list[str], row: Row, place: int) -> None:
        mapping = self._mapping
        text = values.code(row.cells[place])
        parts = text.split(mapping.code_separator)
        if len(parts) > len(mapping.code_parts):
            told: dict[str, Value] = {"text": text, "count": len(parts), "expected": len(mapping.code_parts)}
            self._note("kommunbas.code-string", CODE_STRING, told, row=row.number, column=place)
            raise _BadRowError
        for name, part in zip(mapping.code_parts, parts, strict=False):
            if name:
                codes[_DIMENSIONS.index(Role(name))] = part.strip()

    def _day_of(self, row: Row) -> dt.date:
        place = self._places[Role.DAY if Role.DAY in self._places else Role.PERIOD]
        cell = row.cells[place]
        if Role.YEAR in self._places and (month := values.month_number(cell)):
            cell = f"{values.code(row.cells[self._places[Role.YEAR]])}-{month:02}"
        try:
            return self._day(cell)
        except UnreadableError:
            self._bad("kommunbas.date", DATE, row, place)

    def _period_of(self, row: Row) -> Period:
        """Any period that an address can have (2024, 2024-01..2024-08, 2024-07/r12), or a month in any form."""
        try:
            return Period.parse(values.code(row.cells[self._places[Role.PERIOD]]))
        except ValueError:
            day = self._day_of(row)
            return Period.month(day.year, day.month)

    def _öre(self, row: Row, place: int) -> int | None:
        mapping = self._mapping
        try:
            return values.öre(row.cells[place], decimals=mapping.decimals, factor=mapping.factor)
        except UnreadableError:
            self._bad("kommunbas.amount", AMOUNT, row, place)

    def _text(self, row: Row, role: Role) -> str:
        place = self._places.get(role)
        if place is None or place >= len(row.cells):
            return ""
        return _code(row.cells[place])

    # findings --------------------------------------------------------------------------------------------------

    def _bad(self, code: str, message: str, row: Row, place: int) -> Never:
        cell: Cell = row.cells[place]
        self._note(code, message, {"text": str(cell)[:80]}, row=row.number, column=place)
        raise _BadRowError

    def _note(
        self, code: str, message: str, told: dict[str, Value], *, row: int = 0, column: int | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:  # fmt: skip
        place = ""
        if row:
            place = f"rad {row}" if column is None else cell_name(row, column, self._layout.form)
        where = ", ".join(part for part in (self.name, place) if part)
        self._tally.add(Finding(code, severity, where, message, told))


def _code(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else values.code(cell)
