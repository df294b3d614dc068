"""The sentences of access: what is refused, and what one can do about it."""

from utfall.domain.denied import Denied
from utfall.locale import mark as _

NOT_FOUND = Denied("access.not-found", _("Det finns ingen sådan sida, eller så är den inte till för dig."))
"""For what is secret: nobody is told that it exists."""
NO_ROLE = Denied(
    "access.no-role",
    _("Du har ingen behörighet i dag. Be den som delar ut behörigheter i din nämnd att ge dig en roll."),
)
BEFORE_SUMMONS = Denied(
    "access.before-summons",
    _("Rapporten kan läsas när kallelsen har gått ut. Fråga nämndsekreteraren om du saknar den."),
)
NOT_HANDED_OVER = Denied(
    "access.not-handed-over",
    _("Materialet är inte överlämnat till er. Begär det hos nämnden; begäran antecknas."),
)
UNLOCKED = Denied(
    "access.unlocked",
    _("Andra enheters texter kan läsas när rundan är låst. Be enhetens chef om du behöver dem nu."),
)
NOT_RELEASED = Denied(
    "access.not-released", _("Åtgärden är ett förslag som ännu inte är släppt. Be den som ansvarar för den.")
)
NO_VOUCHERS = Denied(
    "access.no-vouchers",
    _(
        "Du behöver rätten att se verifikationer för det här ansvaret. Be den som delar ut behörigheter i din nämnd."
    ),
)
ADMINISTRATOR = Denied(
    "access.administrator",
    _("Som administratör ser du inget innehåll. Be om en egen roll i nämnden om du behöver det."),
)
_ASK = _("Du har inte behörighet. Be {who} om åtkomst.")
_NO_ACCESS = _("Du har inte behörighet. Be den som delar ut behörigheter i din nämnd om åtkomst.")
_WALL = _("Det hör till {authority} och är inte överlämnat. Du kan se antal klara, summor och budget.")
_SWITCH = _(
    "Det hör till {authority}, och du arbetar just nu för {current}. Byt till {authority} för att se det."
)


def no_access(ask: str = "") -> Denied:
    """No permission, with the name of the person to ask where it is known."""
    return (
        Denied("access.no-permission", _ASK, {"who": ask})
        if ask
        else Denied("access.no-permission", _NO_ACCESS)
    )


def wall(authority: str) -> Denied:
    """It belongs to another authority and has not been handed over."""
    return Denied("access.wall", _WALL, {"authority": authority})


def switch(authority: str, *, current: str) -> Denied:
    """It belongs to another authority, which she may act for too, but not on the same page."""
    return Denied("access.other-authority", _SWITCH, {"authority": authority, "current": current})
