"""What the search shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import NoReverseMatch
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.figure import Figure
from utfall.domain.reporting import State
from utfall.domain.unit import unit_named
from utfall.locale import mark as _
from utfall.records.indicators.models import Value
from utfall.records.planning.models import Goal
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.search import Hits
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.wording import unit_name
from utfall.web.shell.navigation import PARTS, address

_AROUND = 90
_ROUNDS = 1
"""For how many rounds, the latest found first, facts are asked for: they may have to be reckoned, and a search is quick.

A text of an earlier round shows the figures that were kept when it was handed in.
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; without `href` there is no page about it yet."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind."""

    title: str
    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What the words found."""

    authority: str
    text: str
    groups: tuple[Group, ...]
    count: int


def search(asked: Asking, text: str, hits: Hits, figure: Figure | None) -> Search:
    """The groups that found anything, in the order that one most often looks for."""
    year, reader = asked.today.year, Reader(hits.texts, most=_ROUNDS)
    groups = (
        Group(gettext(_("Sidor")), tuple(_pages(text)), more=False),
        Group(
            gettext(_("Mål")),
            tuple(Hit(one.name, _goal_href(asked, one, year), gettext(one.level)) for one in hits.goals),
            "goals" in hits.cut,
        ),
        Group(
            gettext(_("Indikatorer")),
            tuple(
                Hit(one.name, _href(asked, "indicators:indicator", one.pk), one.code)
                for one in hits.indicators
            ),
            "indicators" in hits.cut,
        ),
        Group(
            gettext(_("Uppdrag")),
            tuple(
                Hit(one.name, _href(asked, "planning:assignment", _code(asked), one.pk), one.paragraph)
                for one in hits.assignments
            ),
            "assignments" in hits.cut,
        ),
        Group(
            gettext(_("Åtgärder")),
            tuple(
                Hit(one.name, _href(asked, "finance:measure", one.pk), one.unit.name) for one in hits.measures
            ),
            "measures" in hits.cut,
        ),
        Group(
            gettext(_("Enheter")),
            tuple(
                Hit(
                    one.name,
                    _href(asked, "organisation:units", at=one.code),
                    one.authority.name if one.authority and one.authority.name != one.name else "",
                )
                for one in hits.units
            ),
            "units" in hits.cut,
        ),
        Group(
            gettext(_("Texter")),
            tuple(
                Hit(_title(one), asked.contribution_href(one), _excerpt(reader.text(one), text))
                for one in hits.texts
            ),
            "texts" in hits.cut,
        ),
        Group(
            gettext(_("Siffror")),
            (*([_figure(figure)] if figure else []), *(_value(one) for one in hits.values)),
            "values" in hits.cut,
        ),
    )
    shown = tuple(one for one in groups if one.hits)
    return Search(
        authority=asked.by.authority.name if asked.by.authority else "",
        text=text,
        groups=shown,
        count=sum(len(one.hits) for one in shown),
    )


def _pages(text: str) -> Iterator[Hit]:
    if not text:
        return
    for word, name, _beginnings in PARTS:
        href = address(name)
        if href and text.casefold() in gettext(word).casefold():
            yield Hit(gettext(word), href, "")


def _goal_href(asked: Asking, goal: Goal, year: int) -> str:
    return _href(asked, "planning:goal", goal.year or year, _code(asked), goal.pk)


def _href(asked: Asking, name: str, *args: object, at: str = "") -> str:
    """The address of a page that another part has; empty as long as it has none."""
    try:
        return asked.href(name, *args) + (f"#{at}" if at else "")
    except NoReverseMatch:
        return ""


def _code(asked: Asking) -> str:
    return asked.by.authority.code if asked.by.authority else ""


def _title(one: Contribution) -> str:
    task = one.task.title if hasattr(one, "task") else one.object
    round = one.round.name if one.round else ""
    return f"{task}, {unit_name(one.unit)}, {round} ({gettext(State(one.state).word).lower()})"


def _excerpt(shown: str, text: str) -> str:
    """The words round the first that was found in what the text says; a figure that is not known is left out."""
    # The blank between a figure and its unit stays: it is no place to break.
    plain = re.sub(r"\{\{[^{}]*\}\}", "…", re.sub(r"[ \t\r\n]+", " ", shown).strip())
    places = [plain.casefold().find(word.casefold()) for word in text.split()]
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, first - _AROUND)
    shown = plain[start : first + _AROUND]
    return f"{'…' if start else ''}{shown}{'…' if first + _AROUND < len(plain) else ''}"


def _value(one: Value) -> Hit:
    unit = unit_named(one.unit_of_measure)
    printed = swedish.quantity(Decimal(one.value), unit, one.decimals)
    return Hit(f"{one.name or one.measure}: {printed}", "", one.address)


def _figure(one: Figure) -> Hit:
    printed = swedish.quantity(one.value, one.unit, one.decimals)
    return Hit(f"{one.name or one.address.measure}: {printed}", "", f"{one.address} · {one.source}")
