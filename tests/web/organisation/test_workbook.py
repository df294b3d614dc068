"""A workbook is read in with preview and findings, by whoever may, and can be undone."""

import dataclasses
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from utfall.domain.access import Role
from utfall.domain.organisation import OrgUnit as Unit
from utfall.domain.organisation import UnitKind
from utfall.domain.planning import AnnualFocus
from utfall.integrations.workbook import PersonRow, StartContent, write_workbook
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Value
from utfall.records.loading.workbook import stored_content
from utfall.records.organisation.models import CostCentre, Grant, OrgUnit, Person
from utfall.records.planning.models import Goal

pytestmark = pytest.mark.django_db
START = "/administration/start"
WORDS = [role.value for role in Role]


@pytest.fixture
def content(sen) -> StartContent:
    """What is stored, with a new unit, a focus with another name, a new focus and a corrected outcome."""
    now = stored_content(sen)
    focus = next(one for one in now.goals if isinstance(one, AnnualFocus))
    renamed = dataclasses.replace(focus, name="Ett annat namn")
    added = dataclasses.replace(focus, code="D99", name="En ny inriktning")
    goals = tuple(renamed if one.code == focus.code else one for one in now.goals)
    # Targets of plans are not in the workbook, nor then the indicators below them.
    codes = {one.code for one in now.goals}
    indicators = tuple(one for one in now.indicators if one.parent in codes)
    measures = {one.measure for one in indicators}
    outcome = next(one for one in now.outcomes if one.address.measure in measures and not one.address.cuts)
    own = [one for one in now.outcomes if one.address.measure in measures and not one.address.cuts]
    own[own.index(outcome)] = dataclasses.replace(outcome, value=outcome.value + 1)
    unit = Unit("NYENHET", "En ny enhet", UnitKind.UNIT, "OMR4", ansvar=("9876",))
    return StartContent(
        units=(*now.units, unit), goals=(*goals, added), indicators=indicators, outcomes=tuple(own),
    )  # fmt: skip


def sent(content: StartContent) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("start.xlsx", write_workbook(content, roles=WORDS))}


def token(page: str) -> str:
    return page.split('name="token" value="')[1].split('"', maxsplit=1)[0]


def previewed(client, content) -> str:
    answer = client.post(f"{START}/granska", sent(content))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_template_is_a_workbook_with_every_sheet(signed_in):
    answer = signed_in("bo").get(f"{START}/mall.xlsx")
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    assert {"Organisation", "Personer och roller", "Mål", "Indikatorer", "Uppdrag", "Risker"} <= set(sheets)


def test_a_workbook_is_previewed_stored_and_undone(signed_in, sen, content):
    client = signed_in("bo")
    before = stored_content(sen)
    page = previewed(client, content)
    assert "NYENHET" in page and "D99" in page and "Ändras" in page
    assert stored_content(sen) == before
    assert not Goal.objects.filter(code="D99").exists()

    answer = client.post(f"{START}/spara", {"token": token(page)}, follow=True)
    assert "Sparat: 2 nya och 2 ändrade." in answer.content.decode()
    assert Goal.objects.get(authority=sen, code="D99").name == "En ny inriktning"
    assert Goal.objects.filter(authority=sen, name="Ett annat namn").exists()
    unit = OrgUnit.objects.get(code="NYENHET")
    assert unit.path.endswith("/OMR4/NYENHET/") and str(unit.authority) == "Servicenämnden"
    assert CostCentre.objects.filter(unit=unit, code="9876").exists()
    assert Value.objects.exclude(replaced_at=None).count() == 1
    assert Event.objects.order_by("-number")[0].deed == "start.import"
    assert "Inget nytt" in previewed(client, content)

    undone = client.post(f"{START}/angra", follow=True)
    assert "Inläsningen är ångrad" in undone.content.decode()
    assert stored_content(sen) == before
    assert not OrgUnit.objects.filter(code="NYENHET").exists()
    assert Event.objects.order_by("-number")[0].deed == "start.undo"
    assert "Ångra inläsningen" not in undone.content.decode()


def test_what_somebody_has_worked_on_since_is_not_undone(signed_in, sen, content):
    client = signed_in("bo")
    client.post(f"{START}/spara", {"token": token(previewed(client, content))})
    Goal.objects.filter(authority=sen, code="D99").update(name="Omskriven")
    answer = client.post(f"{START}/angra", follow=True)
    assert "Omskriven har ändrats sedan" in answer.content.decode()
    assert OrgUnit.objects.filter(code="NYENHET").exists()
    assert Goal.objects.filter(authority=sen, name="Ett annat namn").exists()


def test_roles_are_read_in_by_the_administrator_and_the_plan_by_the_controller(signed_in, sen, content):
    both = dataclasses.replace(
        content, persons=(PersonRow("nina", "Nina Ny", "nina@example.se", "enhetschef", "OMR4"),)
    )
    client = signed_in("bo")
    page = previewed(client, both)
    assert "roller ges av behörighetsadministratören" in page and "nina" not in page
    client.post(f"{START}/spara", {"token": token(page)})
    assert not Person.objects.filter(username="nina").exists()

    client = signed_in("ada")
    page = previewed(client, both)
    assert "nina" in page and "D99" not in page
    client.post(f"{START}/spara", {"token": token(page)})
    grant = Grant.objects.get(person__username="nina")
    assert (grant.role, str(grant.granted_by)) == ("enhetschef", "Ada Ek") and "Måltid" in str(grant.unit)
    assert not grant.person.has_usable_password()
    assert client.post(f"{START}/angra").status_code == 302
    assert not Person.objects.filter(username="nina").exists()


def test_a_file_with_faults_is_told_of_and_cannot_be_stored(signed_in, content):
    wrong = dataclasses.replace(content, goals=(AnnualFocus("D1", "", "V1", 2024),))
    page = previewed(signed_in("bo"), wrong)
    assert "Det här hittades i filen" in page and "Namn är tom" in page
    assert "Spara allt" not in page


def test_what_is_no_workbook_or_no_file_is_asked_for_again(signed_in):
    client = signed_in("bo")
    answer = client.post(f"{START}/granska", {"file": SimpleUploadedFile("x.xlsx", b"inte en bok")})
    assert "ingen arbetsbok" in answer.content.decode()
    assert client.post(f"{START}/granska", {}).status_code == 422


def test_a_preview_is_ones_own_and_is_forgotten_after_storing(signed_in, content):
    page = previewed(signed_in("bo"), content)
    answer = signed_in("ada").post(f"{START}/spara", {"token": token(page)}, follow=True)
    assert "för gammal" in answer.content.decode()
    client = signed_in("bo")
    client.post(f"{START}/spara", {"token": token(page)})
    assert "för gammal" in client.post(f"{START}/spara", {"token": token(page)}, follow=True).content.decode()


@pytest.mark.parametrize("who", ["anna", "sara", "mia"])
def test_others_neither_look_nor_store(signed_in, who):
    client = signed_in(who)
    assert client.get(START).status_code == 403
    assert client.get(f"{START}/mall.xlsx").status_code == 403
    for path in ("granska", "spara", "angra"):
        assert client.post(f"{START}/{path}").status_code == 403
