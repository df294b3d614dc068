"""Both plug-ins have one shape and answer the same questions, so that a third language is one folder."""

import dataclasses
from pathlib import Path

import pytest

from utfall.domain.unit import COUNT, MNKR, PERCENT, TKR
from utfall.review.languages import CODES, Role, language
from utfall.review.languages.lexicon import Lexicon

HOUSE = Path("src/utfall/review/languages")
HEADERS = {
    "sv": {
        "Utfall aug 2024": Role.OUTCOME,
        "Budget helår": Role.BUDGET,
        "Årsprognos": Role.FORECAST,
        "Budgetavvikelse aug 2024": Role.VARIANCE,
        "Avvikelse årsprognos": Role.FORECAST_VARIANCE,
        "Prognosavvikelse": Role.FORECAST_VARIANCE,
        "Mål 2027": Role.TARGET,
        "Förändring i procent": Role.CHANGE,
        "Kvinnor 2024": None,
    },
    "en": {
        "Actual Aug 2024": Role.OUTCOME,
        "Budget full year": Role.BUDGET,
        "Full-year forecast": Role.FORECAST,
        "Variance Aug 2024": Role.VARIANCE,
        "Variance full-year forecast": Role.FORECAST_VARIANCE,
        "Forecast variance": Role.FORECAST_VARIANCE,
        "Target 2027": Role.TARGET,
        "Change in per cent": Role.CHANGE,
        "Women 2024": None,
    },
}
PERIODS = {
    "sv": {
        "Utfall aug 2024": {"2024", "month-08"},
        "Utfall jan–aug 2024": {"2024", "month-08"},
        "1 januari till 31 augusti 2024": {"2024", "month-08"},
        "per 2024-08-31": {"2024", "month-08"},
        "Årsprognos aug": {"year"},
        "Utfall ack. 2023": {"2023", "to-date"},
        "Delår 2": {"interim-2"},
        "kvartal 3 2024": {"quarter-3", "2024"},
        "Konto 2 000": set(),
    },
    "en": {
        "Actual Aug 2024": {"2024", "month-08"},
        "Actual Jan–Aug 2024": {"2024", "month-08"},
        "January to August 2024": {"2024", "month-08"},
        "by 2024-08-31": {"2024", "month-08"},
        "Full-year forecast Aug": {"year"},
        "Accumulated 2023": {"2023", "to-date"},
        "Interim 2": {"interim-2"},
        "Q3 2024": {"quarter-3", "2024"},
        "Account 2,000": set(),
    },
}


@pytest.mark.parametrize("code", CODES)
def test_a_language_fills_in_every_field_with_the_right_kind_of_thing(code):
    plugin = language(code)
    model = language("sv")
    assert isinstance(plugin, Lexicon)
    assert isinstance(model, Lexicon)
    assert plugin.code == code
    for mine, theirs in ((plugin, model), (plugin.labels, model.labels), (plugin.periods, model.periods),
                         (plugin.cues, model.cues)):  # fmt: skip
        for field in dataclasses.fields(mine):
            value = getattr(mine, field.name)
            assert type(value) is type(getattr(theirs, field.name)), field.name
            assert value or value == 0, f"{field.name} is empty"


def test_every_language_is_a_folder_of_the_same_files(root):
    files = {code: sorted(p.name for p in (root / HOUSE / code).glob("*.py")) for code in CODES}
    assert len(set(map(tuple, files.values()))) == 1, files


def test_a_language_that_there_is_not_is_read_as_swedish():
    assert language("xx").code == "sv"


@pytest.mark.parametrize("code", CODES)
def test_headers_say_their_role(code):
    plugin = language(code)
    assert {header: plugin.role_of(header) for header in HEADERS[code]} == HEADERS[code]


@pytest.mark.parametrize("code", CODES)
def test_periods_are_the_same_tokens_in_every_language(code):
    plugin = language(code)
    assert {text: set(plugin.period_tokens(text)) for text in PERIODS[code]} == PERIODS[code]


@pytest.mark.parametrize(
    ("code", "label", "unit"),
    [
        ("sv", "Effekt 2024 (tkr)", TKR),
        ("sv", "Belopp i mnkr", MNKR),
        ("sv", "Andel, %", PERCENT),
        ("sv", "Antal personer", COUNT),
        ("sv", "Krav", None),
        ("en", "Effect 2024 (SEK thousand)", TKR),
        ("en", "SEK million", MNKR),
        ("en", "Share, per cent", PERCENT),
        ("en", "Account", None),
    ],
)
def test_labels_name_their_unit(code, label, unit):
    assert language(code).unit_of(label) == unit


@pytest.mark.parametrize(
    ("code", "question", "yes", "no"),
    [
        ("sv", "is_total", "Summa kostnader", "Personal"),
        ("sv", "is_total", "Årets resultat", "Summering av möten inför hösten".replace("Summering", "Skörd")),
        ("sv", "is_mean", "I snitt", "Medelstora företag"),
        ("sv", "is_share", "Täckningsgrad", "Gradering"),
        ("sv", "is_not_additive", "Median", "Kostnader"),
        ("sv", "is_count", "Antal elever", "Kostnader"),
        ("sv", "is_part", "– varav lön", "Lön varav"),
        ("sv", "is_opening", "Ingående balans", "Utgående balans"),
        ("sv", "is_closing", "Utgående balans", "Ingående balans"),
        ("en", "is_total", "Total costs", "Staff"),
        ("en", "is_mean", "Average", "Means"),
        ("en", "is_share", "Share of women", "Shareholders"),
        ("en", "is_not_additive", "Median", "Costs"),
        ("en", "is_count", "Number of pupils", "Costs"),
        ("en", "is_part", "of which wages", "Wages"),
        ("en", "is_opening", "Opening balance", "Closing balance"),
        ("en", "is_closing", "Closing balance", "Opening balance"),
    ],
)
def test_labels_answer_what_the_tables_ask(code, question, yes, no):
    ask = getattr(language(code), question)
    assert ask(yes)
    assert not ask(no)


def test_words_are_stems_without_stop_words_numbers_and_months():
    assert language("sv").words("Kostnaderna för lokaler i augusti 2024 var 12,3 mnkr") == (
        language("sv").stem("kostnader"), language("sv").stem("lokal"),
    )  # fmt: skip
    assert language("en").words("The costs of premises in August 2024 were SEK 12.3 million") == (
        language("en").stem("cost"), language("en").stem("premises"),
    )  # fmt: skip
