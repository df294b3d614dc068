"""The sentences of the product in other languages than Swedish, as standard gettext catalogues."""

import gettext
from functools import cache
from importlib import resources
from io import BytesIO

SWEDISH = "sv"
LANGUAGES = (SWEDISH, "en")


def mark(message: str) -> str:
    """The message itself: marks a Swedish sentence for the catalogue where it is written."""
    return message


def translate(message: str, language: str = SWEDISH) -> str:
    """The sentence in the language; Swedish is the source language and needs no catalogue."""
    if language == SWEDISH or not message:
        return message
    return catalogue(language).gettext(message)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The language's catalogues, one a room, compiled in memory so that no build step can be forgotten."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = resources.files(__name__).joinpath(language, "LC_MESSAGES")
    if not folder.is_dir():
        raise LookupError(f"No catalogue for the language {language!r}; there are: {', '.join(LANGUAGES)}.")
    whole = Catalog(locale=language)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".po"):
            for message in read_po(BytesIO(file.read_bytes())):
                if message.id:
                    whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
