"""From source files to a reviewed report: what is printed, and what its review says."""

import json
from pathlib import Path

import pytest

from tests.report.conftest import AS_OF
from tests.report.test_expected_cells import cells
from utfall.documents.model import numbers
from utfall.documents.render import render
from utfall.domain.figure import Address
from utfall.domain.finding import Severity
from utfall.report.produce import Report, produce, write


@pytest.fixture(scope="module")
def report(example: Path) -> Report:
    made = produce(example, "2024-D2", as_of=AS_OF)
    assert isinstance(made, Report)
    return made


def test_the_examples_own_report_has_no_error(report: Report) -> None:
    assert [f.as_json() for f in report.all_findings if f.severity is Severity.ERROR] == []


def test_every_printed_figure_is_stored_once_with_a_source(report: Report) -> None:
    for _path, number in numbers(report.composed.document):
        assert number.address is not None
        assert report.snapshot.figures[Address.parse(number.address)].source.document


def test_the_json_report_prints_every_cell_of_the_public_reports_tables(report: Report) -> None:
    data = render(report.composed.document, "json", figures=report.snapshot.figures.values())
    printed: dict[str, set[tuple[str, str, int]]] = {}

    def visit(node: object) -> None:
        match node:
            case {
                "printed": str(text),
                "address": str(address),
                "unit": str(unit),
                "decimals": int(decimals),
            }:
                number = text.removesuffix(unit.replace(" ", "\u00a0")).rstrip("\u00a0 ")
                printed.setdefault(address, set()).add((number, unit, decimals))
            case dict():
                for value in node.values():
                    visit(value)
            case list():
                for value in node:
                    visit(value)
            case _:
                pass

    visit(json.loads(data))
    for cell in cells():
        wanted = (cell["printed"], cell["unit"], int(cell["decimals"]))
        assert wanted in printed.get(cell["address"], set()), cell


def test_the_same_sources_and_time_give_the_same_bytes_in_every_form(
    report: Report, example: Path, tmp_path: Path
) -> None:
    again = produce(example, "2024-D2", as_of=AS_OF)
    assert isinstance(again, Report)
    first = write(report, tmp_path / "a", formats=("html", "pdf", "docx", "json", "txt"))
    second = write(again, tmp_path / "b", formats=("html", "pdf", "docx", "json", "txt"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_round_that_does_not_exist_is_a_finding_that_names_those_that_do(example: Path) -> None:
    found = produce(example, "2031-D9", as_of=AS_OF)
    assert isinstance(found, tuple)
    assert any("2024-D2" in finding.sentence() for finding in found)


@pytest.mark.parametrize(
    ("text", "code"), [(None, "template.missing"), ("a: [", "template.yaml"), ("a: 1", "template.schema")]
)
def test_a_template_that_is_missing_or_broken_is_a_finding(
    text: str | None, code: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "mall.yaml").write_text(text, encoding="utf-8")
    found = produce(tmp_path, "2024-D2", as_of=AS_OF)
    assert isinstance(found, tuple)
    assert code in {finding.code for finding in found}
