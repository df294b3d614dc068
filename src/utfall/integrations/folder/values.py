"""Single values written in a file, read exactly or refused with a sentence."""

import datetime as dt
from decimal import Decimal

from utfall.domain import swedish
from utfall.domain.figure import Address
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.money import Money
from utfall.domain.numerals import Numeral
from utfall.domain.period import Period
from utfall.domain.unit import Dimension, Unit, unit_named
from utfall.locale import mark as _

UNKNOWN_UNIT = _(
    "Måttenheten ”{text}” är okänd. Skriv till exempel %, antal, tkr, mnkr, skala 1-10 eller kg CO2e/kg."
)
NOT_A_NUMBER = _("”{text}” är inget tal. Skriv till exempel 100 eller 1,25.")
NOT_A_PERIOD = _(
    "”{text}” är ingen period. Skriv till exempel 2024, 2024-08, 2024-01..2024-08 eller 2024-07/r12."
)
NOT_A_DAY = _("”{text}” är inget datum. Skriv till exempel 2024-08-31.")
NOT_AN_ADDRESS = _(
    "”{text}” är ingen adress. Skriv mått:enhet:period:scenario, till exempel personal:SEN:2024:prognos."
)
NOT_ÖRE = _("”{text}” är inte hela ören. Skriv beloppet med högst två decimaler.")


class BadValueError(ValueError):
    """A value that cannot be read: the sentence to show, and what it names."""

    def __init__(self, message: str, **values: Value) -> None:
        """`message` is a marked Swedish sentence with the values' names in braces."""
        super().__init__(message.format_map(values))
        self.message = message
        self.values = values

    def finding(self, where: str) -> Finding:
        """The finding that the value gives rise to at the place."""
        return Finding("source.value", Severity.ERROR, where, self.message, self.values)


def exact(text: object) -> Decimal:
    """The number. Raises BadValueError where the text is none."""
    found = swedish.read_number(str(text))
    if not isinstance(found, Numeral) or found.unit is not None:
        raise BadValueError(NOT_A_NUMBER, text=str(text))
    return found.value


def known_unit(text: str) -> Unit:
    """The unit of measure of that name. Raises BadValueError where there is none."""
    unit = unit_named(text)
    if unit.dimension is Dimension.OTHER:
        raise BadValueError(UNKNOWN_UNIT, text=text)
    return unit


def period(text: object) -> Period:
    """The period. Raises BadValueError where the text is none."""
    try:
        return Period.parse(str(text))
    except ValueError:
        raise BadValueError(NOT_A_PERIOD, text=str(text)) from None


def day(text: str) -> dt.date:
    """The day, written 2024-08-31. Raises BadValueError where the text is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadValueError(NOT_A_DAY, text=text) from None


def address(text: str) -> Address:
    """The address. Raises BadValueError where the text is none."""
    try:
        return Address.parse(text)
    except ValueError:
        raise BadValueError(NOT_AN_ADDRESS, text=text) from None


def amount(text: object, unit: Unit) -> Money:
    """The amount in the unit. Raises BadValueError where it is no number, or not whole öre."""
    number = exact(text)
    try:
        return Money.of(number, unit)
    except ValueError:
        raise BadValueError(NOT_ÖRE, text=str(text)) from None
