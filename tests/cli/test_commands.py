"""The commands as a person uses them: what they print, write and end with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from utfall.cli import main
from utfall.report.example import complete

TIME = "2024-09-10T08:00"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture(scope="session")
def folder(root: Path) -> Path:
    example = root / "examples" / "servicenamnden-2024"
    complete(example)
    return example


@pytest.mark.parametrize(
    "command", ["report", "check", "figures", "demo", "sie", "ledger", "load", "dump", "serve"]
)
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "--language" in result.output or "Commands:" in result.output
    assert command in run("--help").output


def test_an_unknown_command_is_refused() -> None:
    assert run("fly").exit_code == 2


def test_a_report_is_written_in_the_chosen_forms_with_its_findings(folder: Path, tmp_path: Path) -> None:
    result = run(
        "report",
        str(folder),
        "--round",
        "2024-D2",
        "--out",
        str(tmp_path),
        "--formats",
        "html, json",
        "--as-of",
        TIME,
    )
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {
        "sen-2024-d2.html", "sen-2024-d2.json", "sen-2024-d2.findings.json",
    }  # fmt: skip
    found = json.loads((tmp_path / "sen-2024-d2.findings.json").read_text(encoding="utf-8"))
    assert found["schema"] == 1
    assert found["proof"]["checked"] > 150


@pytest.mark.parametrize(
    ("arguments", "says"), [(("--formats", "epub"), "epub"), (("--as-of", "i går"), "2024-09-16")]
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, str], says: str, folder: Path, tmp_path: Path
) -> None:
    result = run("report", str(folder), "--round", "2024-D2", "--out", str(tmp_path), *arguments)
    assert result.exit_code == 2
    assert says in result.output


def test_a_round_that_is_not_there_ends_with_2(folder: Path, tmp_path: Path) -> None:
    result = run("report", str(folder), "--round", "2031-D1", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "2024-D2" in result.output
    assert run("figures", str(folder), "--round", "2031-D1").exit_code == 2


def test_figures_are_listed_with_address_and_source(folder: Path) -> None:
    result = run("figures", str(folder), "--round", "2024-D2", "--as-of", TIME)
    assert result.exit_code == 0
    line = next(
        row
        for row in result.output.splitlines()
        if row.startswith("ind.kundsnitt:SEN:2024-01..2024-06:utfall")
    )
    assert "7,65" in line
    assert "matvarden.csv, rad" in line
    listed = json.loads(run("figures", str(folder), "--round", "2024-D2", "--json", "--as-of", TIME).stdout)
    assert {"address", "value", "unit", "period", "scope", "scenario", "source"} <= listed["figures"][
        0
    ].keys()


def test_the_demo_makes_everything_and_ends_by_itself(tmp_path: Path) -> None:
    result = run("demo", "--once", "--out", str(tmp_path), "--as-of", TIME)
    assert result.exit_code == 0, result.output
    assert {path.suffix for path in tmp_path.iterdir()} == {".html", ".pdf", ".docx", ".json", ".txt"}


REPORT = """Resultat per område

Område\tUtfall\tBudget\tAvvikelse
Köken\t{kitchens}\t5,0\t2,1
Bilarna\t-3,3\t-1,2\t-2,1
Kontoret\t2,4\t2,2\t0,2
Summa\t6,2\t6,0\t0,2
"""


def test_a_report_that_adds_up_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(REPORT.format(kitchens="7,1"), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 0, result.output


def test_a_report_that_does_not_add_up_ends_with_1_and_names_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(REPORT.format(kitchens="7,9"), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1, result.output
    assert "7,9" in result.output
    assert "7,1" in result.output
    english = run("check", str(path), "--language", "en")
    assert "Error" in english.output
    found = json.loads(run("check", str(path), "--json").stdout)
    assert found["findings"][0]["severity"] == "error"
    assert found["proof"]["read"] == 12


def test_a_file_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "rapport.bin"
    path.write_bytes(b"\x00\x01\x02" * 100)
    assert run("check", str(path)).exit_code == 2
    assert json.loads(run("check", str(path), "--json").stdout)["findings"]


def test_facts_need_a_round(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(REPORT.format(kitchens="7,1"), encoding="utf-8")
    assert run("check", str(path), "--facts", str(folder)).exit_code == 2
    assert run("check", str(path), "--facts", str(folder), "--round", "2031-D1").exit_code == 2


def test_names_that_may_not_be_printed_are_found_with_the_facts(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text("Rapport\n\nServicekommittén har arbetat hårt i år.\n", encoding="utf-8")
    result = run("check", str(path), "--facts", str(folder), "--round", "2024-D2", "--as-of", TIME)
    assert result.exit_code == 1
    assert "Servicenämnden" in result.output


def test_what_was_explained_is_not_asked_again_also_when_the_report_has_moved_on(tmp_path: Path) -> None:
    path, memory = tmp_path / "rapport.txt", tmp_path / "forklarat.json"
    path.write_text(REPORT.format(kitchens="7,9"), encoding="utf-8")
    explained = run(
        "check", str(path), "--dismissed", str(memory), "--explain", "7,9", "--note", "Rättas i oktober"
    )
    assert explained.exit_code == 0, explained.output
    assert "Rättas i oktober" in memory.read_text(encoding="utf-8")
    path.write_text("Ny inledning.\n\n" + REPORT.format(kitchens="7,9"), encoding="utf-8")
    assert run("check", str(path), "--dismissed", str(memory)).exit_code == 0
    assert run("check", str(path), "--explain", "7,9").exit_code == 2


def test_a_page_and_a_copy_with_the_findings_are_written(tmp_path: Path) -> None:
    path, page, copy = tmp_path / "rapport.txt", tmp_path / "granskning.html", tmp_path / "kopia.html"
    path.write_text(REPORT.format(kitchens="7,9"), encoding="utf-8")
    run("check", str(path), "--html", str(page), "--copy", str(copy))
    assert "7,1" in page.read_text(encoding="utf-8")
    assert copy.read_bytes().startswith(b"<!")


def test_a_file_of_explanations_that_is_none_is_refused(tmp_path: Path) -> None:
    path, memory = tmp_path / "rapport.txt", tmp_path / "forklarat.json"
    path.write_text(REPORT.format(kitchens="7,1"), encoding="utf-8")
    memory.write_text("[]", encoding="utf-8")
    assert run("check", str(path), "--dismissed", str(memory)).exit_code == 2
