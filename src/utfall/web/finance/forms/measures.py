"""The forms of measures."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import Consultation, Effect, Followed, WorkState
from utfall.domain.recurrence import Recurrence
from utfall.domain.unit import TKR
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning.actions.measures import Proposed
from utfall.records.planning.models import Goal, Measure
from utfall.web.finance.pages.measure_words import WORK_WORDS
from utfall.web.shell.fields import DateField, DecimalField, PeriodField

NONE = ("", gettext_lazy("Inte valt"))
_ACCOUNTS = re.compile(r"\d{1,6}(?:[\s,;]+\d{1,6})*")


class MeasureForm(forms.Form):
    """What a measure is: everything but what has been decided about it."""

    name = forms.CharField(
        label=gettext_lazy("Åtgärd"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv vad ni ska göra.")},
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Enhet"))
    owner = forms.CharField(
        label=gettext_lazy("Ansvarig"), required=False, max_length=120, widget=forms.TextInput(attrs={"list": "people"}),
        help_text=gettext_lazy("Namn eller befattning"),
    )  # fmt: skip
    goal = forms.ChoiceField(label=gettext_lazy("Hör till målet"), required=False)
    work = forms.ChoiceField(label=gettext_lazy("Läge i arbetet"), widget=forms.RadioSelect)
    starts_on = DateField(label=gettext_lazy("Börjar"), required=False)
    due_on = DateField(label=gettext_lazy("Klart senast"), required=False)
    recurrence = forms.ChoiceField(label=gettext_lazy("Effekten är"), required=False)
    budget_of = forms.ChoiceField(
        label=gettext_lazy("Effekten hamnar i budgeten hos"), required=False,
        help_text=gettext_lazy("Effekt hos annan nämnd räknas i egen summa, aldrig i resultatet."),
    )  # fmt: skip
    condition = forms.CharField(
        label=gettext_lazy("Villkor"), required=False, max_length=300,
        help_text=gettext_lazy("Till exempel: kräver ändring av riktlinje"),
    )  # fmt: skip
    deciding_body = forms.CharField(label=gettext_lazy("Beslutas av"), required=False, max_length=200)
    affects_staff = forms.BooleanField(label=gettext_lazy("Bemanningen påverkas"), required=False)
    fsg_on = DateField(label=gettext_lazy("Samverkan i FSG"), required=False)
    mbl_on = DateField(label=gettext_lazy("Förhandling enligt MBL"), required=False)
    follow_line = forms.ChoiceField(label=gettext_lazy("Rad i resultaträkningen"), required=False)
    follow_accounts = forms.CharField(
        label=gettext_lazy("Konton"), required=False, max_length=200,
        help_text=gettext_lazy("Hur kontona börjar, till exempel 50, 5165"),
    )  # fmt: skip
    follow_cost_centre = forms.CharField(label=gettext_lazy("Ansvar"), required=False, max_length=40)
    follow_against = PeriodField(
        label=gettext_lazy("Jämförs med"), required=False,
        help_text=gettext_lazy("Till exempel 2023. Tomt betyder samma månader året före."),
    )  # fmt: skip
    circle = forms.MultipleChoiceField(
        label=gettext_lazy("Krets"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("De ser åtgärden innan den släpps. Du är alltid med."),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, str] | None, *, units: Iterable[OrgUnit], goals: Iterable[Goal],
        budgets: Iterable[OrgUnit], people: Iterable[Person], lines: Iterable[tuple[str, str]],
        years: Iterable[int], own: str, unit: str = "", goal: str = "", measure: Measure | None = None,
    ) -> None:  # fmt: skip
        self.units = {one.code: one for one in units}
        self.goals = {one.code: one for one in goals}
        self.budgets = {one.code: one for one in budgets}
        self.people = {one.get_username(): one for one in people}
        self.years = tuple(years)
        first = {"unit": unit, "goal": goal, "budget_of": own, "work": WorkState.NOT_STARTED.value}
        super().__init__(data, initial=_of_measure(measure) if measure else first)
        for year in self.years:
            label = gettext(_("Effekt %(year)s")) % {"year": year}
            self.fields[f"effect_{year}"] = DecimalField(label=label, required=False, unit="tkr")
        self._choose(lines)
        if measure is not None and measure.released:
            del self.fields["circle"]

    def _choose(self, lines: Iterable[tuple[str, str]]) -> None:
        choices: dict[str, list[tuple[str, object]]] = {
            "unit": [(code, one.name) for code, one in self.units.items()],
            "goal": [NONE, *((code, one.name) for code, one in self.goals.items())],
            "budget_of": [
                *((code, one.name) for code, one in self.budgets.items()),
                ("", gettext(_("Annan, inte namngiven"))),
            ],
            "work": [(each.value, gettext(word)) for each, word in WORK_WORDS.items()],
            "recurrence": [NONE, *((each.value, gettext(each.word)) for each in Recurrence)],
            "follow_line": [NONE, *lines],
            "circle": [(name, str(one)) for name, one in self.people.items()],
        }
        for name, chosen in choices.items():
            self.fields[name].choices = chosen  # type: ignore[attr-defined]

    @property
    def effects(self) -> list[forms.BoundField]:
        """The fields of the years."""
        return [self[f"effect_{year}"] for year in self.years]

    def clean_follow_accounts(self) -> tuple[str, ...]:
        """The beginnings of accounts."""
        text = str(self.cleaned_data["follow_accounts"]).strip()
        if text and not _ACCOUNTS.fullmatch(text):
            raise ValidationError(
                gettext(_("Skriv konton med siffror och komma mellan, till exempel 50, 5165."))
            )
        return tuple(re.split(r"[\s,;]+", text)) if text else ()

    def clean(self) -> None:
        """Effects in whole öre, and dates of consultation only where staffing is affected."""
        for year in self.years:
            value = self.cleaned_data.get(f"effect_{year}")
            if isinstance(value, Decimal):
                try:
                    Money.of(value, TKR)
                except ValueError:
                    self.add_error(
                        f"effect_{year}", gettext(_("Skriv beloppet i tkr med högst fem decimaler."))
                    )
        said = self.cleaned_data
        if (said.get("fsg_on") or said.get("mbl_on")) and not said.get("affects_staff"):
            self.add_error(
                "affects_staff", gettext(_("Kryssa i att bemanningen påverkas, eller ta bort datumen."))
            )
        start, end = said.get("starts_on"), said.get("due_on")
        if start and end and end < start:
            self.add_error("due_on", gettext(_("Åtgärden är klar innan den börjar. Rätta något av datumen.")))

    def proposed(self, *, kept: Iterable[Effect] = ()) -> Proposed:
        """What was written; `kept` are effects of years that the form does not show."""
        said = self.cleaned_data
        against: Period | None = said["follow_against"]
        shown = [
            Effect(year, Money.of(said[f"effect_{year}"], TKR))
            for year in self.years
            if said[f"effect_{year}"] is not None
        ]
        others = [one for one in kept if one.year not in self.years]
        return Proposed(
            name=said["name"],
            unit=self.units[said["unit"]],
            effects=tuple(sorted((*others, *shown), key=lambda one: one.year)),
            budget_of=self.budgets.get(said["budget_of"]),
            owner=said["owner"],
            goal=self.goals.get(said["goal"]),
            condition=said["condition"],
            deciding_body=said["deciding_body"],
            starts_on=said["starts_on"],
            due_on=said["due_on"],
            recurrence=Recurrence(said["recurrence"]) if said["recurrence"] else None,
            consultation=Consultation(said["affects_staff"], said["fsg_on"], said["mbl_on"]),
            work=WorkState(said["work"]),
            followed=Followed(
                said["follow_accounts"], said["follow_line"], said["follow_cost_centre"].strip(), against
            ),
            circle=tuple(self.people[name] for name in said.get("circle", ())),
        )


def _of_measure(row: Measure) -> dict[str, object]:
    effects = {f"effect_{one.year}": _shown(Money(one.amount).amount(TKR)) for one in row.effects.all()}
    return {
        "name": row.name, "unit": row.unit.code, "owner": row.owner, "goal": row.goal.code if row.goal else "",
        "work": row.work, "starts_on": row.starts_on, "due_on": row.due_on, "recurrence": row.recurrence,
        "budget_of": row.budget_of.code if row.budget_of else "", "condition": row.condition,
        "deciding_body": row.deciding_body, "affects_staff": row.affects_staff, "fsg_on": row.fsg_on,
        "mbl_on": row.mbl_on, "follow_line": row.follow_line, "follow_accounts": ", ".join(row.follow_accounts),
        "follow_cost_centre": row.follow_cost_centre,
        "follow_against": Period.parse(row.follow_against) if row.follow_against else None,
        "circle": [one.get_username() for one in row.circle.all()], **effects,
    }  # fmt: skip


def _shown(amount: Decimal) -> Decimal:
    """As few decimals as it has."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


class DecideForm(forms.Form):
    """How a measure was decided."""

    decision = forms.CharField(
        label=gettext_lazy("Beslut"), max_length=200,
        help_text=gettext_lazy("Vem som beslutade och paragrafen, till exempel Servicenämnden § 84"),
        error_messages={"required": gettext_lazy("Skriv vem som beslutade och paragrafen.")},
    )  # fmt: skip
    decided_on = DateField(
        label=gettext_lazy("Beslutsdatum"),
        error_messages={"required": gettext_lazy("Skriv datumet för beslutet.")},
    )


class AbandonForm(forms.Form):
    """Why a measure will not be done."""

    reason = forms.CharField(
        label=gettext_lazy("Varför blir den inte av?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv varför åtgärden inte blir av.")},
    )  # fmt: skip
