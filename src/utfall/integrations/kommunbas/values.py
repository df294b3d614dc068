"""Amounts, dates and periods as Swedish extracts write them, in text or as cells of a workbook."""

import calendar
import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from utfall.domain.period import MONTHS, Period
from utfall.integrations.kommunbas.sheet import Cell

_PLAIN = re.compile(r"(-?)([0-9]{1,20})(?:[.,]([0-9]{2}))?")
_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009\u2007'")
_BETWEEN_GROUPS = re.compile(r"(?<=[0-9])[ \u00a0\u202f\u2009\u2007'](?=[0-9]{3}(?![0-9]))")
_PARTED = re.compile(r"[0-9][ \u00a0\u202f\u2009\u2007']+[0-9]")
_MINUS = str.maketrans("−–—", "---")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_CURRENCY = re.compile(r"(?:kr|sek|:-)\.?$", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "−", "..", "..."})
_LONGEST = 40
_NOISE = Decimal("0.0001")


class Decimals(StrEnum):
    """Which sign stands before the decimals; the other one, if it occurs, stands between thousands."""

    COMMA = ","
    POINT = "."


class UnreadableError(ValueError):
    """A cell that does not say what its column should; internal, becomes a finding."""


def öre(cell: Cell, *, decimals: Decimals, factor: int = 1) -> int | None:
    """The amount in whole öre; None for an empty cell or a dash. `factor` is kronor per unit (1000 for tkr).

    Accepts any minus before or after, parentheses, blanks between thousands and `kr`. Raises UnreadableError for
    what is no amount, and for one that is not whole öre.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise UnreadableError
    if isinstance(cell, str):
        if factor == 1 and (found := _PLAIN.fullmatch(cell)):
            amount = int(found[2]) * 100 + int(found[3] or 0)
            return -amount if found[1] else amount
        value = number(cell, decimals=decimals)
        if value is None:
            return None
        exact = value * factor * 100
        if exact != exact.to_integral_value():
            raise UnreadableError
        return int(exact)
    exact = Decimal(repr(cell)) * factor * 100
    if not exact.is_finite():
        raise UnreadableError
    whole = exact.to_integral_value(rounding=ROUND_HALF_UP)
    if abs(exact - whole) > _NOISE * 100:  # a workbook's 0.30000000000000004 is 0,30
        raise UnreadableError
    return int(whole)


def number(cell: Cell, *, decimals: Decimals) -> Decimal | None:
    """The number, exact; None for an empty cell or a dash. Raises UnreadableError for what is no number."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise UnreadableError
    if not isinstance(cell, str):
        value = Decimal(repr(cell))
        if not value.is_finite():
            raise UnreadableError
        return value
    text = cell.strip()
    if text in _NOTHING:
        return None
    if len(text) > _LONGEST:
        raise UnreadableError
    text = _BETWEEN_GROUPS.sub("", _CURRENCY.sub("", text).translate(_MINUS))
    if _PARTED.search(text):
        raise UnreadableError
    text = text.translate(_BLANKS)
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    if text[:1] in {"-", "+"} or text[-1:] == "-":
        signs = (text[:1] == "-") + (text[-1:] == "-") + negative
        if signs > 1:
            raise UnreadableError
        negative = signs == 1
        text = text[1:] if text[:1] in {"-", "+"} else text
        text = text.removesuffix("-")
    other = "." if decimals is Decimals.COMMA else ","
    text = _without_groups(text, other).replace(decimals.value, ".")
    if not text.isascii() or not _NUMBER.fullmatch(text):
        raise UnreadableError
    return -Decimal(text) if negative else Decimal(text)


def _without_groups(text: str, sign: str) -> str:
    """The text without the sign between groups of three digits; a sign that parts anything else is a fault."""
    if sign not in text:
        return text
    if not re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(sign)}[0-9]{{3}})+(?:[.,][0-9]+)?", text):
        raise UnreadableError
    return text.replace(sign, "")


_NAMES = {name: place for place, name in enumerate(MONTHS, 1)}
_NAMES |= {name[:3]: place for name, place in tuple(_NAMES.items())} | {"sept": 9, "okt": 10, "maj": 5}
_YEAR_FIRST = re.compile(
    r"((?:19|20)[0-9]{2})(?:[-/. mp]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?(?:[ t].*)?|([0-9]{2})([0-9]{2})?)"
)
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]([0-9]{4})")
_SIX = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(r"([a-zåäö]+)\.?[-/ ']*([0-9]{4}|[0-9]{2})|([0-9]{4})[-/ ]*([a-zåäö]+)\.?")


def day(cell: Cell) -> dt.date:
    """The day; of a cell that only tells a month, its last. Raises UnreadableError.

    Reads 2024-08-31, 20240831, 240831, 31/8/2024, 2024-08, 202408, 2024M08, 08/2024, aug 2024, augusti-24, 2024 aug,
    a date of a workbook, and the number that a workbook makes of 202408.
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise UnreadableError
    text = " ".join(str(cell).lower().replace("\u00a0", " ").split())
    if len(text) > _LONGEST or not text.replace("å", "").replace("ä", "").replace("ö", "").isascii():
        raise UnreadableError
    year, month, number = _parts(text)
    try:
        return dt.date(year, month, number or calendar.monthrange(year, month)[1])
    except (ValueError, IndexError):
        raise UnreadableError from None


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day (0 where the text tells none)."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2] or found[4]), int(found[3] or found[5] or 0)
    if found := _YEAR_LAST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1] or 0)
    if found := _SIX.fullmatch(text):
        return 2000 + int(found[1]), int(found[2]), int(found[3])
    if found := _NAMED.fullmatch(text):
        name, year = found[1] or found[4], found[2] or found[3]
        if name in _NAMES:
            return int(year) + (2000 if len(year) == 2 else 0), _NAMES[name], 0
    raise UnreadableError


def month(cell: Cell) -> Period:
    """The calendar month of the cell. Raises UnreadableError."""
    found = day(cell)
    return Period.month(found.year, found.month)


def month_number(cell: Cell) -> int | None:
    """1 to 12 for a column called `jan`, `Februari`, `3`, `P04` or `Period 5`, without a year; otherwise None."""
    text = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).lower().strip(" .")
    if text in _NAMES:
        return _NAMES[text]
    found = re.fullmatch(r"(?:p|per|period|månad)?[ .]?([0-9]{1,2})", text)
    return int(found[1]) if found and text.isascii() and 1 <= int(found[1]) <= 12 else None


def code(cell: Cell) -> str:
    """A code as a text: a workbook's 3010.0 is `3010`; blanks around it are not part of it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
