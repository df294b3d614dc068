"""SIE 4E and 4I files written: code page 437, CRLF, with or without a checksum."""

from collections.abc import Iterable, Iterator

from utfall.integrations.sie import records as r
from utfall.integrations.sie import values
from utfall.integrations.sie.checksum import Checksum
from utfall.integrations.sie.layout import BY_RECORD, TRANSACTION, VOUCHER, Column, Kind
from utfall.integrations.sie.lexer import split
from utfall.integrations.sie.reader import SieFile, SieKind

_NOT_IN_4I = (
    r.OpeningBalance, r.ClosingBalance, r.Result, r.ObjectOpeningBalance, r.ObjectClosingBalance, r.PeriodBalance,
    r.PeriodBudget, r.CoveredThrough,
)  # fmt: skip
_NEEDS_QUOTES = frozenset(' \t"{}')
# Typography that code page 437 has no place for, as a typewriter has it.
_PLAINER = str.maketrans({
    "–": "-", "—": "-", "−": "-", "”": '"', "“": '"', "„": '"', "’": "'", "‘": "'", "…": "...", "€": "EUR",
    "\u202f": "\u00a0", "\u2009": " ",
    **dict.fromkeys((*range(32), 127), " "),
})  # fmt: skip


def write(file: SieFile, *, checksum: bool = False) -> bytes:
    """The file's bytes, as type 4I or 4E as its `kind` says; `read(write(x)) == x` for texts that code page 437 has.

    Raises ValueError for another type, and for records that the type forbids.
    """
    return b"".join(rows(file.records, kind=file.kind, checksum=checksum))


def rows(records: Iterable[r.Record], *, kind: SieKind, checksum: bool = False) -> Iterator[bytes]:
    """The rows one by one, each ending with CRLF, for records that already stand in the prescribed order.

    With `checksum` the #KSUMMA rows stand after the first record, which should be the flag, and last. A character
    that code page 437 lacks is written as its plainest equal, or as a question mark.
    """
    if kind not in {SieKind.TYPE_4E, SieKind.TYPE_4I}:
        raise ValueError(f"Only types 4E and 4I are written, not type {kind}.")
    running = None
    for record in records:
        if kind is SieKind.TYPE_4I and isinstance(record, _NOT_IN_4I):
            raise ValueError(f"A file of type 4I holds no {BY_RECORD[type(record)].label}.")
        for line in _lines(record):
            if running is not None and (row := split(line)):
                running.add(row.contents())
            yield line.encode("cp437", "replace") + b"\r\n"
        if checksum and running is None:
            running = Checksum()
            yield b"#KSUMMA\r\n"
    if running is not None:
        yield f"#KSUMMA {running.value}\r\n".encode("ascii")


def unwritable(text: str) -> str:
    """The characters of the text that code page 437 has neither itself nor a plainer equal for."""
    return "".join(c for c in text.translate(_PLAINER) if c.encode("cp437", "replace") == b"?" != c.encode())


def _lines(record: r.Record) -> Iterator[str]:
    if not isinstance(record, r.Voucher):
        layout = BY_RECORD[type(record)]
        yield _line(layout.label, record, layout.columns)
        return
    yield _line("#VER", record, VOUCHER)
    yield "{"
    for row in record.rows:
        yield "  " + _line(row.booking.value, row, TRANSACTION)
    yield "}"


def _line(label: str, record: object, columns: tuple[Column, ...]) -> str:
    """The record's row; empty fields at its end are left out where they may be."""
    written = [_field(getattr(record, column.attribute), column.kind) for column in columns]
    while written and written[-1] == '""' and not columns[len(written) - 1].required:
        written.pop()
    return " ".join((label, *written))


def _field(value: object, kind: Kind) -> str:
    match kind:
        case Kind.TEXT | Kind.ACCOUNT:
            return _quoted(str(value))
        case Kind.WHOLE:
            return str(value)
        case Kind.AMOUNT:
            return values.amount_text(value)  # type: ignore[arg-type]
        case Kind.QUANTITY:
            return _quoted(values.quantity_text(value))  # type: ignore[arg-type]
        case Kind.DAY:
            return _quoted(values.day_text(value))  # type: ignore[arg-type]
        case Kind.PERIOD:
            return values.month_text(value)  # type: ignore[arg-type]
        case Kind.OBJECTS:
            pairs: r.Pairs = value  # type: ignore[assignment]
            return "{" + " ".join(_quoted(text) for pair in pairs for text in pair) + "}"


def _quoted(text: str) -> str:
    """The text as a field: in quotation marks where it is empty, or holds a blank, a mark or a brace."""
    text = text.translate(_PLAINER)
    if text and not (_NEEDS_QUOTES & set(text)):
        return text
    # A backslash before the closing mark would make it an escape; readers strip blanks at the end of a text.
    ending = " " if text.endswith("\\") else ""
    return '"' + text.replace('"', '\\"') + ending + '"'
