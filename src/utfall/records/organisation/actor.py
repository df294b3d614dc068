"""Who is asking: a person with her roles on a day, acting for one authority."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from utfall.domain.access import Actor, Path, Right, Role
from utfall.domain.access import Grant as DomainGrant
from utfall.domain.access import RightGrant as DomainRight
from utfall.records.organisation.models import (
    Authority,
    CostCentre,
    Grant,
    OrgUnit,
    Person,
    RightGrant,
    Substitute,
)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person acting for one authority on a day: what every query and every action is asked by.

    `authority` is None for somebody without any role in an authority. `choices` are all that she may act for, in the
    order of their codes. `answers_for` are the usernames of herself and of those she stands in for.
    """

    person: Person
    actor: Actor
    authority: Authority | None
    choices: tuple[Authority, ...]
    answers_for: frozenset[str]

    @property
    def username(self) -> str:
        """What the audit log calls her."""
        return self.person.get_username()


def acting(person: Person, *, today: dt.date, authority: str = "") -> Acting:
    """The person on the day, for the authority with the code if she may act for it, else for her first one.

    A substitute holds the roles of whoever she stands in for, between the two days and in that authority only.
    """
    absences = tuple(
        Substitute.objects.filter(substitute=person, starts_on__lte=today, ends_on__gte=today).select_related(
            "person", "authority"
        )
    )
    grants = _grants(person, absences)
    choices = {
        grant.authority.code: grant.authority
        for grant in grants
        if grant.authority and grant.starts_on <= today and (grant.ends_on is None or today <= grant.ends_on)
    }
    chosen = choices.get(authority) or next((choices[code] for code in sorted(choices)), None)
    code = chosen.code if chosen else ""
    actor = Actor(
        person=person.get_username(),
        grants=tuple(_grant(grant) for grant in grants),
        today=today,
        authority=code,
        rights=_rights(person),
    )
    absent = {one.person.get_username() for one in absences if one.authority.code == code}
    return Acting(
        person=person,
        actor=actor,
        authority=chosen,
        choices=tuple(choices[each] for each in sorted(choices)),
        answers_for=frozenset({person.get_username(), *absent}),
    )


def path_of(unit: OrgUnit | None) -> Path:
    """The place of a unit as access sees it: the codes from the root of the municipality down to it."""
    return tuple(filter(None, unit.path.split("/"))) if unit is not None else ()


def whom_to_ask(authority: Authority, *, today: dt.date) -> str:
    """The name of somebody who can help with access: the authority's controller, or else its head.

    Of several, the one who serves no other authority comes first, then the one who has had the role longest.
    """
    wanted = (Role.CONTROLLER, Role.ADMINISTRATION_HEAD, Role.AUTHORITY_ADMINISTRATOR)
    valid = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    elsewhere = Grant.objects.filter(valid, person=OuterRef("person")).exclude(authority=authority)
    rows = (
        Grant.objects.filter(valid, authority=authority, role__in=wanted, person__is_active=True)
        .annotate(serves_others=Exists(elsewhere))
        .select_related("person")
        .order_by("serves_others", "starts_on", "pk")
    )
    return next((str(row.person) for role in wanted for row in rows if row.role == role), "")


def holders(authority: Authority, *, today: dt.date) -> tuple[tuple[Person, Role], ...]:
    """Everybody with a role in the authority on the day, by name; somebody with two roles is there twice."""
    rows = (
        Grant.objects.filter(authority=authority, starts_on__lte=today)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "person__username", "pk")
    )
    return tuple((row.person, Role(row.role)) for row in rows)


def _grants(person: Person, absences: Iterable[Substitute]) -> tuple[Grant, ...]:
    own = Q(person=person)
    for one in absences:
        own |= Q(person=one.person, authority=one.authority)
    return tuple(Grant.objects.filter(own).select_related("authority", "unit").order_by("pk"))


def _grant(grant: Grant) -> DomainGrant:
    return DomainGrant(
        role=Role(grant.role),
        authority=grant.authority.code if grant.authority else "",
        path=path_of(grant.unit),
        start=grant.starts_on,
        end=grant.ends_on,
    )


def _rights(person: Person) -> tuple[DomainRight, ...]:
    rows = tuple(RightGrant.objects.filter(person=person).select_related("authority", "unit").order_by("pk"))
    return tuple(
        DomainRight(
            right=Right(row.right),
            authority=row.authority.code,
            cost_centres=frozenset(
                CostCentre.objects.filter(unit__path__startswith=row.unit.path).values_list("code", flat=True)
            ),
            start=row.starts_on,
            end=row.ends_on,
        )
        for row in rows
    )
