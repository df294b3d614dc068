"""The text's words are counted on the page, and a figure is chosen beside it."""

import pytest

PATH = "/mal/D1/2024-D2?enhet=IT"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "0 ord"),
        ("Klart.", "1 ord"),
        ("Vi har  bytt\n{{resultat.inkl:IT:~:utfall;mnkr1+}} servrar.\n", "5 ord"),
    ],
)
def test_the_words_are_counted_when_the_page_is_opened(site, sign_in, text, said):
    one = site.contribution("IT")
    one.markdown = text
    one.save()
    page = sign_in("anna").get(PATH).content.decode()
    assert f'data-words aria-live="off">{said}</span>' in page


def test_a_figure_is_chosen_from_a_link_under_the_text_and_only_by_whoever_writes(site, sign_in):
    link = 'href="/mal/D1/2024-D2/infoga?enhet=IT"'
    page = sign_in("anna").get(PATH).content.decode()
    assert link in page
    assert "reporting/insert" in page
    site.round.state = "låst"
    site.round.save()
    assert link not in sign_in("anna").get(PATH).content.decode()


def test_the_list_leads_back_and_its_search_keeps_the_unit(sign_in):
    page = sign_in("anna").get("/mal/D1/2024-D2/infoga?enhet=IT").content.decode()
    assert 'href="/mal/D1/2024-D2?enhet=IT"' in page
    assert '<input type="hidden" name="enhet" value="IT">' in page
