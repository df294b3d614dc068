"""What can be filled in about people, and the files that are read in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext, gettext_lazy

from utfall.domain.access import Role
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit, Person, Round
from utfall.web.shell.fields import DateField

ROLES = tuple(role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR)
_LARGEST = 20 * 2**20


class Logo(forms.Form):
    """The municipality's logo."""

    file = forms.FileField(
        label=gettext_lazy("Bild"),
        help_text=gettext_lazy("SVG eller PNG, högst 200 kB. Den visas 36 punkter hög."),
        error_messages={"required": gettext_lazy("Välj en bild."), "empty": gettext_lazy("Filen är tom.")},
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )


class NewRole(forms.Form):
    """A role for somebody who has an account."""

    person = forms.CharField(
        label=gettext_lazy("Användarnamn eller e-postadress"),
        error_messages={"required": gettext_lazy("Ange vem som ska få rollen.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Roll"), error_messages={"required": gettext_lazy("Välj en roll.")}
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Enhet"),
        help_text=gettext_lazy("Rollen gäller enheten och allt under den."),
        error_messages={"required": gettext_lazy("Välj en enhet.")},
    )
    starts_on = DateField(label=gettext_lazy("Från och med"))
    ends_on = DateField(label=gettext_lazy("Till och med"), required=False)

    def __init__(self, *args: Any, units: Iterable[OrgUnit] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["role"], [(role.value, gettext(role.word)) for role in ROLES])
        _choose(self.fields["unit"], [(unit.code, f"{unit.name} ({unit.code})") for unit in units])

    def clean_person(self) -> Person:
        """The account of that name or address."""
        wanted = self.cleaned_data["person"].strip()
        by_name = Person.objects.filter(username__iexact=wanted)
        found = tuple((by_name or Person.objects.filter(email__iexact=wanted))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                gettext(
                    _("Det finns inget konto med det namnet eller den adressen. Lägg upp personen först.")
                )
            )
        return found[0]


class NewPerson(forms.Form):
    """An account for somebody; she chooses her password through the mail that she asks for."""

    username = forms.CharField(
        label=gettext_lazy("Användarnamn"),
        max_length=150,
        help_text=gettext_lazy("Små bokstäver, siffror, punkt och bindestreck."),
        validators=[
            RegexValidator(
                r"^[a-z0-9åäö.-]+$", gettext_lazy("Skriv små bokstäver, siffror, punkt och bindestreck.")
            )
        ],
    )
    first_name = forms.CharField(label=gettext_lazy("Förnamn"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Efternamn"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        error_messages={"invalid": gettext_lazy("Ange en e-postadress, till exempel anna@exempel.se.")},
    )


class EndRole(forms.Form):
    """The last day of a role."""

    on = DateField(label=gettext_lazy("Sista dag"))


class Upload(forms.Form):
    """A file to be read in after a preview."""

    file = forms.FileField(
        label=gettext_lazy("Fil"), error_messages={"required": gettext_lazy("Välj en fil.")}, max_length=150
    )

    def clean_file(self) -> Any:
        """The file, if it is of a size that is read."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise forms.ValidationError(gettext(_("Filen är större än 20 MB. Dela upp den.")))
        return file


class Earlier(Upload):
    """Texts of an earlier round from another system."""

    round = forms.ChoiceField(
        label=gettext_lazy("Runda som texterna hör till"),
        error_messages={"required": gettext_lazy("Välj vilken runda texterna hör till.")},
    )
    field_order = ("round", "file")

    def __init__(self, *args: Any, rounds: Iterable[Round] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["round"], [(one.code, f"{one.name} ({one.code})") for one in rounds])


def _choose(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", gettext(_("Välj"))), *choices]
