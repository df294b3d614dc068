"""One cause, one finding: the smallest repair, with the proposed figure and why."""

from decimal import Decimal

import pytest

from tests.review.prose.reports import document as told
from utfall.domain.finding import Severity
from utfall.review.causes.explanation import Slip, slip
from utfall.review.check import check

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


def judged(review):
    weighty = (Severity.ERROR, Severity.QUESTION)
    return [(f.severity, f.values["printed"], f.values["proposed"], f.values["slip"]) for f in review.findings
            if f.severity in weighty]  # fmt: skip


def errors(review):
    return [f for f in review.findings if f.severity is Severity.ERROR]


def test_a_table_that_adds_up_gives_no_finding(document):
    assert judged(check(document(STATEMENT))) == []


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ("171,8", "117,8", "swapped"),
        ("-104,4", "104,4", "sign"),
        ("128,9", "1 289,0", "shift"),
        ("-33,3", "-32,8", "copied"),
        ("40,6", "48,6", "digit"),
    ],
)
def test_a_slip_is_one_finding_with_the_right_figure(document, right, wrong, why):
    spoiled = STATEMENT.replace(right, wrong, 1)

    (found,) = judged(check(document(spoiled)))

    assert found == (Severity.ERROR, wrong, right.replace("-", "\u2212"), why)


def test_a_total_left_behind_is_named_even_when_two_columns_show_it(document):
    """The part and its variance were changed together; the totals were not."""
    stale = STATEMENT.replace("40,6        | 45,0        | -4,4", "47,6        | 45,0        | 2,6")

    (finding,) = errors(check(document(stale)))

    assert finding.code == "table.sum"
    assert {"0/r3c2.0", "0/r3c4.0"} & set(finding.spots)


def test_a_copied_forecast_is_found_through_the_total_of_another_table(document):
    """The column adds up; only the other table's total shows that a cell repeats the outcome beside it."""
    areas = """
    Område  | Utfall aug 2023 | Utfall aug 2024 | Budget aug 2024 | Årsprognos 2024
    Väst    | 4,1             | 2,2             | 3,7             | 1,4
    Öst     | -8,3            | -7,9            | -6,2            | -7,9
    Norr    | 1,6             | 3,3             | 0,4             | 2,8
    Summa   | -2,6            | -2,4            | -2,1            | -3,7
    """
    total = """
    Konto     | Utfall aug 2023 | Utfall aug 2024 | Budget aug 2024 | Årsprognos 2024
    Intäkter  | 211,4           | 220,8           | 219,3           | 330,2
    Kostnader | -214,0          | -223,2          | -221,4          | -335,8
    Resultat  | -2,6            | -2,4            | -2,1            | -5,6
    """

    (found,) = judged(check(document(areas, total)))

    assert found[1:] == ("-7,9", "\u22129,8", "copied")


@pytest.mark.parametrize(
    ("printed", "right", "expected"),
    [
        ("12", "21", Slip.SWAPPED), ("-12", "12", Slip.SIGN), ("120", "12", Slip.SHIFT), ("17", "12", Slip.DIGIT),
        ("55", "12", Slip.COPIED), ("98", "12", Slip.UNKNOWN),
    ],
)  # fmt: skip
def test_a_slip_is_told_by_the_two_figures(printed, right, expected):
    assert slip(Decimal(printed), Decimal(right), neighbours=[Decimal(55)], decimals=0) is expected


def test_what_rounding_explains_is_neither_error_nor_question(document):
    rounded = STATEMENT.replace("34,1", "34,2")

    findings = check(document(rounded)).findings

    assert {f.severity for f in findings} == {Severity.ROUNDING}


def test_the_same_document_gives_the_same_findings(document):
    spoiled = document(STATEMENT.replace("171,8", "117,8"))

    assert check(spoiled) == check(spoiled)


def test_a_formula_prints_no_plus_beside_its_own():
    """Written `+5,4 mnkr + +0,1 mnkr` it reads as a slip of the pen."""
    text = "Resultatet är +4,5 mnkr inklusive ett överskott på +0,1 mnkr. Exklusive överskottet är resultatet +7,4 mnkr.\n"

    (finding,) = errors(check(told(text)))

    assert str(finding.values["formula"]).replace("\u00a0", " ") == "7,4 mnkr + 0,1 mnkr = 7,5 ≠ +4,5 mnkr"
