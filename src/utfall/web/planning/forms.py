"""The forms of plans."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.goal_chain import Level, Place
from utfall.domain.planning import AssignmentState
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning.actions.activities import Doing
from utfall.records.planning.actions.assignments import Given
from utfall.records.planning.actions.goals import Wording
from utfall.records.planning.models import Activity, ActivityState, Assignment, Goal
from utfall.web.planning.pages.unit import STATE_WORDS
from utfall.web.shell.fields import DateField

NOBODY = ("", gettext_lazy("Ingen vald"))
PLACE_WORDS = {
    Place.UNDER: _("Under målet"),
    Place.BEFORE: _("Före målet"),
    Place.AFTER: _("Efter målet"),
}
REPORT_WORDS = {
    AssignmentState.ONGOING: _("Pågår"),
    AssignmentState.DONE: _("Klart"),
    AssignmentState.LATE: _("Försenat"),
    AssignmentState.PROPOSED_CLOSED: _("Föreslås avslutat"),
}
"""Where an assignment can be said to stand; closing it takes a decision."""


class GoalForm(forms.Form):
    """The words of a goal, who answers for it, which units take part."""

    level = forms.ChoiceField(label=gettext_lazy("Nivå"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Mål"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv målet.")},
    )
    description = forms.CharField(
        label=gettext_lazy("Beskrivning"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    target_year = forms.IntegerField(
        label=gettext_lazy("Målår"), required=False, min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Skriv ett årtal, till exempel 2027.")},
    )  # fmt: skip
    owner = forms.ChoiceField(label=gettext_lazy("Ansvarig enhet"), required=False)
    contributors = forms.MultipleChoiceField(
        label=gettext_lazy("Enheter som bidrar"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Mapping[str, str] | None, *, units: Iterable[OrgUnit], levels: Iterable[Level] = (),
        goal: Goal | None = None, of_unit: bool = False, with_year: bool = False,
    ) -> None:  # fmt: skip
        self.units = {unit.code: unit for unit in units}
        super().__init__(data, initial=_of_goal(goal) if goal else None)
        choices = [(unit.code, unit.name) for unit in self.units.values()]
        self.fields["owner"].choices = [NOBODY, *choices]  # type: ignore[attr-defined]
        self.fields["contributors"].choices = choices  # type: ignore[attr-defined]
        levels = tuple(levels)
        self.fields["level"].choices = [(each.value, gettext(each.word)) for each in levels]  # type: ignore[attr-defined]
        self.fields["level"].required = bool(levels)
        if not levels:
            del self.fields["level"]
        if of_unit:
            for name in ("owner", "contributors", "target_year"):
                del self.fields[name]
        elif not with_year and (goal is None or goal.level != Level.COMMITTEE):
            del self.fields["target_year"]

    @property
    def chosen_level(self) -> Level:
        """The level of a new goal."""
        return Level(self.cleaned_data["level"])

    def wording(self, owner: OrgUnit | None = None) -> Wording:
        """What was written; a unit's own goal is owned by the unit."""
        said = self.cleaned_data
        return Wording(
            name=said["name"],
            description=said["description"],
            owner=owner or self.units.get(said.get("owner", "")),
            contributors=tuple(self.units[code] for code in said.get("contributors", ())),
            target_year=said.get("target_year"),
        )


def _of_goal(goal: Goal) -> dict[str, object]:
    return {
        "name": goal.name,
        "description": goal.description,
        "target_year": goal.target_year,
        "owner": goal.owner.code if goal.owner else "",
        "contributors": [unit.code for unit in goal.contributors.all()],
    }


class PlaceForm(forms.Form):
    """Where a goal is put."""

    place = forms.ChoiceField(
        label=gettext_lazy("Placera"), widget=forms.RadioSelect, initial=Place.UNDER.value
    )
    other = forms.TypedChoiceField(label=gettext_lazy("Mål"), coerce=int)

    def __init__(self, data: Mapping[str, str] | None, *, goals: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["place"].choices = [(each.value, gettext(word)) for each, word in PLACE_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["other"].choices = list(goals)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What was decided, by whom and when."""

    decided_on = DateField(
        label=gettext_lazy("Beslutsdatum"),
        error_messages={"required": gettext_lazy("Skriv datumet för beslutet.")},
    )
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        help_text=gettext_lazy("Vem som beslutade och paragrafen, till exempel Servicenämnden § 84"),
        error_messages={"required": gettext_lazy("Skriv vem som beslutade och paragrafen.")},
    )


class ActivityForm(forms.Form):
    """What a unit does under a goal."""

    name = forms.CharField(
        label=gettext_lazy("Aktivitet"), max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad ni ska göra.")},
    )  # fmt: skip
    goal = forms.TypedChoiceField(label=gettext_lazy("Under målet"), coerce=int)
    responsible = forms.ChoiceField(label=gettext_lazy("Ansvarig"), required=False)
    starts_on = DateField(label=gettext_lazy("Börjar"), required=False)
    ends_on = DateField(label=gettext_lazy("Klar senast"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Läge"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, str] | None, *, goals: Iterable[tuple[int, str]], people: Iterable[Person],
        activity: Activity | None = None, goal: int | None = None,
    ) -> None:  # fmt: skip
        self.people = {person.get_username(): person for person in people}
        first = {"goal": goal, "state": ActivityState.NOT_STARTED.value}
        super().__init__(data, initial=_of_activity(activity) if activity else first)
        self.fields["goal"].choices = list(goals)  # type: ignore[attr-defined]
        self.fields["responsible"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((name, str(person)) for name, person in self.people.items())
        ]  # fmt: skip
        self.fields["state"].choices = [(each.value, gettext(word)) for each, word in STATE_WORDS.items()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Both dates together."""
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            self.add_error(
                "ends_on", gettext(_("Aktiviteten slutar innan den börjar. Rätta något av datumen."))
            )

    def doing(self) -> Doing:
        """What was written."""
        said = self.cleaned_data
        return Doing(
            name=said["name"],
            goal=said["goal"],
            responsible=self.people.get(said["responsible"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            state=ActivityState(said["state"]),
        )


def _of_activity(row: Activity) -> dict[str, object]:
    return {
        "name": row.name, "goal": row.goal_id, "starts_on": row.starts_on, "ends_on": row.ends_on,
        "responsible": row.responsible.get_username() if row.responsible else "", "state": row.state,
    }  # fmt: skip


class AssignmentForm(forms.Form):
    """What somebody was given to do, as it stands in the decision."""

    name = forms.CharField(
        label=gettext_lazy("Uppdrag"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Så som det står i beslutet"),
        error_messages={"required": gettext_lazy("Skriv uppdraget så som det står i beslutet.")},
    )  # fmt: skip
    given_by = forms.ChoiceField(label=gettext_lazy("Givet av"))
    decided_on = DateField(
        label=gettext_lazy("Beslutsdatum"),
        error_messages={"required": gettext_lazy("Skriv datumet för beslutet.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    responsible = forms.ChoiceField(label=gettext_lazy("Ansvarig enhet"))
    due_on = DateField(label=gettext_lazy("Klart senast"), required=False)

    def __init__(
        self, data: Mapping[str, str] | None, *, givers: Iterable[OrgUnit], units: Iterable[OrgUnit],
        assignment: Assignment | None = None,
    ) -> None:  # fmt: skip
        self.givers = {unit.code: unit for unit in givers}
        self.units = {unit.code: unit for unit in units}
        super().__init__(data, initial=_of_assignment(assignment) if assignment else None)
        self.fields["given_by"].choices = [(code, unit.name) for code, unit in self.givers.items()]  # type: ignore[attr-defined]
        self.fields["responsible"].choices = [(code, unit.name) for code, unit in self.units.items()]  # type: ignore[attr-defined]

    def given(self) -> Given:
        """What was written."""
        said = self.cleaned_data
        return Given(
            name=said["name"],
            given_by=self.givers[said["given_by"]],
            decided_on=said["decided_on"],
            responsible=self.units[said["responsible"]],
            paragraph=said["paragraph"],
            due_on=said["due_on"],
        )


def _of_assignment(row: Assignment) -> dict[str, object]:
    return {
        "name": row.name, "given_by": row.given_by.code, "decided_on": row.decided_on, "paragraph": row.paragraph,
        "responsible": row.responsible.code, "due_on": row.due_on,
    }  # fmt: skip


class ReportForm(forms.Form):
    """Where an assignment stands in a round."""

    round = forms.ChoiceField(label=gettext_lazy("Runda"))
    state = forms.ChoiceField(label=gettext_lazy("Läge"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, str] | None, *, rounds: Iterable[tuple[str, str]], state: str = ""
    ) -> None:
        super().__init__(data, initial={"state": state})
        self.fields["round"].choices = list(rounds)  # type: ignore[attr-defined]
        self.fields["state"].choices = [(each.value, gettext(word)) for each, word in REPORT_WORDS.items()]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The decision that closes an assignment."""

    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        help_text=gettext_lazy(
            "Vem som beslutade, datum och paragraf, till exempel fullmäktige 2024-11-28 § 112"
        ),
        error_messages={
            "required": gettext_lazy(
                "Ett uppdrag avslutas bara genom beslut. Skriv vem som beslutade, datum och paragraf."
            )
        },
    )
