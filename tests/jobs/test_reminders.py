"""The daily digest as a job and as a command."""

import datetime as dt

import pytest
from click.testing import CliRunner
from django.core import mail
from django.utils import timezone

from tests.records.reporting.small import NOW, Site, build
from utfall.cli import main
from utfall.domain.agreements import AgreementKind, AgreementState
from utfall.jobs.reminders import remind_everybody
from utfall.records.agreements.models import Agreement
from utfall.records.reporting.models import Digest


@pytest.fixture
def site(db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The small municipality the day before its units are due."""
    made = build()
    day = made.task("IT").due_on - dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.combine(day, NOW.timetz()))
    return made


def test_the_job_writes_once_with_addresses_of_the_site(site: Site, settings: object) -> None:
    assert remind_everybody.enqueue().return_value == 1
    assert remind_everybody.enqueue().return_value == 0
    body = mail.outbox[0].body
    assert "http://localhost:8000/mal/D1/2024-D2?namnd=SEN&enhet=IT" in body
    assert "http://localhost:8000/uppgifter?namnd=SEN" in body
    assert Digest.objects.count() == 1


def test_an_agreement_is_named_with_where_it_is_gone_through(site: Site) -> None:
    Agreement.objects.create(
        authority=site.authorities["SEN"], code="A1", name="Växeln", kind=AgreementKind.SUPPLIER.value,
        unit=site.units["IT"], counterpart="Bolaget", state=AgreementState.IN_FORCE.value, position=0,
        review_on=timezone.localdate(), notice_on=timezone.localdate(),
    )  # fmt: skip
    assert remind_everybody.enqueue().return_value == 1
    number, year = Agreement.objects.get().pk, timezone.localdate().year
    address = f"http://localhost:8000/avtal/IT/{year}/{number}"
    assert f"{address}/genomgang?namnd=SEN" in mail.outbox[0].body
    assert f"{address}?namnd=SEN" in mail.outbox[0].body


def test_the_command_says_how_many(site: Site) -> None:
    first = CliRunner().invoke(main, ["remind"])
    assert (first.exit_code, first.output) == (0, "1 brev skickade.\n")
    again = CliRunner().invoke(main, ["remind", "--language", "en"])
    assert again.output == "0 letters sent.\n"
