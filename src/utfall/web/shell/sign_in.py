"""The form that people sign in with: one clear label for each field, and nothing that vanishes when one types."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy


class SignIn(LoginForm):  # type: ignore[misc]
    """Name or address, and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = gettext_lazy("Användarnamn eller e-postadress")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
