"""Symbols and statuses as HTML, each made once: a page has thousands of them."""

from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from utfall.web.shell.status import look

SPRITE = "shell/vendor/icons.svg"


class Symbols:
    """The symbols of one environment of templates; `static` says where a static file lies."""

    def __init__(self, static: Callable[[str], str]) -> None:
        self._static = static
        self._icons: dict[str, SafeString] = {}
        self._statuses: dict[tuple[str, str | None], SafeString] = {}

    def icon(self, name: str) -> SafeString:
        """One symbol of the sprite, always beside a word."""
        if name not in self._icons:
            self._icons[name] = format_html(
                '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
                self._static(SPRITE), name,
            )  # fmt: skip
        return self._icons[name]

    def status(self, word: str) -> SafeString:
        """The word in the reader's language, with the symbol and the colour that only repeat it."""
        key = word, get_language()
        if key not in self._statuses:
            shown = look(word)
            self._statuses[key] = format_html(
                '<span class="status {}">{}{}</span>', shown.tone, self.icon(shown.icon), gettext(word)
            )
        return self._statuses[key]
