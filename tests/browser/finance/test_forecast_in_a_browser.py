"""A forecast in the browser, with scripts and without: Anna's, from the proposal through her area to the committee."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_journeys import Served, loaded, site, submit  # noqa: F401  fixtures of the example's site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UNIT, AREA, COMMITTEE = (f"/prognos/{code}/2024-D2" for code in ("REKARNE", "OMR4", "SEN"))


def explain(page: Page, why: str) -> None:
    """Say why for every line that asks for it."""
    for row in page.locator("tr.forecast-row:has(.lacking)").all():
        row.locator("select").select_option("volym")
        row.locator(".why-fields input").fill(why)


def hand_in(page: Page, path: str, why: str) -> None:
    page.goto(path)
    explain(page, why)
    submit(page, "Skicka för godkännande")
    assert "Prognosen är skickad" in page.inner_text("body"), page.inner_text("main")


def approve(page: Page, path: str) -> None:
    page.goto(path)
    submit(page, "Godkänn prognosen")
    assert "Prognosen är godkänd" in page.inner_text("body"), page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_forecast_from_the_proposal_to_the_committees_approval(site: Served, scripts: bool) -> None:  # noqa: F811
    anna = site.sign_in("Anna", java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    anna.goto("/uppgifter")
    anna.get_by_role("link", name="Lämna prognos: Rekarneköket").click()
    anna.wait_for_url(f"**{UNIT}")
    assert anna.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0 if scripts else True
    food = anna.get_by_label("Din prognos, Livsmedel")
    before = anna.locator("tr[data-key='resultat.inkl'] [data-sum]").inner_text()
    food.fill("-4 000")
    if scripts:
        result = anna.locator("tr[data-key='resultat.inkl'] [data-sum]")
        assert result.inner_text() != before
        assert anna.locator("tr[data-key='ovriga-kostnader'] [data-sum]").inner_text() == "−6\u00a0003"
    typed = anna.locator("tr[data-key='resultat.inkl'] [data-sum]").inner_text()
    submit(anna, "Spara")
    saved = anna.locator("tr[data-key='resultat.inkl'] [data-sum]").inner_text()
    assert not scripts or saved == typed
    submit(anna, "Skicka för godkännande")
    assert "Sparat, men inte skickat" in anna.inner_text("[data-error-summary]")
    explain(anna, "Färre portioner än beställt")
    submit(anna, "Skicka för godkännande")
    assert "Prognosen är skickad" in anna.inner_text("body")

    johan = site.sign_in("Johan", java_script_enabled=scripts)
    johan.goto("/uppgifter")
    johan.get_by_role("link", name="Godkänn prognos: Rekarneköket").click()
    johan.wait_for_url(f"**{UNIT}")
    submit(johan, "Godkänn prognosen")
    hand_in(johan, AREA, "Kökens volymer")
    hanna = site.sign_in("Hanna", java_script_enabled=scripts)
    approve(hanna, AREA)
    bo = site.sign_in("Bo", java_script_enabled=scripts)
    hand_in(bo, COMMITTEE, "Färre portioner i område 4")
    approve(hanna, COMMITTEE)
    assert "Det är den som gäller i rapporten nu." in hanna.inner_text("body")

    got = bo.context.request.get(f"{COMMITTEE}/export?hamta=csv")
    assert got.status == 200
    assert "3412;6" in got.text()
    anna.goto("/uppgifter")
    assert "1 av 5 klar" in anna.inner_text("main")


def test_a_range_copied_from_excel_fills_the_fields(site: Served) -> None:  # noqa: F811
    anna = site.sign_in("Anna")
    anna.goto(UNIT)
    field = anna.get_by_label("Din prognos, Livsmedel")
    field.focus()
    field.evaluate(
        """field => { const data = new DataTransfer(); data.setData("text", "-4 100\\n-900\\n");
        field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    assert field.input_value() == "-4 100"
    assert anna.get_by_label("Din prognos, Transport").input_value() == "-900"
    assert anna.locator("tr[data-key='ovriga-kostnader'] [data-sum]").inner_text() == "−6\u00a0115"


def test_whoever_leaves_with_something_typed_is_asked_first(site: Served) -> None:  # noqa: F811
    anna = site.sign_in("Anna")
    anna.goto(UNIT)
    anna.get_by_label("Din prognos, Livsmedel").fill("-4 000")
    anna.on("dialog", lambda asked: asked.dismiss())
    with anna.expect_event("dialog") as asked:
        anna.get_by_role("link", name="Alla versioner").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    assert anna.url.endswith(UNIT)
    assert anna.get_by_label("Din prognos, Livsmedel").input_value() == "-4 000"
    submit(anna, "Spara")
    anna.get_by_role("link", name="Alla versioner").click()
    anna.wait_for_url("**/historik")
