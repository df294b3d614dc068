"""What the page of the logo shows."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.web.organisation.pages.start import home
from utfall.web.reporting.asking import Asking


@dataclass(frozen=True, slots=True)
class Looks:
    """The logo, and what stands in its place where there is none."""

    title: str
    trail: tuple[tuple[str, str], ...]
    owner: str
    shown: bool
    removable: bool
    """A logo that the settings name is taken away in the settings."""


def looks(asked: Asking, logo: Path | None) -> Looks:
    """The page."""
    return Looks(
        title=gettext(_("Utseende")),
        trail=home(asked),
        owner=settings.OWNER,
        shown=logo is not None,
        removable=logo is not None and str(logo) != settings.LOGO,
    )
