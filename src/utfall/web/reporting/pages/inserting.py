"""The list of figures to put into a text."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.utils.translation import gettext, ngettext

from utfall.locale import mark as _
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.contributions import subject
from utfall.records.reporting.queries.things import answering_unit
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.insertable import MOST, Insertable
from utfall.web.reporting.wording import unit_name


@dataclass(frozen=True, slots=True)
class Page:
    """The figures, how many they are in words, and where one searches for others."""

    authority: str
    title: str
    unit: str
    back: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    words: str
    figures: tuple[Insertable, ...]
    summary: str


def page(asked: Asking, contribution: Contribution, figures: tuple[Insertable, ...], words: str) -> Page:
    """The page; of more figures than one reads, the first."""
    address = urlsplit(asked.contribution_href(contribution, "insert"))
    return Page(
        authority=contribution.authority.name,
        title=subject(contribution).name,
        unit=unit_name(answering_unit(contribution)),
        back=asked.contribution_href(contribution),
        action=address.path,
        hidden=tuple(parse_qsl(address.query)),
        words=words,
        figures=figures[:MOST],
        summary=_summary(len(figures), words),
    )


def _summary(count: int, words: str) -> str:
    if count > MOST:
        return gettext(_("De %(count)s första visas. Skriv fler ord för att hitta rätt.")) % {"count": MOST}
    if count:
        return ngettext("%(count)s siffra", "%(count)s siffror", count) % {"count": count}
    if words:
        return gettext(_("Ingen siffra har de orden."))
    return gettext(_("Inga siffror hör till uppgiften. Sök bland de andra."))
