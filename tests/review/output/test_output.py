"""What a review shows, in all its forms."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
import typst
from docx import Document as WordDocument
from lxml import etree
from lxml import html as lxml_html

from utfall.documents.model import numbers
from utfall.documents.read import read
from utfall.domain.finding import Finding, Severity
from utfall.review import output
from utfall.review.result import Proof, Review

TEXT = (
    "# Rapport\n\nUtfallet är 4,2 mnkr och budgeten 5,2 mnkr.\n\nPost\tUtfall\nA\t3,0\nB\t4,0\nSumma\t8,0\n"
)
REASON = "Ingen annan siffra att jämföra med"


def findings(first: str, second: str) -> tuple[Finding, ...]:
    return (
        Finding("x.rounding", Severity.ROUNDING, "rad 3", "Avrundat.", spots=(second,)),
        Finding(
            "x.question", Severity.QUESTION, "rad 3", "Stämmer {a}?", {"a": "4,2"}, spots=(second, first)
        ),
        Finding(
            "x.sum",
            Severity.ERROR,
            "rad 8",
            "Summan är {a}, inte {b}.",
            {"a": "7,0", "b": "<b>8,0</b>"},
            spots=(first,),
        ),
        Finding("x.nowhere", Severity.QUESTION, "någonstans", "Utan plats.", spots=("99/1",)),
    )


def review(data: bytes = TEXT.encode(), name: str = "rapport.txt") -> Review:
    document = read(data, name=name).document
    assert document is not None
    paths = {number.printed: path for path, number in numbers(document)}
    proof = Proof(5, 4, 3, {REASON: 1}, {"table": 2})
    return Review(findings(paths["8,0"], paths["4,2 mnkr"]), proof, document)


def test_the_terminal_shows_errors_first_and_then_the_proof():
    lines = output.terminal(review())
    assert lines[0] == "Fel: rad 8"
    assert [line for line in lines if line.startswith(("Fråga", "Avrundning"))] == [
        "Fråga: rad 3",
        "Fråga: någonstans",
    ]
    assert "Lästa siffror: 5" in lines
    assert "Kontrollerade: 3 (60 %)" in lines
    assert f"{REASON}: 1 (20 %)" in lines
    assert any(line.startswith("Avrundning") for line in output.terminal(review(), everything=True))


def test_the_terminal_says_when_nothing_was_checked():
    empty = Review((), Proof(2, 0, 0), review().document)
    lines = output.terminal(empty)
    assert lines[0] == "Inga påpekanden." and lines[-1].startswith("Inget kunde kontrolleras.")
    assert output.terminal(empty, language="en")[0] != lines[0]


def test_a_document_cannot_write_on_the_screen():
    evil = Finding("x", Severity.ERROR, "rad\x1b[2J 1", "Ett \x07 {a}.", {"a": "\x1b]0;hej\x07"})
    assert not re.search(
        r"[\x00-\x1f]", "".join(output.terminal(Review((evil,), Proof(), review().document)))
    )


def test_json_holds_every_finding_and_the_proof():
    found = json.loads(json.dumps(output.as_json(review())))
    assert found["schema"] == 1
    assert [f["severity"] for f in found["findings"]] == ["error", "question", "question", "rounding"]
    assert set(found["findings"][0]) == {"code", "severity", "where", "message", "values"}
    assert (found["proof"]["read"], found["proof"]["checked"]) == (5, 3)


def test_the_page_links_findings_and_places_both_ways():
    page = lxml_html.fromstring(output.html(review()).decode())
    ids = chosen(page, "//@id")
    assert len(ids) == len(set(ids))
    targets = [link[1:] for link in chosen(page, "//a/@href") if link.startswith("#")]
    assert targets and set(targets) <= set(ids)
    mark = chosen(page, "//mark[contains(., '8,0')]")[0]
    assert mark.get("class") == "error" and chosen(mark, "a/@href") == ["#p1"]
    first = chosen(page, "//*[@id='p1']")[0]
    assert mark.get("id") in [link[1:] for link in chosen(first, ".//a/@href")]
    assert "Fel" in first.text_content()


def test_every_link_to_a_place_says_where_it_leads():
    text = """<h1>Rapport</h1><h2>Ekonomi</h2><p>Resultatet blev 4,2 mnkr, mot 5,1 mnkr i budget.</p>
        <table><caption>Utfall</caption><tr><th>Konto</th><th>Utfall</th><th>Budget</th></tr>
        <tr><td>Hyror</td><td>8,0</td><td>7,0</td></tr><tr><td>El</td><td>3,0</td><td>3,0</td></tr></table>"""
    document = read(f"<html lang='sv'><body>{text}</body></html>".encode(), name="rapport.html").document
    assert document is not None
    paths = {number.printed: path for path, number in numbers(document)}
    spots = (paths["8,0"], paths["7,0"], paths["4,2 mnkr"], paths["5,1 mnkr"])
    found = Review((Finding("x", Severity.ERROR, "rad 1", "Fel.", spots=spots),), Proof(), document)

    links = chosen(lxml_html.fromstring(output.html(found).decode()), "//p[@class='places']/a")

    assert [link.text_content() for link in links] == [
        "Utfall, Hyror, Utfall",
        "Utfall, Hyror, Budget",
        "Ekonomi: 4,2 mnkr",
        "Ekonomi: 5,1 mnkr",
    ]


def test_the_page_is_safe_and_whole():
    text = output.html(review()).decode()
    assert "<script" not in text and "<b>8,0</b>" not in text and "&lt;b&gt;8,0" in text
    page = lxml_html.fromstring(text)
    assert len(chosen(page, "//h1")) == 1
    assert len(chosen(page, "//main")) == len(chosen(page, "//aside[@aria-labelledby]")) == 1
    assert chosen(page, "//aside//th[@scope='row']")
    assert "http://" not in text.replace("http://www.w3.org", "") and "https://" not in text


def test_a_block_that_a_finding_is_about_is_marked_whole():
    document = review().document
    whole = Review((Finding("x", Severity.QUESTION, "rad 3", "Hela.", spots=("1",)),), Proof(), document)
    page = lxml_html.fromstring(output.html(whole).decode())
    assert chosen(page, "//div[@class='marked question'][contains(., '4,2')]")


def test_the_same_review_gives_the_same_bytes():
    data, name = word(), "rapport.docx"
    assert output.html(review()) == output.html(review())
    for source, file in ((data, name), (portable(), "rapport.pdf")):
        reviewed = review(source, file)
        assert output.annotated(source, reviewed, name=file) == output.annotated(source, reviewed, name=file)


def chosen(page: etree._Element, path: str) -> list[Any]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return found


def word() -> bytes:
    document = WordDocument()
    document.add_heading("Rapport", 1)
    paragraph = document.add_paragraph("Utfallet är ")
    paragraph.add_run("4,2").bold = True
    paragraph.add_run(" mnkr och budgeten 5,2 mnkr.")
    table = document.add_table(4, 2)
    for row, texts in zip(
        table.rows, (("Post", "Utfall"), ("A", "3,0"), ("B", "4,0"), ("Summa", "8,0")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def portable(turned: int = 0) -> bytes:
    table = "#table(columns: 2, [Post], [Utfall], [A], [3,0], [B], [4,0], [Summa], [8,0])"
    made = typst.compile(
        f'#set page(paper: "a4")\nUtfallet är 4,2 mnkr och budgeten 5,2 mnkr.\n\n{table}'.encode()
    )
    with pikepdf.open(BytesIO(made)) as pdf:
        if turned:
            pdf.pages[0].Rotate = turned
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def test_word_gets_comments_at_the_figures():
    data = word()
    copy = output.annotated(data, review(data, "rapport.docx"), name="rapport.docx")
    opened = WordDocument(BytesIO(copy))
    comments = {comment.comment_id: comment for comment in opened.comments}
    assert {comment.author for comment in comments.values()} == {"Utfall"}
    texts = [comment.text for comment in comments.values()]
    assert texts[0] == "Fel 1: Summan är 7,0, inte <b>8,0</b>."
    assert len(texts) == 3  # the rounding and the finding without a place have none
    body = opened.element.body
    (run,) = body.xpath("//w:commentRangeStart[@w:id='0']/following-sibling::w:r[1]")
    assert run.text == "8,0"
    assert [p.text for p in opened.paragraphs] == [p.text for p in WordDocument(BytesIO(data)).paragraphs]


def test_a_second_copy_keeps_the_comments_of_the_first():
    data = word()
    once = output.annotated(data, review(data, "rapport.docx"), name="rapport.docx")
    twice = output.annotated(once, review(once, "rapport.docx"), name="rapport.docx")
    assert len(list(WordDocument(BytesIO(twice)).comments)) == 6
    with ZipFile(BytesIO(twice)) as file:
        assert len(file.namelist()) == len(set(file.namelist()))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pdf_gets_highlights_on_the_figures(turned: int):
    data = portable(turned)
    reviewed = review(data, "rapport.pdf")
    copy = output.annotated(data, reviewed, name="rapport.pdf")
    with pikepdf.open(BytesIO(copy)) as pdf:
        page = pdf.pages[0]
        found = [a for a in page.Annots if a.Subtype in (pikepdf.Name.Highlight, pikepdf.Name.Text)]
        # On a page that lies on its side there are only signs, one a finding.
        assert len(found) == (2 if turned else 3)
        assert str(found[0].Contents).startswith("Fel 1: Summan är 7,0")
        assert str(found[0].T) == "Utfall"
        left, bottom, right, top = (Decimal(str(edge)) for edge in found[0].Rect)
        assert 0 < left < right < 596 and 0 < bottom < top < 842


def test_the_highlight_lies_on_the_figure():
    data = portable()
    reviewed = review(data, "rapport.pdf")
    copy = output.annotated(data, reviewed, name="rapport.pdf")
    path = next(path for path, number in numbers(reviewed.document) if number.printed == "8,0")
    box = reviewed.document.origins[path].box
    assert box is not None
    with pikepdf.open(BytesIO(copy)) as pdf:
        left, bottom, right, top = (Decimal(str(edge)) for edge in pdf.pages[0].Annots[0].Rect)
        height = Decimal(str(pdf.pages[0].mediabox[3]))
    assert abs(left + 1 - box[0]) < 1 and abs(right - 1 - box[2]) < 1
    assert abs(height - top + 1 - box[1]) < 1 and abs(height - bottom - 1 - box[3]) < 1


def test_other_forms_get_the_page():
    copy = output.annotated(TEXT.encode(), review(), name="rapport.txt")
    assert copy.startswith(b"<!doctype html>")


def test_the_real_report_is_shown(shared: Path):
    data = (shared / "seed" / "report.txt").read_bytes()
    document = read(data, name="report.txt").document
    assert document is not None
    spots = tuple(path for path, _number in numbers(document))
    found = tuple(Finding("x", Severity.ERROR, p, "Fel {p}.", {"p": p}, (p,)) for p in spots)
    page = lxml_html.fromstring(output.html(Review(found, Proof(), document)).decode())
    assert len(chosen(page, "//main//mark")) == len(spots)
