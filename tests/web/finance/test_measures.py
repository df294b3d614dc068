"""Measures in the browser: the seed's sums to the printed digit, a proposal on its way to being done, the plan of KL 11:12."""

import datetime as dt
import html
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.records.conftest import d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Role
from utfall.domain.reporting import RoundState
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Goal, Measure
from utfall.records.reporting.models import Contribution, Task

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def signed_in(sen: Authority, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A browser where somebody with the role has signed in."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def client(role=Role.CONTROLLER, unit="SEN"):
        person, _made = Person.objects.get_or_create(username=f"{role.value}-{unit}".replace(" ", "-"))
        Grant.objects.get_or_create(
            person=person, authority=Authority.objects.get(code="SEN"), role=role,
            unit=OrgUnit.objects.get(code=unit), starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
        browser = Client()
        browser.force_login(person)
        return browser

    return client


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text).replace("\u00a0", " "))


def sums(answer) -> list[tuple[str, ...]]:
    """The rows of the table's foot."""
    foot = answer.content.decode().partition("<tfoot>")[2].partition("</tfoot>")[0]
    rows = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in foot.split("</tr>") if "<th" in row
    ]
    return [tuple(html.unescape(cell).replace("\u00a0", " ") for cell in row if cell) for row in rows]


def number(printed: str) -> int:
    return int(printed.replace("−", "-").replace(" ", ""))


def proposal(name="Måltid: en rätt mindre", **other):
    return {"name": name, "unit": "OMR4", "budget_of": "SEN", "work": "ej påbörjad", **other}


def test_the_sums_are_those_of_the_report(signed_in):
    bo = signed_in()
    page = bo.get("/atgarder?enhet=SEN&ar=2024")
    assert "Alla (20)" in words(page)
    assert "Beslutade (11)" in words(page)
    assert "Ej beslutade (9)" in words(page)
    assert sums(page) == [
        ("Summa beslutade", "6 220", "6 650"),
        ("Ej beslutade, egen budget", "250", "9 000"),
        ("Ej beslutade, annan nämnds budget", "1 000", "8 000"),
        ("Summa ej beslutade", "1 250", "17 000"),
    ]
    assert "Effekt som hamnar hos annan nämnd visas i egen summa, aldrig i resultatet." in words(page)
    assert sums(bo.get("/atgarder?enhet=SEN&beslut=ja")) == [("Summa beslutade", "6 220", "6 650")]
    assert "Zetterbergska" not in words(bo.get("/atgarder?enhet=SEN&beslut=ja"))


def test_the_list_is_grouped_as_one_asks_and_of_the_unit_that_one_asks_for(signed_in):
    bo = signed_in()
    page = bo.get("/atgarder?enhet=SEN&grupp=enhet").content.decode()
    assert 'scope="rowgroup" colspan="7">Transportenheten<' in page
    assert 'scope="rowgroup" colspan="7">Ingen ansvarig<' in bo.get("/atgarder?enhet=SEN&grupp=ansvarig").content.decode()  # fmt: skip
    assert "Stabil ekonomi" in bo.get("/atgarder?enhet=SEN&grupp=mal").content.decode()
    meals = words(bo.get("/atgarder?enhet=OMR4"))
    assert "laga mat nära gästen" in meals
    assert "postturer" not in meals


def test_the_workbook_holds_what_the_page_shows(signed_in):
    answer = signed_in().get("/atgarder?enhet=SEN&beslut=nej&hamta=excel")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert answer["Content-Disposition"] == 'attachment; filename="atgarder-sen.xlsx"'
    assert [row[-3:-1] for row in rows[-3:]] == [[250.0, 9000.0], [1000.0, 8000.0], [1250.0, 17000.0]]
    assert "postturer" not in str(rows)


def test_a_proposal_is_released_decided_and_carried_out(signed_in):
    bo, gun = signed_in(), signed_in(Role.AREA_MANAGER, "OMR4")
    assert gun.post("/atgarder/ny?enhet=OMR4", proposal("")).status_code == 422
    made = gun.post(
        "/atgarder/ny?enhet=OMR4", proposal(effect_2025="1 250,5", affects_staff="on", goal="D10")
    )
    row = Measure.objects.get(name="Måltid: en rätt mindre")
    path = f"/atgarder/{row.pk}"
    assert made["Location"] == path
    assert bo.get(path).status_code == 404
    assert "en rätt mindre" not in words(bo.get("/atgarder?enhet=SEN"))
    assert "en rätt mindre" not in words(bo.get("/sok?q=rätt"))
    assert "Bara kretsen ser åtgärden" in words(gun.get(path))
    assert "Det kan inte göras ogjort" in words(gun.get(f"{path}/slapp"))
    gun.post(f"{path}/slapp")
    assert "en rätt mindre" in words(bo.get("/sok?q=rätt"))
    assert ("Ej beslutade, egen budget", "250", "10 251") in sums(bo.get("/atgarder?enhet=SEN"))
    decision = {"decision": "SEN § 84", "decided_on": "2024-09-09"}
    refused = bo.post(f"{path}/besluta", decision)
    assert refused.status_code == 422
    assert "Skriv in FSG eller MBL med datum" in words(refused)
    change = proposal(
        effect_2025="1 250,5", affects_staff="on", fsg_on="3/9 2024", goal="D10", due_on="2024-09-01"
    )
    assert gun.post(f"{path}/andra", change).status_code == 302
    assert bo.post(f"{path}/besluta", decision).status_code == 302
    assert "Försenad" in words(bo.get("/atgarder?enhet=SEN&beslut=sena"))
    assert gun.post(f"{path}/genomford").status_code == 302
    assert "SEN § 84, 2024-09-09" in words(gun.get(path))
    row.refresh_from_db()
    assert (row.state, row.work) == ("genomförd", "genomförd")
    assert gun.post(f"{path}/andra", change).status_code == 422
    assert Event.objects.filter(object=f"measure:{row.code}").count() == 5


def test_a_measure_is_abandoned_with_a_reason_and_counts_no_more(signed_in):
    bo = signed_in()
    row = Measure.objects.get(code="ATG-E04")
    assert bo.post(f"/atgarder/{row.pk}/avfor", {"reason": ""}).status_code == 422
    bo.post(f"/atgarder/{row.pk}/avfor", {"reason": "Kunden säger nej"})
    page = bo.get("/atgarder?enhet=SEN")
    assert ("Ej beslutade, annan nämnds budget", "1 000", "3 000") in sums(page)
    assert "Avförda (1)" in words(page)
    assert "Kunden säger nej" in words(bo.get(f"/atgarder/{row.pk}"))
    bo.post(f"/atgarder/{row.pk}/aterta")
    assert ("Summa ej beslutade", "1 250", "17 000") in sums(bo.get("/atgarder?enhet=SEN"))


def test_the_effect_so_far_is_the_change_in_the_ledger(signed_in):
    bo = signed_in()
    row = Measure.objects.get(code="ATG-B01")
    path = f"/atgarder/{row.pk}"
    row.follow_line, row.follow_cost_centre = "", ""
    row.save()
    assert "åtgärden säger inte var i huvudboken den ska synas" in words(bo.get(path))
    row.follow_line = "personal"
    row.save()
    page = words(bo.get(path))
    assert "Effekt hittills, januari–augusti 2024" in page
    so_far = re.search(
        r"Planerat för tiden Hittills Skillnad (\d+) (−?[\d ]+?) (−?[\d ]+?) Hittills är", page
    )
    assert so_far is not None
    assert so_far[1] == "267"
    assert "huvudboken mot januari–augusti 2023" in page
    assert Measure.objects.get(code="ATG-B07").effects.filter(year=2024).count() == 0
    Measure.objects.filter(code="ATG-B07").update(follow_line="personal")
    assert "Ingen effekt är planerad för 2024." in words(bo.get("/atgarder/effekt?enhet=SEN"))


def test_the_recovery_plan_states_deficit_measures_years_and_what_is_left(signed_in):
    bo = signed_in()
    page = words(bo.get("/atgarder/plan?enhet=SEN"))
    assert "Åtgärdsplan för ekonomi i balans 2025–2027" in page
    assert "Servicenämnden har ett prognostiserat resultat 2024 på −2 956 tkr." in page
    assert "Beslutade åtgärder täcker hela underskottet till och med 2025." in page
    assert re.search(r"2025 6 650 9 000 0 0", page)
    Measure.objects.filter(state="beslutad").exclude(code="ATG-B07").update(state="avförd")
    left = words(bo.get("/atgarder/plan?enhet=SEN"))
    assert "Beslutade åtgärder lämnar 1 356 tkr utan täckning efter 2027." in left
    word = bo.get("/atgarder/plan.docx?enhet=SEN")
    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    plain = re.sub(r"<[^>]+>", "", text.replace("\u00a0", " "))
    assert "lämnar 1 356 tkr utan täckning" in plain
    assert "kommunallagen" in plain
    assert bo.get("/atgarder/plan.pdf?enhet=SEN").content.startswith(b"%PDF")
    assert bo.get("/atgarder/plan.exe?enhet=SEN").status_code == 404


def test_what_is_not_released_is_not_printed_in_the_plan(signed_in):
    Measure.objects.filter(code="ATG-E03").update(released=False)
    bo = signed_in()
    row = Measure.objects.get(code="ATG-E03")
    row.circle.add(Person.objects.get(username="controller-SEN"))
    assert "nämndsekreterare" in words(bo.get("/atgarder?enhet=SEN"))
    assert "nämndsekreterare" not in words(bo.get("/atgarder/plan?enhet=SEN"))


def test_the_goals_page_shows_its_measures_and_a_comment_on_one_is_shown_beside_it(signed_in, d2):  # noqa: F811
    bo = signed_in()
    row = Measure.objects.get(code="ATG-B09")
    goal = Goal.objects.get(authority=row.authority, code="D10")
    assert "OLC: minskat antal postturer" in words(bo.get(f"/plan/2024/SEN/mal/{goal.pk}"))
    Contribution.objects.create(
        authority=row.authority, round=d2, object="ATG-B09", kind="comment", unit=row.unit, section="ekonomi",
        markdown="Två turer mindre.",
    )  # fmt: skip
    assert "Två turer mindre." in words(bo.get(f"/atgarder/{row.pk}"))


def test_the_pages_ask_the_same_however_many_measures_there_are(signed_in, django_assert_num_queries):
    bo = signed_in()
    for path, most in (
        ("/atgarder?enhet=SEN", 16),
        ("/atgarder/plan?enhet=SEN", 17),
        ("/atgarder/effekt?enhet=SEN", 16),
    ):
        bo.get(path)
        with CaptureQueriesContext(connection) as few:
            bo.get(path)
        assert len(few) <= most, path
        first = Measure.objects.get(code="ATG-B01")
        for number in range(20):
            more = Measure.objects.create(
                authority=first.authority, code=f"X-{most}-{number}-{path[10:12]}", name="En till", unit=first.unit,
                state="beslutad", released=True, position=100 + number, budget_of=first.budget_of,
            )  # fmt: skip
            more.effects.create(year=2025, amount=100, position=0)
        with django_assert_num_queries(len(few)):
            bo.get(path)


def test_measures_that_follow_the_same_accounts_name_each_other_and_count_once_in_the_sum(
    signed_in, django_assert_num_queries
):
    bo = signed_in()
    first, second = Measure.objects.get(code="ATG-B01"), Measure.objects.get(code="ATG-B02")
    Measure.objects.update(
        follow_cost_centre="", follow_against="", follow_accounts=[], follow_line="", starts_on=None
    )
    Measure.objects.filter(pk=first.pk).update(follow_line="personal")
    listed = "/atgarder/effekt?enhet=SEN"
    alone_sum = sums(bo.get(listed))
    assert "Samma konton" not in words(bo.get(listed))
    assert "Samma konton" not in words(bo.get(f"/atgarder/{first.pk}"))
    with CaptureQueriesContext(connection) as few:
        bo.get(f"/atgarder/{first.pk}")
    assert len(few) <= 25
    Measure.objects.filter(pk=second.pk).update(follow_line="personal", unit=first.unit)
    second.effects.update_or_create(year=2024, defaults={"amount": 600_000_00, "position": 0})
    with django_assert_num_queries(len(few)):
        page = bo.get(f"/atgarder/{first.pk}")
    said = f"Samma konton följs också av {second.name} ; förändringen är inte delad mellan dem."
    assert said in words(page)
    assert f"Samma konton följs också av {first.name}" in words(bo.get(f"/atgarder/{second.pk}"))
    table = bo.get(listed)
    assert "Den räknas en gång i summan." in words(table)
    assert f"{first.name} Samma konton följs också av {second.name}." in words(table)
    (once,), (both,) = alone_sum, sums(table)
    assert (both[0], both[2]) == (once[0], once[2])
    assert [number(both[1]), number(both[3])] == [number(once[1]) + 400, number(once[3]) - 400]
    Measure.objects.filter(pk=second.pk).update(follow_line="lokaler")
    assert "Samma konton" not in words(bo.get(listed))
    assert sums(bo.get(listed))[0][2] != once[2]


def test_a_comment_is_written_in_the_open_round_that_takes_one(signed_in, d2, django_assert_num_queries):  # noqa: F811
    bo, row = signed_in(), Measure.objects.get(code="ATG-B09")
    anna = signed_in(Role.UNIT_MANAGER, row.unit.code)
    path = f"/atgarder/{row.pk}"
    link = f'href="/mal/ATG-B09/2024-D2?enhet={row.unit.code}">Skriv en kommentar'
    Round.objects.filter(pk=d2.pk).update(state=RoundState.OPEN.value)
    anna.get(path)
    assert "Skriv en kommentar" not in words(anna.get(path))
    with CaptureQueriesContext(connection) as few:
        anna.get(path)
    about = {"round": d2, "object": "ATG-B09", "kind": "comment", "section": "ekonomi"}
    other = OrgUnit.objects.get(code="HR")
    one = Contribution.objects.create(authority=row.authority, unit=other, **about)
    Task.objects.create(round=d2, contribution=one, unit=other, object=one.object, section=one.section,
                        title="Kommentera", due_on=dt.date(2024, 9, 20), position=0, minutes=5)  # fmt: skip
    two = Contribution.objects.create(authority=row.authority, unit=row.unit, **about)
    Task.objects.create(round=d2, contribution=two, unit=row.unit, object=two.object, section=two.section,
                        title="Kommentera", due_on=dt.date(2024, 9, 20), position=1, minutes=5)  # fmt: skip
    with django_assert_num_queries(len(few)):
        page = anna.get(path).content.decode()
    assert link in page
    assert anna.get(f"/mal/ATG-B09/2024-D2?enhet={row.unit.code}").status_code == 200
    assert "Skriv en kommentar" not in words(bo.get(path))
    Round.objects.filter(pk=d2.pk).update(state=RoundState.LOCKED.value)
    assert "Skriv en kommentar" not in words(anna.get(path))
