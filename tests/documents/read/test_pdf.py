"""PDF files, read into the document model."""

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst

from utfall.documents.model import (
    Contents,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    RowKind,
    Table,
    numbers,
    plain,
    tables,
    walk,
)
from utfall.documents.read import pdf, read

PAGE = '#set page(paper: "a4", margin: 2.2cm)\n#set text(lang: "sv", size: 10pt)\n'
ROWS = [
    ["Konto", "Utfall aug 2023", "Utfall aug 2024", "Avvikelse"],
    ["Intäkter", "1 527,6", "1 554,9", "27,3"],
    ["Kostnader för personal och konsulter i hela förvaltningen under året", "-1 500,0", "-1 560,0", "-60,0"],
    ["Ränta", "–", "2,1", "2,1"],
    ["Summa", "27,6", "-3,0", "-30,6"],
]
FIGURES = [cell for row in ROWS[1:] for cell in row[1:] if cell != "–"]


def table(rows: list[list[str]], *, ruled: bool, more: str = "") -> str:
    cells = ", ".join(f"[#{json.dumps(cell, ensure_ascii=False)}]" for row in rows[1:] for cell in row)
    head = ", ".join(f"[#{json.dumps(cell, ensure_ascii=False)}]" for cell in rows[0])
    widths = ", ".join(["2fr"] + ["1fr"] * (len(rows[0]) - 1))
    stroke = "0.5pt" if ruled else "none"
    return (
        f"#table(columns: ({widths}), stroke: {stroke}, align: (x, y) => if x == 0 {{ left }} else {{ right }}, "
        f"{more} table.header({head}), {cells})\n"
    )


def made(source: str, page: str = PAGE) -> bytes:
    return typst.compile((page + source).encode())


def document(data: bytes) -> Document:
    result = read(data, name="rapport.pdf")
    assert result.document is not None, result.findings
    assert not result.findings
    return result.document


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_is_read_with_and_without_lines(ruled: bool):
    read_ = document(made("Text före tabellen.\n\n" + table(ROWS, ruled=ruled) + "\nText efter tabellen.\n"))
    ((_path, found),) = tables(read_)
    assert [row.kind for row in found.rows] == [
        RowKind.HEADER,
        RowKind.BODY,
        RowKind.BODY,
        RowKind.BODY,
        RowKind.TOTAL,
    ]
    assert [n.printed for _p, n in numbers(read_)] == FIGURES
    assert all(n.certain for _p, n in numbers(read_))
    assert plain(found.rows[2].cells[0].inlines) == ROWS[2][0]
    assert [plain(cell.inlines) for cell in found.rows[0].cells] == ROWS[0]


def test_a_figure_knows_its_page_table_row_and_box():
    read_ = document(made("#pagebreak()\n" + table(ROWS, ruled=True)))
    path, number = next(iter(numbers(read_)))
    origin = read_.origins[path]
    assert number.place == "sida 2, tabell 1, rad 2"
    assert origin.page == 2 and origin.box is not None
    left, top, right, bottom = origin.box
    assert 0 < left < right < 596 and 0 < top < bottom < 842


def test_paths_of_origins_are_paths_of_the_document():
    read_ = document(made("Utfallet är *4,2 mnkr* mot 3 i fjol.\n\n" + table(ROWS, ruled=False)))
    assert {p for p, _n in numbers(read_)} <= set(read_.origins) <= {p for p, _n in walk(read_)}


def test_running_heads_and_page_numbers_are_left_out():
    page = '#set page(paper: "a4", margin: 2.5cm, header: [Delårsrapport 7], numbering: "1 (1)")\n#set text(lang: "sv")\n'
    read_ = document(made("#pagebreak()\n".join(f"Stycke {word}.\n" for word in ("ett", "två", "tre")), page))
    assert [plain(b.inlines) for b in read_.blocks if isinstance(b, Paragraph)] == [
        "Stycke ett.",
        "Stycke två.",
        "Stycke tre.",
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_a_page_break_is_one(ruled: bool):
    rows = [
        ["Post", "Utfall", "Budget"],
        *([f"Enhet {c}", "3,5", "4,5"] for c in "abcdefghijklmnopqrstuvwxyz"),
    ]
    page = '#set page(width: 15cm, height: 12cm, margin: 1.5cm)\n#set text(lang: "sv", size: 10pt)\n'
    read_ = document(made(table(rows, ruled=ruled), page))
    ((_path, found),) = tables(read_)
    assert len(found.rows) == 27


def test_a_turned_page_is_read_as_it_is_meant():
    landscape = made(
        table(ROWS, ruled=True), '#set page(paper: "a4", flipped: true)\n#set text(lang: "sv")\n'
    )
    with pikepdf.open(BytesIO(landscape)) as file:
        file.pages[0].rotate(90, relative=True)
        out = BytesIO()
        file.save(out)
    sideways = made(f"#rotate(-90deg, reflow: true)[#block(width: 20cm)[{table(ROWS, ruled=True)}]]")
    for data in (out.getvalue(), sideways):
        assert [n.printed for _p, n in numbers(document(data))] == FIGURES


def test_text_is_put_together_to_blocks():
    words = "Nämnden redovisar ett överskott som beror på att flera tjänster är vakanta under perioden. "
    read_ = document(
        made(
            "#heading(level: 1)[Rapport]\n#heading(level: 2)[Ekonomi]\n"
            f"#set text(hyphenate: true)\n#set par(justify: true)\n{words * 4}\n\nUtfallet#super[1] är 4,2 mnkr.\n\n- ett\n- två\n\n+ först\n+ sedan\n"
        )
    )
    assert [(b.level, plain(b.inlines)) for b in read_.blocks if isinstance(b, Heading)] == [
        (1, "Rapport"),
        (2, "Ekonomi"),
    ]
    texts = [plain(b.inlines) for b in read_.blocks if isinstance(b, Paragraph)]
    assert texts[0] == (words * 4).strip()
    lists = [b for b in read_.blocks if isinstance(b, ListBlock)]
    assert [(b.ordered, len(b.items)) for b in lists] == [(False, 2), (True, 2)]
    assert [n.printed for _p, n in numbers(read_)] == ["4,2 mnkr"]


def test_a_list_of_contents_is_no_table():
    lines = "".join(
        f"{name} #box(width: 1fr, repeat[.]) {page}\n\n"
        for name, page in (("Ekonomi", 2), ("Personal", 4), ("Miljö", 9))
    )
    read_ = document(made(f"= Innehåll\n{lines}"))
    assert any(isinstance(block, Contents) for block in read_.blocks)
    assert not list(numbers(read_))


def test_two_tables_close_together_are_two():
    read_ = document(
        made(
            table(ROWS, ruled=False)
            + "#v(1em)\n"
            + table(
                [["Annat", "Effekt (tkr)", "Andel %"], ["A", "300", "4,5"], ["B", "200", "5,5"]], ruled=False
            )
        )
    )
    assert [len(block.rows) for block in read_.blocks if isinstance(block, Table)] == [5, 3]


def test_a_row_with_a_figure_is_no_table_in_running_text():
    read_ = document(made("Utfallet är 4,2 mnkr.\n\nBudgeten är 3,2 mnkr.\n"))
    assert not list(tables(read_))


def test_the_judge_of_readings_can_be_brought_along():
    seen: list[Table] = []

    def score(candidate: Table) -> float:
        seen.append(candidate)
        return 0.0

    result = pdf.read(made(table(ROWS, ruled=True)), name="a.pdf", score=score)
    assert result.document is not None and len(seen) >= 2


def picture() -> bytes:
    file = pikepdf.new()
    page = file.add_blank_page()
    image = pikepdf.Stream(file, bytes(300))
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = 10, 10, pikepdf.Name.DeviceRGB, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.Contents = pikepdf.Stream(file, b"q 500 0 0 700 20 20 cm /Im0 Do Q")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(made("Hemligt."))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def swollen() -> bytes:
    file = pikepdf.new()
    page = file.add_blank_page()
    page.Contents = pikepdf.Stream(file, bytes(200_000_000))
    out = BytesIO()
    file.save(out, compress_streams=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture(), "read.scanned"),
        (locked(), "read.password"),
        (b"%PDF-1.7 and then nothing", "read.damaged"),
        (swollen(), "read.zip-bomb"),
        (made(""), "read.no-text"),
    ],
    ids=["scanned", "locked", "damaged", "swollen", "blank"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, code: str):
    result = read(data, name="rapport.pdf")
    assert result.document is None
    assert [finding.code for finding in result.findings] == [code]
    assert "rapport.pdf" in result.findings[0].sentence()


def test_more_pages_than_a_report_has_are_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    result = read(made("#pagebreak()\n".join(["Text.\n"] * 4)), name="rapport.pdf")
    assert result.document is not None
    assert [finding.code for finding in result.findings] == ["read.too-many-pages"]
    assert result.findings[0].values["pages"] == 4


def test_a_file_cut_short_is_mended_or_refused():
    whole = made(table(ROWS, ruled=True))
    for share in (0.3, 0.6, 0.9, 0.99):
        result = read(whole[: int(len(whole) * share)], name="rapport.pdf")
        assert result.document is not None or result.findings


@pytest.mark.parametrize("ruled", [True, False])
def test_the_seed_s_tables_are_read_from_pdf(shared: Path, ruled: bool):
    text = (shared / "seed" / "report.txt").read_text()
    whole = read(text.encode(), name="report.txt").document
    assert whole is not None
    wanted = [
        found for _path, found in tables(whole) if any(c.number for row in found.rows for c in row.cells)
    ]
    source = ""
    for found in wanted:
        rows = [[plain(cell.inlines) for cell in row.cells] for row in found.rows]
        source += (
            f"Ett stycke text skiljer tabellerna åt.\n\n#text(size: 8pt)[{table(rows, ruled=ruled)}]\n\n"
        )
    read_ = document(made(source))
    expected = [n.printed for found in wanted for row in found.rows for c in row.cells if (n := c.number)]
    got = {n.printed: n for _p, n in numbers(read_)}
    missing = [printed for printed in expected if printed not in got]
    assert len(missing) <= 0.02 * len(expected)


def joined(*files: bytes) -> pikepdf.Pdf:
    whole = pikepdf.new()
    for data in files:
        whole.pages.extend(pikepdf.open(BytesIO(data)).pages)
    return whole


def saved(file: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_pages_that_are_pictures_or_too_much_are_told_of():
    file = joined(made("Utfallet är 4,2 mnkr.\n"), picture(), made("Heltung sida.\n"))
    file.pages[2].Contents = pikepdf.Stream(file, b"0 0 m 1 1 l S\n" * 1_000_000)
    result = read(saved(file), name="rapport.pdf")
    assert result.document is not None
    assert [(f.code, f.values["pages"]) for f in result.findings] == [
        ("read.broken-pages", ("3",)),
        ("read.scanned-pages", ("2",)),
    ]


def test_a_page_whose_corner_is_moved_is_read_alike():
    whole = made(table(ROWS, ruled=True))
    with pikepdf.open(BytesIO(whole)) as file:
        file.pages[0].MediaBox = pikepdf.Array([-20, -30, 700, 900])
        data = saved(file)
    assert [n.printed for _p, n in numbers(document(data))] == FIGURES


def test_a_file_without_pages_is_damaged():
    file = pikepdf.new()
    (finding,) = read(saved(file), name="rapport.pdf").findings
    assert finding.code in {"read.damaged", "read.no-text"}


def test_a_label_on_its_own_line_belongs_to_what_follows():
    page = PAGE + "#set par(spacing: 0.65em)\n"
    read_ = document(
        made("Enheten arbetar med detta under hela året.\n\nKommentar:\n\nDet går bra nu.\n", page)
    )
    assert [(b.label, plain(b.inlines)) for b in read_.blocks if isinstance(b, Paragraph)] == [
        ("", "Enheten arbetar med detta under hela året."),
        ("Kommentar", "Det går bra nu."),
    ]


def test_a_full_line_is_not_joined_to_the_paragraph_below():
    """Where most lines of a page stand closer, a wider step ends the paragraph, even after one line only."""
    lines = "Risken hanteras inom nämndens verksamhetsplan och inriktningen heter Goda villkor för alla medarbetare"
    source = "#set par(spacing: 1.1em)\n" + f"{PARAGRAPH * 6}\n\n{lines}\n\nKommentar om året\n\n{PARAGRAPH}"

    document = read(made(source), name="rapport.pdf").document

    assert document is not None
    assert [plain(b.inlines) for b in document.blocks if isinstance(b, Paragraph)][1:3] == [
        lines,
        "Kommentar om året",
    ]


PARAGRAPH = (
    "Verksamheten har under året arbetat med att utveckla sina arbetssätt och följa upp hur väl de fungerar. "
)
