"""A list of hundreds: its first lines, a way to all of them, and counts and a workbook of everything."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from tests.records.reporting.small import wide
from utfall.web.reporting.pages.tasks import MOST


@pytest.fixture
def kim(site, sign_in):
    """The quality officer of a round with many goals."""
    wide(site, areas=4, goals=MOST + 5)
    return sign_in("kim")


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def lines(page):
    return page.count('class="work"')


def test_a_long_part_shows_its_first_lines_and_the_way_to_all(kim):
    page = text(kim.get("/uppgifter"))
    (found,) = re.findall(r'<h2 id="senare">[^(]*\((\d+)\)', page)
    count = int(found)
    assert count > MOST == lines(page)
    assert 'href="/uppgifter?visa=alla#senare"' in page and f"Visa alla {count}" in page
    whole = text(kim.get("/uppgifter?visa=alla"))
    assert lines(whole) == count and "Visa alla" not in whole
    assert f'<h2 id="senare">Kan göras senare ({count})' in whole
    assert 'href="/uppgifter?visa=mina&amp;visa=alla#senare"' in text(kim.get("/uppgifter?visa=mina"))
    assert lines(text(kim.get("/uppgifter?visa=mina&visa=alla"))) == count


def test_a_short_part_is_shown_as_before(site, sign_in):
    assert "Visa alla" not in text(sign_in("kim").get("/uppgifter"))


def test_the_workbook_has_every_line(kim):
    answer = kim.get("/uppgifter?hamta=excel")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    whole = lines(text(kim.get("/uppgifter?visa=alla")))
    assert sum(row[1] == "Kan göras senare" for row in sheet) == whole > MOST


def test_a_long_choice_is_cut_and_keeps_what_is_chosen(kim, site):
    page = text(kim.get("/uppgifter/ge"))
    numbers = re.findall(r'name="uppgift" value="(\d+)"', page)
    assert len(numbers) == MOST and 'href="/uppgifter/ge?visa=alla"' in page
    every = re.findall(r'name="uppgift" value="(\d+)"', text(kim.get("/uppgifter/ge?visa=alla")))
    assert every[:MOST] == numbers and f"Visa alla {len(every)}" in page
    last = every[-1]
    page = text(kim.get(f"/uppgifter/ge?uppgift={last}"))
    assert f'value="{last}" id="task-{last}" checked' in page
    assert f'href="/uppgifter/ge?uppgift={last}&amp;visa=alla"' in page
