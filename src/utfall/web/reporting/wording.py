"""Dates and times as a page says them: i dag 09.12, i går, 12 sep."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from utfall.domain.numerals import NBSP
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit, Person

_NEAR = {-1: _("i går"), 0: _("i dag"), 1: _("i morgon")}


def day(date: dt.date, *, today: dt.date) -> str:
    """A near day in words, others as 12 sep, with the year where it is another."""
    near = _NEAR.get((date - today).days)
    if near:
        return gettext(near)
    short = _short(date, get_language())
    return short if date.year == today.year else f"{short}{NBSP}{date.year}"


@lru_cache(maxsize=2048)
def _short(date: dt.date, language: str | None) -> str:
    # The same few days stand in hundreds of rows; the language is what the words depend on.
    return date_format(date, f"j{NBSP}b")


def long_day(date: dt.date) -> str:
    """måndag 16 september 2024."""
    return date_format(date, "l j F Y")


def moment(at: dt.datetime | None, *, today: dt.date) -> str:
    """A time with its day: i dag 09.12, 12 sep 14.30; empty for none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{day(local.date(), today=today)} {clock(at)}"


def clock(at: dt.datetime) -> str:
    """10.42."""
    return timezone.localtime(at).strftime("%H.%M")


def names(people: Iterable[Person]) -> str:
    """The people by their names, or a dash."""
    return ", ".join(str(person) for person in people) or "–"


def unit_name(unit: OrgUnit) -> str:
    """The unit as it stands alone: its short name where it has one, with a capital."""
    return capital(unit.short or unit.name)


def capital(name: str) -> str:
    """The name as it stands alone: with a capital."""
    return name[:1].upper() + name[1:]


def word_count(text: str) -> int:
    """How many words a text has; a reference to a figure is one. The script of the page counts alike."""
    return len(text.split())
