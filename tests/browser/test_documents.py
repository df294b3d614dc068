"""The files that are read in a browser: the example's report, and the page of its review."""

import datetime as dt
import shutil

import pytest

from tests.browser.conftest import ALL, EVERY
from utfall.documents.read import read
from utfall.documents.render import render
from utfall.report import produce
from utfall.report.example import complete
from utfall.review import output
from utfall.review.check import check

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AS_OF = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def pages(root, tmp_path_factory):
    """The folder with `report.html`, and `review.html` of the same report with a figure that somebody got wrong."""
    place = tmp_path_factory.mktemp("sidor")
    source = shutil.copytree(
        root / "examples" / "servicenamnden-2024", place / "källor", ignore=shutil.ignore_patterns(".*")
    )
    complete(source)
    report = produce.produce(source, "2024-D2", as_of=AS_OF)
    assert isinstance(report, produce.Report)
    figures = report.snapshot.figures.values()
    (place / "report.html").write_bytes(render(report.composed.document, "html", figures=figures))
    text = render(report.composed.document, "txt", figures=figures).decode().replace("554,9", "559,4")
    document = read(text.encode(), name="rapport.txt").document
    assert document is not None
    review = check(document)
    assert any(finding.spots for finding in review.findings)
    (place / "review.html").write_bytes(output.html(review, everything=True))
    return place


@pytest.fixture
def opened(browser, pages):
    """A way to open one of the files in a window of its own."""
    contexts = []

    def window(name, width, scheme):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto((pages / name).as_uri())
        return page

    yield window
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), EVERY if ALL else [(1280, "dark"), (390, "light")])
@pytest.mark.parametrize("name", ["report.html", "review.html"])
def test_a_file_is_accessible_and_fits(name, width, scheme, opened, axe_violations, scrolls_sideways):
    page = opened(name, width, scheme)

    assert axe_violations(page) == []
    assert scrolls_sideways(page) <= 0


def test_a_finding_leads_to_its_place_and_back(opened):
    page = opened("review.html", 1280, "light")
    finding = page.locator("#papekanden li", has=page.locator(".places a")).first
    link = finding.locator(".places a").first
    place = link.get_attribute("href")[1:]

    link.click()

    assert page.evaluate("document.querySelector(':target').id") == place
    page.locator(f"[id='{place}'] a").first.click()
    assert page.evaluate("document.querySelector(':target').id") == finding.get_attribute("id")
