"""Roles are given by the authority's own administrator, for its own units, from a day that comes first."""

import datetime as dt

import pytest
from django.utils import timezone

from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.records.audit.models import Event
from utfall.records.organisation.actions import end_role, grant_right, grant_role
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person

pytestmark = pytest.mark.django_db
DAY, NOW = dt.date(2024, 9, 12), dt.datetime(2024, 9, 12, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def site():
    """Two authorities with a unit each, and an administrator and a controller in the first."""
    units = {}
    for number, code in enumerate(("SEN", "VON")):
        authority = Authority.objects.create(code=code, name=code)
        units[code] = OrgUnit.objects.create(
            code=code,
            name=code,
            kind=UnitKind.COMMITTEE,
            path=f"{code}/",
            position=number,
            authority=authority,
        )
    for name, role in (("ada", Role.AUTHORITY_ADMINISTRATOR), ("bo", Role.CONTROLLER), ("eva", None)):
        person = Person.objects.create_user(name)
        if role:
            Grant.objects.create(
                person=person, authority=units["SEN"].authority, role=role, unit=units["SEN"], starts_on=DAY
            )
    return units


def given(by, *, authority="SEN", unit="SEN", ends_on=None):
    return grant_role(
        Person.objects.get(username="eva"), Role.CONTROLLER, authority=Authority.objects.get(code=authority),
        unit=OrgUnit.objects.get(code=unit), starts_on=DAY, ends_on=ends_on,
        by=acting(Person.objects.get(username=by), today=DAY), now=NOW,
    )  # fmt: skip


def test_the_administrator_gives_a_role_with_its_row(site):
    made = given("ada")
    assert isinstance(made, Grant) and str(made.granted_by) == "ada"
    assert Event.objects.get().deed == "role.grant"


@pytest.mark.parametrize(
    ("by", "options", "code"),
    [
        ("bo", {}, "access.no-permission"),
        ("eva", {}, "grant.others"),
        ("ada", {"authority": "VON", "unit": "VON"}, "grant.others"),
        ("ada", {"unit": "VON"}, "grant.others-unit"),
        ("ada", {"ends_on": dt.date(2024, 9, 1)}, "grant.backwards"),
    ],
)
def test_others_do_not_and_nothing_is_stored(site, by, options, code):
    refused = given(by, **options)
    assert isinstance(refused, Denied) and refused.code == code
    assert not Grant.objects.filter(person__username="eva").exists()
    assert not Event.objects.exists()


def test_only_the_administrator_ends_a_role_or_gives_a_right(site):
    grant = given("ada")
    controller = acting(Person.objects.get(username="bo"), today=DAY)
    assert isinstance(end_role(grant, on=DAY, by=controller, now=timezone.now()), Denied)
    assert Grant.objects.get(pk=grant.pk).ends_on is None
    from utfall.domain.access import Right

    refused = grant_right(
        grant.person, Right.SEE_VOUCHERS, authority=grant.authority, unit=grant.unit, starts_on=DAY,
        by=controller, now=NOW,
    )  # fmt: skip
    assert isinstance(refused, Denied)
