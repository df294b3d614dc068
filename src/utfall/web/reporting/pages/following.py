"""Uppföljning: the ways from one view of a round to another."""

from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.web.reporting.asking import Asking

Ways = tuple[tuple[str, str, bool], ...]
_WAYS = (
    ("overview", _("Läge")),
    ("together", _("Alla på en sida")),
    ("deviations", _("Avvikelser")),
    ("happened", _("Historik")),
)


def ways(asked: Asking, round: Round, current: str) -> Ways:
    """The four views of the round as (word, address, current)."""
    return tuple((gettext(word), asked.href(name, round.code), name == current) for name, word in _WAYS)
