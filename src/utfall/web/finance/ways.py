"""The ways between the pages of the economy: each is shown from the day that its address has a name."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from utfall.locale import mark as _

Tab = tuple[str, str, bool]
_WAYS = (
    ("statement", _("Resultat"), "finance:statement", ("unit", "month")),
    ("forecast", _("Prognos"), "finance:forecasts", ("unit",)),
    ("explanations", _("Förklaringar"), "finance:explanations", ("unit", "month")),
    ("measures", _("Åtgärder"), "finance:measures", ("?enhet",)),
    ("investments", _("Investeringar"), "finance:investments", ("unit", "year")),
    ("carried", _("Rullat resultat"), "finance:carried", ("unit", "year")),
    ("comparability", _("Jämförelse"), "finance:comparability", ("unit", "year")),
    ("agreements", _("Avtal"), "agreements:agreements", ("unit", "year")),
    ("needs", _("Behov"), "finance:needs", ("unit", "year")),
    ("index", _("Index"), "finance:index", ("authority", "year")),
    ("imports", _("Import"), "finance:imports", ()),
)
"""The key, the word, the name of the address, and what it is made of (`?enhet` is the unit in the query)."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a page of the economy stands: the codes of its unit and authority, and the month as 2024-08."""

    unit: str
    authority: str
    month: str


def ways(here: Here, current: str) -> tuple[Tab, ...]:
    """Words and addresses of the pages about the same unit and time; `current` is the key of this page."""
    parts = {
        "unit": here.unit,
        "authority": here.authority,
        "month": here.month,
        "year": here.month[:4],
    }
    found = []
    for key, word, name, wanted in _WAYS:
        try:
            href = reverse(name, args=[parts[part] for part in wanted if part in parts] or None)
        except NoReverseMatch:
            continue
        query = f"?enhet={here.unit}" if "?enhet" in wanted else ""
        found.append((gettext(word), href + query, key == current))
    return tuple(found)
