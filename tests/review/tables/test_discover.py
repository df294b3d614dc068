"""What an author meant by a table is found by arithmetic, and not where chance could have made it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from utfall.documents.model import Cell, HeaderRole, Number, Row, RowKind, Table, Text
from utfall.review.languages import language
from utfall.review.relation import RelationKind
from utfall.review.tables.discover import discover

SWEDISH = language("sv")
STATEMENT = """
Konto              | Utfall 2023 | Utfall 2024 | Budget 2024 | Avvikelse
Avgifter           | 120,3       | 131,2       | 128,9       | 2,3
Bidrag             | 44,1        | 40,6        | 45,0        | -4,4
Summa intäkter     | 164,4       | 171,8       | 173,9       | -2,1
Personal           | -98,2       | -104,4      | -105,7      | 1,3
Lokaler            | -31,7       | -33,3       | -32,8       | -0,5
Summa kostnader    | -129,9      | -137,7      | -138,5      | 0,8
Resultat           | 34,5        | 34,1        | 35,4        | -1,3
"""


def found(table):
    return discover("0", table, SWEDISH)


def cells(relation):
    return [path.partition("/")[2].removesuffix(".0") for path in relation.paths]


def test_nested_subtotals_and_the_bottom_line_are_found(table):
    relations = [cells(r) for r in found(table(STATEMENT)) if r.kind is RelationKind.SUM]

    assert ["r3c2", "r2c2", "r1c2"] in relations
    assert ["r6c2", "r5c2", "r4c2"] in relations
    assert ["r7c2", "r6c2", "r3c2"] in relations


def test_the_variance_column_is_outcome_less_budget(table):
    relation = next(r for r in found(table(STATEMENT)) if cells(r)[0] == "r1c4" and len(r.terms) == 2
                    and cells(r)[1] == "r1c2")  # fmt: skip

    assert [term.factor for term in relation.terms] == [Decimal(1), Decimal(-1)]
    assert relation.cue


def test_the_sign_convention_is_learned_from_each_table(table):
    turned = """
    Kostnad   | Utfall 2024 | Budget 2024 | Avvikelse
    Personal  | 1 204       | 1 250       | 46
    Lokaler   | 733         | 701         | -32
    Livsmedel | 912         | 955         | 43
    Summa     | 2 849       | 2 906       | 57
    """

    relation = next(r for r in found(table(turned)) if cells(r)[0] == "r1c3")

    assert {cells(r)[0] for r in found(table(turned))} >= {"r1c3", "r4c1", "r4c2", "r4c3"}
    assert [(t.path.partition("/")[2], t.factor) for t in relation.terms] == [("r1c2.0", 1), ("r1c1.0", -1)]


def test_a_broken_total_is_still_a_total(table):
    spoiled = STATEMENT.replace("171,8", "181,8")

    assert any(cells(r)[:1] == ["r3c2"] and len(r.terms) == 2 for r in found(table(spoiled)))


def test_a_blank_counts_as_nought(table):
    measures = """
    Åtgärd       | Effekt 2024 (tkr) | Effekt 2025 (tkr)
    Lägre inköp  | 340               | 700
    Vakanshålla  |                   | 1 600
    Färre resor  | 800               |
    Summa        | 1 140             | 2 300
    """

    assert len([r for r in found(table(measures)) if r.cue]) == 2


def test_percentages_are_quotients_of_the_columns_beside_them(table):
    text = """
    Projekt    | Utfall (tkr) | Budget (tkr) | Andel av budget, %
    Fordon     | 3 214        | 7 930        | 40,5
    Ventilation| 1 102        | 5 016        | 22,0
    Möbler     | 877          | 1 911        | 45,9
    Belysning  | 2 460        | 2 891        | 85,1
    """

    kinds = [r.kind for r in found(table(text)) if cells(r)[0].endswith("c3")]

    assert kinds == [RelationKind.RATIO] * 4


def test_a_mean_is_told_from_a_sum(table):
    text = """
    Indikator        | Utfall | Mål
    Andel nöjda      | 66,7 % | 75 %
    Andel trygga     | 71,1 % | 75 %
    Andel delaktiga  | 67,1 % | 75 %
    Genomsnitt       | 68,3 % |
    """

    assert [r.kind for r in found(table(text)) if cells(r)[0] == "r4c1"] == [RelationKind.MEAN]


def test_counts_are_exact(table):
    text = """
    Antal anställda | Kvinnor | Män | Totalt
    Förskola        | 112     | 14  | 126
    Skola           | 207     | 96  | 303
    Totalt          | 319     | 110 | 429
    """

    assert all(r.exact for r in found(table(text)))


def test_figures_that_are_rounded_are_not_taken_for_exact(table):
    assert not any(r.exact for r in found(table(STATEMENT)))


@given(st.data())
def test_random_figures_are_in_no_relation(data):
    """Chance control: of unrelated figures without cues at most an odd table gives a relation."""
    width = data.draw(st.integers(2, 5))
    height = data.draw(st.integers(3, 9))
    seed = data.draw(st.randoms(use_true_random=False))
    head = Row(tuple(Cell((Text(f"K{x}"),), HeaderRole.COLUMN) for x in range(width + 1)), RowKind.HEADER)
    rows = []
    for y in range(height):
        values = [Decimal(seed.randrange(100, 99_999)) for _ in range(width)]
        numbers = (Cell((Number(str(v), v, 0),)) for v in values)
        rows.append(Row((Cell((Text(f"Post {'abcdefghij'[y]}"),), HeaderRole.ROW), *numbers)))

    assert not found(Table((), (head, *rows)))


def test_counts_rounded_to_fives_may_be_off_by_more(table):
    rows = [(f"Län {n}", 5 * (231 + 17 * n), 5 * (407 - 11 * n), 5 * (638 + 6 * n)) for n in range(9)]
    rows[0] = ("Län 0", 1155, 2035, 3195)  # 3 190 before each was rounded for itself
    text = "\n".join(["Län | Kvinnor | Män | Totalt", *(" | ".join(map(str, row)) for row in rows)])

    sums = [r for r in found(table(text)) if cells(r)[0] == "r1c3"]

    assert [r.step for r in sums] == [Decimal(5)]
    assert not any(r.exact for r in sums)


def sums_of(text, table):
    return {tuple(cells(r)) for r in found(table(text)) if r.kind is RelationKind.SUM}


def test_a_total_of_lines_far_apart_is_found(table):
    text = """
    Post      | 2021   | 2022   | 2023
    Lån       | 41 310 | 44 822 | 39 107
    Personal  | 7 214  | 7 930  | 8 015
    Hyror     | 1 377  | 2 016  | 1 944
    Placering | 52 877 | 49 911 | 61 030
    Resor     | 316    | 291    | 288
    Balans    | 94 187 | 94 733 | 100 137
    """

    assert ("r6c2", "r1c2", "r4c2") in sums_of(text, table)


def test_a_sum_is_found_in_the_columns_that_add_up_alone(table):
    text = """
    Kvartal | Intäkter | Kostnader | Kassa  | Lager
    Första  | 41 310   | 31 402   | 20 107 | 9 731
    Andra   | 37 214   | 27 930   | 31 015 | 8 412
    Tredje  | 52 877   | 49 911   | 11 030 | 9 903
    Helår   | 131 401  | 109 243  | 11 030 | 9 903
    """

    assert {found_[0] for found_ in sums_of(text, table)} == {"r4c1", "r4c2"}


def test_cumulative_totals_count_their_leaves(table):
    text = """
    Period      | 2021  | 2022  | 2023
    Två månader | 2 312 | 2 401 | 2 187
    Tre månader | 3 591 | 3 508 | 3 300
    Ett         | 1 207 | 1 150 | 1 093
    Tu          | 1 105 | 1 251 | 1 094
    Tre         | 1 279 | 1 107 | 1 113
    """

    assert {("r1c1", "r3c1", "r4c1"), ("r2c1", "r3c1", "r4c1", "r5c1")} <= sums_of(text, table)


def test_equal_figures_that_cancel_say_nothing(table):
    text = """
    Tjänst | Jan   | Feb   | Mars  | April
    Chef   | 8 333 | 8 333 | 8 333 | 8 333
    Ekonom | 8 333 | 8 333 | 8 333 | 8 333
    Jurist | 8 333 | 8 333 | 8 333 | 8 333
    Vakt   | 8 333 | 8 333 | 8 333 | 8 333
    """

    assert not sums_of(text, table)


def test_small_counts_that_always_add_up_are_believed(table):
    rows = [
        f"Elev {n} | {n % 3} | {(2 * n) % 5} | {n % 4} | {n % 3 + (2 * n) % 5 + n % 4}" for n in range(1, 13)
    ]
    text = "\n".join(["Namn | Ett | Tu | Tre | Alla", *rows])

    assert ("r5c4", "r5c3", "r5c2", "r5c1") in sums_of(text, table)
