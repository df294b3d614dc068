"""The fixed words that a form needs beside the document's own, in the document's language."""

import datetime as dt
import re

from utfall.documents.model import Document
from utfall.domain import swedish
from utfall.locale import LANGUAGES, SWEDISH, translate
from utfall.locale import mark as _

SKIP = _("Hoppa till innehållet")
PAGE = _("Sida {page} av {pages}")
AS_TABLE = _("Visa som tabell")
TABLE = _("Tabell")
CHART = _("Diagram")
NOTE = _("Not {label}")
BACK = _("Tillbaka till texten från not {label}")
UNTITLED = _("Dokument utan titel")
ATTACHED = _("Rapporten som data, med alla siffror")
NO_VALUE = _("Uppgift saknas")
MADE = _("Uppgifter hämtade {date}")


_UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(text: str) -> str:
    """The text without the control characters that no XML may hold."""
    return _UNFIT_FOR_XML.sub("", text)


def language_of(document_language: str) -> str:
    """The language that the fixed words come in: the document's own where there is a catalogue, else Swedish."""
    word = document_language.partition("-")[0].lower()
    return word if word in LANGUAGES else SWEDISH


def say(message: str, document_language: str, **values: str) -> str:
    """The fixed words in the document's language with values filled in."""
    return translate(message, language_of(document_language)).format_map(values)


def title(document: Document, said: str) -> str:
    """What the document is called where every form must call it something: a page and a file need a title."""
    named = (said.strip(), document.title.strip(), document.organisation.strip())
    return next(filter(None, named), say(UNTITLED, document.language))


def made(document: Document) -> str:
    """When the document's data were fetched, as a line; the date is in words in Swedish, else as ISO 8601."""
    if not document.made_at:
        return ""
    # The day where it was made, not where it would have been in UTC.
    day = dt.datetime.fromisoformat(document.made_at).date()
    date = swedish.date(day) if language_of(document.language) == SWEDISH else day.isoformat()
    return say(MADE, document.language, date=date)


def tag(document_language: str) -> str:
    """The language as a BCP 47 tag; a document that does not say is Swedish."""
    return document_language or SWEDISH


def moment(document: Document) -> dt.datetime | None:
    """When the document was made, in UTC where it says its zone; None where it does not say when."""
    if not document.made_at:
        return None
    said = dt.datetime.fromisoformat(document.made_at)
    return said.astimezone(dt.UTC) if said.tzinfo else said.replace(tzinfo=dt.UTC)
