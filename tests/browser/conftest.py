"""A real browser: Debian's Chromium, without it the tests are skipped."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 768, 390, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
EVERY: list[tuple[int, Literal["light", "dark"]]] = [
    (width, scheme) for width in WIDTHS for scheme in SCHEMES
]
ALL = os.environ.get("UTFALL_EVERY_SIZE") == "yes"
"""Whether every page is looked at in every width and scheme, as `make prove` does."""
SIZES = EVERY if ALL else [EVERY[0], EVERY[-1]]
"""What a test run looks at: at one of these by turns."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    # The shell without windows answers alike and is the faster of the two.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("needs Debian's chromium (apt-get install chromium)")
    # Playwright's loop runs in this thread, and Django would take our own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """The folder of collected files, which is empty here; without it, whitenoise warns."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def plain_static(static_folder, settings) -> None:
    """Static files by their own names, so that no test needs them collected first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def visit(browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """A way to open a window of its own, signed in as the person if one is given. Errors in its console fail the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def window(person=None, **options) -> BrowserContext:
        context: BrowserContext = browser.new_context(base_url=live_server.url, locale="sv-SE", **options)
        context.set_default_timeout(10_000)
        opened.append(context)
        context.on(
            "console",
            lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if person is not None:
            client = Client()
            client.force_login(person)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return context

    yield window
    for context in opened:
        context.close()
    # A refused form is answered with 4xx on purpose; the browser notes each in its console.
    assert [
        text for text in complaints if "responded with a status of 4" not in text and "net::ERR_" not in text
    ] == []


@pytest.fixture
def axe_violations() -> Callable[[Page], list[str]]:
    """What axe says is wrong with the page: the rule, and the first places."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [
            f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found["violations"]
        ]

    return look


@pytest.fixture
def scrolls_sideways() -> Callable[[Page], int]:
    """By how many pixels the page is wider than its window."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.fixture
def troubles(axe_violations, scrolls_sideways) -> Callable[..., list[tuple[object, ...]]]:
    """A way to look at a page, at the sizes of its place in a list: what axe says is wrong, and what is too wide."""

    def look(
        page: Page, path: str, place: int, *, status: int = 200, prepare: str = ""
    ) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for width, scheme in SIZES if ALL else [SIZES[place % len(SIZES)]]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            answer = page.goto(path)
            assert answer is not None and answer.status == status, path
            if prepare:
                page.evaluate(prepare)
            wrong = axe_violations(page)
            beside = scrolls_sideways(page)
            wrong += [f"{beside} pixels too wide"] * (beside > 0)
            found += [(path, width, scheme, one) for one in wrong]
        return found

    return look
