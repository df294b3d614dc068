"""What the frame shows on every page."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from utfall.records.organisation.logo import logo
from utfall.web.shell.navigation import ADMINISTRATION, SEARCH, Way, address, ways

APPEARANCE = "appearance"
APPEARANCES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts round the page: nothing here asks the database."""

    owner: str
    logo: str
    """The address of the municipality's own logo; empty where its name stands in text."""
    ways: tuple[Way, ...]
    search: str
    administration: str
    language: str
    appearance: str
    version: str
    path: str
    seconds_left: int
    """How long the session lasts from now; 0 for somebody who is not signed in."""


def frame(request: HttpRequest) -> Frame:
    """The frame of this request."""
    signed_in = _is_signed_in(request)
    return Frame(
        owner=settings.OWNER,
        logo=_logo(),
        ways=tuple(ways(request.path)) if signed_in else (),
        search=address(SEARCH) if signed_in else "",
        administration=address(ADMINISTRATION) if signed_in else "",
        language=get_language() or settings.LANGUAGE_CODE,
        appearance=appearance(request),
        version=_version(),
        path=request.get_full_path() if request.method == "GET" else "/",
        seconds_left=request.session.get_expiry_age() if signed_in else 0,
    )


def appearance(request: HttpRequest) -> str:
    """Light, dark or as the system is."""
    chosen = request.COOKIES.get(APPEARANCE, "")
    return chosen if chosen in APPEARANCES else APPEARANCES[0]


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame's own values."""
    return {"request": request, "user": getattr(request, "user", None), "frame": frame(request)}


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _logo() -> str:
    """With the time of the file, so that a browser may keep it until there is another."""
    path = logo()
    return f"{reverse('logo')}?v={path.stat().st_mtime_ns}" if path else ""


@cache
def _version() -> str:
    return version("utfall")
