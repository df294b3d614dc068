"""The same start in a browser: founded at the terminal, read in, a year laid out, opened, written and locked."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.records.loading.test_start_from_nothing import BEGINNER, MEETING, NOW, ROLES, WORKBOOK
from utfall.integrations.workbook import write_workbook
from utfall.records.organisation.founding import found
from utfall.records.organisation.models import Person, Round
from utfall.records.reporting.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the day of the test."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def _signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=name))
    return client


def _said(answer) -> str:
    found = re.findall(
        r'<div class="notice[^"]*" role="(?:status|alert)"><p>(.*?)</p>', answer.content.decode()
    )
    return " ".join(found)


def test_a_committee_reports_from_nothing_on_the_pages():
    found(
        "BYN", "Byggnadsnämnden", municipality="Exempelkommun", beginner=BEGINNER, by="utfall start", now=NOW
    )
    alva = _signed_in("alva")
    file = SimpleUploadedFile("start.xlsx", write_workbook(WORKBOOK, roles=ROLES))
    preview = alva.post("/administration/start/granska", {"file": file}).content.decode()
    token = preview.split('name="token" value="')[1].split('"')[0]
    stored = alva.post("/administration/start/spara", {"token": token}, follow=True)
    assert "Sparat: " in _said(stored)

    empty = alva.get("/rundor").content.decode()
    assert "Inga rundor än" in empty
    assert "Inga rundor än" in _signed_in("lisa").get("/rundor").content.decode()
    assert 'action="/rundor/forsta"' not in _signed_in("lisa").get("/rundor").content.decode()
    assert "Ange ett år" in _said(alva.post("/rundor/forsta", {"year": "tjugo"}, follow=True))
    assert "2024 är upplagt." in _said(alva.post("/rundor/forsta", {"year": "2024"}, follow=True))
    assert "är borttaget igen" in _said(alva.post("/rundor/2024/ta-bort", follow=True))
    alva.post("/rundor/forsta", {"year": "2024"})

    opened = alva.post("/runda/2024-D2/oppna", {"m-on": MEETING.isoformat()}, follow=True)
    assert "Rundan är öppen." in _said(opened)
    lisa = _signed_in("lisa")
    assert "Korta handläggningstiden" in lisa.get("/uppgifter").content.decode()
    page = lisa.get("/mal/I1/2024-D2?enhet=LOV").content.decode()
    form = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split('id="answer"')[1])
    )
    sent = {**form, "markdown": "Sex veckor nu.", "answer": "text", "done": "1"}
    assert lisa.post("/mal/I1/2024-D2?enhet=LOV", sent).status_code == 302
    assert "Klar" in lisa.get("/mal/I1/2024-D2?enhet=LOV").content.decode()

    shown = alva.get("/rapport/2024-D2")
    assert shown.status_code == 200
    assert "Sex veckor nu." in shown.content.decode()
    alva.post("/runda/2024-D2/las")
    edition = Edition.objects.get()
    assert "Sex veckor nu." in edition.document
    assert Round.objects.get(code="2024-D2").state == "låst"
    assert alva.get("/runda/2024-D2/utgava/1.pdf").getvalue().startswith(b"%PDF-")
