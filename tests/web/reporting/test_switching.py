"""From one unit and one period to another: choices that lie in the address."""

import re

import pytest

from tests.records.reporting.small import ROUND, wide
from utfall.web.shell.switching import Switch, switch

pytestmark = pytest.mark.django_db


def _switchers(page: str) -> dict[str, list[tuple[str, str]]]:
    """What each switcher leads to, by what is chosen now."""
    found = re.findall(r'<details class="menu switcher"><summary>(.*?) <svg.*?</details>', page, re.DOTALL)
    parts = re.split(r'<details class="menu switcher">', page)[1:]
    links = [
        re.findall(r'(?:href|value)="(/[^"#]+)"[^>]*>([^<]+)<', part.partition("</details>")[0])
        for part in parts
    ]
    return {
        word: [(href.replace("&amp;", "&"), text) for href, text in each]
        for word, each in zip(found, links, strict=True)
    }


def test_a_plan_leads_to_the_plans_of_units_and_back(sign_in):
    client = sign_in("anna")
    committee = _switchers(client.get("/plan/2024/SEN").content.decode())
    assert ("/plan/2024/IT", "IT-drift") in committee["Servicenämnden"]
    unit = _switchers(client.get("/plan/2024/IT").content.decode())
    assert ("/plan/2024/UTV", "Utvecklingsenheten") in unit["IT-drift"]
    assert all(href.startswith("/plan/2024/") for href, _word in unit["IT-drift"])
    assert "Kulturområdet" not in str(committee) + str(unit)


def test_a_round_leads_to_the_same_page_of_another_round(site, sign_in):
    client = sign_in("bo")
    for page in ("lage", "godkann", "runda"):
        found = _switchers(client.get(f"/{page}/{ROUND}").content.decode())
        assert found == {
            "Delår 2": [(f"/{page}/{ROUND}", "Delår 2"), (f"/{page}/2024-D1", "Delår 1")]
        } or page == "godkann"  # fmt: skip
    unit = _switchers(client.get(f"/lage/{ROUND}/enhet/IT").content.decode())
    assert (f"/lage/{ROUND}/enhet/OMR2", "Område 2") in unit["IT-drift"]
    anna = _switchers(sign_in("anna").get(f"/lage/{ROUND}/enhet/IT").content.decode())
    assert "Område 2" not in str(anna)


def test_erik_switches_within_the_authority_that_he_acts_for(sign_in):
    found = _switchers(sign_in("erik").get(f"/lage/{ROUND}?namnd=KTN").content.decode())
    assert all("namnd=KTN" in href for links in found.values() for href, _word in links)


def test_pages_without_unit_or_period_have_no_switcher(sign_in):
    for path in ("/uppgifter", "/hjalp", "/sok?q=IT", "/administration"):
        assert 'class="menu switcher"' not in sign_in("bo").get(path).content.decode()


def test_many_choices_are_a_field_that_works_without_javascript(site, sign_in):
    wide(site, areas=20, goals=1)
    client = sign_in("bo")
    page = client.get(f"/lage/{ROUND}/enhet/IT").content.decode()
    assert '<form method="get" action="/byt">' in page
    units = {word: href for href, word in _switchers(page)["IT-drift"]}
    answer = client.get("/byt", {"till": units["Område X7"]})
    assert answer["Location"] == f"/lage/{ROUND}/enhet/X7"


@pytest.mark.parametrize("to", ["", "//exempel.se/", "https://exempel.se/", "/finns-inte", "javascript:alert(1)", "/\\exempel.se"])  # fmt: skip
def test_nobody_is_led_away_from_the_site(sign_in, to):
    assert sign_in("bo").get("/byt", {"till": to}).status_code == 404


def test_a_single_choice_is_a_word():
    assert switch("2024", [("2024", "/plan/2024/SEN")], "/plan/2024/SEN") == "2024"
    assert isinstance(switch("2024", [("2025", "/b")], "/a"), Switch)
