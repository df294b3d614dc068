"""What the pages of people and their roles show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.access import Role
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, Grant, Substitute
from utfall.web.organisation.pages.start import home
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.wording import unit_name


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of a person."""

    person: str
    username: str
    role: str
    unit: str
    start: str
    end: str
    grantor: str
    state: str
    end_href: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody with a role."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    rows: tuple[RoleRow, ...]
    new_role: str
    new_person: str
    other: tuple[str, str]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form."""

    title: str
    lead: str
    authority: str
    trail: tuple[tuple[str, str], ...]
    button: str
    back: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Somebody who stands in."""

    person: str
    substitute: str
    start: str
    end: str
    state: str


@dataclass(frozen=True, slots=True)
class Substitutes:
    """Who stands in for whom."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    rows: tuple[AbsenceRow, ...]


def people(asked: Asking, authority: Authority, grants: Iterable[Grant], *, ended: bool) -> People:
    """The roles in force and to come; with `ended` also those that are over."""
    shown = [one for one in grants if ended or one.ends_on is None or one.ends_on >= asked.today]
    name = asked.href("organisation:people") if ended else asked.href("organisation:people", visa="alla")
    word = gettext(_("Visa bara dem som gäller")) if ended else gettext(_("Visa också dem som har upphört"))
    return People(
        authority=authority.name,
        trail=home(asked),
        rows=tuple(_row(asked, one) for one in shown),
        new_role=asked.href("organisation:new_role"),
        new_person=asked.href("organisation:new_person"),
        other=(word, name),
    )


def form(asked: Asking, authority: Authority, title: str, *, back: str) -> FormPage:
    """A page with a form of the same title."""
    trail = (*home(asked), (gettext(_("Personer och behörigheter")), asked.href("organisation:people")))
    return FormPage(title, "", authority.name, trail, gettext(_("Spara")), asked.href(back))


def ending(asked: Asking, authority: Authority, grant: Grant) -> FormPage:
    """The page that ends a role says whose and what it means."""
    page = form(asked, authority, gettext(_("Avsluta en roll")), back="organisation:people")
    lead = gettext(
        _(
            "%(person)s är %(role)s för %(unit)s. Efter den sista dagen kan hon inte längre se eller ändra där; det hon har gjort finns kvar."
        )
    ) % {
        "person": grant.person,
        "role": gettext(Role(grant.role).word).lower(),
        "unit": unit_name(grant.unit) if grant.unit else authority.name,
    }
    return FormPage(page.title, lead, page.authority, page.trail, gettext(_("Avsluta rollen")), page.back)


def substitutes(asked: Asking, authority: Authority, rows: Iterable[Substitute]) -> Substitutes:
    """Who stands in, the nearest first."""
    return Substitutes(
        authority=authority.name,
        trail=home(asked),
        rows=tuple(
            AbsenceRow(
                str(one.person),
                str(one.substitute),
                one.starts_on.isoformat(),
                one.ends_on.isoformat(),
                _when(one.starts_on, one.ends_on, asked.today),
            )
            for one in rows
        ),
    )


def _row(asked: Asking, one: Grant) -> RoleRow:
    over = one.ends_on is not None and one.ends_on < asked.today
    return RoleRow(
        person=str(one.person),
        username=one.person.get_username(),
        role=gettext(Role(one.role).word),
        unit=unit_name(one.unit) if one.unit else "",
        start=one.starts_on.isoformat(),
        end=one.ends_on.isoformat() if one.ends_on else "",
        grantor=str(one.granted_by) if one.granted_by else gettext(_("Webbplatsen")),
        state=_when(one.starts_on, one.ends_on, asked.today),
        end_href="" if over else asked.href("organisation:end_role", one.pk),
    )


def _when(start: dt.date, end: dt.date | None, today: dt.date) -> str:
    if end is not None and end < today:
        return gettext(_("Upphörd"))
    return gettext(_("Kommande")) if start > today else gettext(_("Gäller"))
