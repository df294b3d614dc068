"""Formulas of indicators: one value out of others, exact, or a refusal that says which part is missing."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from utfall.domain.denied import Denied
from utfall.locale import mark as _

MISSING = _("Värdet kan inte räknas: {parts} saknas.")
NOTHING = _("Värdet kan inte räknas: formeln har inga delar.")
ZERO_WHOLE = _("Andelen kan inte räknas: {parts} är noll.")
NOT_TWO = _("Andelen kan inte räknas: den behöver en del och en helhet.")
NOT_TWELVE = _("Rullande tolv månader kan inte räknas: det behövs tolv månader.")
_MONTHS = 12
_PLACES = 12
"""Decimals kept of a value that does not end; far beyond what is printed."""


class Operation(StrEnum):
    """How the parts make the value; the value is its word in source files."""

    MEAN = "medelvärde av"
    SHARE = "andel av"
    """The first part in per cent of the second."""
    SUM = "summa av"
    DIFFERENCE = "skillnad"
    """The first part minus the others."""
    ROLLING_12 = "rullande tolv månader"
    """The sum of twelve months, given in order."""


WORDS = {
    Operation.MEAN: "medelvärde av", Operation.SHARE: "andel av", Operation.SUM: "summa av",
    Operation.DIFFERENCE: "skillnad mellan", Operation.ROLLING_12: "summa av tolv månader",
}  # fmt: skip
"""How the source of a derived figure says it, before the names of its parts."""


def calculate(operation: Operation, parts: Sequence[tuple[str, Decimal | None]]) -> Decimal | Denied:
    """The value, given each part's name and value (None where there is none); rounded beyond twelve decimals.

    A missing part is never counted as zero.
    """
    missing = [name for name, value in parts if value is None]
    if missing:
        return Denied("indicator.missing", MISSING.format(parts=", ".join(missing)))
    values = [Fraction(value) for _name, value in parts if value is not None]
    if not values:
        return Denied("indicator.empty", NOTHING)
    match operation:
        case Operation.MEAN:
            return _decimal(sum(values, Fraction(0)) / len(values))
        case Operation.SUM:
            return _decimal(sum(values, Fraction(0)))
        case Operation.DIFFERENCE:
            return _decimal(values[0] - sum(values[1:], Fraction(0)))
        case Operation.ROLLING_12:
            if len(values) != _MONTHS:
                return Denied("indicator.months", NOT_TWELVE)
            return _decimal(sum(values, Fraction(0)))
        case Operation.SHARE:
            return _share(values, parts)


def _share(values: Sequence[Fraction], parts: Sequence[tuple[str, Decimal | None]]) -> Decimal | Denied:
    if len(values) != 2:
        return Denied("indicator.share", NOT_TWO)
    if values[1] == 0:
        return Denied("indicator.zero", ZERO_WHOLE.format(parts=parts[1][0]))
    return _decimal(values[0] * 100 / values[1])


def _decimal(value: Fraction) -> Decimal:
    scaled = round(value * 10**_PLACES)
    whole = Decimal(scaled).scaleb(-_PLACES)
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole.normalize()
