"""The form of the parts of a variance: a grid with a row for each part and some empty ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.figure import Address
from utfall.domain.money import Money
from utfall.domain.recurrence import Recurrence
from utfall.domain.unit import Unit
from utfall.integrations.folder.finance import DeclaredCause
from utfall.locale import mark as _
from utfall.web.shell.fields import DecimalField

EMPTY_ROWS = 3
MOST_ROWS = 60
"""No variance has so many parts that anybody reads them."""
NONE = ("", gettext_lazy("Inte valt"))


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one row. `figure` is the address of the figure that is the amount, empty for an amount that is typed."""

    number: int
    name: forms.BoundField
    amount: forms.BoundField
    unit: forms.BoundField
    recurrence: forms.BoundField
    figure: str


class PartsForm(forms.Form):
    """All parts of one variance. A row whose cause is emptied is taken away."""

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self, data: Mapping[str, str] | None, *, causes: Iterable[DeclaredCause], units: Iterable[tuple[str, str]],
        unit: Unit, rest: Money | None = None,
    ) -> None:  # fmt: skip
        causes, self.unit = tuple(causes), unit
        count = _count(data) if data is not None else min(len(causes) + EMPTY_ROWS, MOST_ROWS)
        initial: dict[str, object] = {"rows": count}
        for number, cause in enumerate(causes):
            initial |= _of_cause(number, cause, unit)
        if rest is not None:
            initial |= {f"amount_{len(causes)}": shown(rest, unit)}
        super().__init__(data, initial=initial)
        choices: list[tuple[str, object]] = [NONE, *units]
        self.count = count
        for number in range(count):
            self._add_row(number, choices)

    def _add_row(self, number: int, units: list[tuple[str, object]]) -> None:
        recurrences: list[tuple[str, object]] = [
            NONE,
            *((one.value, gettext(one.word)) for one in Recurrence),
        ]
        label = {"number": number + 1}
        self.fields |= {
            f"name_{number}": forms.CharField(
                label=gettext(_("Orsak %(number)s")) % label, required=False, max_length=300
            ),
            f"amount_{number}": DecimalField(
                label=gettext(_("Belopp %(number)s")) % label, required=False, unit=self.unit.symbol
            ),
            f"figure_{number}": forms.CharField(required=False, max_length=64, widget=forms.HiddenInput),
            f"unit_{number}": forms.ChoiceField(
                label=gettext(_("Enhet %(number)s")) % label, required=False, choices=units
            ),
            f"recurrence_{number}": forms.ChoiceField(
                label=gettext(_("Varaktighet %(number)s")) % label, required=False, choices=recurrences
            ),
        }  # fmt: skip

    @property
    def lines(self) -> Iterator[Line]:
        """The rows in order."""
        for number in range(self.count):
            yield Line(
                number=number,
                name=self[f"name_{number}"],
                amount=self[f"amount_{number}"],
                unit=self[f"unit_{number}"],
                recurrence=self[f"recurrence_{number}"],
                figure=str(self[f"figure_{number}"].value() or ""),
            )

    @property
    def hidden(self) -> Iterator[forms.BoundField]:
        """The fields that are not seen."""
        yield self["rows"]
        for number in range(self.count):
            yield self[f"figure_{number}"]

    def clean(self) -> None:
        """Each cause with an amount in whole öre, or with the figure that it came with."""
        for number in range(self.count):
            name, amount, figure = self._row(number)
            if not name and amount is not None and not figure:
                self.add_error(f"name_{number}", gettext(_("Skriv orsaken till beloppet.")))
            if name and not figure and amount is None and f"amount_{number}" not in self.errors:
                self.add_error(
                    f"amount_{number}", gettext(_("Skriv beloppet för ”%(name)s”.")) % {"name": name}
                )
            if amount is not None and _money(amount, self.unit) is None:
                self.add_error(f"amount_{number}", gettext(_("Skriv beloppet i hela ören.")))
            if figure and _address(figure) is None:
                self.add_error(f"name_{number}", gettext(_("Siffran går inte att läsa. Ta bort raden.")))

    def causes(self) -> tuple[DeclaredCause, ...]:
        """What was written, without the rows that have no cause."""
        return tuple(filter(None, map(self._cause, range(self.count))))

    def _cause(self, number: int) -> DeclaredCause | None:
        name, amount, figure = self._row(number)
        if not name:
            return None
        said = self.cleaned_data
        chosen = said.get(f"recurrence_{number}")
        return DeclaredCause(
            name=name,
            address=_address(figure) if figure else None,
            amount=None if figure or amount is None else _money(amount, self.unit),
            unit=said.get(f"unit_{number}", ""),
            recurrence=Recurrence(chosen) if chosen else None,
        )

    def _row(self, number: int) -> tuple[str, Decimal | None, str]:
        said = self.cleaned_data
        name = " ".join(str(said.get(f"name_{number}", "")).split())
        return name, said.get(f"amount_{number}"), str(said.get(f"figure_{number}", ""))


class SuggestionForm(forms.Form):
    """One suggested part, as its button sends it: a figure, or an amount in öre."""

    name = forms.CharField(max_length=300)
    figure = forms.CharField(required=False, max_length=64)
    amount = forms.IntegerField(required=False)
    unit = forms.CharField(required=False, max_length=40)

    def cause(self) -> DeclaredCause | None:
        """The part, or None for what is neither a figure nor an amount."""
        said = self.cleaned_data
        address = _address(said["figure"]) if said["figure"] else None
        if address is not None:
            return DeclaredCause(said["name"], address, unit=said["unit"])
        if said["amount"] is None:
            return None
        return DeclaredCause(said["name"], amount=Money(said["amount"]), unit=said["unit"])


class TextForm(forms.Form):
    """The text about a variance, as it is to stand in the contribution."""

    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Skriv texten.")},
    )  # fmt: skip


def shown(amount: Money, unit: Unit) -> Decimal:
    """The exact amount with as few decimals as it has."""
    exact = amount.amount(unit)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


def _of_cause(number: int, cause: DeclaredCause, unit: Unit) -> dict[str, object]:
    return {
        f"name_{number}": cause.name,
        f"amount_{number}": None if cause.amount is None else shown(cause.amount, unit),
        f"figure_{number}": str(cause.address) if cause.address else "",
        f"unit_{number}": cause.unit,
        f"recurrence_{number}": cause.recurrence.value if cause.recurrence else "",
    }


def _count(data: Mapping[str, str]) -> int:
    text = str(data.get("rows", ""))
    return min(int(text), MOST_ROWS) if text.isdecimal() and len(text) < 4 else 0


def _money(amount: Decimal, unit: Unit) -> Money | None:
    try:
        return Money.of(amount, unit)
    except ValueError:
        return None


def _address(text: str) -> Address | None:
    try:
        return Address.parse(text)
    except ValueError:
        return None
