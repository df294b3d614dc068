"""A SIE file read in one pass: bytes in, records out one by one, everything else known when the last is read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from utfall.domain.finding import Finding, Value
from utfall.integrations.encoding import Encoding, Source, detect, text_of
from utfall.integrations.sie import records as r
from utfall.integrations.sie import transactions
from utfall.integrations.sie.checksum import Checksum, Verdict
from utfall.integrations.sie.fields import Fields, values_of
from utfall.integrations.sie.integrity import Check, Integrity, kronor, problems
from utfall.integrations.sie.layout import BY_LABEL, VOUCHER, group_of
from utfall.integrations.sie.lexer import Row, split
from utfall.integrations.sie.problems import Problem
from utfall.integrations.tally import Tally

_BLANKS = " \t\r\n\x1a"  # 1A hexadecimal ends a text file in DOS
_BOOKINGS = frozenset(booking.value for booking in r.Booking)


class SieKind(StrEnum):
    """The types of SIE file; 4E and 4I both say that they are type 4."""

    TYPE_1 = "1"
    TYPE_2 = "2"
    TYPE_3 = "3"
    TYPE_4E = "4E"
    TYPE_4I = "4I"


@dataclass(frozen=True, slots=True)
class SieFile:
    """A whole file in memory. Two are equal when their records are; the rest says how the reading went.

    Records stand in the order that the standard prescribes: flag, identification, chart, amounts; within each in
    the file's order.
    """

    records: tuple[r.Record, ...]
    kind: SieKind = field(default=SieKind.TYPE_4E, compare=False)
    encoding: Encoding = field(default=Encoding.CP437, compare=False)
    counts: dict[str, int] = field(default_factory=dict, compare=False)
    checks: tuple[Check, ...] = field(default=(), compare=False)
    checksum: Verdict | None = field(default=None, compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "records", tuple(sorted(self.records, key=lambda record: group_of(record).value))
        )


@dataclass(slots=True)
class _Draft:
    """A voucher whose rows are being read."""

    header: Fields
    line: int
    opened: bool = False
    rows: list[r.Transaction] = field(default_factory=list)
    counted: int = 0
    """How many of the rows are in the file's counts already."""


class Reading:
    """One pass over a file: iterate over it for the records; what it found is complete when the last has come.

    At most one voucher is held at a time, so memory does not grow with the file. Nothing in the file raises; a
    path that cannot be read raises OSError.
    """

    def __init__(self, source: Source, *, name: str = "", encoding: Encoding | None = None) -> None:
        """`name` is the file's name, for findings and because its ending tells 4I from 4E.

        `encoding` is for a caller who knows it; otherwise it is decided from the bytes.
        """
        self.name = name or (source.name if isinstance(source, Path) else "")
        self.encoding = encoding or detect(source, otherwise=Encoding.CP437)
        self.counts: Counter[str] = Counter()
        self.integrity = Integrity()
        self.checksum: Verdict | None = None
        self.checks: tuple[Check, ...] = ()
        self._source = source
        self._tally = Tally()
        self._unknown: Counter[str] = Counter()
        self._line = 0
        self._draft: _Draft | None = None
        self._sum: Checksum | None = None
        self._summed = False
        self._type = 0
        self._type_known = False
        self._objects_in_periods = 0
        self._is_xml = False
        self._known: dict[str, r.Pairs] = {}
        self._odd_accounts: set[Value] = set()

    def __iter__(self) -> Iterator[r.Record]:
        usual = transactions.usual
        with text_of(self._source, self.encoding) as file:
            for number, line in enumerate(file, 1):
                self._line = number
                draft = self._draft
                if draft and self._sum is None and (row := usual(line, number, self._known)):
                    draft.rows.append(row)
                    continue
                text = line.strip(_BLANKS)
                if text == "}" and draft is not None:
                    yield self._voucher(draft, complete=True)
                elif text == "{" and draft is not None and not (draft.opened or draft.rows):
                    draft.opened = True
                elif draft is None and self._sum is None and (header := transactions.usual_header(text)):
                    self.counts["#VER"] += 1
                    self._draft = _Draft(header, number)
                elif text:
                    yield from self._read_line(text)
        yield from self._end_voucher()
        self._end()

    @property
    def kind(self) -> SieKind:
        """The type of file. Type 4 is 4I by the ending .si, or where the file says nothing about balances."""
        if not self._type_known or self._type not in {2, 3, 4}:
            return SieKind.TYPE_1
        if self._type != 4:
            return SieKind(str(self._type))
        ending = self.name.lower()[-3:]
        if ending in {".si", ".se"}:
            return SieKind.TYPE_4I if ending == ".si" else SieKind.TYPE_4E
        has_balances = any(self.counts[label] for label in ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO"))
        return SieKind.TYPE_4E if has_balances else SieKind.TYPE_4I

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self._tally.findings

    @property
    def is_sie(self) -> bool:
        """Whether the file held any record of SIE at all."""
        return bool(self.counts)

    # one line -------------------------------------------------------------------------------------------------

    def _read_line(self, text: str) -> Iterator[r.Record]:
        if text in {"{", "}"}:
            self._note(Problem.STRAY_BRACE, {"text": text})
            return
        row = split(text)
        if row is None:
            self._is_xml = self._is_xml or "http://www.sie.se/sie5" in text
            self._note(Problem.OUTSIDE, {"text": text})
            return
        if not row.label.isupper():
            self._note(Problem.SMALL_LETTERS, {"label": row.label})
            row.label = row.label.upper()
        if row.label == "#KSUMMA":
            yield from self._end_voucher()
            self._read_checksum(row)
            return
        if self._sum is not None:
            self._sum.add(row.contents())
        if row.label in _BOOKINGS:
            self._read_transaction(row)
        elif row.label == "#VER":
            yield from self._end_voucher()
            self._begin_voucher(row)
        elif row.label in BY_LABEL:
            yield from self._end_voucher()
            yield from self._read_record(row)
        else:
            self._unknown[row.label] += 1

    def _read_record(self, row: Row) -> Iterator[r.Record]:
        self.counts[row.label] += 1
        self._note_problems(row)
        layout = BY_LABEL[row.label]
        found = values_of(row, layout.columns, self._note)
        if found is None:
            return
        record = layout.make(**found)
        self._take_in(record)
        yield record

    def _take_in(self, record: r.Record) -> None:
        match record:
            case r.FileType(number=number):
                self._type, self._type_known = number, number in {1, 2, 3, 4}
                if not self._type_known:
                    self._note(Problem.UNKNOWN_TYPE, {"text": str(number)})
            case r.FiscalYear() if self.integrity.knows_year(record):
                self._note(Problem.TWO_YEARS, {"number": record.number})
            case r.PeriodAmount() if record.objects:
                self._objects_in_periods += 1
            case _:
                pass
        self.integrity.add(record)

    # vouchers -------------------------------------------------------------------------------------------------

    def _begin_voucher(self, row: Row) -> None:
        self.counts["#VER"] += 1
        self._note_problems(row)
        header = values_of(row, VOUCHER, self._note)
        if header is None:
            # Without a date or a number it is still a voucher: its rows follow, and they are somebody's money.
            texts = [f.strip() for f in row.fields if isinstance(f, str)]
            series, number = (*texts, "", "")[:2]
            header = {"series": series, "number": number, "day": None}
        self._draft = _Draft(header, self._line, opened=row.opens_block)
        if header["day"] is None:
            self._note(Problem.NO_DATE, {"voucher": f"{header['series']} {header['number']}".strip()})

    def _read_transaction(self, row: Row) -> None:
        self.counts[row.label] += 1
        self._note_problems(row)
        if self._draft is None:
            self._note(Problem.NO_VOUCHER, {"label": row.label, "text": row.contents()})
            return
        transaction = transactions.read(row, self._line, self._note)
        if transaction is not None:
            self._draft.rows.append(transaction)
            self._draft.counted += 1

    def _end_voucher(self) -> Iterator[r.Record]:
        """The voucher that is being read, if there is one, though no brace has ended it."""
        if self._draft is not None:
            yield self._voucher(self._draft, complete=False)

    def _voucher(self, draft: _Draft, *, complete: bool) -> r.Voucher:
        self._draft = None
        voucher = r.Voucher(**draft.header, rows=tuple(draft.rows), line=draft.line)  # type: ignore[arg-type]
        self.counts["#TRANS"] += len(draft.rows) - draft.counted
        if not complete and draft.opened:
            self._note(Problem.OPEN_VOUCHER, {"voucher": voucher.name}, line=draft.line)
        elif draft.rows and not draft.opened:
            self._note(Problem.NO_BRACE, {"voucher": voucher.name}, line=draft.line)
        total, year = self.integrity.add_voucher(voucher)
        if total:
            self._note(
                Problem.UNBALANCED, {"voucher": voucher.name, "amount": kronor(total)}, line=draft.line
            )
        if year is None and voucher.day:
            told: dict[str, Value] = {"voucher": voucher.name, "day": voucher.day.isoformat()}
            self._note(Problem.OUTSIDE_YEARS, told, line=draft.line)
        return voucher

    # checksum and end -----------------------------------------------------------------------------------------

    def _read_checksum(self, row: Row) -> None:
        self.counts["#KSUMMA"] += 1
        stated = row.fields[0].strip() if row.fields and isinstance(row.fields[0], str) else ""
        if not stated:
            self._sum = Checksum(self.encoding.value)
            return
        if not stated.lstrip("-").isdecimal() or len(stated) > 20:
            self._note(Problem.NUMBER, {"text": stated, "label": row.label})
        elif self._sum is None:
            self._note(Problem.NO_START, {})
        else:
            agrees = self._sum.agrees(int(stated))
            self.checksum = Verdict(int(stated), self._sum.value, agrees)
            if not agrees:
                self._note(Problem.CHECKSUM, {"stated": stated, "computed": str(self._sum.value)})
        self._sum = None

    def _end(self) -> None:
        self._line = 0
        for label, count in self._unknown.items():
            self._note(Problem.UNKNOWN_LABEL, {"label": label, "count": count})
        if not self.is_sie:
            self._tally = Tally()  # one sentence about the whole instead of one about each of its rows
            self._note(Problem.SIE_5 if self._is_xml else Problem.NOT_SIE, {})
            return
        if not self._type_known and not self.counts["#SIETYP"]:
            self._note(Problem.NO_TYPE, {})
        if self.encoding not in {Encoding.CP437, Encoding.ASCII}:
            self._note(Problem.ENCODING, {"encoding": self.encoding.name.replace("_", "-")})
        if self._sum is not None:
            self._note(Problem.TRUNCATED, {})
        if self.kind is SieKind.TYPE_2 and self._objects_in_periods:
            self._note(Problem.OBJECTS_IN_TYPE_2, {"count": self._objects_in_periods})
        self.checks = self.integrity.checks()
        for check in self.checks:
            for problem, values in problems(check):
                self._note(problem, values)

    def _note_problems(self, row: Row) -> None:
        for problem, text in row.problems:
            self._note(problem, {"text": text})

    def _note(self, problem: Problem, values: dict[str, Value], *, line: int | None = None) -> None:
        if problem is Problem.ACCOUNT:  # once for each account, not for each of its rows
            if values["text"] in self._odd_accounts:
                return
            self._odd_accounts.add(values["text"])
        at = self._line if line is None else line
        place = ", ".join(part for part in (self.name, f"rad {at}" if at else "") if part)
        self._tally.add(problem.at(place, values))


def read(source: Source, *, name: str = "", encoding: Encoding | None = None) -> SieFile:
    """The whole file in memory; for a large one iterate over a `Reading`. Nothing in the file raises."""
    reading = Reading(source, name=name, encoding=encoding)
    records = tuple(reading)
    return SieFile(
        records,
        kind=reading.kind,
        encoding=reading.encoding,
        counts=dict(reading.counts),
        checks=reading.checks,
        checksum=reading.checksum,
        findings=reading.findings,
    )
