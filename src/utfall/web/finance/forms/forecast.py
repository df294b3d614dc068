"""What can be filled in about a forecast: amounts and reasons, in the unit that the page shows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.finance.forecast import Cause, Reason
from utfall.domain.interval import rounded
from utfall.domain.money import Money
from utfall.domain.unit import Unit
from utfall.locale import mark as _
from utfall.records.finance.actions.forecast import Writing
from utfall.records.finance.queries.forecast import Cell, Line
from utfall.web.finance.asked import SCALES
from utfall.web.shell.fields import DecimalField

TOO_FINE = _("Skriv beloppet i hela ören.")


class ForecastForm(forms.Form):
    """The fields of a page: one for each account group, and a cause with a text for each line that may be explained."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, data: Any, *, cells: Iterable[tuple[Cell, str]], lines: Iterable[Line], unit: Unit, decimals: int,
        version: int,
    ) -> None:  # fmt: skip
        self.unit, self.decimals, cells = unit, decimals, tuple(cells)
        self.cells = {cell.account: cell for cell, _label in cells}
        self.lines = {line.line.key: line for line in lines if line.line.accounts}
        super().__init__(data, initial={"version": version})
        for cell, label in cells:
            self.fields[cell_field(cell.account)] = DecimalField(
                label=gettext(_("Din prognos, %(line)s")) % {"line": label},
                required=False, decimals=decimals, unit=unit.symbol, initial=self._shown(cell.said),
            )  # fmt: skip
        causes = [("", gettext(_("Välj orsak"))), *((one.value, gettext(one.word)) for one in Cause)]
        for key, line in self.lines.items():
            said = line.reason
            self.fields[cause_field(key)] = forms.ChoiceField(
                label=gettext(_("Orsak, %(line)s")) % {"line": line.line.name}, choices=causes, required=False,
                initial=said.cause.value if said.cause else "",
            )  # fmt: skip
            self.fields[text_field(key)] = forms.CharField(
                label=gettext(_("Förklaring, %(line)s")) % {"line": line.line.name}, required=False,
                max_length=500, initial=said.text,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Amounts are whole öre."""
        cleaned = super().clean() or {}
        for account in self.cells:
            value = cleaned.get(cell_field(account))
            if isinstance(value, Decimal) and _money(value, self.unit) is None:
                self.add_error(cell_field(account), ValidationError(gettext(TOO_FINE), code="öre"))
        return cleaned

    @property
    def read_version(self) -> int:
        """The version that the page was made from."""
        return int(self.cleaned_data.get("version") or 0)

    def writing(self, *, fill: bool = False) -> Writing:
        """What was changed; an amount that was left as it was printed keeps its öre.

        `fill` puts the proposal where nothing is said.
        """
        cells: dict[str, Money | None] = {}
        for account, cell in self.cells.items():
            name = cell_field(account)
            value = self.cleaned_data.get(name)
            if self.fields[name].has_changed(self._shown(cell.said), self.data.get(name, "")):
                cells[account] = _money(value, self.unit) if value is not None else None
            if fill and value is None and cell.proposed is not None and not cell.is_empty:
                cells[account] = cell.proposed
        return Writing(cells, self._reasons())

    def _reasons(self) -> dict[str, Reason | None]:
        found: dict[str, Reason | None] = {}
        for key, line in self.lines.items():
            cause = self.cleaned_data.get(cause_field(key), "")
            reason = Reason(Cause(cause) if cause else None, self.cleaned_data.get(text_field(key), ""))
            if reason != line.reason:
                found[key] = reason if reason.cause or reason.text else None
        return found

    def _shown(self, amount: Money | None) -> Decimal | None:
        return None if amount is None else rounded(amount.amount(self.unit), self.decimals)


class PastedForm(forms.Form):
    """Rows copied from a spreadsheet, and the unit that their amounts are in."""

    text = forms.CharField(
        label=gettext_lazy("Rader från Excel"), widget=forms.Textarea(attrs={"rows": 10}), strip=False,
        help_text=gettext_lazy("En rad för varje konto eller rad: namn, flik eller semikolon, belopp."),
    )  # fmt: skip
    scale = forms.ChoiceField(label=gettext_lazy("Beloppen är i"), choices=[(one, one) for one in SCALES])
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class ReturnForm(forms.Form):
    """Why a forecast is given back."""

    comment = forms.CharField(
        label=gettext_lazy("Vad behöver ändras?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


def cell_field(account: str) -> str:
    """The name of the field of an account group."""
    return f"konto-{account}"


def cause_field(line: str) -> str:
    """The name of the field of a line's cause."""
    return f"orsak-{line}"


def text_field(line: str) -> str:
    """The name of the field of a line's explanation."""
    return f"varfor-{line}"


def typed(data: Mapping[str, str], account: str) -> str:
    """What was typed for an account group."""
    return data.get(cell_field(account), "")


def _money(value: Decimal, unit: Unit) -> Money | None:
    try:
        return Money.of(value, unit)
    except ValueError:
        return None
