"""The daily digest as a job and as a command."""

import datetime as dt

import pytest
from click.testing import CliRunner
from django.core import mail
from django.utils import timezone

from tests.records.reporting.small import NOW, Site, build
from utfall.cli import main
from utfall.jobs.reminders import remind_everybody
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


def test_the_command_says_how_many(site: Site) -> None:
    first = CliRunner().invoke(main, ["remind"])
    assert (first.exit_code, first.output) == (0, "1 brev skickade.\n")
    again = CliRunner().invoke(main, ["remind", "--language", "en"])
    assert again.output == "0 letters sent.\n"
