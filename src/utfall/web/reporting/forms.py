"""What can be filled in on the pages of a round."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.reporting import Answer, Assessment
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, Person
from utfall.records.reporting.actions import Writing
from utfall.web.shell.fields import DateField, DecimalField


class Contribution(forms.Form):
    """An answer: nothing is demanded, for a draft may always be saved."""

    assessment = forms.ChoiceField(
        label=gettext_lazy("Bedömning för helåret"), required=False, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(label=gettext_lazy("Svar"), required=False, widget=forms.RadioSelect)
    markdown = forms.CharField(
        label=gettext_lazy("Kommentar"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Orsak, effekt, åtgärd. Texten publiceras i rapporten."),
        widget=forms.Textarea(attrs={"rows": 10, "class": "full"}),
    )
    elsewhere = forms.CharField(
        label=gettext_lazy("Var rapporteras det?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Ett avsnitt här, eller en annan nämnds rapport. Fylls i om det rapporteras i en annan del."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)
    who = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        assessed: bool = True,
        commented: bool = True,
        of_the_year: bool = False,
        unchanged: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        words = [(one, one.word_of_the_year if of_the_year else one.word) for one in Assessment]
        assessment, answer = self.fields["assessment"], self.fields["answer"]
        assert isinstance(assessment, forms.ChoiceField) and isinstance(answer, forms.ChoiceField)
        assessment.choices = [(str(one), gettext(word)) for one, word in words]
        answer.choices = [
            (str(one), gettext(one.word)) for one in Answer if unchanged or one is not Answer.UNCHANGED
        ]
        if not assessed:
            del self.fields["assessment"]
        if not commented:
            for name in ("answer", "markdown", "elsewhere"):
                del self.fields[name]

    @property
    def writing(self) -> Writing:
        """What was filled in; a field that was not sent is left as it is."""
        sent = self.cleaned_data
        given = {
            name: sent[name]
            for name in ("markdown", "assessment", "elsewhere")
            if name in self.data and name in sent
        }
        answer = Answer(sent["answer"]) if sent.get("answer") else None
        return Writing(answer=answer, **given)

    @property
    def read_version(self) -> int:
        """The version that the page was made from."""
        return int(self.cleaned_data.get("version") or 0)


class OneField(forms.Form):
    """One field of an answer, as it is saved while somebody writes."""

    field = forms.ChoiceField(
        choices=[(name, name) for name in ("markdown", "answer", "assessment", "elsewhere")]
    )
    value = forms.CharField(required=False, strip=False)
    version = forms.IntegerField()

    @property
    def writing(self) -> Writing | None:
        """What was filled in, or None for a value that the field does not take."""
        name, value = self.cleaned_data["field"], self.cleaned_data["value"]
        if name == "answer":
            return Writing(answer=Answer(value)) if value in set(Answer) else None
        if name == "assessment" and value and value not in set(Assessment):
            return None
        return Writing(**{name: value})


class Reason(forms.Form):
    """What the author is to change."""

    comment = forms.CharField(
        label=gettext_lazy("Vad behöver ändras?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vad som behöver ändras innan du återlämnar.")},
    )


class Remark(forms.Form):
    """Something said beside a text."""

    text = forms.CharField(
        label=gettext_lazy("Skriv i tråden"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv något innan du skickar.")},
    )
    quote = forms.CharField(label=gettext_lazy("Orden det gäller"), required=False, max_length=300)
    to = forms.ChoiceField(label=gettext_lazy("Till"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["to"], people, first=gettext(_("Alla som ser texten")))


class Giving(forms.Form):
    """To whom tasks are given."""

    to = forms.ChoiceField(
        label=gettext_lazy("Vem ska göra det?"),
        error_messages={"required": gettext_lazy("Välj vem som ska göra det.")},
    )

    def __init__(self, *args: Any, people: Iterable[Person] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["to"], people, first=gettext(_("Välj")))


class Absence(Giving):
    """Who stands in, between two days."""

    starts_on = DateField(label=gettext_lazy("Från och med"))
    ends_on = DateField(label=gettext_lazy("Till och med"))
    field_order = ("to", "starts_on", "ends_on")


class Day(forms.Form):
    """A new day for something."""

    on = DateField(
        label=gettext_lazy("Nytt datum"), error_messages={"required": gettext_lazy("Ange ett datum.")}
    )

    @property
    def day(self) -> dt.date:
        """The day given."""
        day = self.cleaned_data["on"]
        assert isinstance(day, dt.date)
        return day


class Decision(forms.Form):
    """What the committee has decided."""

    outcome = forms.ChoiceField(label=gettext_lazy("Vad beslutade nämnden?"), widget=forms.RadioSelect)
    decision = forms.CharField(
        label=gettext_lazy("Beslut"), required=False, max_length=200,
        help_text=gettext_lazy("Datum och paragraf, till exempel 2024-09-26 § 84"),
    )  # fmt: skip
    case_number = forms.CharField(label=gettext_lazy("Diarienummer"), required=False, max_length=40)
    changes = forms.CharField(
        label=gettext_lazy("Ändringar"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Fylls i om nämnden beslutade med ändringar."),
    )  # fmt: skip

    def __init__(self, *args: Any, outcomes: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = list(outcomes)


class Handing(forms.Form):
    """To whom something is handed over, with a sentence of one's own."""

    recipient = forms.ChoiceField(
        label=gettext_lazy("Till vem?"),
        error_messages={"required": gettext_lazy("Välj vem det lämnas till.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Följetext"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, authorities: Iterable[Authority] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["recipient"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext(_("Välj"))), *((one.code, one.name) for one in authorities)]


class Limit(forms.Form):
    """From which variance a comment is owed; empty goes back to what is usual."""

    percent = DecimalField(
        label=gettext_lazy("Kommentar krävs när avvikelsen mot budget är större än"), required=False, decimals=2,
        help_text=gettext_lazy("Procent av de budgeterade kostnaderna, till exempel 1 eller 2,5. Tomt ger det vanliga, 1 procent."),
    )  # fmt: skip

    def clean_percent(self) -> Decimal | None:
        """A share between nothing and ten times the budget."""
        percent: Decimal | None = self.cleaned_data["percent"]
        if percent is not None and not 0 <= percent <= 1000:
            raise forms.ValidationError(gettext(_("Ange en gräns mellan 0 och 1 000 procent.")))
        return percent


class Paragraph(forms.Form):
    """By which paragraph something is secret; empty takes the mark away."""

    paragraph = forms.CharField(
        label=gettext_lazy("Sekretess enligt"), required=False, max_length=150,
        help_text=gettext_lazy("Lagrum, till exempel OSL 19 kap. 1 §. Lämna tomt för att ta bort märkningen."),
    )  # fmt: skip


def _choose(field: forms.Field, people: Iterable[Person], *, first: str) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *((person.get_username(), str(person)) for person in people)]
