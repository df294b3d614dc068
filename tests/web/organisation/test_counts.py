"""How many questions each page of administration asks the database: the same whatever there is."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from utfall.domain.access import Role
from utfall.records.audit.actions import note
from utfall.records.organisation.models import Grant, OrgUnit, Person, Round, Substitute

pytestmark = pytest.mark.django_db
PAGES = [
    ("ada", "/administration", 5), ("ada", "/administration/organisation", 8), ("ada", "/administration/vikarier", 6),
    ("ada", "/administration/personer", 6), ("ada", "/administration/personer/ny", 5),
    ("ada", "/administration/personer/ny-roll", 6), ("ada", "/administration/logg", 6),
    ("bo", "/administration/start", 6), ("bo", "/administration/start/mall.xlsx", 5),
    ("bo", "/administration/tidigare-kommentarer", 7), ("bo", "/granska", 2),
]  # fmt: skip


def asked(client, path) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("who", "path", "count"), PAGES, ids=[path for _who, path, _count in PAGES])
def test_a_page_asks_as_much_with_many_rows_as_with_few(signed_in, people, sen, who, path, count):
    client = signed_in(who)
    assert asked(client, path) == count
    parent = OrgUnit.objects.get(code="OMR4")
    for number in range(15):
        unit = OrgUnit.objects.create(
            code=f"N{number}", name=f"Enhet {number}", kind="enhet", parent=parent, authority=sen,
            path=f"{parent.path}N{number}/", position=5000 + number,
        )  # fmt: skip
        person = Person.objects.create_user(f"n{number}")
        Grant.objects.create(
            person=person, authority=sen, role=Role.UNIT_MANAGER, unit=unit, starts_on="2020-01-01"
        )
        Substitute.objects.create(
            authority=sen,
            person=person,
            substitute=people["bo"],
            starts_on="2098-01-01",
            ends_on="2099-01-01",
        )
        Round.objects.create(
            authority=sen,
            code=f"R{number}",
            name="R",
            kind="interim_report",
            period="2023",
            position=number + 50,
        )
        with transaction.atomic():
            note("test", by="bo", at=timezone.now(), authority="SEN")
    assert asked(client, path) == count
