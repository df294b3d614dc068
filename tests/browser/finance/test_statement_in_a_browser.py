"""From −2,8 mnkr on the committee's statement to the voucher, with scripts and without; and where one is stopped."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_journeys import Served, loaded, read_only  # noqa: F401  fixtures of the example's site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STATEMENT = "/ekonomi/SEN/2024-08"
PAGES = (
    STATEMENT, f"{STATEMENT}/enheter?rad=resultat.inkl&kolumn=avvikelse", f"{STATEMENT}/konton?rad=personal",
    f"{STATEMENT}/manader?rad=personal", f"{STATEMENT}/avvikelse", "/ekonomi/OMR4/2024-08/uppstallning/ms",
    "/ekonomi/OMR4/2024-08", "/ekonomi/OLC/2024-08/verifikationer?rad=personal",
)  # fmt: skip


def click(page: Page, words: str, *, leads_to: str) -> None:
    """One click on the first link of the main part that says so."""
    page.locator("main").locator(f"a[href*='{leads_to}']", has_text=words).first.click()
    page.wait_for_url(f"**{leads_to}**")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_variance_to_the_voucher_in_five_clicks(read_only: Served, scripts: bool) -> None:  # noqa: F811
    bo = read_only.sign_in("Bo", java_script_enabled=scripts)
    bo.goto(STATEMENT)
    click(bo, "−2,8", leads_to="/ekonomi/SEN/2024-08/enheter")
    assert (
        "{{resultat.inkl:SEN:2024-01..2024-08:avvikelse;mnkr1}}"
        in bo.locator(".insertion input").first.input_value()
    )
    click(bo, "−5,4", leads_to="/ekonomi/OMR4/2024-08/konton")
    click(bo, "6411 Livsmedel", leads_to="/motparter")
    click(bo, "Summa", leads_to="/verifikationer")
    number = bo.locator("tbody tr").first.locator("td").nth(1).locator("a").first.inner_text()
    click(bo, number, leads_to=f"verifikation={number}")
    assert bo.locator("tbody tr").count() >= 2
    assert "Område 4: Måltidsservice" in bo.locator("nav.breadcrumb").inner_text()
    bo.go_back()
    assert "konto=6411" in bo.url


def test_one_who_may_not_is_told_whom_to_ask(read_only: Served) -> None:  # noqa: F811
    johan = read_only.sign_in("Johan")
    johan.goto("/ekonomi")
    johan.wait_for_url("**/ekonomi/OMR4/2024-08")
    johan.locator("main table").first.locator("tbody a").last.click()
    johan.goto("/ekonomi/OMR4/2024-08/konton?rad=ovriga-kostnader")
    said = johan.locator("div.notice").inner_text()
    assert "rätten att se verifikationer" in said and "Bo Controller" in said
    assert johan.locator("main table a[href*=motparter]").count() == 0
    got = johan.context.request.get("/ekonomi/OMR4/2024-08/verifikationer?rad=ovriga-kostnader")
    assert got.status == 403 and "Bo Controller" in got.text()


def test_the_pages_are_accessible_and_hold_in_the_window(read_only: Served, troubles) -> None:  # noqa: F811
    bo = read_only.sign_in("Bo")
    assert [one for place, path in enumerate(PAGES) for one in troubles(bo, path, place)] == []
