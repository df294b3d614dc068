"""The ways round the site: a part is shown from the day it has a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from utfall.domain.roles import Role
from utfall.locale import mark as _

PARTS = (
    (_("Mina uppgifter"), "reporting:tasks", ("/uppgifter", "/mal", "/godkann")),
    (_("Plan"), "planning:start", ("/plan", "/uppdrag", "/indikator", "/indikatorer")),
    (_("Uppföljning"), "reporting:follow_up", ("/lage", "/uppfoljning", "/historik")),
    (
        _("Ekonomi"),
        "finance:start",
        (
            "/ekonomi",
            "/prognos",
            "/atgarder",
            "/investeringar",
            "/rullat",
            "/jamforelse",
            "/avtal",
            "/behov",
            "/index",
        ),
    ),
    (_("Intern kontroll"), "control:start", ("/risker", "/kontroller")),
    (_("Enkäter"), "surveys:start", ("/enkat",)),
    (_("Rapporter"), "reports:start", ("/rapport",)),
)
"""The word, the name of the page that it leads to, and how the addresses within begin."""

_READERS = frozenset({Role.SECRETARY, Role.MEMBER, Role.AUDITOR, Role.AUDIT_EXPERT})
SEARCH = "search:search"
ADMINISTRATION = "organisation:start"


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the head: its word, where it leads, and whether this page lies there."""

    word: str
    href: str
    current: bool


def ways(path: str) -> Iterator[Way]:
    """The parts that have a page, in order."""
    for word, name, beginnings in PARTS:
        href = address(name)
        if href:
            yield Way(gettext(word), href, _within(path, (href, *beginnings)))


def first_page(roles: frozenset[Role]) -> str:
    """Where a person with these roles begins: what she owes comes before what she may read."""
    if not roles - {Role.SYSTEM_ADMINISTRATOR, Role.AUTHORITY_ADMINISTRATOR}:
        return (address(ADMINISTRATION) if roles else "") or address("help")
    wanted = ["reporting:tasks"]
    if Role.CONTROLLER in roles:
        wanted.insert(0, "reporting:follow_up")
    elif roles <= _READERS:
        wanted.insert(0, "reports:start")
    return next(filter(None, map(address, wanted)), address("help"))


@cache
def address(name: str) -> str:
    """Where the page of that name is; empty while there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _within(path: str, beginnings: tuple[str, ...]) -> bool:
    return any(path == start or path.startswith(start.rstrip("/") + "/") for start in beginnings)
