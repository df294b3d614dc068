"""What the site answers when it cannot or may not do what was asked, in its own frame."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from utfall.locale import mark as _

_TITLES = {
    400: _("Det gick inte att förstå frågan"),
    403: _("Du har inte behörighet"),
    404: _("Sidan finns inte"),
    500: _("Något gick fel hos oss"),
}
_TEXTS = {
    400: _("Gå tillbaka och försök igen. Fråga din controller om det händer flera gånger."),
    403: _("Be den som är controller eller administratör i din nämnd om åtkomst."),
    404: _("Adressen kan vara felskriven, eller så hör sidan till en nämnd där du inte har någon roll."),
    500: _("Felet är noterat. Det du har sparat finns kvar. Försök igen om en stund."),
}
_SECRET = ("csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "login")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The page of a refusal; `kept` are the texts that were typed and would otherwise be lost, sent to `again`.

    `sign_in` says that the login has run out.
    """

    title: str
    text: str
    kept: tuple[tuple[str, str], ...] = ()
    again: str = ""
    sign_in: bool = False


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. A refusal that says whom to ask is shown as it is."""
    return _page(request, 403, text=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, also for what the person may not know of."""
    return _page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, 500)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old: what was typed is shown again with a new one, so that nothing is lost."""
    refusal = Refusal(
        gettext(_("Sidan hade legat öppen för länge")),
        gettext(_("Ingenting är sparat ännu. Kontrollera texten och skicka igen.")),
        tuple(_typed(request)),
        request.get_full_path(),
    )
    return render(request, "shell/refused.html", {"page": refusal}, status=403)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """The login ran out while the form was filled in: the same page as of an old token; None where nothing was typed."""
    kept = tuple(_typed(request))
    if not kept:
        return None
    refusal = Refusal(
        gettext(_("Du har loggats ut")),
        gettext(
            _(
                "Ingenting är sparat ännu, men det du skrev står kvar här. Logga in i en ny flik och skicka sedan igen."
            )
        ),
        kept,
        request.get_full_path(),
        sign_in=True,
    )
    return render(request, "shell/refused.html", {"page": refusal}, status=401)


def _page(request: HttpRequest, status: int, *, text: str = "") -> HttpResponse:
    refusal = Refusal(gettext(_TITLES[status]), text or gettext(_TEXTS[status]))
    return render(request, "shell/refused.html", {"page": refusal}, status=status)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything of the form but the token and what nobody else should read."""
    for name, values in request.POST.lists():
        if name not in _SECRET:
            for value in values:
                yield name, str(value)
