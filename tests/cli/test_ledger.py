"""`utfall ledger` at the terminal, from a file to an answer."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from utfall.cli.ledger import command

ORGANISATION = """innehåll: organisation
enheter:
  - {kod: KOM, namn: Kommunen, slag: kommun}
  - {kod: SEN, namn: Servicenämnden, slag: nämnd, under: KOM}
  - {kod: E1, namn: Kök ett, slag: enhet, under: SEN, ansvar: ["101"]}
  - {kod: E2, namn: Kök två, slag: enhet, under: SEN, ansvar: ["102"]}
"""
LEDGER = """Ansvar;Konto;Verksamhet;Projekt;Aktivitet;Objekt;Motpart;Datum;Verifikation;Belopp;Text;Motpartsnamn
101;3011;600;;;;;2024-01-31;A1;-1 000,50;Måltider;Skolan
101;5010;600;;;;;2024-01-31;A1;600,00;Lön;
102;5010;600;;;;;2024-02-29;A1;400,50;Lön;
"""
BUDGET = """Ansvar;Konto;Period;Belopp;Version
101;3011;2024-01;-900,00;KF 2024
101;5010;2024-01;500,00;KF 2024
"""


@pytest.fixture
def place(tmp_path, root, monkeypatch):
    """A folder with terms and files, and the commands run in it."""
    monkeypatch.chdir(tmp_path)
    terms = tmp_path / "underlag"
    terms.mkdir()
    settings = (root / "examples" / "servicenamnden-2024" / "kommun.yaml").read_text("utf-8")
    (terms / "kommun.yaml").write_text(settings, "utf-8")
    (terms / "organisation.yaml").write_text(ORGANISATION, "utf-8")
    (tmp_path / "huvudbok.csv").write_text(LEDGER, "utf-8")
    (tmp_path / "budget.csv").write_text(BUDGET, "cp1252")
    return tmp_path


def run(*arguments, code=0):
    done = CliRunner().invoke(command, [*map(str, arguments)])
    assert done.exit_code == code, done.output + repr(done.exception)
    return done


def test_a_file_is_read_in_once(place):
    first = run("import", "huvudbok.csv", "--municipality", "0484", "--by", "bo")
    again = run("import", "huvudbok.csv", "--municipality", "0484", "--by", "bo")

    assert "3 rader lagrade som 0484/2024/utfall (202401–202402, debet 1\u00a0000,50\u00a0kr)" in first.stdout
    assert "ingenting ändrades" in again.stdout


def test_a_corrected_file_says_what_it_replaces(place):
    run("import", "huvudbok.csv")
    Path("huvudbok.csv").write_text(LEDGER.replace("400,50", "300,50"), "utf-8")

    assert "Ersätter importen" in run("import", "huvudbok.csv").stdout
    assert len(run("batches", "--history").stdout.splitlines()) == 2
    assert len(run("batches").stdout.splitlines()) == 1
    assert json.loads(run("batches", "--as-of", "2020-01-01", "--json").stdout)["batches"] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("-1 000,50", "hundra"), ("2024-01-31", "31/31 2024")],
)
def test_a_row_that_cannot_be_read_stops_the_whole_file(place, wrong, said):
    Path("huvudbok.csv").write_text(LEDGER.replace(wrong, said, 1), "utf-8")

    done = run("import", "huvudbok.csv", code=2)

    assert "huvudbok.csv, rad 2" in done.stdout
    assert said in done.stdout
    assert not Path("huvudbok/data").exists()


def test_a_file_of_another_kind_is_told(place):
    Path("brev.txt").write_text("Hej!", "utf-8")

    assert "Filen känns inte igen" in run("import", "brev.txt", code=2).stdout


def test_a_statement_has_its_subtotals_and_all_columns(place):
    run("import", "huvudbok.csv")
    run("import", "budget.csv", "--scenario", "budget")

    done = run("statement", "--terms", "underlag", "--period", "2024-01..2024-08", "--columns", "utfall,budget",
               "--unit", "kr")  # fmt: skip

    rows = {line[:40].strip(): line for line in done.stdout.splitlines()}
    assert "1\u00a0000,50" in rows["Summa intäkter"]
    assert "900,00" in rows["Summa intäkter"]
    assert "−1\u00a0000,50" in rows["Summa kostnader"]
    assert "400,00" in rows["Årets resultat exkl. över-/underskott"]
    assert "Över-/underskott" not in done.stdout.replace("exkl. över", "")


def test_a_statement_by_unit_leaves_the_balance_sheet_out(place):
    Path("huvudbok.csv").write_text(LEDGER + "101;1510;;;;;;2024-01-31;A1;400,50;;\n", "utf-8")
    run("import", "huvudbok.csv")

    done = run(
        "statement",
        "--terms",
        "underlag",
        "--period",
        "2024",
        "--rows",
        "enhet",
        "--columns",
        "utfall",
        "--json",
    )

    assert {cell["key"][0]: cell["öre"] for cell in json.loads(done.stdout)["cells"]} == {
        "E1": 40050,
        "E2": -40050,
    }


def test_a_statement_by_any_code_as_json(place):
    run("import", "huvudbok.csv")

    done = run("statement", "--terms", "underlag", "--period", "2024", "--rows", "enhet,konto", "--columns", "utfall",
               "--scope", "E2", "--json")  # fmt: skip

    content = json.loads(done.stdout)
    assert content["cells"] == [{"key": ["E2", "5010"], "column": "utfall", "öre": -40050}]
    assert len(content["batches"]) == 1


def test_the_entries_of_a_cell_a_page_at_a_time(place):
    run("import", "huvudbok.csv")

    done = run(
        "entries", "--terms", "underlag", "--period", "2024", "--line", "personal", "--size", 1, "--page", 2
    )

    assert "2024-02-29" in done.stdout
    assert "Rad 2–2 av 2, summa 1\u00a0000,50\u00a0kr" in done.stdout
    found = json.loads(
        run("entries", "--terms", "underlag", "--period", "2024", "--code", "konto=30", "--json").stdout
    )
    assert [row["counterpart"] for row in found["entries"]] == ["Skolan"]


def test_a_code_that_nobody_knows_is_an_error_with_its_amount(place):
    Path("huvudbok.csv").write_text(LEDGER.replace("102;", "999;"), "utf-8")
    run("import", "huvudbok.csv")

    done = run(
        "statement",
        "--terms",
        "underlag",
        "--period",
        "2024",
        "--rows",
        "enhet",
        "--columns",
        "utfall",
        code=1,
    )

    assert "Ansvar 999 hör inte till någon enhet" in done.stdout
    assert "400,50\xa0kr" in done.stdout


def test_verify_says_that_all_is_whole_or_what_is_not(place):
    run("import", "huvudbok.csv")
    assert "1 importer kontrollerade" in run("verify").stdout

    (kept,) = Path("huvudbok/originals").glob("*/*")
    kept.write_text("annat", "utf-8")

    found = json.loads(run("verify", "--json", code=1).stdout)["findings"]
    assert [finding["code"] for finding in found] == ["ledger.file-changed"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "sie"])
def test_everything_comes_out_again(place, form):
    run("import", "huvudbok.csv")

    done = run("export", f"ut.{form}", "--terms", "underlag", "--period", "2024", "--form", form)

    assert "3 poster skrivna" in done.stdout
    assert Path(f"ut.{form}").stat().st_size > 100


def test_what_was_exported_as_sie_reads_back_to_the_same_ledger(place):
    run("import", "huvudbok.csv")
    run(
        "export", "ut.se", "--terms", "underlag", "--period", "2024", "--form", "sie", "--company", "Kommunen"
    )
    proposal = run("mapping", "ut.se", "--out", "koppling.json")
    assert json.loads(proposal.stdout)["format"] == "sie"

    run("import", "ut.se", "--store", "annan", "--mapping", "koppling.json", code=0)

    ask = ("statement", "--terms", "underlag", "--period", "2024", "--rows", "ansvar,konto,verksamhet,leverantör,månad",
           "--columns", "utfall", "--json")  # fmt: skip
    assert json.loads(run(*ask).stdout)["cells"] == json.loads(run(*ask, "--store", "annan").stdout)["cells"]


def test_a_budget_for_the_year_is_laid_out_by_its_keys(place):
    Path("arsbudget.csv").write_text(
        "Ansvar;Konto;År;Belopp;Nyckel;Version\n101;5010;2024;1200,00;skola;KF\n", "utf-8"
    )
    Path("nycklar.csv").write_text(
        "Nyckel;Jan;Feb;Mar;Apr;Maj;Jun;Jul;Aug;Sep;Okt;Nov;Dec\nskola;2;1;1;1;1;0;0;1;1;1;1;2\n", "utf-8"
    )
    budget = ("import", "arsbudget.csv", "--scenario", "budget")

    missing = run(*budget, code=2)
    assert "periodiseringsnyckel skola saknas" in missing.stdout
    run(*budget, "--profiles", "nycklar.csv")

    done = run(
        "statement",
        "--terms",
        "underlag",
        "--period",
        "2024",
        "--rows",
        "månad",
        "--columns",
        "budget",
        "--json",
    )
    months = {cell["key"][0]: cell["öre"] for cell in json.loads(done.stdout)["cells"]}
    assert months == {1: -20000, 2: -10000, 3: -10000, 4: -10000, 5: -10000} | {8: -10000, 9: -10000} | {
        10: -10000, 11: -10000, 12: -20000,
    }  # fmt: skip


def test_a_store_that_is_not_there_is_told(place):
    assert "Det finns ingen huvudbok" in run("batches", "--store", "ingen", code=2).stderr


def test_an_extract_of_another_layout_is_read_by_its_mapping(place):
    Path("utdrag.csv").write_text("Kst;Kto;Jan;Feb\n101;5010;1 000,50;-\n102;5010;2,00;3,00\n", "cp1252")
    proposal = json.loads(run("mapping", "utdrag.csv", "--out", "koppling.json", code=1).stdout)
    proposal["columns"] |= {"Kst": "ansvar", "Kto": "konto"}
    proposal["year"] = 2024
    Path("koppling.json").write_text(json.dumps(proposal), "utf-8")

    run("import", "utdrag.csv", "--mapping", "koppling.json", "--scenario", "budget", "--version", "KF")

    done = run(
        "statement",
        "--terms",
        "underlag",
        "--period",
        "2024",
        "--rows",
        "månad",
        "--columns",
        "budget",
        "--json",
    )
    assert {cell["key"][0]: cell["öre"] for cell in json.loads(done.stdout)["cells"]} == {1: -100250, 2: -300}


def test_a_mapping_that_is_none_is_told(place):
    Path("koppling.json").write_text("{}", "utf-8")

    run("import", "huvudbok.csv", "--mapping", "koppling.json", code=2)
