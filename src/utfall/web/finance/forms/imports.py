"""The forms of imports: sending a file, and saying what its columns are."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext, gettext_lazy

from utfall.domain.scenario import Scenario
from utfall.integrations.kommunbas import ColumnMapping, Decimals, Role, Shape, Sign
from utfall.integrations.sie.dimensions import PARTS, DimensionMapping
from utfall.ledger.batch import STORED, Batch
from utfall.locale import SWEDISH
from utfall.locale import mark as _

SCENARIO_WORDS = {
    Scenario.OUTCOME: _("Utfall"),
    Scenario.BUDGET: _("Budget"),
    Scenario.FORECAST: _("Prognos"),
}
ROLE_WORDS = {
    Role.NOTHING: _("Läses inte"), Role.ANSVAR: _("Ansvar"), Role.KONTO: _("Konto"), Role.VERKSAMHET: _("Verksamhet"),
    Role.PROJEKT: _("Projekt"), Role.AKTIVITET: _("Aktivitet"), Role.OBJEKT: _("Objekt"), Role.MOTPART: _("Motpart"),
    Role.CODE_STRING: _("Hela kodsträngen"), Role.DAY: _("Datum"), Role.PERIOD: _("Period"), Role.YEAR: _("År"),
    Role.SERIES: _("Verifikationsserie"), Role.VOUCHER: _("Verifikation"), Role.AMOUNT: _("Belopp"),
    Role.DEBIT: _("Debet"), Role.CREDIT: _("Kredit"), Role.TEXT: _("Text"), Role.COUNTERPART: _("Motpartens namn"),
}  # fmt: skip
PART_WORDS = {
    "ansvar": _("Ansvar"), "verksamhet": _("Verksamhet"), "projekt": _("Projekt"), "aktivitet": _("Aktivitet"),
    "objekt": _("Objekt"), "motpart": _("Motpart"), "counterpart": _("Motpartens namn"),
}  # fmt: skip
_TYPES = ".csv,.txt,.xlsx,.xls,.ods,.se,.si,.sie"


class SendForm(forms.Form):
    """A file of the finance system, and what it is."""

    file = forms.FileField(
        label=gettext_lazy("Fil"), help_text=gettext_lazy("SIE, CSV eller Excel, högst 2 GB"),
        widget=forms.FileInput(attrs={"accept": _TYPES}),
        error_messages={
            "required": gettext_lazy("Välj vilken fil som ska läsas in."),
            "empty": gettext_lazy("Filen är tom."),
        },
    )  # fmt: skip
    scenario = forms.ChoiceField(label=gettext_lazy("Vad är raderna?"), widget=forms.RadioSelect)
    version = forms.CharField(
        label=gettext_lazy("Vilken budget eller prognos"), required=False, max_length=40,
        help_text=gettext_lazy("Behövs för budget och prognos, till exempel KF, internbudget eller 2024-D2"),
    )  # fmt: skip
    decision = forms.CharField(
        label=gettext_lazy("Beslut"), required=False, max_length=200,
        help_text=gettext_lazy("Beslutet bakom en budget, till exempel KF 2023-11-23 § 5"),
    )  # fmt: skip
    replaces = forms.ChoiceField(label=gettext_lazy("Ersätter"), required=False)
    profiles = forms.FileField(
        label=gettext_lazy("Periodiseringsnycklar"), required=False,
        help_text=gettext_lazy("Behövs när en budget är ett belopp för hela året: Nyckel;Jan;Feb … Dec"),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, files: "MultiValueDict[str, UploadedFile[bytes]] | None", *,
        batches: Iterable[Batch],
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial={"scenario": Scenario.OUTCOME.value})
        self.batches = {f"{batch.slot.scenario}/{batch.slot.part}": batch for batch in batches}
        self.fields["scenario"].choices = [(one.value, gettext(SCENARIO_WORDS[one])) for one in STORED]  # type: ignore[attr-defined]
        replaced = [(key, f"{batch.slot} · {batch.original.name}") for key, batch in self.batches.items()]
        self.fields["replaces"].choices = [("", gettext(_("Ingenting: filen är ny"))), *replaced]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A budget has a name, and what is replaced is of the same kind."""
        said = super().clean() or {}
        scenario = said.get("scenario", "")
        if scenario and scenario != Scenario.OUTCOME.value and not said.get("version"):
            self.add_error(
                "version",
                gettext(_("Ange vilken budget eller prognos filen är, till exempel KF eller 2024-D2.")),
            )
        replaced = self.batches.get(said.get("replaces", ""))
        if replaced is not None and replaced.slot.scenario.value != scenario:
            self.add_error("replaces", gettext(_("Välj en omgång av samma slag som filen.")))
        return said

    @property
    def part(self) -> str:
        """The part of the ledger that is replaced; empty for a file that is new."""
        replaced = self.batches.get(self.cleaned_data["replaces"])
        return replaced.slot.part if replaced else ""


class _Saving(forms.Form):
    """A mapping that may be kept under a name."""

    save_as = forms.CharField(
        label=gettext_lazy("Spara kopplingen som"), required=False, max_length=60,
        help_text=gettext_lazy("Nästa fil med samma kolumner läses då likadant"),
    )  # fmt: skip


class ColumnsForm(_Saving):
    """What each column of an extract is, and how its amounts are written."""

    def __init__(self, data: Mapping[str, Any] | None, *, proposed: ColumnMapping) -> None:
        super().__init__(data)
        self.proposed = proposed
        own = {}
        choices = [(role.value, gettext(word)) for role, word in ROLE_WORDS.items()]
        for number, (column, role) in enumerate(proposed.columns.items()):
            own[f"column{number}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=role.value
            )
        if proposed.shape is Shape.WIDE:
            own["year"] = forms.IntegerField(
                label=gettext(_("Vilket år månaderna gäller")), required=False, min_value=1990, max_value=2999,
                initial=proposed.year,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "number short"}),
            )  # type: ignore[assignment] # fmt: skip
        if Role.CODE_STRING in proposed.columns.values():
            own["parts"] = forms.CharField(
                label=gettext(_("Kodsträngens delar i ordning")), required=False,
                initial=proposed.code_separator.join(proposed.code_parts),
            )  # type: ignore[assignment] # fmt: skip
        own["decimals"] = forms.ChoiceField(
            label=gettext(_("Decimaler skrivs med")), initial=proposed.decimals.value,
            choices=[(Decimals.COMMA.value, gettext(_("komma"))), (Decimals.POINT.value, gettext(_("punkt")))],
        )  # fmt: skip
        own["money_unit"] = forms.ChoiceField(
            label=gettext(_("Beloppen är i")), initial=proposed.money_unit,
            choices=[(unit, unit) for unit in ("kr", "tkr", "mnkr")],
        )  # fmt: skip
        own["sign"] = forms.ChoiceField(
            label=gettext(_("Beloppens tecken")), initial=proposed.sign.value,
            choices=[
                (Sign.LEDGER.value, gettext(_("Bokföringens: debet plus, kredit minus"))),
                (Sign.STATEMENT.value, gettext(_("Resultatets: intäkt plus, kostnad minus"))),
            ],
        )  # fmt: skip
        self.fields = {**own, "save_as": self.fields["save_as"]}

    def clean(self) -> dict[str, Any]:
        """What the mapping lacks is said as one sentence each."""
        said = super().clean() or {}
        for fault in self.mapping(said).faults():
            self.add_error(None, fault.sentence(get_language() or SWEDISH))
        return said

    def mapping(self, said: Mapping[str, Any] | None = None) -> ColumnMapping:
        """The mapping as it was chosen."""
        said = said if said is not None else self.cleaned_data
        separator = self.proposed.code_separator
        parts = said.get("parts")
        return dataclasses.replace(
            self.proposed,
            columns={
                column: Role(said.get(f"column{number}", ""))
                for number, column in enumerate(self.proposed.columns)
            },
            year=said.get("year") if self.proposed.shape is Shape.WIDE else self.proposed.year,
            decimals=Decimals(said.get("decimals", ",")),
            money_unit=said.get("money_unit", "kr"),
            sign=Sign(said.get("sign", "ledger")),
            code_parts=tuple(part.strip().lower() for part in parts.split(separator)) if parts else (),
        )


class DimensionsForm(_Saving):
    """What each dimension of a SIE file is in the code string."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, proposed: DimensionMapping,
        declared: Iterable[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__(data)
        choices = [
            ("", gettext(_("Läses inte"))),
            *((part, gettext(PART_WORDS[part])) for part in PARTS),
        ]
        self.proposed = proposed
        self.numbers = [number for number, _name in declared]
        names = dict(declared)
        own = {
            f"dimension{number}": forms.ChoiceField(
                label=gettext(_("Dimension %(number)s %(name)s")) % {"number": number, "name": names[number]},
                choices=choices, required=False, initial=proposed.parts.get(number, ""),
            )
            for number in self.numbers
        }  # fmt: skip
        self.fields = {**own, "save_as": self.fields["save_as"]}

    def clean(self) -> dict[str, Any]:
        """A part comes from one dimension."""
        said = super().clean() or {}
        chosen = [said.get(f"dimension{number}") for number in self.numbers]
        for part in {one for one in chosen if one and chosen.count(one) > 1}:
            self.add_error(
                None,
                gettext(_("Två dimensioner är kopplade till %(part)s. Välj en av dem."))
                % {"part": gettext(PART_WORDS[part])},
            )
        return said

    def mapping(self) -> DimensionMapping:
        """The mapping as it was chosen."""
        said = self.cleaned_data
        parts = {number: said[f"dimension{number}"] for number in self.numbers if said[f"dimension{number}"]}
        return DimensionMapping(self.proposed.name, parts)
