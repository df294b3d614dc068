"""One row of a SIE file cut into its label and its fields (SIE 4C section 5)."""

import re
from dataclasses import dataclass, field

from utfall.integrations.sie.problems import Problem

Field = str | tuple[str, ...]
"""A text as it stands between its quotes, not yet stripped; or the flat texts of an object list."""

_BLANK = " \t"
_BARE = re.compile(r"[^ \t{}]+")
_LABEL = re.compile(r"#[A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_ENDS_QUOTE = frozenset(" \t}") | {""}


@dataclass(slots=True)
class Row:
    """A label such as `#TRANS`, its fields, and what was wrong with how they are written."""

    label: str
    fields: list[Field] = field(default_factory=list)
    problems: list[tuple[Problem, str]] = field(default_factory=list)
    opens_block: bool = False
    """Whether the row ends with the brace that should stand on a row of its own."""

    def contents(self) -> str:
        """Label and fields run together, as the checksum takes them."""
        return self.label + "".join(f if isinstance(f, str) else "".join(f) for f in self.fields)


def split(line: str) -> Row | None:
    """The row's label and fields; None where the line does not begin with a label. Never raises.

    Only a backslash before a quotation mark is an escape; a backslash elsewhere is a backslash. A quotation mark
    ends a text only before a blank, a closing brace or the end of the row, because one in the middle of a word is
    an `ö` that lost its way between two encodings. Time is linear in the length of the line.
    """
    line = line.strip(" \t\r\n")
    found = _LABEL.match(line)
    if not found:
        return None
    row = Row(found[0])
    if _CONTROL.search(line):
        row.problems.append((Problem.CONTROL_CHARACTER, line))
        line = _CONTROL.sub(" ", line)
    position = found.end()
    while (position := _skip_blanks(line, position)) < len(line):
        match line[position]:
            case '"':
                text, position = _quoted(line, position, row)
                row.fields.append(text)
            case "{":
                position = _object_list(line, position, row)
            case "}":
                row.problems.append((Problem.STRAY_BRACE, line))
                position += 1
            case _:
                text, position = _bare(line, position, row)
                row.fields.append(text)
    return row


def _skip_blanks(line: str, position: int) -> int:
    while position < len(line) and line[position] in _BLANK:
        position += 1
    return position


def _bare(line: str, position: int, row: Row) -> tuple[str, int]:
    found = _BARE.match(line, position)
    assert found is not None  # the caller has seen a character that may stand here
    if '"' in found[0]:
        row.problems.append((Problem.STRAY_QUOTE, found[0]))
    return found[0], found.end()


def _quoted(line: str, position: int, row: Row) -> tuple[str, int]:
    """The text that begins with the quotation mark at the position, and the position after it."""
    pieces: list[str] = []
    start = position + 1
    stray = False
    while (mark := line.find('"', start)) >= 0:
        if mark > position + 1 and line[mark - 1] == "\\":
            pieces += (line[start : mark - 1], '"')
        elif line[mark + 1 : mark + 2] in _ENDS_QUOTE:
            pieces.append(line[start:mark])
            text = "".join(pieces)
            if stray:
                row.problems.append((Problem.STRAY_QUOTE, text))
            return text, mark + 1
        else:
            stray = True
            pieces.append(line[start : mark + 1])
        start = mark + 1
    pieces.append(line[start:])
    text = "".join(pieces)
    if line.endswith('\\"') and text.endswith('"'):
        return f"{text[:-1]}\\", len(line)  # "C:\": the backslash was meant as one, the mark as the end
    row.problems.append((Problem.OPEN_QUOTE, text))
    return text, len(line)


def _object_list(line: str, position: int, row: Row) -> int:
    """Add the object list that begins at the position to the row; the position after it."""
    if position == len(line) - 1:
        row.opens_block = True
        return len(line)
    texts: list[str] = []
    position += 1
    while (position := _skip_blanks(line, position)) < len(line):
        match line[position]:
            case "}":
                row.fields.append(tuple(texts))
                return position + 1
            case '"':
                text, position = _quoted(line, position, row)
                texts.append(text)
            case "{":
                row.problems.append((Problem.STRAY_BRACE, line))
                position += 1
            case _:
                text, position = _bare(line, position, row)
                texts.append(text)
    row.problems.append((Problem.OPEN_LIST, line))
    row.fields.append(tuple(texts))
    return position
