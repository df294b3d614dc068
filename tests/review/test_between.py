"""One figure in two tables: found by the agreement of its neighbours."""

from utfall.domain.finding import Severity
from utfall.domain.unit import MNKR, TKR
from utfall.review.between import between
from utfall.review.check import check
from utfall.review.context import Context
from utfall.review.languages import language

AREAS = """
Område   | Utfall aug 2023 | Utfall aug 2024 | Budget aug 2024 | Årsprognos 2024
Väst     | 4,1             | 2,2             | 3,7             | 1,4
Öst      | -8,3            | -7,9            | -6,2            | -9,8
Summa    | -4,2            | -5,7            | -2,5            | -8,4
"""
STATEMENT = """
Konto      | Utfall aug 2023 | Utfall aug 2024 | Budget aug 2024 | Årsprognos 2024
Intäkter   | 211,4           | 220,8           | 219,3           | 330,2
Kostnader  | -215,6          | -226,5          | -221,8          | -338,6
Resultat   | -4,2            | -5,7            | -2,5            | -8,4
"""


def ties(document):
    return {frozenset(r.paths) for r in between(Context(document, language("sv"))).relations}


def test_the_same_total_is_found_in_two_tables(document):
    assert frozenset({"0/r3c4.0", "1/r3c4.0"}) in ties(document(AREAS, STATEMENT))


def test_rows_that_share_one_figure_are_not_tied(document):
    other = STATEMENT.replace("-4,2 ", "9,9 ").replace("-5,7 ", "3,1 ").replace("-8,4", "7,7")

    assert not ties(document(AREAS, other))


def test_another_unit_is_converted(document, table):
    thousands = """
    Område  | Utfall aug 2024 | Budget aug 2024 | Årsprognos 2024
    Väst    | 2 207           | 3 693           | 1 381
    Öst     | -7 911          | -6 190          | -9 774
    """
    two = document(table(AREAS, caption="mnkr", unit=MNKR), table(thousands, caption="tkr", unit=TKR))

    assert frozenset({"0/r2c3.0", "1/r2c2.0"}) in ties(two)
    assert not [f for f in check(two).findings if f.severity is Severity.ERROR]


def test_a_table_on_its_side_is_turned(document, table):
    turned = """
    Tkr             | Väst  | Öst
    Utfall aug 2024 | 2 207 | -7 911
    Budget aug 2024 | 3 693 | -6 190
    Årsprognos 2024 | 1 381 | -9 774
    """
    two = document(table(AREAS, caption="mnkr", unit=MNKR), table(turned, caption="tkr", unit=TKR))

    assert frozenset({"0/r2c3.0", "1/r2c2.0"}) in ties(two)


def test_opening_values_are_last_years_closing_values(document):
    text = """
    Skuld         | 2022  | 2023  | 2024
    Ingående skuld| 1 204 | 1 733 | 1 951
    Förändring    | 529   | 218   | 77
    Utgående skuld| 1 733 | 1 951 | 2 028
    """

    assert {frozenset({"0/r1c2.0", "0/r3c1.0"}), frozenset({"0/r1c3.0", "0/r3c2.0"})} <= ties(document(text))
