"""The example as a site: everybody can sign in, the round is open, and the walls stand."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from django.db import transaction

from utfall.documents.read.json import from_json
from utfall.documents.render import render
from utfall.domain.access import Role
from utfall.domain.reporting import RoundState, State
from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken
from utfall.records.loading.demo import cast
from utfall.records.loading.demo.cast import CAST, Accounts
from utfall.records.loading.demo.site import NOT_YET, prepare
from utfall.records.loading.facts import facts
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, Person, Round
from utfall.records.reporting.models import Contribution, Edition, Task
from utfall.records.reporting.queries.owing import owing

NOW = dt.datetime(2024, 9, 9, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def folders(example: Path) -> tuple[Path, Path]:
    return example, example.parent / "vard-och-omsorgsnamnden-2024"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def prepared(
    folders: tuple[Path, Path], data: Path, django_db_setup: None, django_db_blocker
) -> Iterator[Accounts]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "DATA", data)
        made = prepare(*folders, data=data, now=NOW)
        assert isinstance(made, dict), made
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def site(prepared: Accounts, db: None) -> Accounts:
    return prepared


def as_(name: str, authority: str = ""):
    return acting(Person.objects.get(username=name), today=NOW.date(), authority=authority)


def test_everybody_can_sign_in_with_the_printed_password(site: Accounts) -> None:
    assert list(site) == [member.name for member in CAST]
    for account in site.values():
        person = Person.objects.get(username=account["username"])
        assert check_password(account["password"], person.password)


def test_a_password_is_made_slow_to_guess_when_it_is_first_used(site: Accounts) -> None:
    def iterations() -> int:
        return int(Person.objects.get(username="anna").password.split("$")[1])

    assert iterations() == 1_000
    assert authenticate(request=None, **site["Anna"])
    assert iterations() == PBKDF2PasswordHasher.iterations


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.name)
def test_everybody_has_her_roles(site: Accounts, member: cast.Member) -> None:
    person = Person.objects.get(username=member.username)
    held = {
        (grant.role, grant.authority.code if grant.authority else "")
        for grant in person.grants.select_related("authority")
    }

    assert held == {(part.role.value, part.authority) for part in member.parts}


def test_the_rounds_stand_where_they_should(site: Accounts) -> None:
    rows = Round.objects.select_related("authority").order_by("authority__code", "position")

    assert [(row.authority.code, row.code, row.state) for row in rows] == [
        ("SEN", "2024-D1", RoundState.DECIDED),
        ("SEN", "2024-D2", RoundState.OPEN),
        ("SEN", "2024-VB", RoundState.PLANNED),
        ("VON", "2024-D2", RoundState.OPEN),
    ]


def test_the_earlier_round_has_an_edition_that_was_decided_on(site: Accounts) -> None:
    edition = Edition.objects.select_related("round").get(round__code="2024-D1")
    assert (edition.number, edition.outcome, edition.decision) == (1, RoundState.DECIDED, "2024-05-28 § 41")
    assert edition.as_of.date() == dt.date(2024, 5, 20)
    assert edition.summoned_on is not None and edition.summoned_on < dt.date(2024, 5, 28)
    for form, begins in (("html", b"<!doctype html>"), ("pdf", b"%PDF")):
        assert render(from_json(edition.document.encode()), form).lower().startswith(begins.lower())
    # The texts of the round are in it, and everything that it lacks is explained.
    one = Contribution.objects.filter(round=edition.round, kind="comment").exclude(markdown="").first()
    assert one is not None and one.state == State.LOCKED
    assert one.markdown.split(".")[0].split("{{")[0].strip()[:30] in edition.document
    assert {row.text for row in edition.round.explanations.all()} == {NOT_YET}


def test_anna_owes_something_and_sees_what_she_said_last_time(site: Accounts) -> None:
    rows = owing(as_("anna"), today=NOW.date()).rows

    assert {row.task.object for row in rows} == {"D3", "D9", "D10", "EM-REKARNE-1"}
    assert {row.task.object for row in rows if row.previous} == {"D3", "D9", "D10"}


def test_every_unit_that_owes_something_has_somebody_who_answers(site: Accounts) -> None:
    managed = set(
        Person.objects.filter(grants__role__in=(Role.UNIT_MANAGER, Role.AREA_MANAGER)).values_list(
            "grants__unit__code", flat=True
        )
    )
    owed = Task.objects.filter(round__authority__code="SEN").values_list("unit__code", flat=True)

    assert set(owed) - {"SEN"} <= managed


def test_both_of_eriks_committees_have_drafts(site: Accounts) -> None:
    erik = as_("erik")

    assert [authority.code for authority in erik.choices] == ["SEN", "VON"]
    for authority in erik.choices:
        drafts = Contribution.objects.filter(
            authority=authority, round__code="2024-D2", state=State.DRAFT.value
        )
        assert drafts.exclude(markdown="").exists()


def test_the_others_report_can_be_composed_from_its_facts(site: Accounts) -> None:
    von = Authority.objects.get(code="VON")

    known = facts(von, Round.objects.get(authority=von), as_of=NOW)

    assert known.snapshot is not None
    assert {key.object for key in known.snapshot.texts} == {"VON", "VM2"}
    # It has no ledger; that is said, and nothing else is wrong.
    assert {finding.code for finding in known.findings} == {"source.scenario"}


def test_again_changes_nothing(site: Accounts, folders: tuple[Path, Path], data: Path) -> None:
    before = Event.objects.count(), Task.objects.count(), Contribution.objects.count()

    again = prepare(*folders, data=data, now=NOW + dt.timedelta(days=1))

    assert again == site
    assert (Event.objects.count(), Task.objects.count(), Contribution.objects.count()) == before
    assert list(broken()) == []


def test_a_lost_file_of_accounts_gives_new_passwords(site: Accounts, tmp_path: Path) -> None:
    again = cast.make_accounts(tmp_path, now=NOW)

    assert again["Anna"]["password"] != site["Anna"]["password"]
    assert authenticate(request=None, **again["Anna"])
    assert not authenticate(request=None, **site["Anna"])


@pytest.mark.django_db
def test_a_folder_that_cannot_be_loaded_is_said(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()

    found = prepare(tmp_path / "tom", data=tmp_path, now=NOW)

    assert isinstance(found, tuple)
    assert {finding.code for finding in found} == {"source.missing-file"}
