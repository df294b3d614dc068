"""Who answers for what in an authority today: authors and approvers of each unit, from the roles that are granted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from utfall.domain.access.permission import MANAGERS
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Section
from utfall.domain.roles import Role
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person
from utfall.records.reporting.models import Task

WHOLE = frozenset({UnitKind.MUNICIPALITY, UnitKind.COMMITTEE, UnitKind.ADMINISTRATION})
"""The levels where staff writes, because there is no unit manager."""

_STAFF_OF = {
    Section.SUMMARY: (Role.SECRETARY, Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.GOALS: (Role.QUALITY_OFFICER, Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.INDICATORS: (Role.QUALITY_OFFICER, Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.ECONOMY: (Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.FORECAST: (Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.CONTROL: (Role.QUALITY_OFFICER, Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.MEASURES: (Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
    Section.ASSIGNMENTS: (Role.SECRETARY, Role.CONTROLLER, Role.ADMINISTRATION_HEAD),
}
"""Who writes a section of the whole: the first of these roles that anybody holds, so that it is on one list only."""


_PERSON = ("id", "username", "first_name", "last_name", "email", "language")
"""What is fetched of each person: her name, and where to write to her."""
# Looked up, for there are hundreds of grants, and to make each word a role anew took as long as to fetch it.
_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The people who answer for the units of an authority, by the units' paths.

    A unit's authors are its own managers; its approvers are the nearest managers above it, and the head for what is
    the whole's. Several people may share a post.
    """

    authors: Mapping[str, tuple[Person, ...]]
    approvers: Mapping[str, tuple[Person, ...]]
    staff: Mapping[Role, tuple[Person, ...]]

    def writers(self, task: Task) -> tuple[Person, ...]:
        """Who is to answer the task: whoever it was given to, else those whose post it is."""
        if task.person is not None:
            return (task.person,)
        return self.writers_of(task.unit, Section(task.section))

    def writers_of(self, unit: OrgUnit, section: Section) -> tuple[Person, ...]:
        """Whose post it is to write the section for the unit."""
        if UnitKind(unit.kind) not in WHOLE:
            return self.authors.get(unit.path, ())
        return self.of_the_whole(section)

    def of_the_whole(self, section: Section) -> tuple[Person, ...]:
        """Whose post it is to write the section for the committee with its administration."""
        return next((self.staff[role] for role in _STAFF_OF[section] if self.staff.get(role)), ())

    def judges(self, unit: OrgUnit) -> tuple[Person, ...]:
        """Who is to approve what the unit has marked as done."""
        return self.approvers.get(unit.path, ())

    def judged_by(self, usernames: Iterable[str]) -> frozenset[str]:
        """The paths of the units whose work one of the persons is the nearest to approve."""
        names = frozenset(usernames)
        return _paths_of(self.approvers, names)

    def written_by(self, usernames: Iterable[str]) -> frozenset[str]:
        """The paths of the units that one of the persons manages."""
        return _paths_of(self.authors, frozenset(usernames))

    def sections_of(self, usernames: Iterable[str]) -> frozenset[Section]:
        """The sections of the whole that one of the persons writes."""
        names = frozenset(usernames)
        return frozenset(
            section
            for section, roles in _STAFF_OF.items()
            if any(
                person.get_username() in names
                for person in next((self.staff[role] for role in roles if self.staff.get(role)), ())
            )
        )


def responsibility(authority: Authority, *, today: dt.date) -> Responsibility:
    """Who answers for what on the day. Two queries."""
    grants = (
        Grant.objects.filter(authority=authority, starts_on__lte=today)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .order_by("pk")
        .values_list("role", "unit__path", *(f"person__{name}" for name in _PERSON))
    )
    units = tuple(OrgUnit.objects.filter(authority=authority).values_list("path", "kind"))
    authors: dict[str, list[Person]] = defaultdict(list)
    staff: dict[Role, list[Person]] = defaultdict(list)
    known: dict[int, Person] = {}
    for role, path, *about in grants:
        person = known.get(about[0])
        if person is None:
            person = known[about[0]] = Person.from_db(grants.db, _PERSON, about)
        staff[_ROLES[role]].append(person)
        if role in MANAGERS and path:
            authors[path].append(person)
    managing = {path: tuple(people) for path, people in authors.items()}
    heads = tuple(staff.get(Role.ADMINISTRATION_HEAD, ()))
    return Responsibility(
        authors=managing,
        approvers={path: _nearest(path, kind, managing, heads) for path, kind in units},
        staff={role: tuple(people) for role, people in staff.items()},
    )


def _nearest(
    path: str, kind: str, managing: Mapping[str, tuple[Person, ...]], heads: tuple[Person, ...]
) -> tuple[Person, ...]:
    """The managers of the nearest unit above that has any; the head where there is none, and for the whole."""
    if kind in WHOLE:
        return heads
    above = path.rstrip("/").rpartition("/")[0]
    while above:
        found = managing.get(above + "/")
        if found:
            return found
        above = above.rpartition("/")[0]
    return heads


def _paths_of(people: Mapping[str, tuple[Person, ...]], names: frozenset[str]) -> frozenset[str]:
    return frozenset(
        path for path, persons in people.items() if any(one.get_username() in names for one in persons)
    )
