"""Roles are given and ended by the authority's own administrator; others are told whom to ask."""

import re

import pytest

from utfall.domain.access import Role
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Substitute

pytestmark = pytest.mark.django_db
PEOPLE = "/administration/personer"
ROLE = {"role": Role.CONTROLLER.value, "unit": "SEN", "starts_on": "2024-01-01", "ends_on": ""}


def test_roles_are_listed_with_their_time_and_grantor(signed_in, django_assert_num_queries):
    client = signed_in("ada")
    with django_assert_num_queries(6):
        page = client.get(PEOPLE).content.decode()
    assert "Områdes" not in page
    for words in ("Bo Ek", "Controller", "2020-01-01", "tills vidare", "Webbplatsen", "Gäller"):
        assert words in page
    for number in range(20):
        person = Person.objects.create_user(f"p{number}")
        Grant.objects.create(
            person=person, authority=Authority.objects.get(code="SEN"), role=Role.MEMBER,
            unit=OrgUnit.objects.get(code="SEN"), starts_on="2024-01-01", ends_on="2024-02-01",
        )  # fmt: skip
    with django_assert_num_queries(6):
        assert "p7" not in client.get(PEOPLE).content.decode()
    assert "p7" in client.get(f"{PEOPLE}?visa=alla").content.decode()


def test_a_person_is_made_and_given_a_role(signed_in, sen):
    client = signed_in("ada")
    made = client.post(
        f"{PEOPLE}/ny",
        {"username": "eva", "first_name": "Eva", "last_name": "Berg", "email": "eva@example.se"},
    )
    assert made["Location"] == f"{PEOPLE}/ny-roll?person=eva"
    assert 'value="eva"' in client.get(made["Location"]).content.decode()
    given = client.post(f"{PEOPLE}/ny-roll", {"person": "EVA@example.se", **ROLE})
    assert given.status_code == 302
    grant = Grant.objects.get(person__username="eva")
    assert (grant.role, str(grant.unit), str(grant.granted_by)) == ("controller", "Servicenämnden", "Ada Ek")
    assert [event.deed for event in Event.objects.order_by("-number")[:2]] == ["role.grant", "person.make"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"person": "ingen", **ROLE}, "Det finns inget konto"),
        ({"person": "bo", **ROLE, "ends_on": "2023-01-01"}, "Slutdagen ligger före"),
        ({"person": "bo", **ROLE, "role": Role.SYSTEM_ADMINISTRATOR.value}, "data-error-summary"),
        ({"person": "bo", **ROLE, "unit": "VON"}, "data-error-summary"),
        ({}, "Ange vem som ska få rollen."),
    ],
)
def test_a_role_that_cannot_be_given_is_told_why(signed_in, sent, words):
    before = Grant.objects.count()
    answer = signed_in("ada").post(f"{PEOPLE}/ny-roll", sent)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Grant.objects.count() == before


def test_a_username_that_is_taken_is_asked_for_again(signed_in):
    answer = signed_in("ada").post(
        f"{PEOPLE}/ny", {"username": "bo", "first_name": "Bo", "last_name": "Berg", "email": "b@example.se"}
    )
    assert answer.status_code == 422 and "upptaget" in answer.content.decode()


def test_a_role_is_ended_with_a_day_and_what_it_means_is_said(signed_in, people):
    client = signed_in("ada")
    number = Grant.objects.get(person=people["bo"]).pk
    page = client.get(f"{PEOPLE}/roll/{number}/avsluta").content.decode()
    assert "Bo Ek är controller för" in page
    assert client.post(f"{PEOPLE}/roll/{number}/avsluta", {"on": "2019-01-01"}).status_code == 422
    assert client.post(f"{PEOPLE}/roll/{number}/avsluta", {"on": "2024-12-31"}).status_code == 302
    assert str(Grant.objects.get(pk=number).ends_on) == "2024-12-31"
    assert signed_in("bo").get("/rapport").status_code == 403


def test_a_role_of_another_authority_is_not_found(signed_in, people):
    other = Authority.objects.exclude(code="SEN").first() or Authority.objects.create(code="X", name="X")
    grant = Grant.objects.create(
        person=people["bo"], authority=other, role=Role.MEMBER, starts_on="2024-01-01"
    )
    assert signed_in("ada").post(f"{PEOPLE}/roll/{grant.pk}/avsluta", {"on": "2024-12-31"}).status_code == 404
    assert signed_in("ada").get(f"{PEOPLE}?namnd={other.code}").status_code == 403


@pytest.mark.parametrize("who", ["bo", "anna", "sara", "mia"])
@pytest.mark.parametrize("path", ["", "/ny", "/ny-roll"])
def test_only_the_administrator_sees_or_gives_roles(signed_in, who, path):
    client = signed_in(who)
    assert client.get(f"{PEOPLE}{path}").status_code == 403
    before = (Grant.objects.count(), Person.objects.count())
    client.post(f"{PEOPLE}{path}", {"person": who, "username": "x", **ROLE})
    assert (Grant.objects.count(), Person.objects.count()) == before


def test_the_front_says_whom_each_page_is_for(signed_in):
    own, others = signed_in("ada").get("/administration"), signed_in("anna").get("/administration")
    assert 'href="/administration/personer"' in own.content.decode()
    page = others.content.decode()
    assert 'href="/administration/personer"' not in page and "För behörighetsadministratören." in page


def test_the_organisation_is_shown_as_a_tree(signed_in, django_assert_num_queries):
    client = signed_in("anna")
    with django_assert_num_queries(8):
        page = client.get("/administration/organisation").content.decode()
    assert 'id="OMR4"' in page and "Måltidsservice" in page and "depth-1" in page


def test_substitutes_are_listed_for_whoever_leads(signed_in, people, sen):
    Substitute.objects.create(
        authority=sen,
        person=people["anna"],
        substitute=people["bo"],
        starts_on="2024-01-01",
        ends_on="2099-01-01",
    )
    page = signed_in("bo").get("/administration/vikarier").content.decode()
    assert "Anna Ek" in page and "2099-01-01" in page
    assert signed_in("anna").get("/administration/vikarier").status_code == 403


def test_the_log_shows_the_authoritys_deeds_and_a_broken_chain(
    signed_in, people, sen, django_assert_num_queries
):
    client = signed_in("ada")
    client.post(f"{PEOPLE}/ny-roll", {"person": "bo", **ROLE})
    with django_assert_num_queries(6):
        page = client.get("/administration/logg").content.decode()
    assert "role.grant" in page and "folder.load" in page
    assert "Loggen är hel" in client.get("/administration/logg?kontrollera=1").content.decode()

    event = Event.objects.filter(deed="role.grant")[0]
    Event.objects.filter(pk=event.pk).update(details={"role": "ledamot"})
    broken = client.get("/administration/logg?kontrollera=1").content.decode()
    assert f"bruten vid rad {event.number}" in broken
    assert re.search(rf"{event.number} <strong>bruten</strong>", broken)


def test_the_log_has_older_pages_and_nothing_of_other_authorities(signed_in):
    from django.db import transaction
    from django.utils import timezone

    from utfall.records.audit.actions import note

    with transaction.atomic():
        for number in range(101):
            note(f"test.{number}", by="bo", at=timezone.now(), authority="SEN")
        note("hemligt", by="cecilia", at=timezone.now(), authority="VON")
    client = signed_in("ada")
    page = client.get("/administration/logg").content.decode()
    assert "hemligt" not in page and "test.100" in page and "test.0<" not in page
    older = re.findall(r'href="(/administration/logg\?fore=\d+)"', page)[0]
    assert "test.0<" in client.get(older).content.decode()
    assert signed_in("anna").get("/administration/logg").status_code == 403
