"""What is done once when a site starts: Django's own words and ours become one catalogue."""

from django.apps import AppConfig
from django.utils.translation import trans_real

from utfall.locale import LANGUAGES, SWEDISH, catalogue


class Config(AppConfig):
    """The site itself."""

    name = "utfall.config"
    label = "site"

    def ready(self) -> None:
        """Let Django's gettext know the sentences of every room."""
        for language in LANGUAGES:
            if language != SWEDISH:
                trans_real.translation(language).merge(catalogue(language))
