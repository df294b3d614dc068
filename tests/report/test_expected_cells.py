"""The example's figures print, by our one formatter, what the public report prints in its data tables."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from utfall.documents.compose.composer import with_derived
from utfall.documents.compose.template import Template, template
from utfall.domain import swedish
from utfall.domain.figure import Address, Figure
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import unit_named
from utfall.report.gather import Gathered

EXPECTED = Path(__file__).parent / "expected_cells.csv"
EXPLAINED = {
    # The seed prints −1,2 (a copy of the outcome); its own text, and the sum of the areas, say −1,6.
    ("ansvar", "o4", "prog"): "F01",
    # The seed prints −2,6, which follows from F01; its income statement says −3,0.
    ("ansvar", "summa", "prog"): "F02",
    # The seed prints 11,1, the sum of rounded rows; the rounded total is 11,0, as in its income statement.
    ("ansvar", "summa", "u24"): "R08",
}


def cells() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def figures(gathered: Gathered, example: Path) -> dict[Address, Figure]:
    content = yaml.safe_load((example / "mall.yaml").read_text(encoding="utf-8"))
    made = template(content, where="mall.yaml")
    assert isinstance(made, Template)
    assert gathered.round and gathered.scope and gathered.as_of
    stored = Snapshot(gathered.round, gathered.scope, gathered.figures, gathered.objects, gathered.texts,
                      made.hash, gathered.as_of, gathered.names)  # fmt: skip
    return dict(with_derived(made, stored).figures)


@pytest.mark.parametrize("cell", cells(), ids=lambda cell: f"{cell['table']}-{cell['row']}-{cell['column']}")
def test_each_cell_prints_as_in_the_public_report(
    cell: dict[str, str], figures: dict[Address, Figure]
) -> None:
    figure = figures[Address.parse(cell["address"])]
    unit = unit_named(cell["unit"])
    value = -figure.value if cell["turned"] else figure.value
    shown = swedish.number(figure.unit.convert(value, to=unit), int(cell["decimals"]))
    assert (shown, figure.unit.dimension) == (cell["printed"], unit.dimension)


def test_only_the_cells_that_are_proved_wrong_or_explained_by_rounding_differ_from_the_public_report() -> (
    None
):
    noted = {
        (c["table"], c["row"], c["column"]): c["finding"] for c in cells() if c["finding"] not in ("", "M01")
    }
    assert noted == EXPLAINED


def test_all_tables_of_figures_are_there() -> None:
    found = {cell["table"] for cell in cells()}
    assert found == {
        "rr", "ansvar", "ms", "inv", "sjuk", "atg_beslutade", "atg_ej", "ind_beredskap", "ind_kultur", "ind_uppdrag",
        "risk_R1", "risk_R2", "risk_R3", "risk_R4", "risk_R5", "risk_K1",
    }  # fmt: skip


def test_the_expected_cells_are_those_of_the_facts(shared: Path) -> None:
    facts = json.loads((shared / "seed" / "facts.json").read_text(encoding="utf-8"))
    printed = {(c["table"], c["row"], c["column"]): c["printed"] for c in cells()}
    for table in facts["tables"]:
        for row in table["rows"]:
            for column, cell in row["cells"].items():
                key = (table["id"], row["key"], column)
                if cell.get("value") is None or key in EXPLAINED:
                    continue
                number = swedish.number(Decimal(str(cell["value"])), cell["decimals"])
                assert printed[key] == number, key
