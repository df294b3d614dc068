"""What was typed in the rooms of the economy is not lost when the login runs out before it is sent."""

import datetime as dt
import html
import re
from collections.abc import Mapping

import pytest
from django.test import Client
from django.utils import timezone

from tests.records.conftest import *  # noqa: F403 - the example's site
from utfall.domain.access import Role
from utfall.domain.money import Money
from utfall.domain.reporting import RoundState
from utfall.records.agreements.models import Agreement
from utfall.records.finance.models import Forecast, VarianceExplanation
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Measure

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
FORECAST = "/prognos/REKARNE/2024-D2?enhetstal=tkr"
EXPLANATION = "/ekonomi/OMR3/2024-08/forklaringar/resultat.inkl/avvikelse?enhetstal=kr"


@pytest.fixture
def bo(sen: Authority, d2: Round, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The browser of a controller who also leads a kitchen: forms are sent with their tokens, in an open round."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    Round.objects.filter(pk=d2.pk).update(state=RoundState.OPEN.value)
    bo, eva = (Person.objects.create(username=name) for name in ("bo", "eva"))
    for person, role, unit in (
        (bo, Role.CONTROLLER, "SEN"), (bo, Role.UNIT_MANAGER, "REKARNE"), (eva, Role.QUALITY_OFFICER, "SEN"),
    ):  # fmt: skip
        where = OrgUnit.objects.get(code=unit)
        Grant.objects.create(
            person=person, authority=sen, role=role, unit=where, starts_on=dt.date(2024, 1, 1)
        )
    client = Client(enforce_csrf_checks=True)
    client.force_login(bo)
    return client


def given_back(bo: Client, path: str, sent: Mapping[str, object]) -> tuple[str, dict[str, list[str]]]:
    """Open the page, let the login run out and send the form: where it is to be sent again, and what it holds."""
    opened = bo.get(path)
    assert opened.status_code == 200
    sent = {**sent, "csrfmiddlewaretoken": token(opened)}
    del bo.cookies["sessionid"]
    kept = bo.post(path, sent)
    assert kept.status_code == 401
    page = kept.content.decode()
    assert "Du har loggats ut" in page
    fields: dict[str, list[str]] = {"csrfmiddlewaretoken": [token(kept)]}
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    again = re.findall(r'action="([^"]+)"', page.partition('id="kept-1"')[0])
    return html.unescape(again[-1]), fields


def token(answer) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def send_again(bo: Client, path: str, sent: Mapping[str, object]) -> None:
    """Sign in anew, in another tab, and send what was given back."""
    again, fields = given_back(bo, path, sent)
    assert again == path
    bo.force_login(Person.objects.get(username="bo"))
    answer = bo.post(again, fields)
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[-2000:]


def test_the_grid_of_a_forecast(bo):
    send_again(
        bo, FORECAST, {"version": "0", "konto-64": "-4 500,5", "varfor-personal": "Färre pass\nän ”vanligt”"}
    )
    row = Forecast.objects.get()
    assert row.cells.get(account="64").amount == -450_050_000
    assert row.reasons.get(line="personal").text == "Färre pass\nän ”vanligt”"


def test_a_forecast_that_was_to_be_handed_in_is_still_handed_in(bo):
    again, fields = given_back(bo, FORECAST, {"version": "0", "konto-64": "-9000", "done": "1"})
    bo.force_login(Person.objects.get(username="bo"))
    answer = bo.post(again, fields)
    assert answer.status_code == 422
    assert "Sparat, men inte skickat" in answer.content.decode()
    assert Forecast.objects.get().cells.get(account="64").amount == -900_000_000


def test_the_parts_of_an_explanation(bo):
    VarianceExplanation.objects.all().delete()
    sent = {"rows": "2"}
    for number, (name, amount) in enumerate((("Vakanser <2>", "1 000,50"), ("Hyror", "-300"))):
        sent |= {f"name_{number}": name, f"amount_{number}": amount, f"figure_{number}": "",
                 f"unit_{number}": "", f"recurrence_{number}": ""}  # fmt: skip
    send_again(bo, EXPLANATION, sent)
    parts = VarianceExplanation.objects.get().parts.order_by("position")
    assert [(one.name, one.amount) for one in parts] == [
        ("Vakanser <2>", Money(100_050).öre), ("Hyror", Money(-30_000).öre),
    ]  # fmt: skip


def test_a_measure_with_all_that_was_ticked(bo):
    sent = {
        "name": "Färre turer\ni område 1", "unit": "OMR1", "budget_of": "SEN", "work": "ej påbörjad",
        "effect_2025": "1 250,5", "affects_staff": "on", "circle": ["eva"],
    }  # fmt: skip
    send_again(bo, "/atgarder/ny?enhet=OMR1", sent)
    row = Measure.objects.get(unit__code="OMR1", name__startswith="Färre turer")
    assert row.affects_staff and row.effects.get(year=2025).amount == 125_050_000
    assert [one.get_username() for one in row.circle.order_by("username")] == ["bo", "eva"]


def test_an_agreement_with_its_amount(bo):
    sent = {
        "name": "Måltider till förskolan", "unit": "MS-SKOLA", "kind": "årsöverenskommelse", "party": "BUF",
        "amount": "500", "state": "gäller", "later": "on", "notice_on": "30/11 2024",
    }  # fmt: skip
    send_again(bo, "/avtal/SEN/2024/nytt", sent)
    row = Agreement.objects.get(name="Måltider till förskolan")
    assert row.notice_on == dt.date(2024, 11, 30)
    assert [(one.year, one.amount, one.budgeted) for one in row.amounts.all()] == [(2024, 50_000_000, False)]
