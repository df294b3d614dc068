"""Every page of the table of addresses in a real browser: accessible, without scroll sideways, used by keyboard alone.

The test run looks at every eighth page, at one size and at one of those where the keyboard is tried, others for the next
page; `UTFALL_EVERY_SIZE=yes` looks at all of them at all sizes. `UTFALL_PAGES=2/4` looks at one part of four, for whoever
has little time.
"""

import os
from collections import defaultdict

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.browser.conftest import ALL, EVERY
from tests.browser.every_page import PAGES, wrong_with_headings, wrong_with_keyboard
from tests.records.reporting.small import NOW, Site
from tests.web.test_access_table import known, municipality

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEYBOARD = ((1280, "light"), (320, "dark"))
"""The sizes at which a page is gone through with Tab: with a bar that stays, and without."""


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The municipality of the table, seen by the server's own threads too, on the day of the tests."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return municipality()


def chosen() -> list[tuple[str, str]]:
    """The pages that are looked at."""
    if not ALL:
        return PAGES[::8]
    part, _slash, parts = os.environ.get("UTFALL_PAGES", "1/1").partition("/")
    return PAGES[int(part) - 1 :: int(parts)]


def sizes(place: int) -> dict[int, list[str]]:
    """The schemes that the page at this place is looked at in, by the width of the window."""
    found: dict[int, list[str]] = defaultdict(list)
    for width, scheme in dict.fromkeys(
        EVERY if ALL else [EVERY[(place * 3) % len(EVERY)], KEYBOARD[place % 2]]
    ):
        found[width].append(scheme)
    return found


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    visit, site, axe_violations, scrolls_sideways
):
    wrong, windows = [], {}
    values = known(site)
    for place, (address, who) in enumerate(chosen()):
        path = address.format(**values)
        if who not in windows:
            windows[who] = visit(None if who == "out" else site.people[who])
        page = windows[who].new_page()
        for width, schemes in sizes(place).items():
            page.set_viewport_size({"width": width, "height": 800})
            answer = page.goto(path, timeout=60_000)
            assert answer is not None and answer.status == 200, path
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme)
                broken, beside = axe_violations(page), max(0, scrolls_sideways(page))
                broken += wrong_with_headings(page)
                if (width, scheme) in KEYBOARD:
                    broken += wrong_with_keyboard(page)
                if broken or beside:
                    wrong.append((path, who, width, scheme, broken, beside))
        page.close()
    assert wrong == []
