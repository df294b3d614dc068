"""Swedish numbers and dates, printed and read in one place."""

import datetime as dt
import re
from decimal import Decimal

from utfall.domain.interval import rounded
from utfall.domain.numerals import AMBIGUOUS, MINUS, NBSP, NOT_A_NUMBER, SWEDISH_NUMBERS, Numeral, Unreadable
from utfall.domain.period import MONTHS
from utfall.domain.unit import COUNT, RISK_VALUE, Dimension, Unit
from utfall.locale import mark as _

NO_VALUE = "–"
_MESSAGES = (_("”{text}” är inte ett tal. Skriv till exempel 1 234,5 eller −7,5 mnkr."),
             _("”{text}” kan läsas på två sätt. Skriv utan punkt, eller med kommatecken om det är decimaler."))  # fmt: skip
assert _MESSAGES == (NOT_A_NUMBER, AMBIGUOUS)
NOT_A_DATE = _("”{text}” är inte ett datum. Skriv till exempel 2024-08-31 eller 31 augusti 2024.")


def number(value: Decimal, decimals: int, *, plus: bool = False) -> str:
    """The number rounded half away from zero: decimal comma, U+00A0 between thousands, U+2212 as minus.

    `plus` prints a plus before a positive number, as running text does before results, variances and effects.
    """
    shown = rounded(value, decimals)
    whole, _dot, fraction = format(abs(shown), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    sign = MINUS if shown < 0 else "+" if plus and shown > 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def quantity(value: Decimal, unit: Unit, decimals: int, *, plus: bool = False) -> str:
    """The number with its unit after U+00A0; a count, a scale and a risk value print no unit."""
    figure = number(value, decimals, plus=plus)
    if unit in (COUNT, RISK_VALUE) or unit.dimension is Dimension.SCALE:
        return figure
    return f"{figure}{NBSP}{unit.symbol.replace(' ', NBSP)}"


def read_number(text: str) -> Numeral | Unreadable | None:
    """The number that somebody typed or that a Swedish file holds; None where the text says that there is none."""
    return SWEDISH_NUMBERS.read(text)


def date(day: dt.date) -> str:
    """As in running text: 31 augusti 2024. Data and tables use `day.isoformat()`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})[ -](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?:den )?(?P<d>\d{1,2}) (?P<name>[a-zåäö]{3,9})\.? (?P<y>\d{4})"),
)


def read_date(text: str) -> dt.date | Unreadable:
    """The date: 2024-08-31, 20240831, 31/8 2024, 31/8-2024, 31.8.2024, 31 augusti 2024, den 31 aug 2024."""
    cleaned = " ".join(text.replace(NBSP, " ").lower().split())
    for pattern in _DATES:
        found = pattern.fullmatch(cleaned)
        if not found:
            continue
        parts = found.groupdict()
        month = _month_named(parts["name"]) if parts.get("name") else int(parts["m"])
        try:
            return dt.date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:
            break
    return Unreadable(text, NOT_A_DATE)


def _month_named(name: str) -> int:
    """1 to 12, or 0 (which no date has) for a word that is no month."""
    for position, month in enumerate(MONTHS, start=1):
        if month == name or month[:3] == name or (name == "sept" and position == 9):
            return position
    return 0
