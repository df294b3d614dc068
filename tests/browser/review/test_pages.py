"""Review, search and administration in a real browser: accessible, without scroll sideways, and a file dropped."""

import datetime as dt

import pytest
from django.conf import settings as site_settings

from tests.records import world
from tests.records.conftest import example
from utfall.domain.access import Role
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round, Substitute
from utfall.records.reporting.models import Contribution

__all__ = ["example"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOREIGN = """# Främmande rapport

Resultatet blev 5,0 mnkr.

| Post | Utfall |
|---|---|
| Hyror | 8,0 |
| El | 3,0 |
| Summa | 12,0 |
"""
ADMINISTRATOR = [
    "/administration", "/administration/organisation", "/administration/personer",
    "/administration/personer/ny", "/administration/personer/ny-roll", "/administration/vikarier",
    "/administration/logg?kontrollera=1", "/administration/start", "/sok?q=e",
]  # fmt: skip
CONTROLLER = [
    "/rapport",
    "/granska",
    "/sok?q=beredskap",
    "/administration",
    "/administration/tidigare-kommentarer",
]


@pytest.fixture
def site(transactional_db) -> Authority:
    """The small municipality, with somebody away."""
    sen = world.municipality()
    world.goals(sen)
    Substitute.objects.create(
        authority=sen, person=Person.objects.get(username="anna"), substitute=Person.objects.get(username="bo"),
        starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2099, 1, 1),
    )  # fmt: skip
    return sen


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(visit, site, troubles):
    for username, paths in (("ada", ADMINISTRATOR), ("bo", CONTROLLER)):
        page = visit(Person.objects.get(username=username)).new_page()
        assert [one for place, path in enumerate(paths) for one in troubles(page, path, place)] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_from_elsewhere_is_dropped_and_its_findings_lead_to_their_places(
    visit, site, axe_violations, scrolls_sideways, scripts
):
    page = visit(
        Person.objects.get(username="bo"), viewport={"width": 390, "height": 800}, java_script_enabled=scripts
    ).new_page()
    page.goto("/granska")
    page.set_input_files(
        "#id_file", {"name": "rapport.md", "mimeType": "text/plain", "buffer": FOREIGN.encode()}
    )
    page.click("main button:has-text('Granska')")
    page.wait_for_selector(".findings")
    link = page.locator(".findings .places a").first
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f'[id="{target[1:]}"]').is_visible()
    if scripts:
        assert axe_violations(page) == []
        assert max(0, scrolls_sideways(page)) == 0


@pytest.fixture
def report(transactional_db, example, tmp_path, monkeypatch) -> Round:
    """The example with its round open and a figure typed wrong."""
    monkeypatch.setattr(site_settings, "DATA", tmp_path)
    made = load(example, by="test", at=dt.datetime(2024, 9, 9, 8, 0, tzinfo=dt.UTC))
    assert isinstance(made, Loaded)
    sen = Authority.objects.get(code="SEN")
    bo = Person.objects.create_user("bo", first_name="Bo", last_name="Ek")
    Grant.objects.create(
        person=bo, authority=sen, role=Role.CONTROLLER, unit=OrgUnit.objects.get(code="SEN"),
        starts_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    Round.objects.filter(authority=sen, code="2024-D2").update(state="öppen")
    row = Contribution.objects.get(round__code="2024-D2", object="OMR4", kind="comment")
    row.unit = OrgUnit.objects.get(code="OMR4")
    row.markdown = "Årets resultat för Område 4 är 77,7 mnkr för januari–augusti 2024."
    row.save()
    return Round.objects.get(authority=sen, code="2024-D2")


@pytest.mark.slow
def test_a_report_with_its_findings_is_read_and_answered_at_every_width(visit, report, troubles):
    page = visit(Person.objects.get(username="bo")).new_page()
    open_all = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
    paths = ("/rapport/2024-D2", "/rapport/2024-D2/papekanden", "/granskning/OMR4/2024-D2?enhet=OMR4")
    for place, path in enumerate(paths):
        assert troubles(page, path, place, prepare=open_all) == []
    page.goto("/rapport/2024-D2/papekanden")
    finding = page.locator(".findings > li", has_text="Här står 77,7")
    finding.locator("summary").click()
    finding.locator("textarea").fill("Rättas i boken i oktober.")
    finding.locator("button").click()
    page.wait_for_selector(".explained")
    assert "Rättas i boken i oktober." in page.inner_text(".explained")
    assert page.locator(".findings > li", has_text="Här står 77,7").count() == 0
