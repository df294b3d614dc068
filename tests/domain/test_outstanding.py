"""A missing outcome says why, and when it is expected."""

import datetime as dt

import pytest

from utfall.domain.indicators import NoValueYet

DAY = dt.date(2024, 10, 31)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (NoValueYet("Enkäten är inte gjord"), "Enkäten är inte gjord."),
        (NoValueYet("Enkäten är inte gjord. ", DAY), "Enkäten är inte gjord. Väntas 31 oktober 2024."),
        (NoValueYet("Varför?", DAY), "Varför? Väntas 31 oktober 2024."),
    ],
)
def test_it_reads_as_whole_sentences(answer, sentence):
    assert answer.sentence() == sentence


def test_it_reads_in_english_too():
    assert NoValueYet("Not measured", DAY).sentence("en") == "Not measured. Expected 2024-10-31."


def test_it_is_late_from_the_day_after():
    answer = NoValueYet("Enkäten är inte gjord", DAY)
    assert not answer.is_late(today=DAY)
    assert answer.is_late(today=DAY + dt.timedelta(days=1))
    assert not NoValueYet("Okänt när").is_late(today=DAY)


def test_a_reason_is_needed():
    with pytest.raises(ValueError, match="reason"):
        NoValueYet(" ")
