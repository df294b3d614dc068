"""Plans and indicators in a real browser: accessible, without scroll sideways, moved with the keyboard alone."""

import pytest

from tests.records import world
from utfall.domain.goal_chain import Level
from utfall.records.indicators.models import Indicator, Value
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning.models import Activity, Goal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(transactional_db) -> dict[str, object]:
    """A plan with something of everything, by what it is."""
    sen = world.municipality()
    goals = world.goals(sen)
    kitchen = OrgUnit.objects.get(code="MAT")
    own = Goal.objects.create(
        authority=sen, code="EM-MAT-1", name="Öva bortfall av kyla", level=Level.UNIT, parent=goals["D2"], year=2024,
        owner=kitchen, position=99, description="En gång om året.",
    )  # fmt: skip
    activity = Activity.objects.create(unit=kitchen, goal=own, name="Boka kylbil", year=2024, position=0)
    row = Indicator.objects.create(
        authority=sen, code="IND1", name="Andel med tillitsfull förbättringskultur", measure="ind.tillit",
        unit_of_measure="%", decimals=1, kind="mål", direction="högre är bättre", position=0, parent="VM2",
        scope=OrgUnit.objects.get(code="SEN"), source="enkät SEF",
    )  # fmt: skip
    row.targets.create(year=2027, comparator="minst", value="75", decimals=0, position=0)
    for year, number in ((2022, "60.0"), (2023, "61.0"), (2024, "66.7")):
        Value.objects.create(
            authority=sen, address=f"ind.tillit:SEN:{year}:utfall", measure="ind.tillit", scope=row.scope,
            period=str(year), scenario="utfall", value=number, unit_of_measure="%", decimals=1,
            source_document="enkät SEF", entered_at=world.NOW, position=year,
        )  # fmt: skip
    return {"goals": goals, "activity": activity, "indicator": row, "assignment": world.assignment(sen)}


def pages(site) -> list[str]:
    goal, one = site["goals"]["D2"].pk, site["indicator"].pk
    plan = "/plan/2024/SEN"
    return [
        plan, f"{plan}?flytta={goal}", f"{plan}?vy=tabell", f"{plan}?vy=utskrift", f"{plan}/mal/{goal}",
        f"{plan}/lagg-till?under={site['goals']['SG1'].pk}", f"{plan}/mal/{goal}/placera", f"{plan}/besluta",
        f"{plan}/versioner", f"{plan}/jamfor", "/plan/2024/MAT", "/plan/2024/MAT?vy=utskrift",
        f"/plan/2024/MAT/aktivitet/{site['activity'].pk}", "/uppdrag/SEN", f"/uppdrag/SEN/{site['assignment'].pk}",
        "/uppdrag/SEN/nytt", "/indikatorer/SEN", f"/indikator/{one}", f"/indikator/{one}?uppdelning=kon",
        f"/indikator/{one}/utfall", f"/indikator/{one}/andra", "/indikatorer/SEN/import", "/indikatorer/SEN/kolada",
    ]  # fmt: skip


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(visit, site, troubles):
    page = visit(Person.objects.get(username="kim")).new_page()
    assert [one for place, path in enumerate(pages(site)) for one in troubles(page, path, place)] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_goal_is_moved_with_the_keyboard_and_the_focus_stays_on_the_button(visit, site, scripts):
    page = visit(Person.objects.get(username="kim"), java_script_enabled=scripts).new_page()
    number = site["goals"]["D2"].pk
    page.goto("/plan/2024/SEN")
    page.click(f"#mal-{number} a:has-text('Flytta')")
    with page.expect_navigation():
        page.locator(f"#mal-{number} button", has_text="Upp").press("Enter")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Upp"
    names = page.locator(".tree a[href*='/mal/']").all_inner_texts()
    assert names.index("Etablera övningar") < names.index("Samverkan")


def test_an_unlikely_outcome_can_be_explained_without_losing_what_was_typed(visit, site, axe_violations):
    page = visit(Person.objects.get(username="kim")).new_page()
    page.goto(f"/indikator/{site['indicator'].pk}/utfall")
    page.fill("#id_period", "2025")
    page.fill("#id_value", "0,67")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-error-summary]")
    assert "Menas 67" in page.inner_text("main")
    assert page.input_value("#id_value") == "0,67"
    assert axe_violations(page) == []
    page.click(".notice a[href='#id_reason']")
    page.fill("#id_reason", "Nytt sätt att räkna")
    page.click("main button[type=submit]")
    page.wait_for_selector(".notice.good")
    assert "0,67\u00a0%" in page.inner_text("main")
