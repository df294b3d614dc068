"""The forms of indicators."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind, IndicatorRelationKind, Target
from utfall.domain.period import Period
from utfall.domain.unit import KNOWN
from utfall.locale import mark as _
from utfall.records.indicators.actions.defining import Definition
from utfall.records.indicators.actions.depending import Dependence
from utfall.records.indicators.actions.entering import Entry
from utfall.records.indicators.actions.fetching import Request
from utfall.records.indicators.models import Indicator
from utfall.records.indicators.queries.measured import SEX
from utfall.records.organisation.models import OrgUnit
from utfall.web.indicators.pages.words import COMPARATOR_WORDS, DIRECTION_WORDS, FORMULA_WORDS, SEX_WORDS
from utfall.web.shell.fields import DateField, DecimalField, PeriodField

_TARGETS = 4
_PARTS = 4
_ANSWERS = 3
LARGEST_UPLOAD = 2 * 2**20
_TOO_LARGE = _("Filen är större än 2 MB. Dela upp den.")
_KINDS = {
    IndicatorKind.GOAL: _("Mål"),
    IndicatorKind.FOCUS_TARGET: _("Delmål i en plan"),
    IndicatorKind.STATISTICS: _("Statistik"),
    IndicatorKind.SUPPLIER: _("Leverantör"),
}


class _Scoped(forms.Form):
    """A form about one unit among those that the person may write for, and a period."""

    unit = forms.ChoiceField(label=gettext_lazy("Enhet"))
    period = PeriodField(
        label=gettext_lazy("Period"),
        error_messages={"required": gettext_lazy("Skriv vilken period utfallet gäller.")},
    )

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        units: Iterable[OrgUnit],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        self.places = {unit.code: unit for unit in units}
        super().__init__(data, initial=dict(initial or {}))
        self.fields["unit"].choices = [(code, unit.name) for code, unit in self.places.items()]  # type: ignore[attr-defined]

    @property
    def scope(self) -> OrgUnit:
        """The chosen unit."""
        return self.places[self.cleaned_data["unit"]]

    @property
    def chosen_period(self) -> Period:
        """The period that was typed."""
        period: Period = self.cleaned_data["period"]
        return period


class OutcomeForm(_Scoped):
    """An outcome, or what it is reckoned from; `reason` explains an unlikely value or a correction."""

    sex = forms.ChoiceField(label=gettext_lazy("Gäller"), required=False)
    value = DecimalField(label=gettext_lazy("Utfall"), required=False)
    numerator = DecimalField(label=gettext_lazy("Täljare"), required=False)
    denominator = DecimalField(label=gettext_lazy("Nämnare"), required=False)
    answers = forms.IntegerField(
        label=gettext_lazy("Antal svar (n)"), required=False, min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "number short"}),
        error_messages={"invalid": gettext_lazy("Skriv ett helt antal, till exempel 505.")},
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Källa"), required=False, max_length=200,
        help_text=gettext_lazy("Var siffran kommer ifrån, om inte från den vanliga källan"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Förklaring"), required=False, max_length=300,
        help_text=gettext_lazy("Behövs när värdet är ovanligt eller när ett tidigare utfall rättas"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, str] | None, *, indicator: Indicator, units: Iterable[OrgUnit],
        initial: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, units=units, initial=initial)
        unit = indicator.unit_of_measure
        field = self.fields["value"]
        assert isinstance(field, DecimalField)
        field.unit = unit if unit in ("%", "kr", "tkr", "mnkr", "mdkr") else ""
        example = {"%": "68,3", "mnkr": "−7,5"}.get(unit, "12,5")
        field.help_text = gettext(_("I %(unit)s, till exempel %(example)s. Tomt räknas ur täljare och nämnare.")) % {
            "unit": unit, "example": example,
        }  # fmt: skip
        words = [("", gettext(_("Totalt"))), *((key, gettext(word)) for key, word in SEX_WORDS.items())]
        self.fields["sex"].choices = words  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        """What was typed."""
        said = self.cleaned_data
        return Entry(
            scope=self.scope,
            period=self.chosen_period,
            value=said["value"],
            cuts={SEX: said["sex"]} if said["sex"] else {},
            numerator=said["numerator"],
            denominator=said["denominator"],
            answers=said["answers"],
            source=said["source"],
            reason=said["reason"],
        )


class MissingForm(_Scoped):
    """That there is no outcome yet."""

    reason = forms.CharField(
        label=gettext_lazy("Varför utfallet saknas"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv varför utfallet saknas.")},
    )  # fmt: skip
    expected_on = DateField(label=gettext_lazy("Väntas"), required=False)


class DefinitionForm(forms.Form):
    """What an indicator is."""

    name = forms.CharField(
        label=gettext_lazy("Indikator"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv vad indikatorn heter.")},
    )  # fmt: skip
    measure = forms.CharField(
        label=gettext_lazy("Mått i adresser"), max_length=40, widget=forms.TextInput(attrs={"class": "middle"}),
        help_text=gettext_lazy("Till exempel ind.tillit. Texter hänvisar till siffran med det."),
        error_messages={"required": gettext_lazy("Skriv ett mått, till exempel ind.tillit.")},
    )  # fmt: skip
    unit = forms.CharField(
        label=gettext_lazy("Måttenhet"), max_length=40,
        widget=forms.TextInput(attrs={"class": "short"}), help_text=gettext_lazy("Till exempel %, antal eller mnkr"),
    )  # fmt: skip
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimaler"), min_value=0, max_value=6, initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "number short"}),
    )  # fmt: skip
    direction = forms.ChoiceField(label=gettext_lazy("Riktning"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"))
    scope = forms.ChoiceField(label=gettext_lazy("Mäter enheten"))
    parent = forms.ChoiceField(label=gettext_lazy("Hör till målet"), required=False)
    base_year = forms.IntegerField(
        label=gettext_lazy("Basår"), required=False, min_value=1990, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Källa"), required=False, max_length=200)
    no_value = forms.CharField(
        label=gettext_lazy("Varför utfall saknas"), required=False, max_length=300,
        help_text=gettext_lazy("Bara för indikatorer som ännu inte kan mätas"),
    )  # fmt: skip
    kolada = forms.CharField(
        label=gettext_lazy("Nyckeltal i Kolada"), required=False, max_length=10,
        widget=forms.TextInput(attrs={"class": "short"}), help_text=gettext_lazy("Till exempel N01951"),
    )  # fmt: skip
    formula = forms.ChoiceField(
        label=gettext_lazy("Formel"), required=False,
        help_text=gettext_lazy("Utfall som räknas ur andra skrivs inte; de räknas där alla delar har ett utfall."),
    )  # fmt: skip

    question = forms.CharField(
        label=gettext_lazy("Fråga som indikatorn är ett svar på"), required=False, max_length=300,
        help_text=gettext_lazy("Till exempel: Hur arbetar ni med övningar?"),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, str] | None, *, units: Iterable[OrgUnit], parents: Iterable[tuple[str, str]],
        others: Iterable[tuple[str, str]] = (), indicator: Indicator | None = None, targets: Iterable[Target] = (),
        depends: Dependence | None = None,
    ) -> None:  # fmt: skip
        self.places = {unit.code: unit for unit in units}
        targets = tuple(targets)
        depends = depends or Dependence()
        super().__init__(data, initial={**(_of(indicator, targets) if indicator else {}), **_how(depends)})
        choices: dict[str, list[tuple[str, str]]] = {
            "direction": [(each.value, gettext(word)) for each, word in DIRECTION_WORDS.items()],
            "kind": [(each.value, gettext(word)) for each, word in _KINDS.items()],
            "scope": [(code, unit.name) for code, unit in self.places.items()],
            "parent": [("", gettext(_("Inget mål"))), *parents],
            "formula": [
                ("", gettext(_("Ingen: utfallet skrivs eller importeras"))),
                *((kind.value, gettext(word)) for kind, word in FORMULA_WORDS.items()),
            ],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.rows = max(_TARGETS, len(targets) + 1)
        for number in range(self.rows):
            self._add_target(number)
        self.parts = self._add_codes("part", _("Del %(number)s"), others, max(_PARTS, len(depends.parts) + 1))
        self.wholes = self._add_codes("whole", _("Är en del av %(number)s"), others, len(depends.wholes) + 1)
        count = max(_ANSWERS, len(depends.answers) + 1)
        self.answers = self._add_codes("answer", _("Annat svar %(number)s"), others, count)

    def _add_codes(
        self, name: str, label: str, others: Iterable[tuple[str, str]], count: int
    ) -> tuple[str, ...]:
        choices = [("", "–"), *others]
        names = tuple(f"{name}_{number}" for number in range(count))
        for number, each in enumerate(names, start=1):
            word = gettext(label) % {"number": number}
            self.fields[each] = forms.ChoiceField(label=word, choices=choices, required=False)
        return names

    def codes(self, names: Iterable[str]) -> list[forms.BoundField]:
        """The fields in which others are chosen."""
        return [self[name] for name in names]

    def _add_target(self, number: int) -> None:
        words = [(each.value, gettext(word)) for each, word in COMPARATOR_WORDS.items()]
        year = forms.IntegerField(
            label=gettext(_("Målår %(number)s")) % {"number": number + 1}, required=False, min_value=1990, max_value=2100,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        )  # fmt: skip
        self.fields[f"year_{number}"] = year
        self.fields[f"comparator_{number}"] = forms.ChoiceField(
            label=gettext(_("Jämförelse %(number)s")) % {"number": number + 1}, choices=words, required=False
        )
        self.fields[f"value_{number}"] = DecimalField(
            label=gettext(_("Målvärde %(number)s")) % {"number": number + 1}, required=False
        )

    def target_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each target: year, comparison, value."""
        return [(self[f"year_{n}"], self[f"comparator_{n}"], self[f"value_{n}"]) for n in range(self.rows)]

    def ordinary(self) -> list[forms.BoundField]:
        """The fields that are not of a target."""
        return [self[name] for name in self.base_fields if name not in ("formula", "question")]

    def definition(self) -> Definition:
        """What was written; a target without a year is none."""
        said = self.cleaned_data
        return Definition(
            name=said["name"],
            measure=said["measure"].strip(),
            unit=KNOWN[said["unit"]].symbol if said["unit"] in KNOWN else said["unit"].strip(),
            decimals=said["decimals"],
            direction=DirectionOfGood(said["direction"]),
            scope=self.places[said["scope"]],
            parent=said["parent"],
            kind=IndicatorKind(said["kind"]),
            base_year=said["base_year"],
            source=said["source"],
            no_value=said["no_value"],
            kolada=said["kolada"],
            targets=tuple(_target(said, number) for number in range(self.rows) if said.get(f"year_{number}")),
            depends=Dependence(
                IndicatorRelationKind(said["formula"]) if said["formula"] else None,
                tuple(said[name] for name in self.parts if said[name]) if said["formula"] else (),
                tuple(said[name] for name in self.wholes if said[name]),
                tuple(said[name] for name in self.answers if said[name]),
                said["question"],
            ),
        )


def _how(depends: Dependence) -> dict[str, object]:
    values: dict[str, object] = {
        "formula": depends.kind.value if depends.kind else "", "question": depends.question,
    }  # fmt: skip
    values |= {f"answer_{number}": code for number, code in enumerate(depends.answers)}
    values |= {f"part_{number}": code for number, code in enumerate(depends.parts)}
    return values | {f"whole_{number}": code for number, code in enumerate(depends.wholes)}


def _target(said: Mapping[str, object], number: int) -> Target:
    value = said.get(f"value_{number}")
    comparator = Comparator(str(said[f"comparator_{number}"] or Comparator.AT_LEAST.value))
    year = said[f"year_{number}"]
    assert isinstance(year, int)
    if not isinstance(value, Decimal):
        return Target(year, comparator, None)
    exponent = value.as_tuple().exponent
    return Target(year, comparator, value, max(0, -exponent if isinstance(exponent, int) else 0))


def _of(row: Indicator, targets: Iterable[Target]) -> dict[str, object]:
    values: dict[str, object] = {
        "name": row.name, "measure": row.measure, "unit": row.unit_of_measure, "decimals": row.decimals,
        "direction": row.direction, "kind": row.kind, "scope": row.scope.code, "parent": row.parent,
        "base_year": row.base_year, "source": row.source, "no_value": row.no_value, "kolada": row.kolada,
    }  # fmt: skip
    for number, target in enumerate(targets):
        values |= {
            f"year_{number}": target.year, f"comparator_{number}": target.comparator.value,
            f"value_{number}": target.value,
        }  # fmt: skip
    return values


class UploadForm(forms.Form):
    """A file in the long format."""

    file = forms.FileField(
        label=gettext_lazy("Fil med mätvärden"), error_messages={"required": gettext_lazy("Välj en fil.")},
        help_text=gettext_lazy("CSV i långt format: Period;Enhet;Mått;Kolumn;Mätvärde"),
    )  # fmt: skip

    def clean_file(self) -> object:
        """The file, unless it is too large to be one of values."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(gettext(_TOO_LARGE))
        return file


class KoladaForm(forms.Form):
    """Which municipality and years to ask for."""

    municipality = forms.RegexField(
        r"^\d{4}$", label=gettext_lazy("Kommunkod"), widget=forms.TextInput(attrs={"class": "short"}),
        help_text=gettext_lazy("Fyra siffror, till exempel 0180"),
        error_messages={
            "required": gettext_lazy("Skriv kommunens kod, fyra siffror."),
            "invalid": gettext_lazy("Skriv kommunens kod, fyra siffror."),
        },
    )  # fmt: skip
    first = forms.IntegerField(
        label=gettext_lazy("Från år"), min_value=1990, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    last = forms.IntegerField(
        label=gettext_lazy("Till år"), min_value=1990, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip

    group = forms.CharField(
        label=gettext_lazy("Jämför med kommungrupp"), required=False, max_length=200,
        help_text=gettext_lazy(
            "Ord ur gruppens namn i Kolada. ”Liknande kommuner” ger gruppen som är gjord för kommunen. Tomt hämtar ingen."
        ),
    )  # fmt: skip

    def request(self) -> Request:
        """What is asked for."""
        said = self.cleaned_data
        return Request(said["municipality"], said["first"], said["last"], said["group"])

    def clean(self) -> None:
        """The years the right way round."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if isinstance(first, int) and isinstance(last, int) and last < first:
            self.add_error("last", gettext(_("Det sista året är före det första.")))
