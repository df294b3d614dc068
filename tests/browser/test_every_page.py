"""Every page of the table of addresses in a real browser: accessible and without scroll sideways.

The test run looks at every fourth page at one width in one scheme, another one for the next page; `UTFALL_EVERY_SIZE=yes`
looks at all of them at all sizes.
"""

import os

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.browser.conftest import EVERY
from tests.records.reporting.small import NOW, Site
from tests.web.test_access_table import CAST, ROWS, _made, known

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FILES = (".json", ".css", "/fil", ".xlsx", "/export", "konto/logga-ut")
"""Endings of addresses that answer with a file, and the one that signs out."""


def pages() -> list[tuple[str, str]]:
    """Each page that somebody is shown, with the first of the cast who is."""
    found: dict[str, str] = {}
    for _name, method, address, expected in ROWS:
        answers = dict(zip(CAST, expected.replace(" ", ""), strict=True))
        who = next((person for person, answer in answers.items() if answer == "."), "")
        if method == "GET" and who and not address.endswith(FILES) and ".json" not in address:
            found.setdefault(address, who)
    return list(found.items())


PAGES = pages()


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The municipality of the table, seen by the server's own threads too, on the day of the tests."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return _made()


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    visit, site, axe_violations, scrolls_sideways
):
    every = os.environ.get("UTFALL_EVERY_SIZE") == "yes"
    wrong = []
    values = known(site)
    for place, (address, who) in enumerate(PAGES if every else PAGES[::4]):
        path = address.format(**values)
        for width, scheme in EVERY if every else [EVERY[(place * 3) % len(EVERY)]]:
            context = visit(
                None if who == "out" else site.people[who],
                viewport={"width": width, "height": 800},
                color_scheme=scheme,
            )
            page = context.new_page()
            answer = page.goto(path)
            assert answer is not None and answer.status == 200, path
            broken, beside = axe_violations(page), max(0, scrolls_sideways(page))
            if broken or beside:
                wrong.append((path, who, width, scheme, broken, beside))
            context.close()
    assert wrong == []
