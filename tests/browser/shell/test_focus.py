"""Where focus is after a page has changed, a part of it has been exchanged, or a form has failed once more."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.records.reporting.small import NOW, ROUND, Site
from tests.web.test_access_table import municipality
from utfall.records.reporting.models import Contribution

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.tagName + '#' + document.activeElement.id"


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The municipality of the table of addresses, on the day of the tests."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return municipality()


def test_after_a_page_has_changed_focus_is_on_its_heading(visit, site):
    page = visit(site.people["bo"]).new_page()
    page.goto(f"/lage/{ROUND}")
    assert page.evaluate(FOCUSED) == "BODY#"
    for word in ("Avvikelser", "Historik", "Alla på en sida"):
        page.click(f"main nav a:has-text('{word}')")
        page.wait_for_url("**/lage/**")
        assert page.evaluate("document.activeElement.innerText") == word
        assert page.evaluate("window.scrollY") == 0
    page.click("main form button:has-text('Visa')")
    page.wait_for_url("**del=**")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    assert page.evaluate("document.activeElement.tagName") != "H1"


def test_what_an_address_points_at_is_not_left_for_the_heading(visit, site):
    page = visit(site.people["bo"]).new_page()
    page.goto("/hjalp")
    page.goto(f"/mal/D1/{ROUND}?enhet=IT#trad", referer=page.url)
    assert page.evaluate("document.activeElement.tagName") != "H1"


def test_a_part_that_is_fetched_afterwards_leaves_focus_and_text_alone(visit, site):
    Contribution.objects.filter(pk=site.contribution("IT").pk).update(markdown="Vi växte med 12 %.")
    page = visit(site.people["anna"]).new_page()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/granskning/**", hold)
    page.goto(f"/mal/D1/{ROUND}?enhet=IT")
    page.focus("#id_markdown")
    page.keyboard.press("End")
    page.keyboard.type(" Mer.")
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    page.wait_for_selector("#remarks:not([hx-get])")
    assert page.evaluate(FOCUSED) == "TEXTAREA#id_markdown"
    assert page.input_value("#id_markdown").endswith(" Mer.")


def test_a_form_that_fails_twice_tells_of_it_both_times(visit, site):
    page = visit(site.people["alva"]).new_page()
    page.goto("/administration/personer/ny")
    for _time in range(2):
        page.click("main form button[type=submit]")
        page.wait_for_selector("[data-error-summary]:focus")
        assert page.title().startswith("Fel:")
        page.click("[data-error-summary] a")
        assert page.evaluate("document.activeElement.matches('main form input')")


def test_a_switcher_is_used_with_the_keyboard_and_without_javascript(visit, site):
    page = visit(site.people["bo"]).new_page()
    page.goto(f"/lage/{ROUND}")
    page.focus(".switcher > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lage/2024-D1")
    plain = visit(site.people["bo"], java_script_enabled=False).new_page()
    plain.goto(f"/lage/{ROUND}")
    plain.click(".switcher > summary")
    plain.click(".switcher a:has-text('Delår 1')")
    assert plain.url.endswith("/lage/2024-D1")


def test_an_open_switcher_stays_within_a_small_screen(visit, site, scrolls_sideways):
    page = visit(site.people["bo"], viewport={"width": 320, "height": 700}).new_page()
    for path in ("/plan/2024/SEN", f"/lage/{ROUND}/enhet/IT"):
        page.goto(path)
        for place in range(page.locator(".switcher").count()):
            page.locator(".switcher > summary").nth(place).click()
            box = page.locator(".switcher[open] > .menu-body").bounding_box()
            assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320, path
            assert scrolls_sideways(page) <= 0
            page.keyboard.press("Escape")
