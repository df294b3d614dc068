"""The forms of agreements."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.agreements import AgreementKind, AgreementState, AmountOfYear
from utfall.locale import mark as _
from utfall.records.agreements.actions.writing import Written
from utfall.records.agreements.models import Agreement
from utfall.records.agreements.objects import agreement_value
from utfall.records.organisation.models import OrgUnit
from utfall.web.agreements.words import KIND_WORDS, STATE_WORDS
from utfall.web.finance.forms.declared import OfUnit
from utfall.web.finance.forms.money import AmountField
from utfall.web.shell.fields import DateField

_OUTSIDE = ("", gettext_lazy("Någon utanför kommunen"))


class AgreementForm(OfUnit):
    """An agreement with its amount of one year."""

    name = forms.CharField(
        label=gettext_lazy("Avtal"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad avtalet handlar om.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), widget=forms.RadioSelect)
    party = forms.ChoiceField(label=gettext_lazy("Motpart i kommunen"), required=False)
    counterpart = forms.CharField(
        label=gettext_lazy("Motpart utanför kommunen"), required=False, max_length=200
    )
    content = forms.CharField(
        label=gettext_lazy("Uppdrag"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    expectation = forms.CharField(
        label=gettext_lazy("Förväntansnivå"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Vad som ingår och hur bra det ska vara"),
    )  # fmt: skip
    amount = AmountField(label=gettext_lazy("Belopp"), required=False)
    later = forms.BooleanField(
        label=gettext_lazy("Tillkom efter att budgeten beslutades"), required=False,
        help_text=gettext_lazy("Beloppet höjer då de väntade intäkterna i stället för budgeten."),
    )  # fmt: skip
    state = forms.ChoiceField(label=gettext_lazy("Läge"), widget=forms.RadioSelect)
    starts_on = DateField(label=gettext_lazy("Gäller från"), required=False)
    ends_on = DateField(label=gettext_lazy("Gäller till"), required=False)
    notice_on = DateField(
        label=gettext_lazy("Sista dag för uppsägning"), required=False,
        help_text=gettext_lazy("Den ansvariga får en uppgift i god tid före dagen."),
    )  # fmt: skip
    review_on = DateField(label=gettext_lazy("Nästa genomgång"), required=False)
    field_order = (
        "name", "unit", "kind", "party", "counterpart", "content", "expectation", "amount", "later", "state",
        "starts_on", "ends_on", "notice_on", "review_on",
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], parties: Iterable[OrgUnit], year: int,
        unit: str, agreement: Agreement | None = None,
    ) -> None:  # fmt: skip
        self.parties = {one.code: one for one in parties}
        self.year = year
        first: dict[str, Any] = {
            "unit": unit, "kind": AgreementKind.ANNUAL.value, "state": AgreementState.IN_FORCE.value,
        }  # fmt: skip
        super().__init__(data, units=units, initial=_of_agreement(agreement, year) if agreement else first)
        label = gettext(_("Belopp %(year)s")) % {"year": year}
        self.fields["amount"].label = label
        self.fields["amount"].help_text = gettext(_("I tkr och utan minus, också för det som enheten köper."))
        for name, choices in (
            ("kind", [(each.value, gettext(word)) for each, word in KIND_WORDS.items()]),
            ("state", [(each.value, gettext(word)) for each, word in STATE_WORDS.items()]),
            ("party", [_OUTSIDE, *((code, one.name) for code, one in self.parties.items())]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def written(self) -> Written:
        """What was written."""
        said = self.cleaned_data
        amount = said["amount"]
        return Written(
            name=said["name"],
            kind=AgreementKind(said["kind"]),
            unit=self.chosen_unit,
            year=self.year,
            party=self.parties.get(said["party"]),
            counterpart=said["counterpart"],
            content=said["content"],
            expectation=said["expectation"],
            amount=None if amount is None else AmountOfYear(self.year, amount, not said["later"]),
            state=AgreementState(said["state"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            review_on=said["review_on"],
            notice_on=said["notice_on"],
        )


def _of_agreement(row: Agreement, year: int) -> dict[str, Any]:
    value = agreement_value(row)
    of_year = value.of_year(year)
    return {
        "name": value.name, "unit": value.unit, "kind": value.kind.value, "party": value.party,
        "counterpart": value.counterpart, "content": value.content, "expectation": value.expectation,
        "amount": of_year.amount if of_year else None, "later": of_year is not None and not of_year.budgeted,
        "state": value.state.value, "starts_on": value.starts_on, "ends_on": value.ends_on,
        "review_on": value.review_on, "notice_on": value.notice_on,
    }  # fmt: skip


class ReviewForm(forms.Form):
    """That an agreement was gone through, and when it is next."""

    next_on = DateField(label=gettext_lazy("Nästa genomgång"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, today: dt.date) -> None:
        # The 29th of February has no day of its own next year.
        day = min(today.day, 28) if today.month == 2 else today.day
        super().__init__(data, initial={"next_on": today.replace(year=today.year + 1, day=day)})


class TerminationForm(forms.Form):
    """Until when a terminated agreement holds."""

    last_day = DateField(
        label=gettext_lazy("Sista dagen som det gäller"),
        error_messages={"required": gettext_lazy("Skriv den sista dagen som det gäller.")},
    )
