"""The pages of plans: what they show to whom, what their forms do, and how few questions they ask."""

import re

import pytest
from django.test import Client

from tests.records import world
from utfall.domain.goal_chain import Level
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning.models import Activity, Assignment, Goal, PlanVersion
from utfall.records.reporting.models import AssignmentReport, Contribution

pytestmark = pytest.mark.django_db
PLAN = "/plan/2024/SEN"


@pytest.fixture
def sen():
    return world.municipality()


@pytest.fixture
def plan(sen):
    return world.goals(sen)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=name))
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_start_leads_to_ones_own_plan(plan):
    assert signed_in("bo").get("/plan")["Location"] == PLAN
    assert signed_in("erik").get("/plan?namnd=SEN")["Location"] == PLAN
    assert signed_in("nils").get("/plan").status_code == 403


def test_the_tree_shows_the_chain_with_the_councils_goals_locked(sen, plan):
    Contribution.objects.create(
        authority=sen, round=sen.rounds.get(code="2024-D1"), object="D1", kind="comment",
        unit=OrgUnit.objects.get(code="SEN"), assessment="uppnås delvis", markdown="Text",
    )  # fmt: skip
    page = text(signed_in("bo").get(PLAN))
    assert "Plan 2024 Servicenämnden" in page
    assert re.search(r"Hållbar utveckling Strategiskt område .*från KF", page)
    assert "Samverkan 1-årig inriktning Uppnås delvis" in page
    assert "Förra årets inriktning" not in page


def test_drafts_of_an_open_round_are_not_told(sen, plan):
    Contribution.objects.create(
        authority=sen, round=sen.rounds.get(code="2024-D2"), object="D1", kind="comment",
        unit=OrgUnit.objects.get(code="SEN"), assessment="uppnås inte", markdown="Text",
    )  # fmt: skip
    assert "Uppnås inte" not in text(signed_in("anna").get(PLAN))


def test_the_tree_the_table_and_the_print_say_the_same(plan):
    client = signed_in("kim")
    for view in ("trad", "tabell", "utskrift"):
        page = text(client.get(f"{PLAN}?vy={view}"))
        assert all(row.name in page for code, row in plan.items() if code != "D0"), view
    found = text(client.get(f"{PLAN}?q=kultur"))
    assert "Arbeta med kulturen" in found
    assert "Samverkan" not in found
    assert "Samverkan" not in text(client.get(f"{PLAN}?niva=3"))
    assert "Inget mål innehåller ”gruvdrift”" in text(client.get(f"{PLAN}?q=gruvdrift"))


def test_a_move_is_a_plain_button_and_the_focus_stays_on_it(plan):
    client = signed_in("kim")
    number = plan["D2"].pk
    closed = client.get(PLAN).content.decode()
    assert f'href="{PLAN}?flytta={number}"' in closed
    assert f'action="{PLAN}/mal/{number}/flytta"' not in closed
    done = client.post(f"{PLAN}/mal/{number}/flytta", {"way": "up"})
    assert done["Location"] == f"{PLAN}?flytta={number}&vag=up"
    page = client.get(done["Location"]).content.decode()
    assert re.search(r'value="up" autofocus>Upp', page)
    assert page.index("Etablera övningar") < page.index("Samverkan")
    refused = client.post(f"{PLAN}/mal/{number}/flytta", {"way": "up"}, follow=True)
    assert "Etablera övningar står redan överst." in text(refused)


def test_a_goal_is_put_anywhere_it_may_stand(plan):
    client = signed_in("kim")
    address = f"{PLAN}/mal/{plan['D3'].pk}/placera"
    refused = client.post(address, {"place": "under", "other": plan["D1"].pk})
    assert refused.status_code == 422
    assert "1-årig inriktning kan inte stå under 1-årig inriktning" in text(refused)
    assert client.post(address, {"place": "after", "other": plan["D1"].pk}).status_code == 302
    plan["D3"].refresh_from_db()
    assert plan["D3"].parent == plan["VM1"]


def test_a_goal_is_added_under_another_changed_and_ended(plan):
    client = signed_in("kim")
    assert "Stärkt beredskap" in text(client.get(f"{PLAN}/lagg-till"))
    address = f"{PLAN}/lagg-till?under={plan['VM1'].pk}"
    empty = client.post(address, {"name": ""})
    assert empty.status_code == 422
    assert "Skriv målet." in text(empty)
    assert client.post(address, {"name": "Öva i augusti", "contributors": ["MAT"]}).status_code == 302
    made = Goal.objects.get(name="Öva i augusti")
    assert (made.level, made.parent, list(made.contributors.all())) == (
        Level.FOCUS, plan["VM1"], [OrgUnit.objects.get(code="MAT")],
    )  # fmt: skip
    two = client.get(f"{PLAN}/lagg-till?under={plan['SG1'].pk}")
    assert 'value="verksamhetsmål"' in two.content.decode()
    here = f"{PLAN}/mal/{made.pk}"
    client.post(f"{here}/andra", {"name": "Öva i september", "description": "Två gånger."})
    assert "Två gånger." in text(client.get(here))
    assert "kan återställas" in text(client.get(f"{here}/avsluta"))
    client.post(f"{here}/avsluta")
    assert "Avslutade mål Öva i september" in text(client.get(PLAN))
    client.post(f"{here}/aterstall")
    assert "Avslutade mål" not in text(client.get(PLAN))


def test_the_councils_goals_have_no_forms(plan):
    client = signed_in("bo")
    here = f"{PLAN}/mal/{plan['SG1'].pk}"
    page = client.get(here)
    assert "ändras av fullmäktige" in text(page)
    assert f"{here}/andra" not in page.content.decode()
    assert client.get(f"{here}/andra").status_code == 404
    assert client.post(f"{here}/flytta", {"way": "up"}).status_code == 404


@pytest.mark.parametrize("name", ["cecilia", "david", "maj"])
def test_outside_the_wall_only_the_councils_goals_are_shown(plan, name):
    page = text(signed_in(name).get(PLAN))
    assert "Stärkt beredskap" in page
    assert "Du ser kommunens mål" in page
    for hidden in ("Bidra till beredskap", "Samverkan", "IT-drift"):
        assert hidden not in page
    # A member has a role here and is told so; to others it does not exist.
    refused = 403 if name == "maj" else 404
    assert signed_in(name).get(f"{PLAN}/mal/{plan['SG1'].pk}").status_code == refused
    assert signed_in(name).get("/plan/2024/MAT").status_code == refused


@pytest.mark.parametrize("name", ["ada", "doris", "nils"])
def test_administrators_and_strangers_see_no_plan(plan, name):
    assert signed_in(name).get(PLAN).status_code == 403


def test_who_may_not_change_meets_no_buttons_and_no_open_door(plan):
    client = signed_in("anna")
    page = client.get(PLAN).content.decode()
    assert "lagg-till" not in page
    assert "flytta=" not in page
    assert client.get(f"{PLAN}/lagg-till").status_code == 403
    assert client.post(f"{PLAN}/mal/{plan['D1'].pk}/flytta", {"way": "down"}).status_code == 403
    assert client.post(f"{PLAN}/besluta", {"decided_on": "2024-01-18", "decision": "§ 1"}).status_code == 403


def test_a_plan_is_decided_changed_and_compared(plan):
    secretary, quality = signed_in("sara"), signed_in("kim")
    wrong = secretary.post(f"{PLAN}/besluta", {"decided_on": "i våras", "decision": ""})
    assert wrong.status_code == 422
    secretary.post(f"{PLAN}/besluta", {"decided_on": "18/1 2024", "decision": "Servicenämnden § 4"})
    assert "Beslutad 2024-01-18: Servicenämnden § 4." in text(secretary.get(PLAN))
    quality.post(f"{PLAN}/mal/{plan['D1'].pk}/andra", {"name": "Samverkan i beredskap"})
    page = text(quality.get(PLAN))
    assert "Ändringen är inte beslutad." in page
    listed = text(quality.get(f"{PLAN}/versioner"))
    assert "Servicenämnden § 4" in listed
    assert "Ändrad efter beslut, inte beslutad ännu" in listed
    compared = quality.get(f"{PLAN}/jamfor?fran=1")
    assert "Omformulerat: Samverkan i beredskap" in text(compared)
    assert "<ins>" in compared.content.decode()
    assert "i beredskap" not in text(quality.get(f"{PLAN}/versioner/1"))
    assert quality.get(f"{PLAN}/versioner/9").status_code == 404
    assert PlanVersion.objects.count() == 2


def test_a_unit_has_its_own_plan_under_the_committees(plan):
    client = signed_in("anna")
    mine = "/plan/2024/MAT"
    assert (
        client.post(f"{mine}/lagg-till?under={plan['D2'].pk}", {"name": "Öva bortfall av kyla"}).status_code
        == 302
    )
    own = Goal.objects.get(name="Öva bortfall av kyla")
    late = {
        "name": "Boka kylbil",
        "goal": own.pk,
        "ends_on": "2024-03-01",
        "state": "pågår",
        "responsible": "anna",
    }
    assert client.post(f"{mine}/aktivitet/ny", late).status_code == 302
    page = text(client.get(f"{mine}?visa=egna"))
    assert "Öva bortfall av kyla Enhetens mål" in page
    assert "Boka kylbil Anna till 2024-03-01 Försenad" in page
    assert "Arbeta med kulturen" not in page
    activity = Activity.objects.get()
    client.post(f"{mine}/aktivitet/{activity.pk}", {**late, "state": "genomförd"})
    assert "1 av 1 aktiviteter genomförda" in text(client.get(mine))
    assert "Boka kylbil Anna till 2024-03-01 Genomförd" in text(client.get(f"{mine}?vy=utskrift"))
    backwards = client.post(f"{mine}/aktivitet/{activity.pk}", {**late, "starts_on": "2024-05-01"})
    assert backwards.status_code == 422
    assert client.get("/plan/2024/IT/aktivitet/ny").status_code == 403
    assert client.get(f"/plan/2024/IT/aktivitet/{activity.pk}").status_code == 403
    assert signed_in("bo").get(f"/plan/2024/IT/aktivitet/{activity.pk}").status_code == 404
    assert "Boka kylbil" in text(signed_in("olle").get(mine))
    assert "1 aktivitet" in text(signed_in("bo").get(PLAN))


def test_assignments_are_taken_down_reported_and_closed(sen):
    quality, manager, secretary = signed_in("kim"), signed_in("anna"), signed_in("sara")
    given = {
        "name": "Utred gemensam måltidsplanering", "given_by": "KS", "decided_on": "2024-02-06", "paragraph": "§ 21",
        "responsible": "MAT", "due_on": "2024-06-01",
    }  # fmt: skip
    assert manager.post("/uppdrag/SEN/nytt", given).status_code == 403
    assert quality.post("/uppdrag/SEN/nytt", {**given, "decided_on": ""}).status_code == 422
    assert quality.post("/uppdrag/SEN/nytt", given).status_code == 302
    row = Assignment.objects.get()
    here = f"/uppdrag/SEN/{row.pk}"
    listed = text(manager.get("/uppdrag/SEN"))
    assert "Utred gemensam måltidsplanering" in listed
    assert "Försenat" in listed
    assert manager.post(f"{here}/rapportera", {"round": "2024-D2", "state": "avslutat"}).status_code == 422
    assert manager.post(f"{here}/rapportera", {"round": "2024-D1", "state": "klart"}).status_code == 422
    manager.post(f"{here}/rapportera", {"round": "2024-D2", "state": "föreslås avslutat"})
    assert AssignmentReport.objects.get().state == "föreslås avslutat"
    assert "Delår 2 Föreslås avslutat Anna" in text(manager.get(here))
    assert manager.get(f"{here}/avsluta").status_code == 403
    assert secretary.post(f"{here}/avsluta", {"decision": ""}).status_code == 422
    secretary.post(f"{here}/avsluta", {"decision": "KS 2024-10-01 § 99"})
    assert "Avslutat genom KS 2024-10-01 § 99" in text(manager.get(here))
    assert "Utred" not in text(manager.get("/uppdrag/SEN?visa=oppna"))
    assert quality.post(f"{here}/andra", given).status_code == 422
    secretary.post(f"{here}/oppna")
    assert quality.post(f"{here}/andra", {**given, "due_on": ""}).status_code == 302
    assert signed_in("cecilia").get("/uppdrag/SEN").status_code == 404
    assert signed_in("erik").get("/uppdrag?namnd=SEN")["Location"] == "/uppdrag/SEN"


def _more(sen, plan, number):
    """Many rows of every kind."""
    kitchen = OrgUnit.objects.get(code="MAT")
    for each in range(number):
        goal = Goal.objects.create(
            authority=sen, code=f"X{each}", name=f"Mål {each}", level=Level.FOCUS, parent=plan["VM2"], year=2024,
            owner=kitchen, position=100 + each,
        )  # fmt: skip
        goal.contributors.add(kitchen)
        Activity.objects.create(unit=kitchen, goal=goal, name="Gör", year=2024, position=each)
        Assignment.objects.create(
            authority=sen, code=f"X{each}", name="Utred", state="pågår", position=each, given_by=kitchen,
            decided_on=world.TODAY, responsible=kitchen,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "most"),
    [(PLAN, 20), (f"{PLAN}?vy=tabell", 20), (f"{PLAN}?vy=utskrift", 20), ("/plan/2024/MAT", 12), ("/uppdrag/SEN", 12),
     (f"{PLAN}/lagg-till", 10), (f"{PLAN}/versioner", 10), (f"{PLAN}/jamfor", 10)],
)  # fmt: skip
def test_no_page_asks_more_of_the_database_for_more_rows(
    sen, plan, path, most, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("kim")
    _more(sen, plan, 1)
    with django_assert_max_num_queries(most) as few:
        client.get(path)
    _more_again(sen, plan)
    with django_assert_num_queries(len(few)):
        assert client.get(path).status_code == 200


def _more_again(sen, plan):
    Goal.objects.filter(code__startswith="X").exclude(activities=None).update(code="Y0")
    Assignment.objects.all().delete()
    _more(sen, plan, 12)
