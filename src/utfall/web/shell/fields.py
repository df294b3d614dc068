"""Form fields that take what Swedes type and show it back as Swedish text."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from utfall.domain import swedish
from utfall.domain.numerals import MINUS, MISSING, NBSP, NOT_A_NUMBER, Unreadable
from utfall.domain.period import MONTHS, Period
from utfall.locale import mark as _

_DASHES = str.maketrans("−–‐‑‒—", "------")
_UNIT = re.compile(r"(?:mdkr|mnkr|tkr|kr|kronor|%|procent|procentenheter|st)\.?$", re.IGNORECASE)
_THREE_AFTER_POINT = re.compile(r"-?\d{1,3}\.\d{3}")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3}){2,})(?:,(\d+))?|([+-]?)(\d{1,3}(?:\.\d{3})+),(\d+)")


class DecimalField(forms.CharField):
    """A number as Swedes write it: 1 234,5 · −7,5 mnkr · 68,3 %. The unit written after is the field's own affair.

    `unit` names the unit that the field is in; another one written after the number is refused, never converted.
    `decimals` is how many the value is shown with; None shows those it has.
    """

    def __init__(self, *, decimals: int | None = None, unit: str = "", **options: Any) -> None:
        self.decimals, self.unit = decimals, unit
        super().__init__(**options)
        self.widget.attrs.update({"inputmode": "decimal", "class": "number short"})

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        """The exact value; None for an empty field."""
        text = "" if value is None else str(value)
        if isinstance(value, Decimal) or not text.strip():
            return value if isinstance(value, Decimal) else None
        return self._read(text)

    def prepare_value(self, value: object) -> object:
        """Swedish text for a number; what somebody typed stays as she typed it."""
        if isinstance(value, Decimal):
            places = self.decimals if self.decimals is not None else max(0, -int(value.as_tuple().exponent))
            return swedish.number(value, places)
        return value

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the number is another one, not whether it is written in another way."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _read(self, text: str) -> Decimal:
        cleaned = _without_spaces(text).translate(_DASHES)
        written = _UNIT.search(cleaned)
        if written:
            self._refuse_another(written.group(), text)
            cleaned = cleaned[: written.start()]
        if _THREE_AFTER_POINT.fullmatch(cleaned):
            raise ValidationError(_which(cleaned), code="ambiguous")
        return _decimal(cleaned, text)

    def _refuse_another(self, written: str, text: str) -> None:
        same = {"procent": "%", "kronor": "kr"}
        word = same.get(written.lower().rstrip("."), written.lower().rstrip("."))
        if self.unit and word != self.unit:
            raise ValidationError(
                gettext(_("Fältet är i %(unit)s. Skriv om ”%(text)s” i den enheten."))
                % {"unit": self.unit, "text": text},
                code="unit",
            )


class DateField(forms.CharField):
    """A day: 2024-08-31 · 31/8 2024 · 20240831 · 31 augusti 2024. Shown back as 2024-08-31."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Till exempel 2024-08-31"))
        super().__init__(**options)
        self.widget.attrs.update({"class": "short"})

    def to_python(self, value: object) -> dt.date | None:  # type: ignore[override]
        """The day; None for an empty field."""
        if value is None or isinstance(value, dt.date):
            return value
        if not str(value).strip():
            return None
        read = swedish.read_date(_one_space(str(value)))
        if isinstance(read, Unreadable):
            raise ValidationError(gettext(read.reason).format(text=value), code="invalid")
        return read

    def prepare_value(self, value: object) -> object:
        """The day as in data; what somebody typed stays as she typed it."""
        return value.isoformat() if isinstance(value, dt.date) else value


class PeriodField(forms.CharField):
    """Whole months: 2024 · 2024-08 · aug 2024 · jan–aug 2024 · T2 2024 · kv 3 2024. Shown back as its Swedish label."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Till exempel 2024-08, jan–aug 2024 eller T2 2024"))
        super().__init__(**options)
        self.widget.attrs.update({"class": "middle"})

    def to_python(self, value: object) -> Period | None:  # type: ignore[override]
        """The period; None for an empty field."""
        if value is None or isinstance(value, Period):
            return value
        if not str(value).strip():
            return None
        period = read_period(str(value))
        if period is None:
            raise ValidationError(
                gettext(
                    _("”%(text)s” är inte en period. Skriv till exempel 2024-08, jan–aug 2024 eller T2 2024.")
                )
                % {"text": value},
                code="invalid",
            )
        return period

    def prepare_value(self, value: object) -> object:
        """The period's label; what somebody typed stays as she typed it."""
        return value.label if isinstance(value, Period) else value


_SHARES: Mapping[str, int] = {"kv": 3, "kvartal": 3, "q": 3, "t": 4, "tertial": 4, "halvår": 6, "h": 6}
_SHARE = re.compile(r"(kvartal|kv|q|tertial|t|halvår|h)\.? ?(\d) (\d{4})")
_MONTHS = re.compile(r"(rullande )?([a-zåäö]{3,9})\.?(?: (\d{4}))?(?: ?[-–] ?([a-zåäö]{3,9})\.?)? ?(\d{4})?")


def read_period(text: str) -> Period | None:
    """The period that somebody typed, or None where it is none."""
    cleaned = _one_space(text).lower()
    try:
        return Period.parse(cleaned.replace(" ", "").replace("–", ".."))
    except ValueError:
        pass
    share = _SHARE.fullmatch(cleaned)
    if share:
        return _share(_SHARES[share[1]], int(share[2]), int(share[3]))
    return _named(cleaned)


def _share(months: int, number: int, year: int) -> Period | None:
    """The first, second … part of the year, each that many months long."""
    if not 1 <= number <= 12 // months or year < 1:
        return None
    return Period.between(year, (number - 1) * months + 1, year, number * months)


def _named(text: str) -> Period | None:
    found = _MONTHS.fullmatch(text)
    if not found:
        return None
    rolling, first, first_year, last, last_year = found.groups()
    if last is None and first_year and last_year:
        return None
    year = int(last_year or first_year or 0)
    start, end = _month(first), _month(last or first)
    if not year or not start or not end:
        return None
    try:
        period = Period.between(int(first_year or year), start, year, end)
        return Period(period.first, period.last, rolling=True) if rolling else period
    except ValueError:
        return None


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if name == month or name == month[:3] or (name == "sept" and number == 9):
            return number
    return 0


def _decimal(cleaned: str, text: str) -> Decimal:
    grouped = _GROUPED.fullmatch(cleaned)
    if grouped:
        sign, whole, rest = grouped[1] or grouped[4] or "", grouped[2] or grouped[5], grouped[3] or grouped[6]
        cleaned = f"{sign}{whole.replace('.', '')},{rest}" if rest else f"{sign}{whole.replace('.', '')}"
    if not _PLAIN.fullmatch(cleaned) or cleaned in MISSING:
        raise ValidationError(gettext(NOT_A_NUMBER).format(text=text), code="invalid")
    try:
        return Decimal(cleaned.replace(",", "."))
    except InvalidOperation:
        raise ValidationError(gettext(NOT_A_NUMBER).format(text=text), code="invalid") from None


def _which(cleaned: str) -> str:
    """The question about a point that may part thousands or decimals."""
    sign, digits = (MINUS, cleaned[1:]) if cleaned.startswith("-") else ("", cleaned)
    whole, _point, rest = digits.partition(".")
    return gettext(_("Menar du %(thousands)s eller %(decimals)s?")) % {
        "thousands": f"{sign}{whole}{NBSP}{rest}",
        "decimals": f"{sign}{whole},{rest}",
    }


def _without_spaces(text: str) -> str:
    """Without any kind of space. Digits and fractions stay as they are: ½ is not 1⁄2."""
    return "".join(
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("Zs", "Cf")
    )


def _one_space(text: str) -> str:
    return " ".join("".join(" " if sign.isspace() else sign for sign in text).split())
