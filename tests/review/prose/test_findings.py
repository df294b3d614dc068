"""What running text says that does not fit, without any arithmetic between figures: each rule, and what it lets be."""

import pytest

from tests.review.prose.reports import document, errors, found
from utfall.documents.model import walk
from utfall.domain.finding import Severity
from utfall.locale import translate

TABLE = "Indikatorer\n\nTitel\tUtfall\tMål 2025\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Utsläppen är 2,15 % CO2e/kg inköpt livsmedel.", True),
        ("Utsläppen är 2,15 kg CO2e/kg inköpt livsmedel.", False),
        ("Målet är högst 1,40 CO2e/kg inköpt livsmedel.", True),
        ("Svinnet är 34 % per portion.", False),
        ("Utsläppen är i snitt per portion 0,6 kg CO2e/kg.", True),
        ("Andelen har ökat från 12,0 % till 12,9 %, vilket är en ökning med 0,9 %.", True),
        ("Andelen har ökat från 12,0 % till 12,9 %, vilket är en ökning med 0,9 procentenheter.", False),
        ("Andelen har ökat från 12,0 % till 12,9 %, vilket är en ökning med 7,5 %.", False),
    ],
)
def test_a_unit_that_cannot_be_right_is_an_error(text, wrong):
    assert ("prose.unit" in errors(text + "\n")) is wrong


@pytest.mark.parametrize(("column", "value", "wrong"), [
    ("Förändring", "-0,4 %", True), ("Förändring", "-5,8 %", False), ("Kvinnor", "-0,4 %", False),
])  # fmt: skip
def test_a_difference_of_two_shares_in_a_table_is_percentage_points(column, value, wrong):
    text = f"Frånvaro\n\nGrupp\tTotalt 2022\tTotalt 2021\t{column}\nSjukfrånvaro\t6,5 %\t6,9 %\t{value}\n"
    assert ("prose.unit" in errors(text)) is wrong


def test_millions_written_for_thousands_are_seen_by_the_digits():
    table = "Kostnader\n\nSlag\tUtfall apr 2022 (tkr)\nLärare\t63 712\nHyror\t15 190\nSumma\t78 902\n"
    assert "prose.unit-magnitude" in errors(table + "\nHyrorna kostar 15 190 mnkr.\n")
    assert "prose.unit-magnitude" not in errors(table + "\nHyrorna kostar 15 190 tkr.\n")
    assert "prose.unit-magnitude" not in errors(table + "\nKommunens budget är 4 100 mnkr.\n")


def test_a_share_within_a_share_cannot_be_larger():
    rows = (
        "Andel skolor som har en plan för läsning\t{}\t100 %\n"
        "Andel skolor som har en uppdaterad plan för läsning\t{}\t100 %\n"
    )
    assert "prose.nested-share" in errors(TABLE + rows.format("40 %", "55 %"))
    assert "prose.nested-share" not in errors(TABLE + rows.format("55 %", "40 %"))


@pytest.mark.parametrize(
    "titles",
    [
        ("Andel elever som läser", "Andel elever som läser eller skriver"),
        ("Andel elever som är trygga", "Andel elever som är trygga, nöjda och hörda"),
        ("Andel flickor som läser varje dag", "Andel elever som läser varje dag hemma"),
        ("Andel elever som läser varje dag", "Andel elever som inte läser varje dag"),
    ],
)
def test_titles_that_only_look_nested_are_let_be(titles):
    first, second = titles
    assert not errors(f"{TABLE}{first}\t40 %\t90 %\n{second}\t55 %\t90 %\n")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kontrollen följs upp vid tre tillfällen; tertial 1, tertial 1 och verksamhetsberättelse.", True),
        ("Kontrollen följs upp vid tre tillfällen; tertial 1, tertial 2 och verksamhetsberättelse.", False),
        ("Mätningar görs i mars, mars och november.", True),
        ("Det går bättre, bättre och bättre.", False),
    ],
)
def test_an_occasion_is_named_once(text, wrong):
    assert ("prose.occasion-twice" in errors(text + "\n")) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2032: Utlåningen av e-böcker ökar med 30 % i kommunen 2027: Ökat med 4 %.", True),
        ("2032: Utlåningen av e-böcker ökar med 30 % jämfört med 2025: Ökat med 4 %.", False),
        ("2032: Minst 60 % av böckerna. 2027 minst 40 %: Följs upp senare.", False),
        ("2032: Utlåningen av e-böcker ökar med 30 %: Ökat med 4 % under 2021.", False),
    ],
)
def test_one_target_has_one_year(text, wrong):
    assert ("prose.target-years" in errors(text + "\n")) is wrong


def test_one_body_under_two_names_is_an_error():
    text = "Kulturnämnden beslutade.\n\nKulturnämndens budget höjdes.\n\nI kulturnämnden finns oro.\n\nKulturkommittén fortsätter.\n"
    assert errors(text) == ["names.institution"]
    assert not errors(text.replace("Kulturkommittén", "Kulturförvaltningen"))
    assert not errors(text.replace("Kulturkommittén", "Jämställdhetskommittén"))


def test_two_offices_of_one_name_are_a_question():
    text = "Miljökontoret arbetar.\n\nMiljökontorets plan är klar.\n\nMiljökontoret svarar.\n\nMiljöförvaltningen mäter.\n"
    assert [(f.code, f.severity) for f in found(text)] == [("names.institution", Severity.QUESTION)]


def test_a_word_in_two_spellings_between_the_same_neighbours_is_an_error():
    text = "Risk för hot, trakasserier och våld.\n\nRisken hot, trakasserier och våld följs.\n\nHot, trakkasserier och våld minskar.\n"
    assert errors(text) == ["names.spelling"]


@pytest.mark.parametrize(
    "text",
    [
        "Planerade åtgärder för skolan.\n\nPlanerande åtgärder för skolan.\n\nPlanerade åtgärder för skolan.\n",
        "Personalkostnaden för skolan.\n\nPersonalkostnader för skolan.\n\nPersonalkostnaden för skolan.\n",
        "Nya inkommande ärenden.\n\nNya utgående ärenden.\n\nNya inkommande ärenden.\n",
    ],
)
def test_inflections_and_other_words_are_no_misspellings(text):
    assert not errors(text)


def test_a_row_under_another_name_in_the_text_is_an_error():
    table = "Resultat\n\nEnhet\tUtfall apr 2022\tÅrsprognos\nStab, lokaler och fritid\t3,1\t1,6\nBibliotek\t1,9\t3,3\nSumma\t5,0\t4,9\n"
    text = "\nStab, lokaler och friluft har ett utfall på 3,1 mnkr. Prognosen är 1,6 mnkr.\n"
    assert "names.label" in errors(table + text)
    assert "names.label" not in errors(table + text.replace("friluft", "fritid"))
    assert "names.label" not in errors(table + text.replace("3,1", "9,9"))


@pytest.mark.parametrize(("change", "wrong"), [("3,5 %", True), ("2,0 %", False)])
def test_a_fall_that_the_table_does_not_show_is_an_error(change, wrong):
    table = "Resultat\n\nRad\tUtfall apr 2021\tUtfall apr 2022\nLöner\t-61,3\t-59,7\nHyror\t-14,9\t-15,0\nSumma kostnader\t-76,2\t-74,7\n"
    text = f"{table}\nDe totala kostnaderna har minskat med {change} jämfört med samma period förra året.\n"
    assert ("prose.change" in errors(text)) is wrong


BODY = "Nämnden har lämnat över driften av badhuset till ett företag, varför tjänsten ska granskas två gånger om året.\n"


def test_two_titles_over_the_same_sentence_are_one_thing():
    text = "Kontroll av badhusets drift\n\n{}\nRisker\n\nAnnan text om helt andra saker i kommunen.\n\nGranskning av badhusets drift\n\n{}"
    assert "names.label" in errors(text.format(BODY, BODY))
    assert "names.label" not in errors(
        text.format(BODY, "Badhuset har haft fler besökare än någonsin under våren, mest på helger.\n")
    )


def test_a_reference_to_a_goal_that_does_not_exist_is_an_error():
    text = "Fler läsande barn\n\nText.\n\nLevande bibliotek i alla stadsdelar\n\nText.\n\nRisken hanteras via målet: Fler läsande barn\n\nRisken hanteras via målet: {}\n"
    assert "names.reference" in errors(text.format("Skapa levande bibliotek i stadsdelar"))
    assert not errors(text.format("Levande bibliotek i alla stadsdelar"))
    assert [f.severity for f in found(text.format("Fred på jorden"))] == [Severity.QUESTION]


PARTS = (
    "Biblioteket på torget har haft många besökare under våren och öppnat en ny avdelning för barn.",
    "Kulturskolan har fått fler elever på piano och gitarr men färre på fiol än tidigare år.",
    "Badhuset stängdes i maj för att byta ut reningen och öppnar igen när skolorna börjar i höst.",
)


def test_a_section_that_stands_twice_and_has_drifted_is_one_error():
    twice = "Ärende\n\n" + "\n\n".join(PARTS) + "\n\nSammanfattning\n\n" + "\n\n".join(PARTS)
    assert not errors(twice)
    drifted = twice[::-1].replace("njam"[::-1], "nuj"[::-1], 1)[::-1]
    assert errors(twice[: twice.rindex("maj")] + "juni" + twice[twice.rindex("maj") + 3 :]) == [
        "prose.duplicate-section"
    ]
    assert not errors(drifted)


def test_one_sentence_in_common_is_no_section():
    assert not errors(f"Ärende\n\n{PARTS[0]}\n\nSammanfattning\n\n{PARTS[0].replace('barn', 'unga')}\n")


def test_all_and_then_not_all_is_a_question():
    text = "Alla skolor har en brandpärm på plats. I de små skolorna behöver brandpärmen på flera ställen kompletteras.\n"
    assert [(f.code, f.severity) for f in found(text)] == [("prose.contradiction", Severity.QUESTION)]
    assert not found(text.replace("behöver brandpärmen på flera ställen kompletteras", "finns den i hallen"))
    assert not found(text.replace("behöver brandpärmen", "behöver taken"))


def test_english_has_the_same_rules():
    assert errors("Emissions are 2.15 % CO2e/kg of food.\n", "en") == ["prose.unit"]
    assert errors("Followed up at quarter 1, quarter 1 and annual report.\n", "en") == [
        "prose.occasion-twice"
    ]
    text = "Culture Committee decided.\n\nThe Culture Committee met.\n\nA Culture Committee plan.\n\nThe Culture Board goes on.\n"
    assert errors(text, "en") == ["names.institution"]


def test_every_finding_points_into_the_document_and_speaks_both_languages():
    text = (
        "Utsläppen är 2,15 % CO2e/kg.\n\nMätningar görs i mars, mars och november.\n\n"
        "Kulturnämnden beslutade.\n\nKulturnämndens budget höjdes.\n\nI kulturnämnden finns oro.\n\nKulturkommittén fortsätter.\n"
    )
    paths = {path for path, _node in walk(document(text))}
    findings = found(text)
    assert len(findings) == 3
    for finding in findings:
        assert finding.where
        assert set(finding.spots) <= paths
        assert finding.sentence("sv") != finding.sentence("en")
        assert translate(finding.message, "en") != finding.message


@pytest.mark.parametrize(("text", "wrong"), [
    ("683 % av eleverna är trygga.", True), ("\u221268 % av eleverna är trygga.", True),
    ("68 % av eleverna är trygga.", False), ("Utfallet är 112 % av budgeten.", False),
    ("Avgifterna har ökat med 120 % av de äldre skälen.", False), ("704 % anser att skolan är trygg.", True),
    ("Elevernas snitt är 76,5 (skala 1\u201310) i år.", True), ("Elevernas snitt är 7,65 (skala 1\u201310) i år.", False),
    ("Betyget är 43 på en 5-gradig skala.", True), ("Betyget är 4,3 på en 5-gradig skala.", False),
    ("De 43 som svarade fick en fråga på en 5-gradig skala.", False),
])  # fmt: skip
def test_a_figure_outside_what_it_can_be_is_asked_about(text, wrong):
    assert ("prose.range" in {f.code for f in found(text + "\n")}) is wrong


@pytest.mark.parametrize(("row", "wrong"), [
    ("Andel elever som är trygga\t430 %\t90 %", True), ("Andel elever som är trygga\t43 %\t90 %", False),
    ("Andel av budgeten som är använd\t104 %\t100 %", False), ("Nöjdhet på en 10-gradig skala\t76,5\t8,0", True),
    ("Nöjdhet på en 10-gradig skala\t7,6\t8,0", False),
])  # fmt: skip
def test_an_indicator_outside_its_range_is_asked_about(row, wrong):
    assert ("prose.range" in {f.code for f in found(f"{TABLE}{row}\n")}) is wrong


@pytest.mark.parametrize(("marks", "wrong"), [("40\t3", True), ("4\t3", False), ("-4\t3", True)])
def test_a_risk_is_assessed_on_a_short_scale(marks, wrong):
    text = f"Risker\n\nRisk\tSannolikhet\tKonsekvens\nBrand\t{marks}\nVatten\t2\t2\n"
    assert ("prose.range" in {f.code for f in found(text)}) is wrong


@pytest.mark.parametrize(("text", "wrong"), [
    ("683 % of the pupils are safe.", True), ("The outcome is 112 % of the budget.", False),
    ("The mark is 43 on a 5-point scale.", True), ("The mark is 4.3 on a 5-point scale.", False),
])  # fmt: skip
def test_a_figure_outside_what_it_can_be_is_asked_about_in_english_too(text, wrong):
    assert ("prose.range" in {f.code for f in found(text + "\n", "en")}) is wrong
