"""What the readers say when something cannot be read, and small choices that every reader shares."""

import pytest

from utfall.documents.model import Footnote, Missing, Number, numbers, plain, tables
from utfall.documents.read import MAX_BYTES, html, markdown, read, refusal, text
from utfall.documents.read.figures import cell_inlines
from utfall.documents.read.language import chosen, detect
from utfall.documents.read.raw import Span
from utfall.domain.finding import Severity
from utfall.domain.numerals import ENGLISH_NUMBERS, SWEDISH_NUMBERS

REFUSALS = (
    refusal.unknown_format("a"), refusal.legacy("a"), refusal.empty("a"), refusal.damaged("a"), refusal.password("a"),
    refusal.too_large("a", megabytes=7, limit=3), refusal.bomb("a"), refusal.entities("a"),
    refusal.scanned("a", pages=3), refusal.scanned_pages("a", pages=(2, 3)), refusal.broken_pages("a", pages=(4,)),
    refusal.too_many_pages("a", pages=9, limit=3), refusal.cut_table("a", place="tabell 1", rows=9, limit=3),
    refusal.cut_text("a", blocks=9, limit=3), refusal.no_text("a"), refusal.part_unreadable("a", part="b"),
)  # fmt: skip


@pytest.mark.parametrize("finding", REFUSALS, ids=lambda finding: finding.code)
def test_every_refusal_is_a_sentence_in_both_languages(finding):
    assert finding.code.startswith("read.") and finding.where.startswith("a")
    assert finding.sentence() != finding.sentence("en")
    assert "{" not in finding.sentence() + finding.sentence("en")


def test_what_was_left_out_weighs_less_than_what_was_refused():
    assert refusal.scanned("a", pages=3).severity is Severity.ERROR
    assert refusal.part_unreadable("a", part="b").severity is Severity.NOT_CHECKED


@pytest.mark.parametrize(
    ("module", "data"), [(text, b"Text."), (markdown, b"# Text"), (html, b"<html><body>Text</body></html>")]
)
def test_a_file_larger_than_any_report_is_refused(module, data: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MAX_BYTES", 3)
    (finding,) = module.read(data, name="a").findings
    assert finding.code == "read.too-large"


def test_the_limit_of_all_forms_holds_before_anything_is_taken_apart(monkeypatch: pytest.MonkeyPatch):
    assert MAX_BYTES > 100_000_000
    monkeypatch.setattr("utfall.documents.read.MAX_BYTES", 3)
    assert read(b"Text.", name="a.txt").findings[0].code == "read.too-large"


def test_the_words_decide_the_language_and_the_label_only_where_there_are_none():
    assert detect("Det är bra och det går framåt") == "sv"
    assert detect("This is the report of the board") == "en"
    assert chosen("en-GB", "Det är bra och det går framåt", None) == ("sv", SWEDISH_NUMBERS)
    assert chosen("en-GB", " ", None) == ("en", ENGLISH_NUMBERS)
    assert chosen("", "Det är bra", ENGLISH_NUMBERS) == ("sv", ENGLISH_NUMBERS)


@pytest.mark.parametrize("mark", ["–", "-", "..", "…"])
def test_a_mark_for_no_value_is_no_figure(mark: str):
    nodes, origins = cell_inlines((Span(mark),), grammar=SWEDISH_NUMBERS, place="")
    assert nodes == (Missing(""),) and not origins


@pytest.mark.parametrize("words", ["2024-08-31", "3010–3999", "1.", "12.5", "16–17"])
def test_dates_and_intervals_in_cells_are_not_failed_figures(words: str):
    nodes, _origins = cell_inlines((Span(words),), grammar=SWEDISH_NUMBERS, place="")
    assert not any(isinstance(node, Number) and not node.certain for node in nodes)


def test_a_figure_of_uncertain_characters_is_uncertain():
    (number,), _origins = cell_inlines((Span("4,7", certain=False),), grammar=SWEDISH_NUMBERS, place="")
    assert isinstance(number, Number) and not number.certain


def test_columns_of_codes_and_years_hold_no_figures():
    source = "Konto\tÅr\tUtfall\n3010\t2023\t4,0\n3020\t2024\t5,0\n"
    document = text.read(source.encode(), name="a.txt").document
    assert document is not None
    assert [number.printed for _path, number in numbers(document)] == ["4,0", "5,0"]


def test_a_note_of_a_web_page_keeps_its_words():
    page = "<html><body><p>Text.</p><p class='note'>Gäller alla.</p><p class='note'><sup>2</sup> Utan 3 mnkr.</p>"
    document = html.read(page.encode(), name="a.html").document
    assert document is not None
    notes = [block for block in document.blocks if isinstance(block, Footnote)]
    assert [(note.label, plain(note.inlines)) for note in notes] == [
        ("", "Gäller alla."),
        ("2", "Utan 3 mnkr."),
    ]


def test_a_list_of_contents_typed_as_a_table_is_one_node():
    source = "Innehåll\n\nEkonomi\t2\nPersonal\t3\nMiljö\t5\n\nEkonomi\n\nBra.\n"
    document = text.read(source.encode(), name="a.txt").document
    assert document is not None and not list(tables(document))
    assert not list(numbers(document))
