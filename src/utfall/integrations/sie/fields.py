"""The fields of a row turned into the values of a record, with every fault noted."""

import re
from collections.abc import Callable, Mapping

from utfall.domain.finding import Value
from utfall.integrations.sie import values
from utfall.integrations.sie.layout import Column, Kind
from utfall.integrations.sie.lexer import Row
from utfall.integrations.sie.problems import Problem
from utfall.integrations.sie.records import Pairs

Note = Callable[[Problem, dict[str, Value]], None]
"""Takes a fault of the current row."""

Fields = dict[str, object]
_BLANK = " \t"
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NOT_READ = object()


def values_of(row: Row, columns: tuple[Column, ...], note: Note) -> Fields | None:
    """The record's values by attribute; None where something that it cannot be without is missing or unreadable.

    Trailing fields that the table does not know are ignored, as the standard prescribes (SIE 4C 7.3).
    """
    found: Fields = {}
    position = 0
    for column in columns:
        if column.kind is Kind.OBJECTS:
            given = row.fields[position] if position < len(row.fields) else None
            if isinstance(given, tuple):
                found[column.attribute] = pairs(given, note)
                position += 1
            else:
                note(Problem.NO_LIST, {"label": row.label})
                found[column.attribute] = ()
            continue
        before = position
        while position < len(row.fields) and isinstance(row.fields[position], tuple):
            position += 1
        if position > before:
            note(Problem.STRAY_BRACE, {"text": row.contents()})
        if position >= len(row.fields):
            if column.required:
                missing: dict[str, Value] = {
                    "label": row.label,
                    "column": column.swedish,
                    "text": row.contents(),
                }
                note(Problem.MISSING_FIELD, missing)
                return None
            break
        text = row.fields[position]
        assert isinstance(text, str)  # lists were stepped over above
        value = _value(text.strip(_BLANK), column.kind, row.label, note)
        if value is _NOT_READ:
            return None
        found[column.attribute] = value
        position += 1
    return found


def pairs(texts: tuple[str, ...], note: Note) -> Pairs:
    """The object list as pairs of dimension and code; a dimension without a code is noted and left out."""
    stripped = [text.strip(_BLANK) for text in texts]
    if len(stripped) % 2:
        note(Problem.ODD_LIST, {"text": " ".join(stripped)})
    return tuple(zip(stripped[::2], stripped[1::2], strict=False))


def _value(text: str, kind: Kind, label: str, note: Note) -> object:
    told: Mapping[str, Value] = {"text": text, "label": label}

    def tell(problem: Problem | None) -> None:
        if problem:
            note(problem, dict(told))

    match kind:
        case Kind.TEXT:
            return text
        case Kind.ACCOUNT:
            if not (text.isascii() and text.isdigit()):
                tell(Problem.ACCOUNT)
            return text
        case Kind.WHOLE:
            if _WHOLE.fullmatch(text):
                return int(text)
            tell(Problem.NUMBER)
            return _NOT_READ
        case Kind.AMOUNT:
            amount, problem = values.öre(text)
            tell(problem)
            return _NOT_READ if amount is None else amount
        case Kind.QUANTITY:
            number, problem = values.quantity(text)
            tell(problem)
            return number
        case Kind.DAY:
            day, problem = values.day(text)
            tell(problem)
            return day
        case Kind.PERIOD:
            if month := values.month(text):
                return month
            tell(Problem.PERIOD)
            return _NOT_READ
        case Kind.OBJECTS:
            raise AssertionError("an object list is not a text")
