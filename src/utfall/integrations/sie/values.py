"""Amounts, dates, periods and quantities of a SIE file, read from text and written as text, without floats."""

import calendar
import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from utfall.domain.period import Period
from utfall.integrations.sie.problems import Problem

_AMOUNT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]{1,2}))?")
_LENIENT = re.compile(r"([+-]?)([0-9]+)?(?:[.,]([0-9]*))?(-?)")
_GROUP_BLANKS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3})")
_QUANTITY = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DAY = re.compile(r"[0-9]{8}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"([0-9]{4})-?([0-9]{2})")
LONGEST_AMOUNT = 30
"""Digits; a longer row of digits is no amount of money but a fault, and quadratic to turn into a number."""


def öre(text: str) -> tuple[int | None, Problem | None]:
    """The amount in whole öre, debit +, credit −; None where it is no amount. The problem says how it was written.

    More than two decimals are rounded half away from zero.
    """
    if len(text) > LONGEST_AMOUNT:
        return None, Problem.AMOUNT
    if found := _AMOUNT.fullmatch(text):
        sign, kronor, decimals = found.groups()
        amount = int(kronor) * 100 + int((decimals or "").ljust(2, "0"))
        return (-amount if sign else amount), None
    return _öre_written_otherwise(text)


def _öre_written_otherwise(text: str) -> tuple[int | None, Problem | None]:
    plain = _GROUP_BLANKS.sub("", text).replace("\u2212", "-").replace(" ", "")
    found = _LENIENT.fullmatch(plain)
    if not found or not (found[2] or found[3]) or (found[1] and found[4]):
        return None, Problem.AMOUNT
    sign, kronor, decimals, after = found.groups()
    digits = (decimals or "").ljust(3, "0")
    amount = int(kronor or "0") * 100 + int(digits[:2]) + (digits[2] >= "5")
    problem = Problem.AMOUNT_DECIMALS if digits[2:].strip("0") else Problem.AMOUNT_FORM
    return (-amount if "-" in (sign, after) else amount), problem


def amount_text(öre: int) -> str:
    """As SIE writes it: `-1234.50`, always with two decimals."""
    kronor, rest = divmod(abs(öre), 100)
    return f"{'-' if öre < 0 else ''}{kronor}.{rest:02}"


def quantity(text: str) -> tuple[Decimal | None, Problem | None]:
    """The quantity, with the sign of its amount; None for an empty field or one that is no number."""
    if not text:
        return None, None
    if len(text) > LONGEST_AMOUNT or not _QUANTITY.fullmatch(text):
        return None, Problem.QUANTITY
    return Decimal(text.replace(",", ".")), None


def quantity_text(value: Decimal | None) -> str:
    """As SIE writes it; empty where there is none."""
    return "" if value is None else format(value, "f")


def day(text: str) -> tuple[dt.date | None, Problem | None]:
    """The date written YYYYMMDD; an ISO date is read with a question. None without a problem for an empty field."""
    if not text:
        return None, None
    if len(text) > 10:
        return None, Problem.DATE
    return _day(text)


@lru_cache(maxsize=4096)
def _day(text: str) -> tuple[dt.date | None, Problem | None]:
    if _DAY.fullmatch(text):
        problem = None
    elif _ISO_DAY.fullmatch(text):
        problem = Problem.DATE_FORM
    else:
        return None, Problem.DATE
    digits = text.replace("-", "")
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])), problem
    except ValueError:
        return None, Problem.DATE


def day_text(value: dt.date | None) -> str:
    """As SIE writes it: YYYYMMDD; empty where there is none."""
    return "" if value is None else f"{value.year:04}{value.month:02}{value.day:02}"


def month(text: str) -> Period | None:
    """The calendar month written YYYYMM (or YYYY-MM); None where it is none."""
    found = _PERIOD.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
        return None
    return Period.month(int(found[1]), int(found[2]))


def month_text(period: Period) -> str:
    """As SIE writes it: YYYYMM."""
    return f"{period.end_year:04}{period.end_month:02}"


def last_day(period: Period) -> dt.date:
    """The last day of the period's last month."""
    return dt.date(
        period.end_year, period.end_month, calendar.monthrange(period.end_year, period.end_month)[1]
    )
