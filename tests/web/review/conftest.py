"""The example's site with the people who read its report."""

import datetime as dt

import pytest

from tests.records.conftest import d2, example, example_site, sen
from utfall.domain.access import Role
from utfall.domain.reporting import RoundState
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round

__all__ = ["PEOPLE", "d2", "example", "example_site", "open_round", "people", "sen", "signed_in"]
PEOPLE: dict[str, tuple[Role, str, str]] = {
    "bo": (Role.CONTROLLER, "SEN", "SEN"),
    "anna": (Role.UNIT_MANAGER, "SEN", "OMR4"),
    "sara": (Role.SECRETARY, "SEN", "SEN"),
    "ada": (Role.AUTHORITY_ADMINISTRATOR, "SEN", "SEN"),
    "mia": (Role.MEMBER, "SEN", "SEN"),
}


@pytest.fixture
def people(sen: Authority) -> dict[str, Person]:
    """One person for each role."""
    made = {}
    for name, (role, authority, unit) in PEOPLE.items():
        made[name] = Person.objects.create_user(name, first_name=name.title(), last_name="Ek")
        Grant.objects.create(
            person=made[name],
            authority=Authority.objects.get(code=authority),
            role=role,
            unit=OrgUnit.objects.get(code=unit),
            starts_on=dt.date(2020, 1, 1),
        )
    return made


@pytest.fixture
def open_round(d2: Round) -> Round:
    """The example's round, open."""
    d2.state = RoundState.OPEN
    d2.save(update_fields=("state",))
    return d2


@pytest.fixture
def signed_in(client, people):
    """A way to sign in as somebody."""

    def sign_in(name: str):
        client.force_login(people[name])
        return client

    return sign_in
