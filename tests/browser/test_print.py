"""Any page at Ctrl+P: no ways and no buttons, headings on every page, words for states, and nothing left folded away."""

import pypdfium2
import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from tests.records.reporting.small import NOW, ROUND, Site, wide
from tests.web.test_access_table import municipality
from utfall.records.reporting.models import Contribution

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCREEN_ONLY = (
    "Logga ut", "Hoppa till innehållet", "Hämta som Excel", "Påminn valda", "Spara", "Klarmarkera", "In English",
    "Börja med den första", "Ge till någon annan", "Flytta", "Lägg till under",
)  # fmt: skip
"""What is a way or a deed."""


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The municipality of the table, with so many units that a table takes several pages and is folded."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    made = municipality()
    wide(made, areas=70, goals=1)
    Contribution.objects.filter(pk=made.contribution("IT").pk).update(
        markdown="Första raden.\n" + "Mitten av en lång text. " * 60 + "\nSista raden.", version=1
    )
    return made


def printed(page: Page, path: str) -> list[str]:
    """The text of each page of paper."""
    answer = page.goto(path, timeout=60_000)
    assert answer is not None and answer.status == 200, path
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [one.get_textpage().get_text_bounded() for one in paper]


def test_pages_are_fit_for_paper(visit, site):
    wrong: list[tuple[str, object]] = []
    for who, path in (
        ("anna", "/uppgifter"), ("kim", "/plan/2024/SEN"), ("kim", "/plan/2024/SEN?vy=tabell"), ("anna", "/plan/2024/IT"),
        ("anna", f"/mal/D1/{ROUND}?enhet=IT"), ("bo", f"/lage/{ROUND}"), ("bo", f"/lage/{ROUND}/avvikelser"),
        ("bo", f"/lage/{ROUND}/alla?del=mål"), ("bo", "/uppdrag/SEN"), ("bo", "/indikatorer/SEN"), ("alva", "/administration/personer"),
    ):  # fmt: skip
        page = visit(site.people[who], color_scheme="dark").new_page()
        pages = printed(page, path)
        text = "\n".join(pages)
        wrong += [(path, word) for word in SCREEN_ONLY if word in text]
        if "Servicenämnden" not in pages[0]:
            wrong.append((path, "whose page it is"))
        packed = ["".join(one.split()) for one in pages]
        wrong += [(path, at) for at, one in enumerate(packed, 1) if f"{at}({len(pages)})" not in one]
    assert wrong == []


def test_a_long_table_has_its_heading_on_every_page_and_words_for_states(visit, site):
    page = visit(site.people["bo"]).new_page()
    pages = printed(page, f"/lage/{ROUND}")
    assert len(pages) > 1
    assert all("Enhet" in one and "Senast" in one for one in pages)
    assert "Område X69" in "".join(pages) and "Ej påbörjad" in pages[0]


def test_a_text_is_printed_whole_and_only_what_is_chosen(visit, site):
    page = visit(site.people["anna"]).new_page()
    text = "".join(printed(page, f"/mal/D1/{ROUND}?enhet=IT"))
    assert "Första raden." in text and "Sista raden." in text
    assert "Inget att rapportera" not in text
