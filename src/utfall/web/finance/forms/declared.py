"""The forms of investments, carried-over results, comparability items and index assumptions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.finance import InvestmentClass, Treatment
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.integrations.folder.finance import TypedAmount
from utfall.locale import mark as _
from utfall.records.finance.actions.index import Assumed
from utfall.records.finance.actions.investments import Written
from utfall.records.finance.actions.result_items import Carried, Comparable
from utfall.records.finance.declared import carried_value, investment_value, item_value
from utfall.records.finance.models import CarriedOver, ComparabilityItem, IndexAssumption, Investment
from utfall.records.organisation.models import OrgUnit
from utfall.web.finance.forms.money import AccountsField, AmountField
from utfall.web.shell.fields import DecimalField, PeriodField

_CLASSES = {
    InvestmentClass.COUNCIL: _("Anläggningsinvestering, beslutas av fullmäktige"),
    InvestmentClass.COMMITTEE: _("Beslutas av nämnden"),
}
TREATMENTS = {
    Treatment.PRORATED: _("I takt med året: 8 av 12 delar i augusti"),
    Treatment.WHOLE: _("Hela beloppet från januari"),
    Treatment.BESIDE: _("Vid sidan av resultatet"),
}


def year_field(label: Any) -> forms.IntegerField:
    """A field for a year."""
    return forms.IntegerField(
        label=label, min_value=1990, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Skriv ett årtal, till exempel 2024.")},
    )  # fmt: skip


class OfUnit(forms.Form):
    """A form with a choice among units; a single one is chosen already."""

    unit = forms.ChoiceField(label=gettext_lazy("Enhet"))

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], initial: Mapping[str, Any]
    ) -> None:
        self.units = {unit.code: unit for unit in units}
        super().__init__(data, initial=dict(initial))
        choices = [(code, unit.name) for code, unit in self.units.items()]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_unit(self) -> OrgUnit:
        """The unit that was chosen."""
        return self.units[self.cleaned_data["unit"]]


class InvestmentForm(OfUnit):
    """An investment with its amounts of a year and of the whole project."""

    name = forms.CharField(
        label=gettext_lazy("Projekt"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad investeringen heter.")},
    )  # fmt: skip
    investment_class = forms.ChoiceField(label=gettext_lazy("Beslutas av"), widget=forms.RadioSelect)
    accounts = AccountsField(
        label=gettext_lazy("Konton"),
        help_text=gettext_lazy("Utfallet hämtas ur huvudboken: projekt av klassen investering på dessa konton."),
        error_messages={"required": gettext_lazy("Skriv början på kontona, till exempel 1231.")},
    )  # fmt: skip
    budget = AmountField(label=gettext_lazy("Budget helår"), required=False)
    forecast = AmountField(label=gettext_lazy("Årsprognos"), required=False)
    project_budget = AmountField(label=gettext_lazy("Total projektbudget"), required=False)
    project_forecast = AmountField(label=gettext_lazy("Prognos för hela projektet"), required=False)
    field_order = (
        "name", "unit", "investment_class", "accounts", "budget", "forecast", "project_budget", "project_forecast",
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], year: int, unit: str,
        investment: Investment | None = None,
    ) -> None:  # fmt: skip
        first = {"unit": unit, "investment_class": InvestmentClass.COMMITTEE.value}
        super().__init__(data, units=units, initial=_of_investment(investment, year) if investment else first)
        self.year = year
        choices = [(each.value, gettext(word)) for each, word in _CLASSES.items()]
        self.fields["investment_class"].choices = choices  # type: ignore[attr-defined]
        hint = gettext(_("I tkr, utgifter med minus"))
        for name in ("budget", "forecast", "project_budget", "project_forecast"):
            self.fields[name].help_text = hint

    def written(self) -> Written:
        """What was written."""
        said = self.cleaned_data
        return Written(
            name=said["name"],
            investment_class=InvestmentClass(said["investment_class"]),
            unit=self.chosen_unit,
            accounts=said["accounts"],
            year=self.year,
            budget=said["budget"],
            forecast=said["forecast"],
            project_budget=said["project_budget"],
            project_forecast=said["project_forecast"],
        )


def _of_investment(row: Investment, year: int) -> dict[str, Any]:
    value = investment_value(row).investment
    return {
        "name": row.name,
        "unit": row.unit.code,
        "investment_class": row.investment_class,
        "accounts": tuple(row.accounts),
        "budget": value.value(Scenario.BUDGET, Period.year(year)),
        "forecast": value.value(Scenario.FORECAST, Period.year(year)),
        "project_budget": value.value(Scenario.BUDGET, None),
        "project_forecast": value.value(Scenario.FORECAST, None),
    }


class CarriedForm(OfUnit):
    """A carried-over result of a unit."""

    origin_year = year_field(gettext_lazy("Från år"))
    amount = AmountField(
        label=gettext_lazy("Belopp"),
        error_messages={"required": gettext_lazy("Skriv beloppet, ett underskott med minus.")},
    )
    preliminary = forms.BooleanField(
        label=gettext_lazy("Preliminärt"), required=False,
        help_text=gettext_lazy("Tills det är beslutat vad som rullas."),
    )  # fmt: skip
    decided_by = forms.CharField(
        label=gettext_lazy("Beslutat av"), required=False, max_length=200,
        help_text=gettext_lazy("Organ och paragraf, till exempel Kommunfullmäktige § 84"),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], year: int, unit: str,
        carried: CarriedOver | None = None,
    ) -> None:  # fmt: skip
        first: dict[str, Any] = {"unit": unit, "origin_year": year - 1}
        if carried is not None:
            value = carried_value(carried)
            first = {
                "unit": value.unit, "origin_year": value.origin_year, "amount": value.amount,
                "preliminary": value.preliminary, "decided_by": value.decided_by,
            }  # fmt: skip
        super().__init__(data, units=units, initial=first)
        self.year = year
        self.fields["amount"].help_text = gettext(_("I tkr, ett underskott med minus"))

    def said(self) -> Carried:
        """What was written; it is called what it is."""
        said = self.cleaned_data
        surplus = said["amount"].öre >= 0
        year = said["origin_year"]
        return Carried(
            name=f"Överskott från {year}" if surplus else f"Underskott från {year}",
            unit=self.chosen_unit,
            origin_year=year,
            year=self.year,
            amount=said["amount"],
            decided_by=said["decided_by"],
            preliminary=said["preliminary"],
        )


class TreatmentForm(forms.Form):
    """How results from earlier years enter the result of a part of the year."""

    treatment = forms.ChoiceField(label=gettext_lazy("Så räknas det in"), widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None, *, treatment: Treatment | None = None) -> None:
        super().__init__(data, initial={"treatment": treatment.value if treatment else ""})
        choices = [(each.value, gettext(word)) for each, word in TREATMENTS.items()]
        self.fields["treatment"].choices = choices  # type: ignore[attr-defined]


class ItemForm(OfUnit):
    """An item that makes years hard to compare: on accounts of the ledger, or typed for a period and the year before."""

    name = forms.CharField(
        label=gettext_lazy("Post"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad posten är, till exempel försäljning av fordon.")},
    )  # fmt: skip
    accounts = AccountsField(
        label=gettext_lazy("Konton"), required=False,
        help_text=gettext_lazy("Beloppen hämtas ur huvudboken. Lämna tomt om beloppen skrivs in nedan."),
    )  # fmt: skip
    normal = AmountField(label=gettext_lazy("Ett vanligt helår"), required=False)
    period = PeriodField(label=gettext_lazy("Period"), required=False)
    amount = AmountField(label=gettext_lazy("Belopp i perioden"), required=False)
    before = AmountField(label=gettext_lazy("Belopp samma månader året före"), required=False)
    source = forms.CharField(label=gettext_lazy("Källa"), required=False, max_length=200)
    field_order = ("name", "unit", "accounts", "normal", "period", "amount", "before", "source")

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], period: Period, unit: str,
        item: ComparabilityItem | None = None,
    ) -> None:  # fmt: skip
        self.declared = item_value(item) if item is not None else None
        first: dict[str, Any] = {"unit": unit, "period": period}
        if self.declared is not None:
            held = {one.period: one for one in self.declared.amounts}
            now, then = held.get(period), held.get(period.year_before)
            first = {
                "name": self.declared.name, "unit": self.declared.unit, "accounts": self.declared.accounts,
                "normal": self.declared.normal, "period": period, "amount": now and now.amount,
                "before": then and then.amount, "source": now.source if now else "",
            }  # fmt: skip
        super().__init__(data, units=units, initial=first)

    def clean(self) -> None:
        """A typed amount says for when, and where it was taken from."""
        said = self.cleaned_data
        typed = said.get("amount") is not None or said.get("before") is not None
        if typed and not said.get("period"):
            self.add_error("period", gettext(_("Skriv vilken period beloppet gäller.")))
        if typed and not said.get("source"):
            self.add_error("source", gettext(_("Skriv varifrån beloppen är hämtade.")))

    def said(self) -> Comparable:
        """What was written; amounts that were typed for other periods stay."""
        said = self.cleaned_data
        period, kept = said["period"], {}
        if self.declared is not None and not said["accounts"]:
            kept = {one.period: one for one in self.declared.amounts}
        if period is not None:
            for when, amount in ((period, said["amount"]), (period.year_before, said["before"])):
                kept.pop(when, None)
                if amount is not None:
                    kept[when] = TypedAmount(when, amount, said["source"])
        return Comparable(
            name=said["name"],
            unit=self.chosen_unit,
            accounts=said["accounts"],
            amounts=tuple(kept[when] for when in sorted(kept)),
            normal=said["normal"],
        )


class IndexForm(forms.Form):
    """An index assumption: a kind of cost and by how many per cent it rises."""

    measure = forms.ChoiceField(label=gettext_lazy("Kostnadsslag"))
    percent = DecimalField(
        label=gettext_lazy("Index"), unit="%", help_text=gettext_lazy("Förändring av priset i procent, till exempel 2,5"),
        error_messages={"required": gettext_lazy("Skriv index i procent, till exempel 2,5.")},
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Meddelat av"), required=False, max_length=200,
        help_text=gettext_lazy("Till exempel kommunledningskontoret"),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, lines: Iterable[tuple[str, str]], year: int,
        index: IndexAssumption | None = None,
    ) -> None:  # fmt: skip
        self.lines, self.year = dict(lines), year
        first = None
        if index is not None:
            self.lines.setdefault(index.measure, index.name)
            first = {"measure": index.measure, "percent": Decimal(index.percent), "source": index.source}
        super().__init__(data, initial=first)
        self.fields["measure"].choices = list(self.lines.items())  # type: ignore[attr-defined]

    def said(self) -> Assumed:
        """What was written; it is called what the line is called."""
        said = self.cleaned_data
        return Assumed(
            self.lines[said["measure"]], self.year, said["measure"], said["percent"], said["source"]
        )


class VolumeForm(OfUnit):
    """A cost line that is parted in price and volume."""

    cost = forms.ChoiceField(label=gettext_lazy("Kostnadsslag"))
    volume = forms.ChoiceField(label=gettext_lazy("Volym"))
    field_order = ("unit", "cost", "volume")

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Iterable[OrgUnit], lines: Iterable[tuple[str, str]],
        volumes: Iterable[tuple[str, str]],
    ) -> None:  # fmt: skip
        self.lines, self.volumes = dict(lines), dict(volumes)
        super().__init__(data, units=units, initial={})
        self.fields["cost"].choices = list(self.lines.items())  # type: ignore[attr-defined]
        self.fields["volume"].choices = list(self.volumes.items())  # type: ignore[attr-defined]

    @property
    def title(self) -> str:
        """What the line is called."""
        said = self.cleaned_data
        return (
            f"{self.lines[said['cost']]} per {self.volumes[said['volume']].lower()}, {self.chosen_unit.name}"
        )
