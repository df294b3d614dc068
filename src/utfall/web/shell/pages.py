"""What the frame's own pages show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.conf import LazySettings
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.swedish import date
from utfall.locale import mark as _
from utfall.web.shell.drawing import Line, Point, Sparkline, line, sparkline
from utfall.web.shell.fields import DateField, DecimalField, PeriodField
from utfall.web.shell.status import LOOKS


@dataclass(frozen=True, slots=True)
class Statement:
    """What the statements on accessibility and on people need to know about the site."""

    owner: str
    address: str
    contact: str
    gaps: tuple[tuple[str, str], ...]
    """What is not accessible, and why."""
    assessed_on: str
    updated_on: str


ASSESSED_ON = dt.date(2026, 11, 24)
"""When the pages were last looked at as a whole; changed with each release."""
UPDATED_ON = dt.date(2026, 11, 24)
"""When the statement itself was last changed."""
_GAPS = (
    (_("Tjänsten är ännu inte prövad av personer som använder skärmläsare eller andra hjälpmedel."),
     _("Sådana prov görs av kommunen före driftsättning.")),
    (_("Breda tabeller rullas i sidled på små skärmar."),
     _("Tal måste stå i rader och kolumner för att kunna jämföras. Tabellen rullar, inte sidan, och första kolumnen står kvar.")),
    (_("Träd och tabeller med många fält är lättare att använda på en stor skärm."),
     _("Samma uppgifter finns också på sidor med ett fåtal fält.")),
    (_("Filer som andra har bifogat kan vara otillgängliga."), _("Vi har inte gjort dem, och kan inte ändra dem.")),
)  # fmt: skip
"""What is known to be wanting in this release, each with its reason."""


def statement(settings: LazySettings) -> Statement:
    """The statements' own values, from the settings of the installation."""
    return Statement(
        owner=settings.OWNER,
        address=settings.SITE_URL,
        contact=settings.CONTACT,
        gaps=tuple((gettext(gap), gettext(reason)) for gap, reason in _GAPS),
        assessed_on=date(ASSESSED_ON),
        updated_on=date(UPDATED_ON),
    )


class Example(forms.Form):
    """One field of every kind."""

    outcome = DecimalField(
        label=gettext_lazy("Utfall"), help_text=gettext_lazy("I procent, till exempel 68,3"), decimals=1
    )
    day = DateField(label=gettext_lazy("Klart senast"), required=False)
    period = PeriodField(label=gettext_lazy("Period"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Bedömning"),
        widget=forms.RadioSelect,
        choices=[(word, gettext_lazy(word)) for word in ("Uppnås", "Uppnås delvis", "Uppnås inte")],
        error_messages={"required": gettext_lazy("Välj en bedömning.")},
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Enhet"),
        required=False,
        choices=[("SEN", "Servicenämnden"), ("IT", "Område 1 IT")],
    )
    comment = forms.CharField(
        label=gettext_lazy("Kommentar"),
        help_text=gettext_lazy("Orsak, effekt, åtgärd. Publiceras i rapporten."),
        widget=forms.Textarea,
        required=False,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Visa"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("late", gettext_lazy("Försenade")), ("mine", gettext_lazy("Bara mina"))],
    )
    told = forms.BooleanField(label=gettext_lazy("Skicka påminnelse"), required=False)
    file = forms.FileField(label=gettext_lazy("Bilaga"), required=False)


@dataclass(frozen=True, slots=True)
class Style:
    """Examples for the page of all components; the figures belong to nobody."""

    words: tuple[str, ...]
    line: Line
    spark: Sparkline | None
    diff: Sequence[tuple[str, str]]


def style() -> Style:
    """The page of all components."""
    values = [
        ("2021", "61,0", "61.0"),
        ("2022", "", None),
        ("2023", "63,5", "63.5"),
        ("2024", "66,7", "66.7"),
    ]
    points = [
        Point(year, f"{printed} %" if printed else "", Decimal(value) if value else None, Decimal(75), "75 %")
        for year, printed, value in values
    ]
    return Style(
        words=tuple(LOOKS),
        line=line(
            points,
            title=gettext("Andelen ökade från 61,0 till 66,7 %, målet är 75 %"),
            time_word=gettext("År"),
            value_word=gettext("Utfall"),
            target_label=gettext("Mål 75 %"),
        ),
        spark=sparkline([Decimal(3), Decimal(5), Decimal(4), Decimal(8)]),
        diff=[
            ("same", "Nämnden visar "),
            ("removed", "ett överskott "),
            ("added", "ett underskott "),
            ("same", "hittills i år."),
        ],
    )
