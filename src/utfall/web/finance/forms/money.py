"""Fields of forms about money: amounts in whole öre, and beginnings of accounts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from utfall.domain import swedish
from utfall.domain.money import Money
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.locale import mark as _
from utfall.web.shell.fields import DecimalField

_UNITS: dict[str, Unit] = {"kr": KR, "tkr": TKR, "mnkr": MNKR}
_ACCOUNTS = re.compile(r"\d{1,6}(?:[\s,;]+\d{1,6})*")


class AmountField(DecimalField):
    """An amount in the unit, as Swedes write it; the value is Money, whole öre."""

    def __init__(self, *, unit: str = "tkr", **options: Any) -> None:
        options.setdefault("help_text", gettext(_("I %(unit)s")) % {"unit": unit})
        super().__init__(unit=unit, **options)

    def clean(self, value: object) -> Money | None:
        """The amount; None for an empty field that may be."""
        number = super().clean(value)
        if number is None or number == "":
            return None
        try:
            return Money.of(number, _UNITS[self.unit])
        except ValueError:
            raise ValidationError(gettext(_("Skriv beloppet i hela ören.")), code="öre") from None

    def prepare_value(self, value: object) -> object:
        """Swedish text for an amount; what somebody typed stays as she typed it."""
        if isinstance(value, Money):
            exact = value.amount(_UNITS[self.unit]).normalize()
            return swedish.number(exact, max(0, -int(exact.as_tuple().exponent)))
        return value


class AccountsField(forms.CharField):
    """Beginnings of accounts with comma or blank between; the value is a tuple of texts."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Hur kontona börjar, till exempel 38, 3911"))
        super().__init__(**options)

    def clean(self, value: object) -> tuple[str, ...]:
        """The beginnings; none for an empty field that may be."""
        text = str(super().clean(value)).strip()
        if text and not _ACCOUNTS.fullmatch(text):
            raise ValidationError(
                gettext(_("Skriv konton med siffror och komma mellan, till exempel 38, 3911."))
            )
        return tuple(re.split(r"[\s,;]+", text)) if text else ()

    def prepare_value(self, value: object) -> object:
        """The beginnings with commas between."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
