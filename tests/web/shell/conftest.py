"""Two people of the frame: one without any role, one who runs the site."""

import datetime as dt

import pytest

from utfall.domain.access import Role
from utfall.records.organisation.models import Grant, Person

PASSWORD = "fyra-kloka-rävar-7"


@pytest.fixture
def anna(db) -> Person:
    """Anna, who may sign in and nothing more."""
    return Person.objects.create_user("anna", "anna@example.se", PASSWORD, first_name="Anna", last_name="Ek")


@pytest.fixture
def operator(db) -> Person:
    """Whoever runs the site."""
    person = Person.objects.create_user("drift", "drift@example.se", PASSWORD, first_name="Doris")
    Grant.objects.create(person=person, role=Role.SYSTEM_ADMINISTRATOR, starts_on=dt.date(2020, 1, 1))
    return person
