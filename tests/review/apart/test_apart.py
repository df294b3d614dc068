"""A file from anybody is reviewed in a process of its own, or refused with a sentence."""

import io

import pikepdf
import pytest

from utfall.review.apart import Limits, Refused, check_apart
from utfall.review.output import Parts

TABLE = """# Rapport

## Ekonomi

Resultatet blev 5,0 mnkr.

| Post | Utfall |
|---|---|
| Hyror | 8,0 |
| El | 3,0 |
| Summa | 12,0 |
"""


def pdf(pages: int) -> bytes:
    made, written = pikepdf.new(), io.BytesIO()
    for _number in range(pages):
        made.add_blank_page()
    made.save(written)
    return written.getvalue()


def refused(data: bytes, name: str, **limits: int) -> str:
    answer = check_apart(data, name=name, limits=Limits(**limits))
    assert isinstance(answer, Refused)
    return " ".join(answer.sentences)


def test_a_report_comes_back_with_its_text_and_what_does_not_add_up():
    answer = check_apart(TABLE.encode(), name="rapport.md")

    assert isinstance(answer, Parts)
    assert answer.title == "Rapport"
    assert len(answer.findings) == 1 and answer.findings[0].word in ("Fel", "Fråga")
    place, name = answer.findings[0].places[0]
    assert f'id="{place}"' in answer.body and "Summa" in name
    assert "<h1" not in answer.body
    assert answer.proof[0][1] >= 4


def test_the_words_of_the_file_are_escaped():
    answer = check_apart(b"# <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| x | 1 |\n", name="x.md")
    assert isinstance(answer, Parts)
    assert "<script>" not in answer.body


@pytest.mark.parametrize(
    ("data", "name", "limits", "words"),
    [
        (b"x" * 3_000_000, "stor.txt", {"size": 2 * 2**20}, "är 2,9 MB. Högst 2 MB"),
        (b"", "tom.docx", {}, "är tom"),
        (b"\x00\x01\x02\xff", "bild.png", {}, "formatet känns inte igen"),
        (pdf(3), "lang.pdf", {"pages": 2}, "har 3 sidor. Högst 2"),
        (("Ord i en mening. " * 800).encode(), "lang.txt", {"pages": 2}, "har 5 sidor. Högst 2"),
    ],
)
def test_what_is_refused_is_told_why(data, name, limits, words):
    assert words in refused(data, name, **limits)


def test_a_review_that_takes_too_long_is_ended():
    assert "längre tid än 1 sekunder" in refused((TABLE * 400).encode(), "seg.md", seconds=1)


def test_a_file_that_wants_too_much_memory_is_ended():
    assert "för svår att läsa" in refused(TABLE.encode(), "rapport.md", memory=60 * 2**20)


def test_the_answer_is_in_the_language_that_was_asked_for():
    answer = check_apart(b"", name="tom.docx", language="en")
    assert isinstance(answer, Refused)
    assert "empty" in answer.sentences[0]
