"""A folder that is right is read whole; everything that is wrong is one finding with file, line and what to do."""

import pytest

from tests.integrations.folder.small import FILES, FORECAST, folder
from utfall.domain.figure import Address
from utfall.domain.finding import Severity
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.integrations.folder import read_folder


def changed(name: str, old: str, new: str) -> str:
    assert old in FILES[name]
    return FILES[name].replace(old, new)


def said(contents):
    return [(finding.code, finding.where) for finding in contents.findings]


def test_a_folder_that_is_right_is_read_without_a_word(tmp_path):
    contents = read_folder(folder(tmp_path))

    assert contents.findings == ()
    assert set(contents.objects) == {
        "2024-D2", "SEN", "OMR1", "SA1", "SG1", "VM1", "D1", "IND1", "IND2", "R1",
    }  # fmt: skip
    assert contents.wrong_names == {"SEN": ("Servicekommittén",)}
    assert [text.source for text in contents.texts.values()] == ["texter/mal.md, rad 6"]
    assert contents.places["D1"] == "plan.yaml, rad 9"


def test_balances_are_whole_öre_by_unit_account_and_month(tmp_path):
    contents = read_folder(folder(tmp_path))

    def key(account, month, scenario=Scenario.OUTCOME):
        return BalanceKey("OMR1", account, ProjectClass.OPERATION, Period.month(2024, month).first, scenario)

    assert contents.balances[key("3011", 1)] == -100_050
    assert contents.balances[key("5011", 2)] == 40_025
    assert contents.balances[key("3011", 12, Scenario.BUDGET)] == -10_000
    # The forecast is written as in a statement, income plus; it is kept with the ledger's sign.
    assert contents.balances[key("30", 12, Scenario.FORECAST)] == -119_055


def test_a_measured_value_keeps_its_precision_and_its_place(tmp_path):
    figure = read_folder(folder(tmp_path)).figures[Address.parse("ind.vager:SEN:2024-01..2024-08:utfall")]

    assert (str(figure.value), figure.decimals, str(figure.source)) == ("43", 0, "matvarden.csv, rad 2")


LEDGER, SERIES, UNITS, PLAN = "huvudbok.csv", "matvarden.csv", "organisation.yaml", "plan.yaml"
INDICATORS, SETTINGS, RISKS, BUDGET = "indikatorer.yaml", "kommun.yaml", "risker.yaml", "budget.csv"
TEXT = "texter/mal.md"

WRONG = [
    # file, what is changed, to what, the finding's code and place
    (LEDGER, "Belopp", "Belop", "missing-column", "huvudbok.csv, rad 1"),
    (LEDGER, "Motpartsnamn", "Kundnamn", "unknown-column", "huvudbok.csv, rad 1"),
    (LEDGER, "-1000,50", "tusen", "amount", "huvudbok.csv, rad 2"),
    (LEDGER, "-1000,50", "-1000,505", "amount", "huvudbok.csv, rad 2"),
    (LEDGER, "2024-02-15;A2;400,25", "2024-02-30;A2;400,25", "date", "huvudbok.csv, rad 4"),
    (LEDGER, "400,25;Lön;", "400,25", "cells", "huvudbok.csv, rad 4"),
    (LEDGER, "400,25;Lön", "500,25;Lön", "voucher-sum", "huvudbok.csv, rad 4"),
    (LEDGER, "3100;5011", "9999;5011", "unknown-ansvar", "huvudbok.csv, rad 4"),
    (LEDGER, "3100;5011", "3100;5999", "unknown-account", "huvudbok.csv, rad 4"),
    (LEDGER, "3011;9000;;", "3011;9000;P1;", "unknown-project", "huvudbok.csv, rad 2"),
    (BUDGET, "2024-02", "2024-13", "date", "budget.csv, rad 3"),
    (BUDGET, "2024-02", "2024-01", "duplicate-key", "budget.csv, rad 3"),
    (BUDGET, "3100;3011;2024-02;-100,00;Internbudget\n", "", "budget-months", "budget.csv, rad 2"),
    (BUDGET, "2024-12;-100,00;Internbudget", "2024-12;-100,00;Tillägg", "budget-version", "budget.csv"),
    (SERIES, "SEN", "SENX", "unknown-unit", "matvarden.csv, rad 2"),
    (SERIES, "ind.vager", "ind.vager2", "unknown-measure", "matvarden.csv, rad 2"),
    (SERIES, "2024-01..2024-08", "jan-aug", "value", "matvarden.csv, rad 2"),
    (SERIES, "utfall", "resultat", "column-word", "matvarden.csv, rad 2"),
    (SERIES, "utfall", "utfall kön", "column-word", "matvarden.csv, rad 2"),
    (SERIES, ";43", ";många", "value", "matvarden.csv, rad 2"),
    (SERIES, ";43", ";", "no-value", "matvarden.csv, rad 2"),
    (SERIES, ";43", "", "cells", "matvarden.csv, rad 2"),
    (
        SERIES,
        ";43\n",
        ";43\n2024-01..2024-08;SEN;ind.vager;utfall;44\n",
        "duplicate-key",
        "matvarden.csv, rad 3",
    ),
    (UNITS, "under: SEN", "under: SEM", "organisation.unknown-parent", "organisation.yaml, rad 4"),
    (UNITS, "slag: område", "slag: avdelning", "choice", "organisation.yaml, rad 4"),
    (UNITS, "kod: OMR1", "kod: område1", "form", "organisation.yaml, rad 4"),
    (UNITS, "namn: Område 1, ", "", "missing-key", "organisation.yaml, rad 4"),
    (UNITS, "namn: Område 1", "namm: Område 1", "unknown-key", "organisation.yaml, rad 4"),
    (UNITS, "under: SEN,", "under: SEN, från: 2024-02-31,", "value", "organisation.yaml, rad 4"),
    (UNITS, "kod: OMR1", "kod: SEN", "duplicate-code", "organisation.yaml, rad 4"),
    (UNITS, "[Servicekommittén]", "[Servicekommittén", "yaml", "organisation.yaml, rad 3"),
    (UNITS, "enheter:", "enheter: []\nenheter:", "duplicate-key", "organisation.yaml, rad 3"),
    (PLAN, "område: SA1", "område: SA9", "broken-link", "plan.yaml, rad 5"),
    (PLAN, "område: SA1", "område: VM1", "broken-link", "plan.yaml, rad 5"),
    (PLAN, "målår: 2027", "målår: snart", "type", "plan.yaml, rad 7"),
    (PLAN, "kod: D1", "kod: SEN", "duplicate-code", "plan.yaml, rad 9"),
    (INDICATORS, '"%"', "procentare", "value", "indikatorer.yaml, rad 3"),
    (INDICATORS, ", värde: 100", "", "value", "indikatorer.yaml, rad 3"),
    (
        INDICATORS,
        "hör_till: VM1\n    mål",
        "hör_till: VM7\n    mål",
        "broken-link",
        "indikatorer.yaml, rad 3",
    ),
    (SETTINGS, 'personal: ["5"]', 'personer: ["5"]', "form", "kommun.yaml, rad 7"),
    (SETTINGS, 'personal: ["5"]', 'personal: ["3"]', "form", "kommun.yaml, rad 7"),
    (SETTINGS, "nämnd: SEN", "nämnd: TEK", "broken-link", "kommun.yaml"),
    (
        SETTINGS,
        "utanför",
        "riskgränser: {medel_från: 9, hög_från: 2}\nutanför",
        "limits",
        "kommun.yaml, rad 10",
    ),
    (SETTINGS, "period: 2024-01..2024-08", "period: 2024-01..2024-18", "value", "kommun.yaml, rad 6"),
    (RISKS, "sannolikhet: 2", "sannolikhet: 7", "range", "risker.yaml, rad 8"),
    (RISKS, "kod: D1", "kod: SG1", "broken-link", "risker.yaml, rad 3"),
    (RISKS, "hantering: {genom: inriktning, kod: D1}", "", "risk-handling", "risker.yaml, rad 3"),
    (RISKS, ", kod: D1", "", "missing-key", "risker.yaml, rad 12"),
    (TEXT, "objekt: SG1", "objekt: SG2", "broken-link", "texter/mal.md, rad 6"),
    (TEXT, "slag: kommentar", "slag: dikt", "choice", "texter/mal.md, rad 3"),
    (TEXT, "Vi väger maten.", "", "text-empty", "texter/mal.md, rad 2"),
    (TEXT, "---\n\nVi", "Vi", "text-head", "texter/mal.md, rad 1"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where"), WRONG, ids=[f"{w[3]}-{w[0]}-{n}" for n, w in enumerate(WRONG)]
)
def test_what_is_wrong_is_found_where_it_is(tmp_path, name, old, new, code, where):
    contents = read_folder(_with(tmp_path, name, changed(name, old, new)))

    assert (f"source.{code}", where) in said(contents)
    for finding in contents.findings:
        assert "{" not in finding.sentence()
        assert finding.sentence("en") != finding.sentence()


def _with(path, name, content):
    folder(path)
    (path / name).write_text(content, encoding="utf-8")
    return path


def test_a_row_that_cannot_be_used_is_left_out_and_the_rest_is_read(tmp_path):
    contents = read_folder(_with(tmp_path, LEDGER, changed(LEDGER, "3100;5011", "9999;5011")))

    assert {key.account for key in contents.balances if key.scenario is Scenario.OUTCOME} == {"3011", "2411"}


def test_lines_after_a_rejected_row_are_numbered_as_in_the_file(tmp_path):
    text = changed(LEDGER, "1000,50;Motbokning;", "1000,50").replace("-400,25", "fyra")

    contents = read_folder(_with(tmp_path, LEDGER, text))

    assert ("source.cells", "huvudbok.csv, rad 3") in said(contents)
    assert ("source.amount", "huvudbok.csv, rad 5") in said(contents)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_encoding_and_delimiter_are_told_from_the_file(tmp_path, encoding, delimiter):
    folder(tmp_path)
    for name in (LEDGER, SERIES, "kontoplan.csv"):
        # A line in every file that has Swedish letters, so that the encoding matters.
        text = FILES[name].replace(";", delimiter)
        (tmp_path / name).write_bytes(text.encode(encoding))

    contents = read_folder(tmp_path)

    assert contents.findings == ()
    assert len(contents.figures) == 1


@pytest.mark.parametrize(
    ("written", "öre"),
    [
        ("-1000,50", -100_050),
        ("-1 000,50", -100_050),
        ("−1\u00a0000,50", -100_050),
        ("-1000.5", -100_050),
        ("-1000", -100_000),
    ],
)
def test_amounts_are_read_as_swedish_systems_write_them(tmp_path, written, öre):
    contents = read_folder(_with(tmp_path, LEDGER, changed(LEDGER, "-1000,50", written)))

    assert next(amount for key, amount in contents.balances.items() if key.account == "3011") == öre


@pytest.mark.parametrize("written", ["2024-01-15", "20240115"])
def test_dates_are_read_as_finance_systems_write_them(tmp_path, written):
    contents = read_folder(_with(tmp_path, LEDGER, FILES[LEDGER].replace("2024-01-15", written)))

    assert contents.findings == ()


def test_sums_that_differ_from_the_senders_are_found(tmp_path):
    (tmp_path / "kontrollsummor.csv").write_text(
        "Fil;Rader;Debet;Kredit\nhuvudbok.csv;5;1400,75;1400,70\n", encoding="utf-8"
    )

    contents = read_folder(folder(tmp_path))

    assert said(contents) == [
        ("source.control-rows", "huvudbok.csv"), ("source.control-sum", "huvudbok.csv"),
    ]  # fmt: skip
    assert "1\u00a0400,70\u00a0kr" in contents.findings[1].sentence()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("huvudbok.csv;fyra;1;1", "count"),
        ("huvudbok.csv;4;mycket;1", "value"),
        ("huvudbok.csv;4;1400,75;1400,75\nhuvudbok.csv;4;1400,75;1400,75", "duplicate-key"),
    ],
)
def test_control_sums_are_checked_themselves(tmp_path, rows, code):
    (tmp_path / "kontrollsummor.csv").write_text(f"Fil;Rader;Debet;Kredit\n{rows}\n", encoding="utf-8")

    assert [finding.code for finding in read_folder(folder(tmp_path)).findings] == [f"source.{code}"]


def test_projects_have_a_class_that_is_known(tmp_path):
    (tmp_path / "projekt.csv").write_text(
        "Projekt;Benämning;Klass;Enhet\nP1;Kök;investering;OMR1\nP2;Annat;hobby;OMR1\n", encoding="utf-8"
    )
    ledger = changed(LEDGER, "3011;9000;;", "3011;9000;P1;")

    contents = read_folder(_with(tmp_path, LEDGER, ledger))

    assert said(contents) == [("source.project-class", "projekt.csv, rad 3")]
    assert {
        key.project_class
        for key in contents.balances
        if key.account == "3011" and key.scenario is Scenario.OUTCOME
    } == {ProjectClass.INVESTMENT}


def test_a_voucher_that_stands_in_two_files_is_found(tmp_path):
    (tmp_path / "huvudbok-2.csv").write_text(FILES[LEDGER], encoding="utf-8")

    contents = read_folder(folder(tmp_path))

    assert said(contents) == [("source.duplicate-voucher", "huvudbok.csv, rad 2")]


def test_a_second_budget_for_the_year_is_not_added(tmp_path):
    (tmp_path / "budget-2.csv").write_text(FILES[BUDGET], encoding="utf-8")

    contents = read_folder(folder(tmp_path))

    assert [finding.code for finding in contents.findings] == ["source.same-year"]
    assert (
        sum(amount for key, amount in contents.balances.items() if key.scenario is Scenario.BUDGET)
        == -120_000
    )


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        ((FORECAST[0], ("OMR9", "30", "", 1)), "unknown-unit", "prognos-2024.xlsx, rad 2"),
        ((FORECAST[0], ("OMR1", "intäkt", "", 1)), "account", "prognos-2024.xlsx, rad 2"),
        ((FORECAST[0], FORECAST[1], FORECAST[1]), "duplicate-key", "prognos-2024.xlsx, rad 3"),
        ((FORECAST[0], ("OMR1", "30", "", "mycket")), "value", "prognos-2024.xlsx, Prognos, D2"),
        ((FORECAST[0], ("OMR1", "30", "", 1.005)), "value", "prognos-2024.xlsx, Prognos, D2"),
        ((("Enhet", "Konto", "Summa"), ("OMR1", "30", 1)), "missing-column", "prognos-2024.xlsx, rad 1"),
    ],
)
def test_a_forecast_is_read_cell_by_cell(tmp_path, rows, code, where):
    contents = read_folder(folder(tmp_path, forecast=rows))

    assert said(contents) == [(f"source.{code}", where)]


@pytest.mark.parametrize(
    ("header", "typed"),
    [("Prognos helår (tkr)", 1.2), ("Prognos helår (mnkr)", "0,0012"), ("Prognos helår", 1200)],
)
def test_a_forecast_may_be_in_kr_tkr_or_mnkr(tmp_path, header, typed):
    rows = (("Prognos för delåret",), ("Enhet", "Konto", header), ("OMR1", 30, typed), ("", "", ""))

    contents = read_folder(folder(tmp_path, forecast=rows))

    assert contents.findings == ()
    assert [öre for key, öre in contents.balances.items() if key.scenario is Scenario.FORECAST] == [-120_000]


def test_what_is_no_workbook_and_what_has_no_year_is_said(tmp_path):
    folder(tmp_path)
    (tmp_path / "prognos-2024.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "prognos.xlsx").write_bytes(b"")

    assert said(read_folder(tmp_path)) == [
        ("source.workbook", "prognos-2024.xlsx"), ("source.forecast-year", "prognos.xlsx"),
    ]  # fmt: skip


def test_a_file_that_nobody_knows_is_a_question_and_those_of_others_are_left_alone(tmp_path):
    for name in ("README.md", "mall.yaml", ".gitignore", "~$prognos.xlsx"):
        (tmp_path / name).write_text("något", encoding="utf-8")
    (tmp_path / "anteckningar.txt").write_text("något", encoding="utf-8")

    contents = read_folder(folder(tmp_path))

    assert said(contents) == [("source.unknown-file", "anteckningar.txt")]
    assert contents.findings[0].severity is Severity.QUESTION


def test_a_folder_without_its_first_files_says_which(tmp_path):
    assert [finding.values["kind"] for finding in read_folder(tmp_path).findings] == [
        "kommun",
        "organisation",
    ]
    assert [finding.code for finding in read_folder(tmp_path / "ingen").findings] == ["source.folder"]


def test_two_files_of_a_kind_that_there_is_one_of_is_said(tmp_path):
    (tmp_path / "kommun-2.yaml").write_text(FILES[SETTINGS], encoding="utf-8")

    assert [finding.code for finding in read_folder(folder(tmp_path)).findings] == ["source.several-files"]


def test_a_yaml_file_without_its_lists_says_each_that_is_missing(tmp_path):
    (tmp_path / "tom.yaml").write_text("innehåll: plan\n- x\n", encoding="utf-8")
    (tmp_path / "lista.yaml").write_text("# innehåll\ninnehåll: plan", encoding="utf-8")

    found = read_folder(folder(tmp_path)).findings

    assert [finding.code for finding in found] == ["source.missing-key"] * 4 + ["source.yaml"]
    assert len({finding.sentence() for finding in found}) == 5


def test_a_long_list_of_bad_rows_is_counted_and_not_repeated(tmp_path):
    rows = "".join(f"3100;3011;;;;;;2024-01-15;B{number};x;;\n" for number in range(200))

    found = [
        f
        for f in read_folder(_with(tmp_path, LEDGER, FILES[LEDGER] + rows)).findings
        if f.code.startswith("source.amount")
    ]

    assert len(found) == 51
    assert found[-1].values["count"] == 150


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (LEDGER, "Faktura", 'Fak"tura\r"', "table"),
        ("kontoplan.csv", "3011;Försäljning", '3011;"Försäljning', "cells"),
        (SERIES, "Mätvärde", "Mät\rvärde", "missing-column"),
    ],
)
def test_quotation_marks_and_line_ends_out_of_place_are_found(tmp_path, name, old, new, code):
    contents = read_folder(_with(tmp_path, name, changed(name, old, new)))

    assert f"source.{code}" in {finding.code for finding in contents.findings}


def test_an_assignment_and_what_belongs_to_the_economy_are_read(tmp_path):
    (tmp_path / "ekonomi.yaml").write_text(
        """\
innehåll: ekonomi
rullade_resultat:
  - {kod: RU1, namn: Underskott, enhet: OMR1, från_år: 2023, år: 2024, belopp_kr: "-1200,50", preliminärt: ja}
  - {kod: RU2, namn: Underskott, enhet: OMR1, från_år: 2023, år: 2024, belopp_kr: "-1200,505"}
jämförelsestörande:
  - {kod: JP1, namn: Sålda fordon, enhet: OMR1, konton: ["38"]}
förklaringar:
  - {kod: FK1, namn: Resultatet, siffra: resultat, orsaker: []}
""",
        encoding="utf-8",
    )
    plan = (
        FILES[PLAN]
        + """\
uppdrag:
  - {kod: U1, namn: Utred köken, från: SEN, beslutat: 2024-02-01, paragraf: "§ 12", ansvarig: OMR1, läge: pågår,
     klart_senast: 2024-12-01}
"""
    )
    contents = read_folder(_with(tmp_path, PLAN, plan))

    assert {"RU1", "JP1", "U1"} <= set(contents.objects)
    assert said(contents) == [
        ("source.value", "ekonomi.yaml, rad 4"),
        ("source.value", "ekonomi.yaml, rad 8"),
    ]


def test_further_forms_and_bad_ones_are_told_apart(tmp_path):
    settings = (
        FILES[SETTINGS]
        + """\
uppställningar:
  - kod: ms
    namn: Kostnadsslag
    enhet: OMR1
    rader:
      - {mått: ms.lon, namn: Löner, slag: kostnad, konton: ["5"]}
      - {mått: ms.summa, namn: Summa, slag: summa, summa_av: [ms.lon]}
  - kod: fel
    namn: Fel
    enhet: OMR1
    rader:
      - {mått: ms.summa, namn: Summa, slag: summa, summa_av: [ms.lon]}
"""
    )
    contents = read_folder(_with(tmp_path, SETTINGS, settings))

    assert contents.settings is not None
    assert [placed.form.code for placed in contents.settings.forms] == ["rr", "ms"]
    assert said(contents) == [("source.form", "kommun.yaml, rad 18")]


def test_two_texts_of_a_kind_about_one_thing_are_found(tmp_path):
    (tmp_path / "texter").mkdir()
    (tmp_path / "texter" / "fler.md").write_text(FILES[TEXT], encoding="utf-8")
    text = FILES[TEXT] + "\n" + FILES[TEXT]

    contents = read_folder(_with(tmp_path, TEXT, text))

    assert said(contents) == [
        ("source.duplicate-key", "texter/mal.md, rad 10"), ("source.duplicate-key", "texter/mal.md, rad 6"),
    ]  # fmt: skip


def test_one_value_in_two_files_is_found(tmp_path):
    (tmp_path / "matvarden-2.csv").write_text(FILES[SERIES], encoding="utf-8")

    assert said(read_folder(folder(tmp_path))) == [("source.duplicate-key", "matvarden.csv, rad 2")]
