"""Statements that stand in several places."""

from tests.review.prose.reports import broken

FIRST = "{} av besökarna anser att de ofta eller alltid får god hjälp av bibliotekets personal när de letar efter en bok.\n"
AGAIN = "Sammantaget anser {} av besökarna att de ofta eller alltid får god hjälp av bibliotekets personal när de letar efter en bok.\n"


def test_the_same_statement_with_another_figure_is_broken():
    text = "Enkät\n\n" + FIRST.format("91,2 %") + "\nKontroll\n\n" + AGAIN.format("{}")
    assert not broken(text.format("91,2 %"))
    assert broken(text.format("87,5 %")) == [("87,5 %", "91,2 %")]


def test_a_coarser_rounding_of_the_same_figure_holds():
    assert not broken("Enkät\n\n" + FIRST.format("91,2 %") + "\nKontroll\n\n" + AGAIN.format("91 %"))


def test_another_year_is_another_statement():
    one = "Under 2020 ansåg 91 % av besökarna att de ofta fick god hjälp av bibliotekets personal.\n"
    two = "Under 2021 ansåg 84 % av besökarna att de ofta fick god hjälp av bibliotekets personal.\n"
    assert not broken(f"Enkät\n\n{one}\nKontroll\n\n{two}")


def test_a_target_is_not_the_outcome():
    one = "Målet är att 95 % av besökarna ofta får god hjälp av bibliotekets personal.\n"
    two = "I år anser 84 % av besökarna att de ofta får god hjälp av bibliotekets personal.\n"
    assert not broken(f"Enkät\n\n{one}\nKontroll\n\n{two}")


def test_one_form_filled_in_by_several_units_is_no_repetition():
    line = "På enheten anser {} av barnen att de ofta eller alltid får god hjälp av personalen när de leker ute.\n"
    units = ("Förskolan Eken", "83 %"), ("Förskolan Linden", "79 %"), ("Förskolan Asken", "91 %")
    assert not broken("".join(f"{name}\n\n{line.format(value)}\n" for name, value in units))


def test_names_of_two_units_make_two_statements():
    one = "På Eken anser 83 % av barnen att de ofta eller alltid får god hjälp av personalen när de leker ute.\n"
    two = "På Linden anser 79 % av barnen att de ofta eller alltid får god hjälp av personalen när de leker ute.\n"
    assert not broken(f"Enkät\n\n{one}\nKontroll\n\n{two}")


def test_short_sentences_of_two_units_are_no_repetition():
    text = (
        "Resultat per enhet\n\nEnhet\tUtfall apr 2022\tÅrsprognos\nKulturskola\t1,2\t0,4\nBibliotek\t3,3\t2,9\nSumma\t4,5\t3,3\n"
        "\nKulturskola\n\nFör hela året väntas 0,4 mnkr.\n\nBibliotek\n\nFör hela året väntas 2,9 mnkr.\n"
    )
    assert not broken(text)


def test_a_deficit_without_a_sign_is_the_same_as_one_with():
    one = "Nämnden räknar för hela året med ett underskott på 3,0 mnkr.\n"
    two = "Nämnden räknar för hela året med ett underskott på -3,0 mnkr.\n"
    assert not broken(f"Sammanfattning\n\n{one}\nEkonomi\n\n{two}")


def test_counts_are_compared_where_the_whole_sentence_is_the_same():
    line = "Under våren har totalt {} svar på biblioteksenkäten kommit in till förvaltningen.\n"
    text = "Enkät\n\n" + line.format("412") + "\nKontroll\n\n" + line
    assert not broken(text.format("412"))
    assert broken(text.format("421")) == [("421", "412")]


def test_english_repetitions_are_found():
    one = "Of the visitors, {} per cent feel that they always get good help from the library staff when they look for a book.\n"
    text = "Survey\n\n" + one.format("91.2") + "\nControl\n\n" + one
    assert broken(text.format("87.5"), "en") == [("87.5 per cent", "91.2 per cent")]
