"""The manual's page on the round says what the tables say."""

from tools import round_page


def test_the_page_is_drawn_from_the_tables():
    assert round_page.PAGE.read_text(encoding="utf-8") == round_page.page()
