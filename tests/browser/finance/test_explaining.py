"""A variance explained in a real browser, until nothing is left; and the measures' pages accessible at every width."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from tests.records.conftest import LOADED_AT, example  # noqa: F401  the example's folder
from utfall.domain.access import Role
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person
from utfall.records.planning.models import Measure

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
ONE = "/ekonomi/OMR3/2024-08/forklaringar/resultat.inkl/avvikelse"


@pytest.fixture
def gun(transactional_db: None, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:  # noqa: F811
    """The example loaded, and the manager of an area with nothing explained."""
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    assert isinstance(load(example, by="test", at=LOADED_AT), Loaded)
    person = Person.objects.create_user("gun", "gun@example.se", first_name="Gun")
    for role, unit in ((Role.AREA_MANAGER, "OMR3"), (Role.CONTROLLER, "SEN")):
        Grant.objects.create(
            person=person, authority=Authority.objects.get(code="SEN"), role=role,
            unit=OrgUnit.objects.get(code=unit), starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
    return person


def test_a_variance_is_explained_until_the_remainder_is_nothing(visit, gun):
    page = visit(gun).new_page()
    page.set_default_timeout(60_000)
    page.goto("/ekonomi/OMR3/2024-08/forklaringar")
    page.get_by_role("row", name="Årets resultat inkl.").get_by_role("link").first.click()
    assert page.locator("#rest").inner_text().startswith("Oförklarat")
    lines = page.locator("h3", has_text="Rader").locator("+ ul").get_by_role("button")
    lines.first.click()
    page.get_by_text("är tillagd.").wait_for()
    page.get_by_label("Orsak 2", exact=True).fill("Vakanta tjänster")
    page.get_by_label("Belopp 2", exact=True).fill("1 200,5")
    page.get_by_label("Varaktighet 2", exact=True).select_option("engångs")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_text("Förklaringen är sparad.").wait_for()
    page.get_by_role("link", name="kr", exact=True).click()
    page.get_by_role("link", name="Lägg resten som en egen orsak").click()
    assert page.get_by_label("Belopp 3", exact=True).input_value() not in ("", "0")
    page.get_by_label("Orsak 3", exact=True).fill("Övrigt")
    page.get_by_role("button", name="Spara", exact=True).click()
    assert page.locator("#rest").inner_text() == "Inget är oförklarat."
    assert "Vakanta tjänster" in page.get_by_label("Text", exact=True).input_value()
    page.goto("/ekonomi/OMR3/2024-08/forklaringar")
    row = page.get_by_role("row", name="Årets resultat inkl.").first
    assert "Inget är oförklarat" in row.inner_text()


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(visit, gun, troubles):
    number = Measure.objects.get(code="ATG-B01").pk
    page = visit(gun).new_page()
    # The first page reads the whole ledger.
    page.set_default_timeout(60_000)
    paths = (
        ONE, "/ekonomi/SEN/2024-08/forklaringar", "/atgarder?enhet=SEN&grupp=enhet", "/atgarder/ny?enhet=SEN",
        "/atgarder/effekt?enhet=SEN", "/atgarder/plan?enhet=SEN", f"/atgarder/{number}", f"/atgarder/{number}/avfor",
    )  # fmt: skip
    assert [one for place, path in enumerate(paths) for one in troubles(page, path, place)] == []
