"""The forms of needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.money import Money
from utfall.domain.planning.need import NeedDecision, NeedKind
from utfall.domain.recurrence import Recurrence
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.actions.needs import Asked, Decision
from utfall.records.planning.models import Need
from utfall.web.finance.forms.declared import OfUnit
from utfall.web.finance.forms.money import AmountField
from utfall.web.finance.pages.needs import DECISION_WORDS, KIND_WORDS
from utfall.web.shell.fields import DateField


class NeedForm(OfUnit):
    """What somebody asks for."""

    name = forms.CharField(
        label=gettext_lazy("Behov"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad som behövs.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), widget=forms.RadioSelect)
    benefit = forms.CharField(
        label=gettext_lazy("Nytta"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Vad blir bättre, och för vem?"),
    )  # fmt: skip
    amount = AmountField(
        label=gettext_lazy("Belopp"), error_messages={"required": gettext_lazy("Skriv beloppet i tkr.")}
    )
    recurrence = forms.ChoiceField(label=gettext_lazy("Beloppet är"), widget=forms.RadioSelect)
    funding = forms.CharField(label=gettext_lazy("Finansiering"), required=False, max_length=300)
    notice_on = DateField(
        label=gettext_lazy("Lokalen är uppsagd till"), required=False,
        help_text=gettext_lazy("Bara för en lokal. Till exempel 2024-12-31"),
    )  # fmt: skip
    field_order = ("name", "unit", "kind", "benefit", "amount", "recurrence", "funding", "notice_on")

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], year: int, unit: str,
        need: Need | None = None,
    ) -> None:  # fmt: skip
        first: dict[str, Any] = {
            "unit": unit, "kind": NeedKind.MEANS.value, "recurrence": Recurrence.LASTING.value,
        }  # fmt: skip
        if need is not None:
            first = {
                "unit": need.unit.code, "name": need.name, "kind": need.kind, "benefit": need.benefit,
                "amount": Money(need.amount), "recurrence": need.recurrence, "funding": need.funding,
                "notice_on": need.notice_on,
            }  # fmt: skip
        super().__init__(data, units=units, initial=first)
        self.year = year
        self.fields["amount"].help_text = gettext(_("I tkr. En lägre kostnad skrivs med minus."))
        for name, words in (
            ("kind", {each.value: word for each, word in KIND_WORDS.items()}),
            ("recurrence", {each.value: each.word for each in Recurrence}),
        ):
            self.fields[name].choices = [(value, gettext(word)) for value, word in words.items()]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was written."""
        said = self.cleaned_data
        return Asked(
            name=said["name"],
            unit=self.chosen_unit,
            year=self.year,
            amount=said["amount"],
            recurrence=Recurrence(said["recurrence"]),
            kind=NeedKind(said["kind"]),
            benefit=said["benefit"],
            funding=said["funding"],
            notice_on=said["notice_on"],
        )


class DecisionForm(forms.Form):
    """What was decided about a need."""

    decision = forms.ChoiceField(label=gettext_lazy("Beslut"), widget=forms.RadioSelect)
    granted = AmountField(label=gettext_lazy("Beviljat belopp"), required=False)
    decided_by = forms.CharField(
        label=gettext_lazy("Beslutat av"), required=False, max_length=200,
        help_text=gettext_lazy("Organ och paragraf, till exempel Kommunfullmäktige § 84"),
    )  # fmt: skip
    decided_on = DateField(label=gettext_lazy("Beslutsdatum"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, need: Need) -> None:
        super().__init__(data, initial={
            "decision": need.decision, "decided_by": need.decided_by, "decided_on": need.decided_on,
            "granted": None if need.granted is None else Money(need.granted),
        })  # fmt: skip
        self.fields["granted"].help_text = gettext(
            _("I tkr, om det är ett annat belopp än det som begärdes.")
        )
        choices = [(each.value, gettext(word)) for each, word in DECISION_WORDS.items()]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    def decided(self) -> Decision:
        """What was written."""
        said = self.cleaned_data
        return Decision(
            NeedDecision(said["decision"]), said["decided_by"], said["decided_on"], said["granted"]
        )
