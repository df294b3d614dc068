"""An Excel file of the finance system read in by a controller, with three rows that cannot be read."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import expect
from xlsxwriter import Workbook

from tests.browser.conftest import ALL, SIZES
from tests.integrations.folder.small import folder
from tests.records.conftest import LOADED_AT, data  # noqa: F401  a data folder of the test's own
from utfall.domain.access import Role
from utfall.records.finance.ledger import store
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADER = ("Kst", "Kontonr", "Bokföringsdatum", "Belopp", "Text")
BAD = [("3100", "5010", "2024-09-31", 50, "Ingen dag"), ("3100", "5010", "2024-09-21", "ett tusen", ""), ("3100", "", "2024-09-22", 50, "")]  # fmt: skip


@pytest.fixture
def bo(transactional_db: None, tmp_path: Path, data: Path) -> Person:  # noqa: F811
    source = tmp_path / "in"
    source.mkdir()
    assert isinstance(load(folder(source), by="test", at=LOADED_AT), Loaded)
    person = Person.objects.create(username="bo", first_name="Bo")
    sen = Authority.objects.get(code="SEN")
    Grant.objects.create(
        person=person, authority=sen, role=Role.CONTROLLER, unit=OrgUnit.objects.get(code="SEN"),
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
    return person


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "september.xlsx"
    good = [("3100", "5010", f"2024-09-{day:02}", 100, "Lön") for day in range(1, 21)]
    with Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([HEADER, *good, *BAD]):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_three_bad_rows_are_named_and_nothing_is_stored_before_her_word(visit, bo, file, scripts):
    before = len(store().batches())
    page = visit(bo, java_script_enabled=scripts).new_page()
    page.goto("/ekonomi/import")
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.get_by_label("Kst")).to_have_value("ansvar")
    page.get_by_role("button", name="Läs filen").click()

    for place in ("cell C22", "cell D23", "rad 24"):
        expect(page.get_by_role("listitem").filter(has_text=f"september.xlsx, {place}")).to_be_visible()
    page.get_by_role("button", name="Läs in 20 rader").click()
    expect(page.get_by_text("Säg att de andra ska läsas in utan dem")).to_be_visible()
    assert len(store().batches()) == before

    page.get_by_label("utan de 3 rader").check()
    page.get_by_role("button", name="Läs in 20 rader").click()
    expect(page.get_by_text("Inläst", exact=True).last).to_be_visible()
    assert len(store().batches()) == before + 1

    page.goto("/ekonomi/import")
    page.get_by_role("button", name="Ångra september.xlsx").click()
    expect(page.get_by_text("Inläsningen är ångrad.")).to_be_visible()
    assert len(store().batches()) == before


@pytest.mark.parametrize(("width", "scheme"), SIZES if ALL else SIZES[1:])
def test_the_pages_are_accessible(visit, bo, file, axe_violations, scrolls_sideways, width, scheme):
    page = visit(bo, viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()

    def looked_at(what: str) -> None:
        assert (what, axe_violations(page)) == (what, [])
        assert (what, max(0, scrolls_sideways(page))) == (what, 0)

    page.goto("/ekonomi/import")
    looked_at("imports")
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Granska filen").click()
    looked_at("mapping")
    page.get_by_role("button", name="Läs filen").click()
    looked_at("preview")
