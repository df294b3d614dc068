"""The three methods that read tables on a page, on layouts that reports have."""

import pytest
import typst

from utfall.documents.model import Document, FootnoteMark, RowKind, Table, numbers, plain, tables
from utfall.documents.read import read
from utfall.documents.read.pdf.score import relations_held

PAGE = '#set page(paper: "a4", margin: 2cm)\n#set text(lang: "sv", size: 10pt)\n'


def document(source: str) -> Document:
    result = read(typst.compile((PAGE + source).encode()), name="rapport.pdf")
    assert result.document is not None and not result.findings
    return result.document


def only_table(source: str) -> Table:
    (found,) = (table for _path, table in tables(document(source)))
    return found


def texts(table: Table) -> list[list[str]]:
    return [[plain(cell.inlines) if cell else "" for cell in line] for line in table.grid]


SPANNED = """#table(columns: (2fr, 1fr, 1fr, 1fr, 1fr), stroke: {stroke}, align: (x, y) => if x == 0 {{ left }} else if y == 0 {{ center }} else {{ right }},
[], table.cell(colspan: 2)[År 2023], table.cell(colspan: 2)[År 2024],
[Post], [Utfall], [Budget], [Utfall], [Budget],
[Intäkter], [527,6], [530,0], [554,9], [562,4],
[Kostnader], [-527,7], [-530,0], [-539,4], [-548,8],
[Summa], [-0,1], [0,0], [15,5], [13,6])"""


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_a_head_over_several_columns_is_kept(stroke: str):
    table = only_table(SPANNED.format(stroke=stroke))
    assert texts(table)[:2] == [
        ["", "År 2023", "År 2023", "År 2024", "År 2024"],
        ["Post", "Utfall", "Budget", "Utfall", "Budget"],
    ]
    assert [row.kind for row in table.rows][:2] == [RowKind.HEADER, RowKind.HEADER]
    assert [cell.number.printed for cell in table.rows[-1].cells if cell.number] == [
        "−0,1",
        "0,0",
        "15,5",
        "13,6",
    ]


def test_cells_over_several_rows_are_kept():
    table = only_table(
        "#table(columns: 3, table.cell(rowspan: 2)[Område], [Post], [Utfall], [Ränta], [3,0], [Summa], [Ränta], [3,0])"
    )
    assert table.rows[0].cells[0].rowspan == 2


DENSE = """#table(columns: (6cm, 2.5cm, 2.5cm), stroke: none, inset: (x: 5pt, y: 1.5pt), align: (x, y) => if x == 0 { left } else { right },
[Post], [Utfall], [Budget],
[Nämnd och ledning samt utveckling och projekt], [9,9], [11,3],
[Intern service], [-2,0], [-3,1],
[Måltidsservice och transporter i hela kommunen], [-5,3], [-1,2],
[Summa], [2,6], [7,0])"""


def test_wrapped_labels_in_a_dense_table_stay_with_their_row():
    table = only_table(DENSE)
    assert [line[0] for line in texts(table)] == [
        "Post",
        "Nämnd och ledning samt utveckling och projekt",
        "Intern service",
        "Måltidsservice och transporter i hela kommunen",
        "Summa",
    ]


def test_a_comment_column_keeps_its_lines():
    comment = "Utfallet är högre än i fjol eftersom fler enheter arbetar med frågan under året."
    table = only_table(
        "#table(columns: (4cm, 2cm, 6cm), stroke: none, [Titel], [Utfall], [Kommentar], "
        f"[Andel ett], [43 %], [{comment}], [Andel två], [53 %], [{comment}])"
    )
    assert [line[2] for line in texts(table)] == ["Kommentar", comment, comment]
    assert [n.printed for _p, n in numbers(document("#table(columns: 2, stroke: none, [A], [B])"))] == []


def test_columns_that_are_not_right_aligned_are_found():
    for align in ("left", "center"):
        table = only_table(
            f"#table(columns: (4cm, 3cm, 3cm), stroke: none, align: {align}, [Post], [Utfall], [Budget], "
            "[Intäkter], [1 527,6], [3,0], [Ränta], [2,0], [1 500,0], [Summa], [1 529,6], [1 503,0])"
        )
        assert [c.number.printed for r in table.rows for c in r.cells if c.number] == [
            "1 527,6", "3,0", "2,0", "1 500,0", "1 529,6", "1 503,0",
        ]  # fmt: skip
        assert all(c.number.certain for r in table.rows for c in r.cells if c.number)


def test_a_detached_minus_and_a_note_belong_to_their_figure():
    table = only_table(
        "#table(columns: (4cm, 3cm, 3cm), align: right, [Post], [Utfall], [Budget], "
        "[Intäkter], [\u2212 6 279], [4 100#super(typographic: false)[1]], [Kostnader], [698 -], [(1 234)])"
    )
    values = [c.number.value for r in table.rows for c in r.cells if c.number]
    assert [int(value) for value in values if value is not None] == [-6279, 4100, -698, -1234]
    assert FootnoteMark("1") in table.rows[1].cells[2].inlines


def test_an_empty_column_keeps_its_place():
    table = only_table(
        "#table(columns: (4cm, 3cm, 3cm, 3cm), stroke: none, align: (x, y) => if x == 0 { left } else { right }, "
        "[Projekt], [Utfall], [Total], [Budget], [Väg], [3,0], [], [4,0], [Bro], [5,0], [], [6,0])"
    )
    assert texts(table) == [
        ["Projekt", "Utfall", "Total", "Budget"],
        ["Väg", "3,0", "", "4,0"],
        ["Bro", "5,0", "", "6,0"],
    ]


def test_names_of_groups_stand_between_head_and_rows():
    table = only_table(
        "#table(columns: (6cm, 3cm, 3cm), stroke: none, align: (x, y) => if x == 0 { left } else { right }, "
        "[Projekt], [Utfall], [Budget], [Anläggningar], [], [], [Väg], [3,0], [4,0], [Fastigheter], [], [], [Skola], [5,0], [6,0])"
    )
    assert [row.kind for row in table.rows] == [
        RowKind.HEADER, RowKind.GROUP, RowKind.BODY, RowKind.GROUP, RowKind.BODY,
    ]  # fmt: skip


def test_shaded_rows_make_a_ruled_table():
    table = only_table(
        "#table(columns: (6cm, 3cm, 3cm), stroke: none, fill: (x, y) => if calc.odd(y) { luma(230) } else { luma(250) }, "
        "[Post], [Utfall], [Budget], [A], [3,0], [4,0], [B], [5,0], [6,0])"
    )
    assert [c.number.printed for r in table.rows for c in r.cells if c.number] == ["3,0", "4,0", "5,0", "6,0"]


def test_a_drawing_is_no_table():
    bars = "".join(f"#place(dx: {x}cm, dy: 2cm)[#rect(width: 5mm, height: {x + 1}cm)]" for x in range(6))
    read_ = document(f"Text före.\n{bars}\n#v(9cm)\nText efter.")
    assert not list(tables(read_))


def test_the_judge_counts_sums_and_differences():
    good = only_table(SPANNED.format(stroke="0.5pt"))
    rows = list(good.rows)
    worse = Table(good.caption, (rows[0], rows[1], rows[3], rows[4]))
    assert relations_held(good) > relations_held(worse)
    difference = only_table(
        "#table(columns: 4, [Post], [Utfall], [Budget], [Avvikelse], [A], [5,0], [3,0], [2,0], [B], [9,0], [4,0], [5,0])"
    )
    assert relations_held(difference) >= 2


def test_heads_to_the_left_stand_over_figures_to_the_right():
    table = only_table(
        """#table(columns: (5cm, 4cm, 4cm), column-gutter: 1cm, stroke: none,
align: (x, y) => if x == 0 or y == 0 { left } else { right },
[Titel], [Utfall], [Mål], [Andel], [43 %], [90 %], [Antal], [7], [8], [Snitt], [2], [3])"""
    )

    assert texts(table)[:2] == [["Titel", "Utfall", "Mål"], ["Andel", "43 %", "90 %"]]


def test_an_empty_column_under_a_head_of_its_own_is_kept():
    table = only_table(
        """#table(columns: (5cm, 3cm, 3cm, 3cm), column-gutter: 0.6cm, stroke: none,
align: (x, y) => if x == 0 { left } else { right },
[Titel], [Utfall], [Budget], [Mål], [Andel], [43], [], [90], [Antal], [7], [], [8], [Snitt], [2], [], [3])"""
    )

    assert texts(table)[:2] == [["Titel", "Utfall", "Budget", "Mål"], ["Andel", "43", "", "90"]]
