"""Figures in running text tied to the cells that they repeat, and to nothing else."""

import pytest

from tests.review.prose.reports import RESULT, UNITS, broken, tied


def test_the_committees_own_result_is_the_bottom_line():
    assert tied(RESULT + "\nNämndens resultat är +3,2 mnkr.\n")["+3,2 mnkr"] == ("3,2", "holds")


def test_a_wrong_result_is_broken_against_the_bottom_line():
    assert broken(RESULT + "\nNämndens resultat är +8,2 mnkr.\n") == [("+8,2 mnkr", "3,2")]


def test_a_forecast_is_held_against_the_forecast_column():
    assert broken(RESULT + "\nNämnden prognostiserar ett överskott på 9,6 mnkr.\n") == [("9,6 mnkr", "9,0")]
    assert not broken(RESULT + "\nNämnden prognostiserar ett överskott på 9,0 mnkr.\n")


def test_an_unsigned_deficit_stands_for_a_negative_cell():
    text = UNITS + "\nOmråde 2 redovisar ett underskott på 0,8 mnkr.\n"
    assert not broken(text)
    assert "0,8 mnkr" in tied(text)


def test_a_surplus_where_the_table_has_a_deficit_is_broken():
    assert broken(UNITS + "\nOmråde 2 redovisar ett överskott på 0,8 mnkr.\n") == [("0,8 mnkr", "-0,8")]


def test_a_sign_said_twice_does_not_flip_the_figure():
    text = RESULT + "\nHyrorna avviker från budget med -0,1 mnkr, lägre med -0,1 mnkr än budget.\n"
    assert not broken(text)


def test_a_numbered_unit_is_found_whatever_it_is_called():
    text = (
        UNITS
        + "\nOmråde 3, folkbibliotek och bokbuss, gör ett resultat på +1,9 mnkr. Prognosen för området är +5,3 mnkr.\n"
    )
    assert broken(text) == [("+5,3 mnkr", "3,3")]


def test_last_years_figure_is_sought_in_last_years_column():
    text = (
        RESULT + "\nResultatet är +3,2 mnkr, vilket kan jämföras med +4,2 mnkr för samma period förra året.\n"
    )
    assert tied(text)["+4,2 mnkr"] == ("4,2", "holds")


def test_thousands_in_the_table_are_held_against_millions_in_the_text():
    table = "Kostnader\n\nSlag\tUtfall apr 2022 (tkr)\tBudget apr 2022 (tkr)\nLärare\t63 712\t64 020\nHyror\t15 190\t15 120\nSumma\t78 902\t79 140\n"
    assert not broken(table + "\nUtfallet för hyror är 15,2 mnkr.\n")
    assert broken(table + "\nUtfallet för hyror är 18,2 mnkr.\n") == [("18,2 mnkr", "15 190")]


def test_a_comment_is_held_against_the_outcome_of_its_own_row():
    table = (
        "Indikatorer\n\nTitel\tUtfall\tMål 2025\tKommentar\n"
        "Andel elever som känner sig trygga i matsalen\t81,4 %\t90 %\tI vårens mätning är det {} av eleverna som känner sig trygga i matsalen.\n"
        "Andel lärare med behörighet\t77 %\t85 %\t\n"
    )
    assert not broken(table.format("81,4 %"))
    assert broken(table.format("84,1 %")) == [("84,1 %", "81,4 %")]


def test_a_comment_about_something_else_is_not_the_outcome():
    table = (
        "Indikatorer\n\nTitel\tUtfall\tMål 2025\tKommentar\n"
        "Andel elever som känner sig trygga i matsalen\t81 %\t90 %\t45 % har svarat på enkäten.\n"
        "Andel lärare med behörighet\t77 %\t85 %\t\n"
    )
    assert not broken(table)


@pytest.mark.parametrize(
    "sentence",
    [
        "Intäkterna inom område 1 är -2,5 mnkr lägre än budgeterat.",
        "Förskolan Eken redovisar ett resultat på -0,4 mnkr.",
        "NGB gör ett resultat på -1,7 mnkr.",
        "Exklusive försäljningen av huset är resultatet +1,1 mnkr.",
        "Sjukfrånvaron är 5,4 procent.",
        "Nämnden fick 12,5 mnkr i statsbidrag.",
        "Resultatet utan det är +2,6 mnkr.",
        "Resultatet för Gymnasieenheten är +0,4 mnkr.",
        "Prognosen i februari var +7,5 mnkr.",
        "Prognosen har förbättrats med 2,0 mnkr sedan februari.",
        "Nämnden prognostiserar ett resultat som är 2,0 mnkr bättre än i föregående prognos.",
        "Budgeten har utökats med 3,0 mnkr.",
        "Resultatet har försämrats med 1,4 mnkr.",
        "Av resultatet avser 1,1 mnkr statsbidrag.",
        "Resultatkravet är +5,0 mnkr.",
        "Målet är ett resultat på +1,0 mnkr.",
        "I mars var resultatet +1,2 mnkr.",
        "Nämnden har beslutat om åtgärder på 2,4 mnkr.",
        "Personalkostnaderna inom biblioteken uppgår till 11,3 mnkr.",
        "Hyrorna för grundskolorna är 9,9 mnkr.",
    ],
)
def test_what_is_not_in_the_table_is_not_held_against_it(sentence):
    assert not broken(f"{RESULT}\n{UNITS}\n{sentence}\n")


def test_another_window_of_time_is_another_figure():
    table = "Sjukfrånvaro\n\nGrupp\tUtfall jul 2022\tUtfall jul 2021\nSjukfrånvaro totalt %\t6,1\t6,3\n"
    assert not broken(table + "\nSjukfrånvaron totalt är rullande juni 2021–juni 2022 5,2 %.\n")


def test_a_loosened_figure_agrees_within_its_looseness_only():
    table = "Enkät\n\nFråga\tUtfall 2022\nAndel nöjda besökare på biblioteket\t62 %\nAndel nöjda låntagare\t71 %\n"
    assert not broken(table + "\nDrygt 60 procent av besökarna på biblioteket är nöjda.\n")


def test_the_change_of_a_total_is_computed_from_two_years():
    text = "\nDe totala kostnaderna har ökat med {} jämfört med samma period förra året.\n"
    assert not broken(RESULT + text.format("3,5 %"))
    assert broken(RESULT + text.format("5,3 %")) == [("5,3 %", "-78,9", "-76,2")]
    assert not broken(RESULT + text.format("2,7 mnkr"))


def test_a_heading_that_is_a_rows_label_says_what_the_text_is_about():
    text = UNITS + "\nOmråde 3: Bibliotek\n\nResultatet är {} mnkr.\n"
    assert not broken(text.format("+1,9"))
    assert broken(text.format("+7,9")) == [("+7,9 mnkr", "1,9")]


def test_english_is_linked_as_swedish_is():
    table = (
        "Statement of results\n\nRow\tActual Apr 2022\tBudget Apr 2022\tVariance Apr 2022\tFull-year forecast\n"
        "Fees\t82.1\t81.6\t0.5\t245.0\nTeachers\t-78.9\t-79.1\t0.2\t-236.0\nResult of the year\t3.2\t2.5\t0.7\t9.0\n"
    )
    assert not broken(table + "\nThe committee forecasts a surplus of SEK 9.0 million.\n", "en")
    assert broken(table + "\nThe result of the committee is SEK 8.2 million.\n", "en") == [
        ("8.2 million", "3.2")
    ]


@pytest.mark.parametrize(("words", "wrong"), [
    ("drygt 3,2", False), ("cirka 3,3", False), ("nästan 3,4", False), ("drygt 3,9", True), ("cirka 3,9", True),
    ("knappt 4,9", True),
])  # fmt: skip
def test_a_loosening_word_is_an_interval(words, wrong):
    text = f"{RESULT}\nNämndens resultat är ett överskott på {words} mnkr.\n"
    assert words.split()[1] + " mnkr" in tied(text)
    assert bool(broken(text)) is wrong


def test_a_unit_of_an_area_is_not_held_against_the_area():
    text = UNITS + (
        "\nOmråde 2: Gymnasium, Vuxenutbildning gör ett resultat som är {} mnkr. Gymnasium har ett resultat på +0,9 mnkr "
        "och har en prognos på +1,2 mnkr. Prognosen för området är {} mnkr.\n"
    )
    assert not broken(text.format("-0,8", "+1,3"))
    assert broken(text.format("-0,3", "+1,3")) == [("-0,3 mnkr", "-0,8")]
    assert broken(text.format("-0,8", "+1,8")) == [("+1,8 mnkr", "1,3")]


INDICATOR = (
    "Indikatorer\n\nTitel\tUtfall\tMål 2025\n"
    "Andel elever som känner sig trygga i matsalen\t81,4 %\t90 %\n"
    "Elevernas betyg på lunchen på en 10-gradig skala\t7,35\t8,0\n"
)


@pytest.mark.parametrize(("goal", "wrong"), [("90", False), ("96", True)])
def test_a_goal_told_without_a_subject_is_of_the_sentence_before(goal, wrong):
    text = INDICATOR + (
        f"\nI år är det 81,4 % av eleverna som känner sig trygga i matsalen. Målet till 2025 är att vi ska nå {goal} %.\n"
    )
    assert bool(broken(text)) is wrong


@pytest.mark.parametrize(("mark", "wrong"), [("7,35", False), ("7,85", True)])
def test_the_scale_of_an_indicator_need_not_be_told_again(mark, wrong):
    assert bool(broken(f"{INDICATOR}\nI vårens mätning är elevernas betyg på lunchen {mark}.\n")) is wrong


BUDGETED = (
    "Resultaträkning\n\nRad\tUtfall apr 2022\tBudget apr 2022\tÅrsprognos\tAvvikelse årsprognos\n"
    "Avgifter\t82,1\t81,6\t245,0\t-3,2\nSumma intäkter\t82,1\t81,6\t245,0\t-3,2\n"
    "Lärare\t-78,9\t-79,1\t-236,0\t12,2\nSumma kostnader\t-78,9\t-79,1\t-236,0\t12,2\n"
)


@pytest.mark.parametrize(("budget", "verdict"), [("248 200 000", "holds"), ("284 200 000", "broken")])
def test_a_budget_of_the_year_that_no_column_prints_follows_from_the_forecast(budget, verdict):
    told = tied(
        f"{BUDGETED}\nUtfallet för lärare är -78,9 mnkr.\n\nIntäkter budgeteras till {budget} kronor.\n"
    )
    assert told[f"{budget} kronor"] == ("245,0 -3,2", verdict)


@pytest.mark.parametrize(
    ("amount", "verdict"), [("-637,0 mnkr", "broken"), ("+63,7 mnkr", "broken"), ("-51,2 mnkr", None)]
)
def test_only_a_slip_is_asked_about_where_the_row_is_likely_but_not_certain(amount, verdict):
    """The words fit one row well, and something else stands in the sentence too."""
    told = tied(f"{RESULT}\nFriskolornas utfall för lärare är {amount}.\n")
    assert told.get(amount, (None, None))[1] == verdict
