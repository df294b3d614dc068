"""Damaged, hostile and monstrous files: refused or bounded with a sentence, never an exception."""

import random
from io import BytesIO
from pathlib import Path

import pytest
import typst
from docx import Document as WordDocument

from utfall.documents.read import ReadResult, grids, read
from utfall.domain.finding import Severity

TEXT = "Rapport\n\nUtfallet är 4,2 mnkr.\n\nPost\tUtfall\nA\t3,0\nB\t4,0\nSumma\t7,0\n"


def word() -> bytes:
    document = WordDocument()
    document.add_heading("Rapport", 1)
    document.add_paragraph("Utfallet är 4,2 mnkr.")
    table = document.add_table(3, 2)
    table.cell(1, 1).text = "3,0"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def samples() -> dict[str, bytes]:
    table = "#table(columns: 2, [Post], [Utfall], [A], [3,0], [Summa], [3,0])"
    return {
        "rapport.txt": TEXT.encode(),
        "rapport.md": b"# Rapport\n\n| Post | Utfall |\n|---|---|\n| A | 3,0 |\n",
        "rapport.html": b"<html><body><h1>R</h1><table><tr><td>P<td>U<tr><td>A<td>3,0</table></body></html>",
        "rapport.docx": word(),
        "rapport.pdf": typst.compile(f"= Rapport\nUtfallet är 4,2 mnkr.\n\n{table}".encode()),
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to five faults: changed, cut, doubled or moved pieces."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(max(len(result), 1))
        length = chance.choice((1, 4, 64, 1024))
        match chance.randrange(4):
            case 0:
                result[at : at + length] = chance.randbytes(length)
            case 1:
                del result[at : at + length]
            case 2:
                result[at:at] = result[at : at + length]
            case _:
                result = result[:at]
    return bytes(result)


def holds(result: ReadResult) -> bool:
    """A document or a sentence, and no sentence that lacks a value."""
    for finding in result.findings:
        assert finding.sentence() and finding.sentence("en")
        assert finding.code.startswith("read.")
    return result.document is not None or bool(result.findings)


@pytest.mark.parametrize("name", ["rapport.txt", "rapport.md", "rapport.html", "rapport.docx", "rapport.pdf"])
def test_a_damaged_file_gives_a_document_or_a_sentence(name: str):
    whole = samples()[name]
    chance = random.Random(name)
    for _ in range(25):
        assert holds(read(damaged(whole, chance), name=name))


def test_junk_under_any_name_is_refused():
    chance = random.Random(7)
    for name in samples():
        for length in (1, 10, 1000, 50_000):
            assert holds(read(chance.randbytes(length), name=name))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a" * 2_000_000, "a.txt"),
        (b"." * 500_000 + b" 7", "a.txt"),
        (b"250-300 " * 8_000, "a.txt"),
        (b"\t".join([b"7"] * 8_000), "a.txt"),
        (b"\n".join([b"A\t7"] * 5_000), "a.txt"),
        (b"**" * 300_000, "a.txt"),
        (b"> " * 20_000 + b"7", "a.md"),
        (b"[" * 20_000, "a.md"),
        (b"<html><body>" + b"<b>" * 30_000 + b"7", "a.html"),
        (b"<html><body><table>" + b"<tr><td>7" * 5_000, "a.html"),
    ],
    ids=["letters", "dots", "ranges", "columns", "rows", "stars", "quotes", "brackets", "deep", "table"],
)
def test_monstrous_files_are_bounded(data: bytes, name: str):
    assert holds(read(data, name=name))


def test_a_table_of_too_many_rows_is_cut_and_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(grids, "MAX_ROWS", 50)
    result = read("\n".join(["Post\tUtfall", *(f"A{i}\t{i}" for i in range(60))]).encode(), name="a.txt")
    (finding,) = result.findings
    assert result.document is not None
    assert (finding.code, finding.severity) == ("read.cut-table", Severity.NOT_CHECKED)
    assert finding.values["rows"] == 61


def test_the_real_report_cut_anywhere_is_read(shared: Path):
    data = (shared / "seed" / "report.txt").read_bytes()
    for end in range(500, len(data), 9_000):
        assert holds(read(data[:end], name="report.txt"))
