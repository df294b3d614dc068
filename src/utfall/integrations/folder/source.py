"""A file of a source folder, and what reading one gives."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from utfall.domain.finding import Finding, Severity, Value
from utfall.integrations.encoding import Encoding, detect
from utfall.locale import mark as _

T = TypeVar("T")
DELIMITERS = ";\t,|"
DELIMITED = (".csv", ".txt", ".tsv")

NO_COLUMN = _("Kolumnen {column} saknas. Första raden ska ha kolumnerna {expected}.")
UNKNOWN_COLUMN = _(
    "Kolumnen {column} är okänd och lästes inte. Ta bort den, eller rätta namnet till någon av {expected}."
)
FEW_CELLS = _("Raden har {found} fält men rubriken {expected}. Rätta antalet avgränsare i raden.")
UNREADABLE = _("Härifrån går filen inte att dela i rader och fält. Rätta citattecknen på raden.")
EMPTY_FILE = _("Filen är tom. Exportera den på nytt.")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the folder: its path, and its name within the folder with forward slashes.

    `data` is its content where it does not lie in a folder, as a file that somebody uploads.
    """

    path: Path
    name: str
    data: bytes | None = None

    def text(self) -> str:
        """The whole text, whatever its encoding (UTF-8 with or without a mark, UTF-16, CP1252, CP437)."""
        return _decoded(self.path.read_bytes() if self.data is None else self.data)

    def head(self, size: int = 4096) -> str:
        """The beginning of the text, enough to tell what kind of file it is."""
        # A cut in the middle of a letter may make UTF-8 look otherwise; so the cut is after a whole line if it can be.
        if self.data is None:
            with self.path.open("rb") as file:
                data = file.read(size)
        else:
            data = self.data[:size]
        whole, newline, _rest = data.rpartition(b"\n")
        return _decoded(whole + newline if newline and len(data) == size and b"\x00" not in data else data)

    def line(self, number: int) -> str:
        """The place of a line, as findings say it."""
        return f"{self.name}, rad {number}"

    def finding(
        self,
        code: str,
        message: str,
        /,
        *,
        line: int = 0,
        severity: Severity = Severity.ERROR,
        **values: Value,
    ) -> Finding:
        """A finding about the file, or about one of its lines (counted from 1)."""
        return Finding(f"source.{code}", severity, self.line(line) if line else self.name, message, values)


def _decoded(data: bytes) -> str:
    """The text, with every kind of line end made one."""
    text = data.decode(detect(data, otherwise=Encoding.CP1252).value, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a file holds, and what is wrong with it. `places` says where each object, by its code, is written."""

    values: T
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a delimited file: its number, counted from 1 with the header, and its cells by column name."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def delimiter(header: str) -> str:
    """The delimiter of a header row: the one of semicolon, tab, comma and bar that occurs most."""
    return max(DELIMITERS, key=lambda sign: (header.count(sign), -DELIMITERS.index(sign)))


def columns(header: str) -> tuple[str, ...]:
    """The column names of a header row, without blanks and quotes around them."""
    cells = next(csv.reader([header.strip("\ufeff\r\n").replace("\r", " ")], delimiter=delimiter(header)), [])
    return tuple(cell.strip() for cell in cells)


def resembles(source: SourceFile, needed: tuple[str, ...]) -> bool:
    """Whether it is a delimited file whose header has all the columns but one, so that a misspelt one can be named."""
    if source.path.suffix.lower() not in DELIMITED:
        return False
    found = {name.lower() for name in columns(source.head().partition("\n")[0])}
    return sum(name.lower() in found for name in needed) >= len(needed) - 1


def has_columns(source: SourceFile, needed: tuple[str, ...], *, without: tuple[str, ...] = ()) -> bool:
    """Whether it is a delimited file whose header has all the columns needed and none of the others."""
    if source.path.suffix.lower() not in DELIMITED:
        return False
    found = {name.lower() for name in columns(source.head().partition("\n")[0])}
    return all(name.lower() in found for name in needed) and not any(
        name.lower() in found for name in without
    )


def lines(
    source: SourceFile, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Reading[tuple[Line, ...]]:
    """The lines of a delimited file; columns may stand in any order and be written in any case.

    A column that is missing ends the reading; one that is unknown, and a line with the wrong number of cells, is a
    finding, and the line is left out. Empty lines are skipped.
    """
    text = source.text()
    header, _newline, _rest = text.partition("\n")
    if not header.strip():
        return Reading((), (source.finding("empty", EMPTY_FILE),))
    known = {name.lower(): name for name in (*needed, *optional)}
    names = [known.get(name.lower(), "") for name in columns(header)]
    findings = [
        source.finding("unknown-column", UNKNOWN_COLUMN, line=1, severity=Severity.QUESTION, column=name, expected=(*needed, *optional))
        for name in columns(header)
        if name.lower() not in known
    ]  # fmt: skip
    missing = [name for name in needed if name not in names]
    if missing:
        findings += [
            source.finding("missing-column", NO_COLUMN, line=1, column=name, expected=needed)
            for name in missing
        ]
        return Reading((), tuple(findings))
    found = []
    for number, cells in _numbered(text, delimiter(header)):
        if cells is None:
            findings.append(source.finding("cells", UNREADABLE, line=number))
            break
        if len(cells) != len(names):
            findings.append(
                source.finding("cells", FEW_CELLS, line=number, found=len(cells), expected=len(names))
            )
            continue
        found.append(
            Line(number, {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name})
        )
    return Reading(tuple(found), tuple(findings))


def _numbered(text: str, sign: str) -> Iterator[tuple[int, list[str] | None]]:
    """The lines below the header that are not empty; None is a place beyond which the file cannot be parted."""
    reader = csv.reader(io.StringIO(text), delimiter=sign, strict=True)
    try:
        next(reader)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        yield reader.line_num, None
